import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { read, utils } from '@e965/xlsx'
import ExcelJS from '@protobi/exceljs'
import { handMade, unzipped, workFolder } from '#ground/workbooks/hand-made.ts'
import { readWorkbook } from '#ground/workbooks/read/read-workbook.ts'
import { type AddedSheet, freeSheetName } from './added-sheet.ts'
import { fillWorkbook } from './fill-workbook.ts'

const folder = await workFolder()

const sheet = (name: string, rows: (string | number | null)[][]): AddedSheet => ({
  name,
  widths: [8, 20, 20],
  async *rows() {
    yield* rows
  },
})

test('added sheets stand behind those there are, open in other programs, and leave every other part to the byte', async () => {
  const source = await handMade({
    sheets: [
      { name: '名册', xml: '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c></row></sheetData>' },
      { name: '变化', xml: '<sheetData/>' },
    ],
  })
  const path = folder.path('added.xlsx')
  const rows = [
    ['变化', '姓名', '原来是'],
    ['变更', '=1+1 & <甲>', '电话：138'],
    ['减少', null, 42.5],
  ]
  await fillWorkbook(source, path, [{ sheet: '名册', cells: [] }], '标记', undefined, [sheet('变化', rows), sheet('第二张', [])])
  const [before, after] = [await unzipped(source), await unzipped(path)]
  const differing = [...before].filter(([name, bytes]) => !after.get(name)!.equals(bytes)).map(([name]) => name)
  assert.deepEqual(
    differing.filter((name) => name.startsWith('xl/worksheets')),
    [],
  )
  assert.deepEqual(
    (await readWorkbook(path, { name: 'x' })).sheets.map(({ name }) => name),
    ['名册', '变化', '变化(2)', '第二张'],
  )
  const bytes = await readFile(path)
  const theirs = read(bytes)
  assert.deepEqual(utils.sheet_to_json(theirs.Sheets['变化(2)']!, { header: 1 })[1], ['变更', '=1+1 & <甲>', '电话：138'])
  const again = new ExcelJS.Workbook()
  await again.xlsx.load(bytes as unknown as ExcelJS.Buffer)
  assert.equal(again.getWorksheet('变化(2)')!.getCell('B2').value, '=1+1 & <甲>', 'a text, not a formula')
})

test('a name is cut and made valid, and unlike any other whatever its case', () => {
  assert.equal(freeSheetName('变化', ['名册']), '变化')
  assert.equal(freeSheetName('a/b', ['A_B']), 'a_b(2)')
  assert.equal(freeSheetName('长'.repeat(40), ['长'.repeat(31)]).length <= 31, true)
})
