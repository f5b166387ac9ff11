/**
 * The floor of the import: a loader by hand. Parses the workbook, with a streaming library or with Linli's own reader, and COPYs every cell as text
 * into a plain table. Prints its seconds.
 *
 *   node --import tsx test/bench/import-floor.ts <data folder> <workbook> library|own <first row>
 */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import ExcelJS from '@protobi/exceljs'
import { streamRows } from '#ground/workbooks/read/stream-rows.ts'
import { openDatabase } from '#kernel/db/connect.ts'
import { headings, SHEET } from './roster.ts'

const BATCH = 2000
const [folder = '', path = '', reader, from] = process.argv.slice(2)
const firstRow = Number(from)

const database = await openDatabase({ folder, shared: true })
try {
  const columns = headings.map((_, at) => `c${at + 1} text`).join(', ')
  await database.owner.unsafe(`drop table if exists bench_floor; create table bench_floor (${columns})`)
  const begun = performance.now()
  const copy = await database.owner`copy bench_floor from stdin`.writable()
  await pipeline(Readable.from(textOf(reader === 'own' ? ownRows() : libraryRows())), copy)
  process.stdout.write(String((performance.now() - begun) / 1000))
} finally {
  await database.close()
}

type Lines = AsyncIterable<string[]>

async function* textOf(lines: Lines): AsyncGenerator<string> {
  for await (const some of lines) if (some.length > 0) yield `${some.join('\n')}\n`
}

function lineOf(cells: string[]): string {
  return cells.map((text) => text.replace(/[\\\t\n\r]/g, ' ')).join('\t')
}

async function* ownRows(): Lines {
  for await (const batch of streamRows(path, { sheet: SHEET, firstRow, batch: BATCH }))
    yield batch.map(({ cells }) => lineOf(headings.map((_, at) => cells.get(at + 1)?.text ?? '')))
}

async function* libraryRows(): Lines {
  let some: string[] = []
  for await (const sheet of new ExcelJS.stream.xlsx.WorkbookReader(path, {
    sharedStrings: 'cache',
    styles: 'ignore',
    hyperlinks: 'ignore',
  }))
    for await (const row of sheet) {
      if (row.number < firstRow) continue
      some.push(lineOf(headings.map((_, at) => row.getCell(at + 1).text)))
      if (some.length < BATCH) continue
      yield some
      some = []
    }
  yield some
}
