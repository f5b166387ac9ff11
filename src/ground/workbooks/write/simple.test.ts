import assert from 'node:assert/strict'
import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import * as office from '@e965/xlsx'
import excel from '@protobi/exceljs'
import fc from 'fast-check'
import { Problem } from '#base/problem.ts'
import { workFolder } from '#ground/workbooks/hand-made.ts'
import { readWorkbook } from '#ground/workbooks/read/read-workbook.ts'
import { type SimpleRow, type SimpleSheet, writeSimpleWorkbook } from './simple.ts'

const folder = await workFolder()
const at = new Date('2026-11-22T00:00:00Z')
let files = 0

async function written(sheets: SimpleSheet[]): Promise<string> {
  const path = folder.path(`simple-${++files}.xlsx`)
  await pipeline(writeSimpleWorkbook({ sheets, at, title: '名册 <1>', identifier: 'delivery-7' }), createWriteStream(path))
  return path
}

async function buffered(sheets: SimpleSheet[]): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of writeSimpleWorkbook({ sheets, at })) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const roster: SimpleSheet = {
  name: '名册',
  columns: [{ width: 6 }, { width: 12 }, { width: 22, look: { format: 'text' } }, { width: 12 }, { width: 10, look: { format: 'money' } }],
  headingRows: 2,
  filter: [2, 1, 4, 5],
  merges: [[1, 1, 1, 5]],
  landscape: true,
  rows: [
    { cells: [{ value: '文泉社区名册', look: { bold: true, size: 16, align: 'center' } }], height: 30 },
    { cells: ['序号', '姓名', '公民身份号码', '出生日期', '金额'], look: { bold: true, border: true, fill: 'F2F2F2', wrap: true } },
    [1, '王秀英', '370683195203040021', { day: '1952-03-04' }, 1200.5],
    { cells: [2, undefined, null, { day: '1899-12-30' }, true], hidden: true },
  ],
}

test('our own reader finds what was written, with merges, hidden rows and hidden sheets', async () => {
  const path = await written([roster, { name: '代码', hidden: true, rows: [['男'], ['女']] }])
  const workbook = await readWorkbook(path, { name: 'simple.xlsx' })
  assert.deepEqual(
    workbook.sheets.map((sheet) => [sheet.name, sheet.state]),
    [
      ['名册', 'visible'],
      ['代码', 'hidden'],
    ],
  )
  const [sheet] = workbook.sheets
  assert.deepEqual(sheet?.merges, [[1, 1, 1, 5]])
  const third = sheet?.rows.find((row) => row.row === 3)
  assert.deepEqual(
    [...(third?.cells.values() ?? [])].map((cell) => [cell.kind, cell.text]),
    [
      ['number', '1'],
      ['text', '王秀英'],
      ['text', '370683195203040021'],
      ['date', '1952-03-04'],
      ['number', '1200.5'],
    ],
  )
  const fourth = sheet?.rows.find((row) => row.row === 4)
  assert.equal(fourth?.hidden, true)
  assert.equal(fourth?.cells.get(4)?.text, '1899-12-30')
})

test('another library reads the same, with formats, widths, frozen and filtered headings', async () => {
  const workbook = new excel.Workbook()
  await workbook.xlsx.readFile(await written([roster]))
  assert.equal(workbook.title, '名册 <1>')
  const sheet = workbook.getWorksheet('名册')
  assert.ok(sheet)
  assert.equal(sheet.getCell('C3').value, '370683195203040021')
  assert.equal(sheet.getCell('C3').numFmt, '@')
  assert.equal((sheet.getCell('D3').value as Date).toISOString().slice(0, 10), '1952-03-04')
  assert.equal(sheet.getCell('D3').numFmt, 'yyyy-mm-dd')
  assert.equal(sheet.getCell('E3').numFmt, '#,##0.00')
  assert.equal(sheet.getCell('A1').font.size, 16)
  assert.equal(sheet.getCell('A2').border.top?.style, 'thin')
  assert.equal(sheet.getCell('A2').fill.type, 'pattern')
  assert.equal(sheet.getColumn(3).width, 22)
  assert.deepEqual(sheet.model.merges, ['A1:E1'])
  assert.equal(sheet.views[0]?.state, 'frozen')
  assert.equal(sheet.views[0]?.ySplit, 2)
  assert.ok(sheet.autoFilter)
  assert.equal(sheet.pageSetup.orientation, 'landscape')
  const read = office.read(await buffered([roster]))
  assert.equal(read.Sheets.名册?.B3?.v, '王秀英')
})

