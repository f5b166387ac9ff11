/** What stands of subjects, read in one go and opened. */
import type { Catalogue } from '#ground/facts/catalogue.ts'
import { findSubjects, findTies, findTwins } from '#ground/facts/queries.ts'
import { openValues } from '#ground/facts/seal.ts'
import { openState } from '#ground/facts/store.ts'
import type { Tx } from '#kernel/action/context.ts'
import type { StreetKeys } from '#kernel/keys/keys.ts'
import type { Reading } from '../reading/reading.ts'
import type { StagedWords } from '../staging-queries.ts'
import type { OpenFurther } from './build.ts'
import type { Standing } from './sayings.ts'

type Opening = { street: number; keys: StreetKeys; catalogue: Catalogue }

/** Only subjects this post may see; merged-away ones are nobody. */
export async function loadStandings(sql: Tx, { street, keys, catalogue }: Opening, ids: string[]): Promise<Map<string, Standing>> {
  if (ids.length === 0) return new Map()
  const [rows, twins, ties] = await Promise.all([findSubjects(sql, street, ids), findTwins(sql, street, ids), findTies(sql, street, ids)])
  const standings = new Map<string, Standing>()
  for (const row of rows) {
    if (row.merged_into) continue
    standings.set(row.id, { rev: row.rev, region: row.region_no, state: openState(keys, catalogue, row), twin: new Map(), ties: [] })
  }
  for (const twin of twins) {
    const standing = standings.get(twin.id)
    if (standing) standing.twin = openState(keys, catalogue, twin)
  }
  for (const { person, ...tie } of ties) standings.get(person)?.ties.push(tie)
  return standings
}

/** The reading that a kept row came from, and what later rows added to it. */
export function openWords(words: StagedWords, { keys, catalogue }: Opening): { reading: Reading; further: OpenFurther[] } {
  const open = (body: Parameters<typeof openValues>[2] | null) => openValues(keys, catalogue.elements, body ?? {}) as Reading['plain']
  const problems = words.problems ?? []
  const reading: Reading = {
    sheet: words.sheet,
    row: words.row,
    part: words.part,
    kind: words.kind,
    region: words.region,
    plain: open(words.body),
    twin: open(words.twin),
    label: words.label,
    ...(words.dwelling ? { door: { id: words.dwelling, label: '' } } : {}),
    problems,
    stops: problems.some((problem) => problem.stops),
    elsewhere: words.verdict === 'elsewhere',
  }
  if (words.kind === 'dwelling' || words.kind === 'household') reading.subject = words.dwelling ?? ''
  const further = (words.more ?? []).map(({ id, row, plain, twin }) => ({ id, row, plain: open(plain), twin: open(twin) }))
  return { reading, further }
}
