import assert from 'node:assert/strict'
import { test } from 'node:test'
import { utils, write } from '@e965/xlsx'
import { handMade, workFolder } from '#ground/workbooks/hand-made.ts'
import { readWorkbook } from './read-workbook.ts'
import type { Row } from './sheet-rows.ts'
import { type StreamRowsOptions, streamRows } from './stream-rows.ts'

const folder = await workFolder()
const count = 5000

async function collect(path: string, options: StreamRowsOptions): Promise<Row[][]> {
  const batches: Row[][] = []
  for await (const batch of streamRows(path, options)) batches.push(batch)
  return batches
}

const rowsXml = Array.from(
  { length: count },
  (_, index) =>
    `<row r="${index + 1}"><c r="A${index + 1}"><v>${index + 1}</v></c><c r="B${index + 1}" t="inlineStr"><is><t>第${index + 1}行</t></is></c></row>`,
)
const xlsx = await folder.write(
  'a.bin',
  await handMade({
    sheets: [
      { name: '空', xml: '<sheetData/>' },
      { name: '长', xml: `<sheetData>${rowsXml.join('')}</sheetData>` },
    ],
  }),
)
const csv = await folder.write('b.bin', rowsXml.map((_, index) => `${index + 1},第${index + 1}行\n`).join(''))
const old = utils.book_new()
utils.book_append_sheet(old, utils.aoa_to_sheet(rowsXml.map((_, index) => [index + 1, `第${index + 1}行`])), '长')
const xls = await folder.write('c.bin', write(old, { type: 'buffer', bookType: 'biff8' }))

test('all rows of a sheet come once, in order, in batches, from every format', async () => {
  for (const path of [xlsx, csv, xls]) {
    const batches = await collect(path, { sheet: '长', firstRow: 3, lastRow: 4321, batch: 500 })
    const rows = batches.flat()
    assert.deepEqual(
      rows.map(({ row }) => row),
      Array.from({ length: 4319 }, (_, index) => index + 3),
      path,
    )
    assert.equal(rows.at(-1)!.cells.get(2)!.text, '第4321行')
    assert(batches.slice(0, -1).every((batch) => batch.length >= 500 && batch.length < 1500))
  }
  assert.deepEqual((await collect(xlsx, { sheet: '长' })).flat(), (await readWorkbook(xlsx, { name: 'a' })).sheets[1]!.rows)
})

test('an unknown sheet, a signal in the middle, a loop left early', async () => {
  for (const path of [xlsx, xls]) await assert.rejects(collect(path, { sheet: '无' }), { code: 'thing.unknown' })
  for (const path of [xlsx, csv]) {
    const controller = new AbortController()
    let seen = 0
    const work = async () => {
      for await (const batch of streamRows(path, { sheet: '长', batch: 100, signal: controller.signal })) {
        seen += batch.length
        controller.abort()
      }
    }
    await assert.rejects(work, { code: 'job.cancelled' })
    assert(seen > 0 && seen < count)
    for await (const batch of streamRows(path, { sheet: '长', batch: 100 })) {
      assert.equal(batch[0]!.row, 1)
      break
    }
  }
})
