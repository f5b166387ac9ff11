import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { after, test } from 'node:test'
import { parseIdNumber } from '#base/values/id-number.ts'
import { parseDay } from '#base/values/parse-day.ts'
import { isRefused } from '#base/values/parsed.ts'
import { parsePhones } from '#base/values/phone.ts'
import type { Cell, Sheet } from '#ground/workbooks/contract.ts'
import { readWorkbook } from '#ground/workbooks/read/read-workbook.ts'
import { understandSheet } from '#ground/workbooks/understand/layout.ts'
import { makeTown } from './make-town.ts'
import { sampleWorkbooks, writeSampleWorkbooks } from './workbooks.ts'

const today = '2026-11-22'
const town = makeTown({ seed: 'linli', today })
const folder = await mkdtemp(join(tmpdir(), 'linli-samples-'))
after(() => rm(folder, { recursive: true }))
const paths = await writeSampleWorkbooks(town, join(folder, 'samples'))
const books = await Promise.all(paths.map((path) => readWorkbook(path, { name: basename(path) })))
const [clerk, allowance, counts, card] = books.map(({ sheets }) => sheets)
const roster = clerk?.[0] as Sheet
const layout = understandSheet(roster)

const cells = (column: number): Cell[] => {
  const skipped = new Set(layout.skippedRows.map(({ row }) => row))
  const [first, last] = layout.dataRows
  return roster.rows.flatMap(({ row, cells }) => (row >= first && row <= last && !skipped.has(row) ? (cells.get(column) ?? []) : []))
}
const columnOf = (heading: string) => layout.columns.find(({ path }) => path.join('').replace(/\n/g, '').includes(heading))?.column ?? 0
const given = (cell: Cell) => (cell.number === undefined || cell.kind === 'date' ? cell.text : { text: cell.text, number: cell.number })

test('four workbooks, written whole', async () => {
  const files = await readdir(join(folder, 'samples'))
  assert.deepEqual(
    files.sort(),
    sampleWorkbooks(town).map(({ file }) => file),
  )
})

test('each is understood as what it is', () => {
  assert.equal(layout.layout, 'roster')
  assert.equal(understandSheet(allowance?.[0] as Sheet).layout, 'roster')
  assert.deepEqual(
    counts?.map((sheet) => understandSheet(sheet).layout),
    ['statistics', 'statistics'],
  )
  assert.equal(understandSheet(card?.[0] as Sheet).layout, 'card')
})

test("the clerk's roster is as rosters are: title, two heading rows, group titles, subtotals, a repeated heading, notes, codes beside, a hidden sheet", () => {
  assert.match(layout.title ?? '', /居民基本情况登记表/)
  assert.deepEqual(layout.headerRows, [3, 4])
  const why = new Set(layout.skippedRows.map(({ why }) => why))
  for (const kind of ['group-title', 'subtotal', 'repeated-header'] as const) assert.ok(why.has(kind), kind)
  assert.ok(layout.besideColumns.length >= 2 && layout.footerRows.length >= 2)
  assert.deepEqual(
    clerk?.map(({ state }) => state),
    ['visible', 'visible', 'visible', 'hidden'],
  )
  assert.ok(roster.merges.length > 20)
})

test("it holds who it says it holds: the town's people, about three in a hundred changed, some new ones", () => {
  const holds = sampleWorkbooks(town)[0]?.holds
  assert.ok(holds && holds.people > 2_500)
  assert.equal(cells(columnOf('姓名')).length, holds.people)
  assert.ok(holds.changed / holds.people > 0.02 && holds.changed / holds.people < 0.04)
  assert.ok(holds.fresh >= 10 && holds.fresh < 60)
  assert.deepEqual(sampleWorkbooks(town)[0]?.holds, holds)
})

test('days stand in many spellings, and nearly all can be read', () => {
  const days = cells(columnOf('出生日期'))
  const shapes = new Set(days.map(({ kind, text }) => (kind === 'text' ? text.replace(/[0-9]+/g, '0').replace(/[０-９]+/g, '０') : kind)))
  assert.ok(shapes.size >= 8, [...shapes].join(' '))
  const read = days.filter((cell) => !isRefused(parseDay(given(cell), { today, latest: today })))
  assert.ok(read.length / days.length > 0.97, `${read.length} of ${days.length}`)
})

test('citizen numbers: most can be read; numbers cut by the program are refused, not guessed', () => {
  const numbers = cells(columnOf('身份证'))
  const refused = new Map<string, number>()
  let right = 0
  let old = 0
  for (const cell of numbers) {
    const read = parseIdNumber(given(cell), today)
    if (isRefused(read)) refused.set(read.refused, (refused.get(read.refused) ?? 0) + 1)
    else {
      right += 1
      if (read.value.from15) old += 1
    }
  }
  assert.ok(right / numbers.length > 0.85)
  assert.ok(old > 10, 'fifteen digits')
  assert.ok((refused.get('id-number.lost-digits') ?? 0) > 20 && (refused.get('id-number.scientific') ?? 0) > 10)
})

test('telephones: several in a cell, with words beside them, full-width, grouped; all can be read', () => {
  const phones = cells(columnOf('联系电话')).filter(({ text }) => text !== '无')
  const reads = phones.map((cell) => parsePhones(given(cell), '0535'))
  assert.equal(reads.filter(isRefused).length, 0)
  assert.ok(reads.filter((read) => !isRefused(read) && read.value.length > 1).length > 50)
})
