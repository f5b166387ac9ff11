/** Whether what the staff wrote about matters may stand where everybody reads it. */
import { Problem } from '#base/problem.ts'
import { findSubjects } from '#ground/facts/queries.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { coveredWords } from './covered-words.ts'
import { findPrivate } from './private-words.ts'
import { listReporters, listReporterWords } from './queries.ts'

/**
 * Held against the names of everybody who reported them, and against what they wrote. The matters must have been opened to the transaction.
 * @throws Problem input.invalid where something in it is not for everybody (政府信息公开条例 2019 art. 15)
 */
export async function checkForEverybody(ctx: Ctx, matters: string[], written: Record<string, string>): Promise<void> {
  const [reporters, words, keys] = await Promise.all([
    listReporters(ctx.sql, ctx.street, matters),
    listReporterWords(ctx.sql, ctx.street, matters),
    ctx.house.keys.ofStreet(ctx.sql, ctx.street),
  ])
  const persons = reporters.flatMap(({ person }) => person ?? [])
  const names = [
    ...(await findSubjects(ctx.sql, ctx.street, persons)).map(({ values }) => String(values['person.name'] ?? '')),
    ...reporters.flatMap(({ contact }) => (contact ? [String((JSON.parse(keys.open(contact)) as { name?: string }).name ?? '')] : [])),
  ]
  const said = words.flatMap((one) => Object.values(coveredWords(one))).filter((word): word is string => typeof word === 'string')
  const found = Object.entries(written).flatMap(([field, text]) => {
    const say = findPrivate(text, names, said)
    return say ? [{ path: `/${field}`, say }] : []
  })
  if (found.length > 0) throw new Problem('input.invalid', { count: found.length }, found)
}
