/** Rows that lead to a subject which an earlier row of the same import speaks of already. */
import type { Tx } from '#kernel/action/context.ts'
import { problem } from '../reading/problems.ts'
import type { Reading } from '../reading/reading.ts'
import type { RowProblem } from '../shapes.ts'
import { findStaged, findWords, type PlaceKey, type StagedWords } from '../staging-queries.ts'
import type { Judged, JudgeSource } from './build.ts'
import { freshRow, keepRow, knownRow, type OpenFurther } from './build.ts'
import { loadStandings, openWords } from './known.ts'
import { joinRows, nothingStands } from './sayings.ts'
import type { StagedRow } from './staged.ts'

/** `first` is the row that spoke of the same one before. */
export type Later = { reading: Reading; first: PlaceKey }

/** In the order of the sheet: what the first row left unsaid is added to it, what contradicts it is said so. */
export async function joinLater(source: JudgeSource, rows: StagedRow[], later: Later[]): Promise<Judged> {
  const inBatch = new Map(rows.map((row) => [placeId(row), row]))
  const absent = later.map(({ first }) => first).filter((first) => !inBatch.has(placeId(first)))
  const changed = new Map<string, StagedRow>()
  if (absent.length > 0) await source.written()
  await source.inScope(async (sql) => {
    const staged = new Map(
      (await findStaged(sql, source.street, source.importId, distinct(absent))).map((words) => [placeId(words), words]),
    )
    for (const { reading, first } of later) {
      const key = placeId(first)
      const earlier = changed.get(key) ?? inBatch.get(key)
      const words = earlier ? await wordsOf(sql, source, earlier) : staged.get(key)
      if (!words) throw new Error(`row ${key} of import ${source.importId} was met and is not staged`)
      const joined = await joinOne(sql, source, reading, words)
      rows.push(joined.row)
      inBatch.set(placeId(joined.row), joined.row)
      if (joined.first) changed.set(key, joined.first)
    }
  })
  const again: StagedRow[] = []
  for (const [key, row] of changed) {
    const at = rows.findIndex((one) => placeId(one) === key)
    if (at < 0) again.push(row)
    else rows[at] = row
  }
  return { rows, again }
}

/** A row of this batch as if it were read back; one that repeats a statement has its words there. */
async function wordsOf(sql: Tx, { street }: JudgeSource, row: StagedRow): Promise<StagedWords> {
  const body = row.repeats ? await findWords(sql, street, row.repeats) : row.body
  return { ...row, body: (body ?? null) as StagedWords['body'], twin: row.twin as StagedWords['twin'], round: 0 }
}

async function joinOne(sql: Tx, source: JudgeSource, reading: Reading, words: StagedWords): Promise<{ row: StagedRow; first?: StagedRow }> {
  if (words.verdict === 'elsewhere' || words.verdict === 'invalid') return { row: keepRow(source, reading, words.verdict) }
  const { reading: first, further } = openWords(words, source)
  const joined = joinRows(source.catalogue, first, reading)
  if (joined.differing.length > 0) return { row: contradicting(source, reading, words, joined.differing) }
  const row = keepRow(source, { ...reading, problems: [...reading.problems, joinedTo(first)] }, 'joined', words.subject)
  const more: OpenFurther[] = [...further]
  if (Object.keys(joined.further).length > 0) more.push({ id: source.newId(), row: reading.row, plain: joined.further, twin: {} })
  const grown = { ...first, plain: joined.plain, twin: joined.twin }
  if (words.verdict === 'doubtful') return { row, first: { ...keepRow(source, grown, 'doubtful'), candidates: words.candidates } }
  if (words.fresh) return { row, first: freshRow(source, grown, more, words.subject!) }
  const standing = (await loadStandings(sql, source, [words.subject!])).get(words.subject!) ?? nothingStands(words.region)
  return { row, first: knownRow(source, grown, words.subject!, standing, more, false) }
}

/** By number it is the same one, and the sheet contradicts itself; by name and door alone it may be somebody else. */
function contradicting(source: JudgeSource, reading: Reading, words: StagedWords, differing: string[]): StagedRow {
  if (reading.plain['person.id-number'] !== undefined)
    return keepRow(source, withDifferences(reading, words, differing, true), 'invalid', words.subject)
  if (words.fresh || !words.subject) return freshRow(source, reading)
  const candidates = [
    { subject: words.subject, probability: 0.5, reasons: [{ say: 'import.row.same-name-and-door', with: { row: words.row } }] },
  ]
  return { ...keepRow(source, reading, 'doubtful'), candidates }
}

export function placeId({ sheet, row, part }: PlaceKey): string {
  return `${sheet}:${row}:${part}`
}

function distinct(places: PlaceKey[]): PlaceKey[] {
  return [...new Map(places.map((place) => [placeId(place), place])).values()]
}

export function joinedTo({ row }: { row: number }): RowProblem {
  return problem({ say: 'import.row.joined', with: { row } }, {})
}

/** What a later row says otherwise than the first one of the same subject. */
export function withDifferences(reading: Reading, first: { row: number }, elements: string[], stops: boolean): Reading {
  const problems = elements.map((element) => problem({ say: 'import.row.twice', with: { row: first.row } }, { element }, stops))
  return { ...reading, problems: [...reading.problems, ...problems] }
}
