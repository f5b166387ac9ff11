/** Telling months, publishing an answer, taking it back. */
import { Problem } from '#base/problem.ts'
import { tidyText } from '#base/values/normalise.ts'
import { findSubjects } from '#ground/facts/queries.ts'
import { labelOf } from '#ground/matters/lines.ts'
import { listReporters } from '#ground/matters/queries.ts'
import { getRunning, type Running } from '#ground/matters/running.ts'
import { enterMatters } from '#ground/matters/scope.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import * as contracts from './contract.ts'
import { keepMonths } from './months.ts'
import * as queries from './queries.ts'
import { findPrivate } from './rules.ts'

export const keep = action(contracts.keepBoard, {
  may: 'board.keep',
  async run(ctx) {
    const months = await keepMonths(ctx)
    noteEvent(ctx, 'board.kept', [], [], { months })
    return { months }
  },
})

export const publish = action(contracts.publishAnswer, {
  may: 'public-answer.publish',
  async run(ctx, { matter: id, ...given }) {
    // Sealed ones are not there for this: nobody publishes what is kept from those it is about.
    await enterMatters(ctx)
    const running = await getRunning(ctx, id)
    const { state, matter, type } = running
    if (state.stand !== 'answered' && state.outcome !== 'confirmed' && state.outcome !== 'ruled') throw new Problem('matter.state')
    const text = { question: tidyText(given.question), answer: tidyText(given.answer) }
    await checkWords(ctx, running, text)
    const row = { id: newId(), region: matter.region_no, matter: id, category: labelOf(type.categories, state.category), ...text }
    await queries.insertAnswer(ctx.sql, ctx.street, { ...row, at: ctx.now, post: ctx.actor.post })
    noteEvent(ctx, 'public-answer.published', [], [], { matter: id, answer: row.id })
    return { id: row.id }
  },
})

/** @throws Problem input.invalid where something in it is not for everybody (政府信息公开条例 2019 art. 15) */
async function checkWords(ctx: Ctx, { matter, acts, state }: Running, text: Record<'question' | 'answer', string>): Promise<void> {
  const reporters = await listReporters(ctx.sql, ctx.street, [matter.id])
  const persons = reporters.flatMap(({ person }) => person ?? [])
  const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
  const names = [
    ...(await findSubjects(ctx.sql, ctx.street, persons)).map(({ values }) => String(values['person.name'] ?? '')),
    ...reporters.flatMap(({ contact }) => (contact ? [String((JSON.parse(keys.open(contact)) as { name?: string }).name ?? '')] : [])),
  ]
  const theirs = acts.filter(({ kind, body }) => kind === 'open' || state.reporters.has(String((body as { reporter?: string }).reporter)))
  const said = theirs.flatMap(({ words }) => Object.values(words)).filter((word): word is string => typeof word === 'string')
  const found = (['question', 'answer'] as const).flatMap((field) => {
    const say = findPrivate(text[field], names, said)
    return say ? [{ path: `/${field}`, say }] : []
  })
  if (found.length > 0) throw new Problem('input.invalid', { count: found.length }, found)
}

export const takeBack = action(contracts.takeAnswerBack, {
  may: 'public-answer.publish',
  async run(ctx, { id }) {
    const taken = await queries.takeBack(ctx.sql, ctx.street, id, ctx.now, ctx.actor.post)
    if (!taken) throw new Problem('thing.unknown')
    noteEvent(ctx, 'public-answer.taken-back', [], [], { answer: id })
    return {}
  },
})
