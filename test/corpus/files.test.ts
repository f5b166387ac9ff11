import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { loadCatalogue } from '#catalogue/load.ts'
import { understandSheet } from '#ground/workbooks/understand/layout.ts'
import { understandWorkbook } from '#ground/workbooks/understand-workbook.ts'
import { type CorpusWorkbook, corpus } from './corpus.ts'
import { fileOf } from './files.ts'

const catalogue = loadCatalogue()
const books = corpus()
let folder = ''

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'corpus-'))
})
after(() => rm(folder, { recursive: true, force: true }))

async function throughFile(book: CorpusWorkbook) {
  const { name, bytes } = await fileOf(book)
  const path = join(folder, `${book.id}.${book.workbook.format}`)
  await writeFile(path, bytes)
  return understandWorkbook(path, name, catalogue)
}

test('every workbook is understood from its file as from its sheets: .xlsx, .xls, .csv in UTF-8 and GBK', async () => {
  const formats = new Map<string, number>()
  for (const book of books) {
    const read = await throughFile(book)
    const fromFile = read.sheets[book.main]?.layout
    const fromSheet = understandSheet(book.workbook.sheets[book.main]!)
    const kind = `${book.workbook.format} ${book.encoding ?? ''}`.trim()
    formats.set(kind, (formats.get(kind) ?? 0) + 1)
    for (const part of [
      'layout',
      'title',
      'headerRows',
      'dataRows',
      'footerRows',
      'skippedRows',
      'columns',
      'cells',
      'besideColumns',
    ] as const)
      assert.deepEqual(fromFile?.[part], fromSheet[part], `${book.id} ${part}`)
  }
  assert.deepEqual([...formats.keys()].sort(), ['csv gbk', 'csv utf8', 'xls', 'xlsx'])
})

test('hidden sheets stay hidden, and of twelve months each is understood', async () => {
  const hidden = await throughFile(books.find((book) => book.form.mess.has('hidden-sheet'))!)
  assert.deepEqual(
    hidden.sheets.map((sheet) => sheet.state),
    ['hidden', 'visible'],
  )
  const year = await throughFile(books.find((book) => book.form.mess.has('twelve-sheets'))!)
  assert.equal(year.sheets.length, 12)
  assert.ok(year.sheets.every((sheet) => sheet.layout.layout === 'roster' && sheet.columns.filter((column) => column.certain).length > 5))
})