test('texts stay texts: what begins like a formula is marked, what XML cannot hold is dropped, what looks like an escape is kept', async () => {
  const texts = ['=1+1', '@SUM(A1)', '+86 160', '-5', '\t=1', ' 两边 ', '第一行\n第二行', '<b>&"\'', '_x0041_', '𠮷\u0001家', '\ud800孤']
  const path = await written([{ name: 'a', rows: texts.map((text) => [text]) }])
  const workbook = new excel.Workbook()
  await workbook.xlsx.readFile(path)
  const sheet = workbook.worksheets[0]
  assert.ok(sheet)
  const kept = ['=1+1', '@SUM(A1)', '+86 160', '-5', '\t=1', ' 两边 ', '第一行\n第二行', '<b>&"\'', '_x005F_x0041_', '𠮷家', '孤']
  assert.deepEqual(
    texts.map((_text, row) => sheet.getCell(row + 1, 1).value),
    kept,
    'this library does not undo escapes',
  )
  assert.ok(texts.every((_text, row) => sheet.getCell(row + 1, 1).formula === undefined))
  const ours = await readWorkbook(path, { name: 'a.xlsx' })
  assert.equal(ours.sheets[0]?.rows.find((row) => row.row === 9)?.cells.get(1)?.text, '_x0041_')
  const styles = await partOf(path, 'xl/styles.xml')
  assert.match(styles, /quotePrefix="1"/)
})

async function partOf(path: string, name: string): Promise<string> {
  const book = office.read(await readFile(path), { bookFiles: true }) as unknown as { files: Record<string, { content: Buffer }> }
  return Buffer.from(book.files[name]?.content ?? '').toString()
}

test('sheet names are made valid and unlike each other', async () => {
  const names = ['人口[2026]*?/\\:', '人口[2026]*?/\\:', "'引号'", '', `${'长'.repeat(40)}`, `${'长'.repeat(40)}`]
  const path = await written(names.map((name) => ({ name, rows: [['x']] })))
  const workbook = await readWorkbook(path, { name: 'a.xlsx' })
  const found = workbook.sheets.map((sheet) => sheet.name)
  assert.deepEqual(found, ['人口_2026______', '人口_2026______(2)', '引号', 'Sheet4', '长'.repeat(31), `${'长'.repeat(26)}(2)`])
})

test('equal input gives equal bytes', async () => {
  assert.deepEqual(await buffered([roster]), await buffered([roster]))
})

test('any values come back as they went in', async () => {
  const value = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.replace(/[\u0000-\u001f\u007f-\u009f\ud800-\udfff\ufffe\uffff]/gu, '')),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(value, { maxLength: 6 }), { minLength: 1, maxLength: 8 }), async (rows) => {
      const workbook = office.read(await buffered([{ name: 'a', rows: [['first'], ...rows] }]))
      const sheet = workbook.Sheets.a
      rows.forEach((row, down) => {
        row.forEach((expected, across) => {
          const cell = sheet?.[office.utils.encode_cell({ r: down + 1, c: across })]
          if (expected === null || expected === '') assert.ok(cell === undefined || cell.v === undefined || cell.v === '')
          else if (typeof expected === 'string') assert.equal(cell?.v, expected)
          else assert.equal(cell?.v, Object.is(expected, -0) ? 0 : expected)
        })
      })
    }),
    { numRuns: 40 },
  )
})

test('rows are taken only as fast as the file is read, and are let go when its reader goes away', async () => {
  let taken = 0
  let ended = false
  async function* endless(): AsyncGenerator<SimpleRow> {
    try {
      for (;;) yield Array.from({ length: 30 }, (_empty, column) => `${++taken}-${column}-${Math.sin(taken)}`)
    } finally {
      ended = true
    }
  }
  const stream = writeSimpleWorkbook({ sheets: [{ name: 'a', rows: endless() }], at })
  stream.read()
  // However slow the machine, it comes to rest, and long before a reader of everything would be through.
  for (let before = -1; taken !== before && taken < 100_000; await setTimeout(300)) before = taken
  assert.ok(taken < 100_000, 'nobody reads, so nothing more is taken')
  stream.destroy()
  for (let wait = 0; wait < 200 && !ended; wait += 1) await setTimeout(20)
  assert.equal(ended, true)
})

test('what fails while rows are read fails the file; what no sheet can hold is a problem', async () => {
  async function* failing(): AsyncGenerator<SimpleRow> {
    yield ['first']
    throw new Error('the database went away')
  }
  await assert.rejects(buffered([{ name: 'a', rows: failing() }]), /the database went away/)
  const tooLarge = (failure: unknown) => failure instanceof Problem && failure.code === 'workbook.too-large'
  await assert.rejects(buffered([{ name: 'a', rows: [['长'.repeat(32_768)]] }]), tooLarge)
  await assert.rejects(buffered([{ name: 'a', rows: [new Array(16_385).fill(1)] }]), tooLarge)
  await assert.rejects(buffered([{ name: 'a', rows: [[Number.NaN]] }]), /finite/)
  assert.throws(() => writeSimpleWorkbook({ sheets: [{ name: 'a', hidden: true, rows: [] }], at }), /visible/)
})
