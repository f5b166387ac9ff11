/**
 * All rows of an import's sheets as readings, batch by batch. It takes plain data and gives plain data, and knows no database: a large roster is
 * read in a thread beside the one that judges.
 */
import { readCatalogue } from '#ground/facts/catalogue.ts'
import type { CodeList, Element } from '#ground/facts/contract.ts'
import type { Range } from '#ground/workbooks/contract.ts'
import { readWorkbook } from '#ground/workbooks/read/read-workbook.ts'
import { streamRows } from '#ground/workbooks/read/stream-rows.ts'
import { newId } from '#kernel/log/id.ts'
import { type CommunityName, recogniseCommunities, type Surroundings } from '../communities.ts'
import type { KeptSheet } from '../plan.ts'
import { carryDoors } from './carry-doors.ts'
import { compileSheet } from './compile.ts'
import { type CommunityPlaces, type MadeDoor, type NewPlace, openDoors } from './doors.ts'
import type { Reading } from './reading.ts'
import { readRow } from './rows.ts'
import { spreadCells } from './spread.ts'

export type ReadingWork = {
  path: string
  fileName: string
  /** Those that are used. */
  sheets: KeptSheet[]
  elements: Element[]
  codes: CodeList[]
  communityNames: CommunityName[]
  surroundings: Surroundings
  places: CommunityPlaces[]
  estate: string | null
  newDoors: boolean
  /** Of rows that do not name their own. */
  community: number
  area: { lo: number; hi: number }
  today: string
}

/** `done`: rows of all sheets so far; `doors`: those that these rows name and nobody knew. The last batch holds no rows but all new places. */
export type ReadBatch = { done: number; readings: Reading[]; doors: MadeDoor[] } | { made: NewPlace[] }

/** Rows judged and written at once. */
const BATCH = 1000

export async function* readSheets(work: ReadingWork): AsyncGenerator<ReadBatch> {
  const catalogue = readCatalogue(work.elements, work.codes)
  const communities = recogniseCommunities(work.communityNames, work.surroundings)
  const { divisions } = work.surroundings
  const { estate, community, area, newDoors, today } = work
  const communityOf = (text: string) => communities.findIn(text)?.code
  const doors = openDoors({ communities: work.places, divisions, communityOf, estate, newId })
  let [before, told] = [0, 0]
  for (const sheet of work.sheets) {
    const compiled = compileSheet(sheet, catalogue, { today })
    const spread = spreadCells(sheet.merged ? await readMerges(work, sheet) : [], compiled.read)
    const carry = carryDoors(compiled)
    const [firstRow, lastRow] = sheet.dataRows
    for await (const batch of streamRows(work.path, { sheet: sheet.name, firstRow, lastRow, batch: BATCH })) {
      const readings = batch.flatMap((row) =>
        readRow(compiled, row, carry(row, spread(row)), { community, communities, area, doors, newDoors }),
      )
      const made = doors.madeAfter(told)
      told = made.places
      yield { done: before + (batch.at(-1)?.row ?? firstRow) - firstRow + 1, readings, doors: made.doors }
    }
    before += lastRow - firstRow + 1
  }
  yield { made: doors.listMade() }
}

/** Merged cells stand at the end of a sheet's part: it is read through once more for them, rows left out. */
async function readMerges({ path, fileName }: ReadingWork, { sheet }: KeptSheet): Promise<readonly Range[]> {
  const workbook = await readWorkbook(path, { name: fileName, maxRows: 1 })
  return workbook.sheets[sheet - 1]?.merges ?? []
}
