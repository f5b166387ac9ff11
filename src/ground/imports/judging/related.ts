/** What rows told of their doors and of the households there: one saying for each door and household of the import. */
import { problem } from '../reading/problems.ts'
import type { Reading } from '../reading/reading.ts'
import { listHouseholds, listPlaceStandings } from '../staging-queries.ts'
import type { JudgeSource } from './build.ts'
import { freshRow, knownRow, repeatRow } from './build.ts'
import { loadStandings } from './known.ts'
import { digestOf, nothingStands, standsOnOne } from './sayings.ts'
import type { StagedRow } from './staged.ts'

const AT_ONCE = 2000

/**
 * Household readings name their door; the household is found by it, or begins. A door of this import has nothing standing yet. They come in
 * batches, so that one is kept while the next is judged.
 */
export async function* judgeRelated(source: JudgeSource, readings: Reading[]): AsyncGenerator<StagedRow[]> {
  for (let at = 0; at < readings.length; at += AT_ONCE) yield await judgeSome(source, readings.slice(at, at + AT_ONCE))
}

function judgeSome(source: JudgeSource, readings: Reading[]): Promise<StagedRow[]> {
  return source.inScope(async (sql) => {
    const doors = readings.filter(({ kind }) => kind === 'household').map(({ subject }) => subject!)
    const households = new Map((await listHouseholds(sql, source.street, doors)).map(({ id, dwelling }) => [dwelling, id]))
    const subjects = readings.map((reading) => (reading.kind === 'household' ? households.get(reading.subject!) : reading.subject))
    const known = subjects.filter((subject) => subject !== undefined)
    const quick = new Map((await listPlaceStandings(sql, source.street, known)).map((one) => [one.subject, one]))
    const slow: string[] = []
    const rows = readings.map((reading, at): StagedRow | undefined => {
      const subject = subjects[at]
      if (subject === undefined) return freshRow(source, reading)
      const standing = quick.get(subject)
      if (!standing)
        return reading.kind === 'dwelling'
          ? knownRow(source, reading, subject, nothingStands(reading.region), [], false)
          : freshRow(source, reading)
      if (
        standing.meta &&
        standing.digest !== null &&
        standsOnOne(standing.meta, source.source) &&
        standing.digest === digestOf(source.keys, reading)
      ) {
        return repeatRow(source, reading, { subject, rev: standing.rev!, region: standing.region!, words: standing.meta.at[0]![0] })
      }
      slow.push(subject)
      return undefined
    })
    const standings = await loadStandings(sql, source, slow)
    return rows.map((row, at) => {
      if (row) return row
      const [reading, subject] = [readings[at]!, subjects[at]!]
      const standing = standings.get(subject)
      if (standing) return knownRow(source, reading, subject, standing, [], false)
      reading.problems.push(problem({ say: 'import.row.id-elsewhere' }, {}))
      return { ...knownRow(source, reading, subject, nothingStands(reading.region), [], false), verdict: 'elsewhere' as const }
    })
  })
}
