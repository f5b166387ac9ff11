import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { test } from 'node:test'
import { utils, write } from '@e965/xlsx'
import ExcelJS from '@protobi/exceljs'
import iconv from 'iconv-lite'
import { handMade, workFolder } from '#ground/workbooks/hand-made.ts'
import { readWorkbook } from '#ground/workbooks/read/read-workbook.ts'
import type { Answer } from './answers.ts'
import { convertToXlsx } from './convert.ts'
import { fillWorkbook } from './fill-workbook.ts'
import { csvValue, writeCsv } from './write-csv.ts'

const folder = await workFolder()

async function texts(path: string, name = '名册.csv'): Promise<[number, number, string][]> {
  const { sheets } = await readWorkbook(path, { name })
  return sheets[0]!.rows.flatMap(({ row, cells }) => [...cells].map(([column, { text }]): [number, number, string] => [row, column, text]))
}

test('an .xls becomes an .xlsx that can be filled, with its values, formulas, formats, merges and lines', async () => {
  const sheet = utils.aoa_to_sheet([
    ['名册', null],
    ['姓名', '出生'],
    ['赵一𠮷', { t: 'n', v: 32874, z: 'yyyy/m/d' }],
    ['合计', { t: 'n', v: 1, f: 'COUNT(B3:B3)' }],
  ])
  sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 1 } }]
  sheet['!cols'] = [{ wch: 20 }, { wch: 12 }]
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, '人员')
  const path = await folder.write('old.xls', write(book, { type: 'buffer', bookType: 'biff8' }))
  const converted = await convertToXlsx(path, folder.path('converted.xlsx'), 'old.xls')
  assert.deepEqual(await texts(converted), await texts(path))
  async function* rows(): AsyncGenerator<Answer[][]> {
    yield [
      ['钱二', { date: '1950-01-31' }],
      ['孙三', { date: '1950-02-01' }],
    ]
  }
  await fillWorkbook(
    converted,
    folder.path('filled.xlsx'),
    [{ sheet: '人员', roster: { columns: [1, 2], firstRow: 3, lastRow: 3, rows: rows() } }],
    'm',
  )
  const theirs = new ExcelJS.Workbook()
  await theirs.xlsx.readFile(folder.path('filled.xlsx'))
  const filled = theirs.getWorksheet('人员')!
  assert.deepEqual([filled.getCell('A4').value, filled.getCell('B4').value], ['孙三', new Date(Date.UTC(1950, 1, 1))])
  assert.equal(filled.getCell('B4').border?.left?.style, 'thin')
  assert.equal(filled.getCell('B1').master.address, 'A1')
  assert.equal(filled.getCell('A5').value, '合计')
  assert(Math.abs(filled.getColumn(1).width! - 20) < 2)
})

test('web pages and text files too, digit by digit, with the sheet names that reading gave', async () => {
  const page = await folder.write(
    'page.xls',
    iconv.encode('<table><tr><td>姓名</td><td>证件号</td></tr><tr><td>赵一</td><td>110105199001011234</td></tr></table>', 'gbk'),
  )
  const long = `${'很长的名字'.repeat(8)}/[1].csv`
  const csv = await folder.write('list.csv', iconv.encode('姓名,证件号\n\n赵一,110105199001011234\n,007\n', 'gbk'))
  for (const [path, name] of [
    [page, 'page.xls'],
    [csv, long],
  ] as const) {
    const converted = await convertToXlsx(path, folder.path('c.xlsx'), name)
    assert.deepEqual(await texts(converted, name), await texts(path, name))
    assert.equal((await readWorkbook(converted, { name })).sheets[0]!.name, (await readWorkbook(path, { name })).sheets[0]!.name)
  }
})

test('an .xls with rows that hold no cell, between others and below, becomes an .xlsx too', async () => {
  const sheet = utils.aoa_to_sheet([['名册'], [], ['姓名'], ['赵一']])
  sheet['!ref'] = 'A1:C9'
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, '人员')
  const path = await folder.write('gaps.xls', write(book, { type: 'buffer', bookType: 'biff8' }))
  assert.deepEqual(await texts(await convertToXlsx(path, folder.path('gaps.xlsx'), 'gaps.xls')), await texts(path))
})

test('what cannot be converted leaves nothing behind', async () => {
  const xlsx = await folder.write('x.xlsx', await handMade({ sheets: [{ name: '一', xml: '<sheetData/>' }] }))
  await assert.rejects(convertToXlsx(xlsx, folder.path('none.xlsx'), 'x'), /needs no conversion/)
  const open = await folder.write('open.csv', 'a,b\n"c')
  await assert.rejects(convertToXlsx(open, folder.path('none.xlsx'), 'x'), { code: 'workbook.broken' })
  assert.deepEqual(
    (await readdir(dirname(xlsx))).filter((name) => name.startsWith('none')),
    [],
  )
})

test('values of a .csv: quotes, what would become a formula, what is a number', () => {
  const cases: [Answer, string][] = [
    ['赵一', '赵一'],
    ['a,"b"\nc', '"a,""b""\nc"'],
    ['=1+1', "'=1+1"],
    ['@x', "'@x"],
    ['-甲', "'-甲"],
    [' =cmd', "' =cmd"],
    ['＝1', "'＝1"],
    ['-5', '-5'],
    ['+8613900000001', '+8613900000001'],
    [-5.5, '-5.5'],
    [null, ''],
    [{ date: '1990-01-01' }, '1990-01-01'],
    ['a\u0000b', 'ab'],
  ]
  for (const [answer, written] of cases) assert.equal(csvValue(answer), written)
})

test('a .csv is read again as it was meant', async () => {
  const rows: Answer[][] = [
    ['姓名', '说明'],
    ['𠮷', '一,二\n三 "四"'],
    ['', null],
  ]
  async function* batches(): AsyncGenerator<Answer[][]> {
    yield rows.slice(0, 1)
    yield rows.slice(1)
  }
  const path = folder.path('written.csv')
  assert.deepEqual(await writeCsv(path, batches()), { rows: 3 })
  assert((await readFile(path)).subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])))
  assert.deepEqual(await texts(path), [
    [1, 1, '姓名'],
    [1, 2, '说明'],
    [2, 1, '𠮷'],
    [2, 2, '一,二\n三 "四"'],
  ])
  async function* failing(): AsyncGenerator<Answer[][]> {
    yield [['a']]
    throw new Error('gone')
  }
  await assert.rejects(writeCsv(folder.path('half.csv'), failing()), /gone/)
  assert.deepEqual(
    (await readdir(dirname(path))).filter((name) => name.startsWith('half')),
    [],
  )
})
