import assert from 'node:assert/strict'
import { test } from 'node:test'
import { utils, write } from '@e965/xlsx'
import ExcelJS from '@protobi/exceljs'
import { Problem } from '#base/problem.ts'
import type { Cell, Sheet, Workbook } from '#ground/workbooks/contract.ts'
import { handMade, handMadeParts, stylesWithFormats, workFolder, zipped } from '#ground/workbooks/hand-made.ts'
import { openPackage, packageLimits } from './package.ts'
import { readWorkbook } from './read-workbook.ts'

const folder = await workFolder()

async function readBytes(bytes: Buffer, maxRows?: number): Promise<Workbook> {
  const path = await folder.write(`${Math.random()}.xls`, bytes)
  return readWorkbook(path, { name: '名册.xls', ...(maxRows === undefined ? {} : { maxRows }) })
}

async function readSheet(xml: string, more: { strings?: string; styles?: string; before?: string } = {}): Promise<Sheet> {
  const workbook = await readBytes(await handMade({ sheets: [{ name: '名册', xml }], ...more }))
  return workbook.sheets[0]!
}

function at(sheet: Sheet, row: number, column: number): Cell | undefined {
  return sheet.rows.find((candidate) => candidate.row === row)?.cells.get(column)
}

async function refused(bytes: Buffer, code: string, why?: string): Promise<void> {
  await assert.rejects(readBytes(bytes), (error) => {
    assert(error instanceof Problem, String(error))
    assert.equal(error.code, code)
    if (why !== undefined) assert.equal(error.details.why, why)
    return true
  })
}

test('texts come from shared, rich, inline and computed strings; phonetic guides are dropped', async () => {
  const strings =
    '<si><t xml:space="preserve"> 姓 名\u3000</t></si><si><r><rPr><b/></rPr><t>户籍</t></r><r><t>地址</t></r><rPh sb="0" eb="2"><t>hù jí</t></rPh></si><si><t>甲&amp;乙&#x20BB7;_x000D_\n丙_x005F_x0041_</t></si><si><t/></si><si><t>a<![CDATA[<&b>]]></t></si>'
  const sheet = await readSheet(
    '<sheetData><row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2" t="s"><v>2</v></c><c r="D2" t="s"><v>3</v></c><c r="E2" t="s"><v>4</v></c></row><row r="4"><c r="A4" t="inlineStr"><is><r><t>李</t></r><r><t>四</t></r><rPh sb="0" eb="1"><t>lǐ</t></rPh></is></c><c r="B4" t="str"><f>A4&amp;"x"</f><v>李四x</v></c></row></sheetData>',
    { strings },
  )
  assert.deepEqual(at(sheet, 2, 1), { kind: 'text', text: '姓 名' })
  assert.deepEqual(at(sheet, 2, 2), { kind: 'text', text: '户籍地址' })
  assert.deepEqual(at(sheet, 2, 3), { kind: 'text', text: '甲&乙𠮷\n丙_x0041_' })
  assert.equal(at(sheet, 2, 4), undefined)
  assert.deepEqual(at(sheet, 2, 5), { kind: 'text', text: 'a<&b>' })
  assert.deepEqual(at(sheet, 4, 1), { kind: 'text', text: '李四' })
  assert.deepEqual(at(sheet, 4, 2), { kind: 'text', text: '李四x', formula: true })
  assert.deepEqual([sheet.lastRow, sheet.lastColumn, sheet.cut], [4, 5, false])
})

test('numbers are plain digits, whatever their exponent; an identity number typed as a number keeps its damage', async () => {
  const raws = [
    '1.10105E+17',
    '1.1010519900101123E+17',
    '110105199001011234',
    '4.5999999999999996',
    '0.30000000000000004',
    '-1.5E-3',
    '1E+2',
    '-0',
    '15',
  ]
  const cells = raws.map((raw) => `<c><v>${raw}</v></c>`).join('')
  const sheet = await readSheet(`<sheetData><row>${cells}</row></sheetData>`)
  const expected = ['110105000000000000', '110105199001011000', '110105199001011234', '4.6', '0.3', '-0.0015', '100', '0', '15']
  assert.deepEqual(
    expected.map((_, index) => at(sheet, 1, index + 1)?.text),
    expected,
  )
  assert.equal(at(sheet, 1, 2)?.kind, 'number')
  assert.equal(at(sheet, 1, 2)?.number, 110105199001011230)
})

test('booleans, errors, formulas with and without results, codes padded by their format, prefixed elements', async () => {
  const parts = handMadeParts({ sheets: [{ name: '名册', xml: '' }], styles: stylesWithFormats([0, '000000']) })
  parts['xl/worksheets/sheet1.xml'] =
    '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row><x:c t="b"><x:v>1</x:v></x:c><x:c t="e"><x:v>#N/A</x:v></x:c><x:c><x:f>1+1</x:f><x:v>2</x:v></x:c><x:c><x:f>1+1</x:f></x:c><x:c s="1"><x:v>42</x:v></x:c></x:row></x:sheetData></x:worksheet>'
  const workbook = await readBytes(await zipped(parts))
  const cells = [...workbook.sheets[0]!.rows[0]!.cells.values()]
  assert.deepEqual(cells, [
    { kind: 'boolean', text: 'TRUE' },
    { kind: 'error', text: '#N/A' },
    { kind: 'number', text: '2', number: 2, formula: true },
    { kind: 'text', text: '', formula: true },
    { kind: 'number', text: '000042', number: 42 },
  ])
  const said = workbook.notes.map(({ say, with: values }) => [say, values?.count])
  assert.deepEqual(said, [
    ['workbook.note.formulas', 2],
    ['workbook.note.uncomputed', 1],
  ])
})

test('dates: built-in and custom formats, Chinese ones, times, day-times, the day Lotus invented, what is no date', async () => {
  const cases: [format: string | number, raw: string, kind: Cell['kind'], text: string][] = [
    [14, '45413', 'date', '2024-05-01'],
    [22, '45413.5', 'date', '2024-05-01 12:00'],
    [31, '45413', 'date', '2024-05-01'],
    [57, '45413', 'date', '2024-05-01'],
    ['yyyy"年"m"月"d"日"', '32874', 'date', '1990-01-01'],
    ['[$-804]yyyy"年"m"月";@', '32874', 'date', '1990-01-01'],
    ['[DBNum1][$-804]yyyy"年"m"月"d"日";@', '32874', 'date', '1990-01-01'],
    ['yyyy年m月d日', '32874', 'date', '1990-01-01'],
    ['yyyy/m/d h:mm;@', '45413', 'date', '2024-05-01'],
    ['yyyy-mm-dd hh:mm:ss', '45413.9999999', 'date', '2024-05-02'],
    ['h"时"mm"分"', '0.75', 'date', '18:00'],
    ['上午/下午h"时"mm"分"', '0.25', 'date', '06:00'],
    ['[h]:mm', '1.5', 'number', '1.5'],
    ['aaaa', '45413', 'date', '2024-05-01'],
    [14, '60', 'date', '1900-02-29'],
    [14, '1', 'date', '1900-01-01'],
    [14, '0', 'number', '0'],
    [14, '20240501', 'number', '20240501'],
    [14, '-3', 'number', '-3'],
    ['G/通用格式', '45413', 'number', '45413'],
    ['0.00E+00', '12', 'number', '12'],
    ['#,##0.00"元/day"', '12', 'number', '12'],
    ['_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ', '12.5', 'number', '12.5'],
    [49, '5', 'number', '5'],
    [10, '0.5', 'number', '0.5'],
  ]
  const cells = cases.map(([, raw], index) => `<row><c s="${index}"><v>${raw}</v></c></row>`).join('')
  const sheet = await readSheet(`<sheetData>${cells}</sheetData>`, { styles: stylesWithFormats(cases.map(([format]) => format)) })
  for (const [index, [format, raw, kind, text]] of cases.entries()) {
    assert.deepEqual(at(sheet, index + 1, 1), { kind, text, number: Number(raw) }, `${raw} as ${format}`)
  }
})

test('a workbook that counts from 1904, and dates stored as ISO text', async () => {
  const sheet = await readSheet(
    '<sheetData><row><c s="1"><v>43951</v></c><c t="d" s="1"><v>2024-05-01T08:30:00</v></c><c s="1"><v>0</v></c></row></sheetData>',
    {
      styles: stylesWithFormats([0, 14]),
      before: '<workbookPr date1904="1"/>',
    },
  )
  assert.deepEqual(at(sheet, 1, 1), { kind: 'date', text: '2024-05-01', number: 43951 })
  assert.equal(at(sheet, 1, 2)?.text, '2024-05-01 08:30')
  assert.equal(at(sheet, 1, 3)?.text, '1904-01-01')
})

test('merges, hidden rows, columns and sheets, ruled rows, positions left out', async () => {
  const ruled = stylesWithFormats([0, 0])
    .replace('<border/>', '<border/><border><left style="thin"/></border>')
    .replace(/(<cellXfs>.*?<xf[^>]*>.*?)borderId="0"([^>]*><\/cellXfs>)/, '$1borderId="1"$2')
  const bytes = await handMade({
    sheets: [
      {
        name: '一',
        xml: '<cols><col min="2" max="3" hidden="1"/><col min="8" max="16384" hidden="true"/></cols><sheetData><row><c t="b"><v>1</v></c></row><row hidden="1"><c r="D2" t="b"><v>1</v></c><c t="b"><v>0</v></c></row><row r="9"><c s="1"/></row></sheetData><mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="D2:E5"/></mergeCells>',
      },
      { name: '二', state: 'hidden', xml: '<sheetData/>' },
      { name: '三', state: 'veryHidden', xml: '<sheetData/>' },
    ],
    styles: ruled,
    relationships: { rIdMacro: ['vbaProject', 'vbaProject.bin'], rIdLink: ['externalLink', 'externalLinks/externalLink1.xml'] },
  })
  const { sheets, notes } = await readBytes(bytes)
  const [first] = sheets
  assert.deepEqual(
    sheets.map(({ state }) => state),
    ['visible', 'hidden', 'very-hidden'],
  )
  assert.deepEqual(first!.merges, [
    [1, 1, 1, 3],
    [2, 4, 5, 5],
  ])
  assert.deepEqual(first!.hiddenColumns, [2, 3])
  assert.deepEqual(
    first!.rows.map(({ row, hidden }) => [row, hidden]),
    [
      [1, undefined],
      [2, true],
    ],
  )
  assert.deepEqual([...first!.rows[1]!.cells.keys()], [4, 5])
  assert.deepEqual([first!.lastRow, first!.lastColumn, first!.lastRuledRow], [2, 5, 9])
  const said = new Set(notes.map(({ say }) => say.replace('workbook.note.', '')))
  assert.deepEqual(said, new Set(['macros', 'external-links', 'hidden-rows', 'hidden-columns', 'hidden-sheet']))
})

test('a limit of rows cuts the sheet but its size and merges are still known', async () => {
  const rows = Array.from({ length: 50 }, (_, index) => `<row r="${index + 1}"><c r="C${index + 1}"><v>${index}</v></c></row>`).join('')
  const bytes = await handMade({
    sheets: [{ name: '长', xml: `<sheetData>${rows}</sheetData><mergeCells><mergeCell ref="A50:B50"/></mergeCells>` }],
  })
  const { sheets, notes } = await readBytes(bytes, 10)
  assert.deepEqual([sheets[0]!.rows.length, sheets[0]!.lastRow, sheets[0]!.cut, sheets[0]!.merges.length], [10, 50, true, 1])
  assert.deepEqual(notes, [{ say: 'workbook.note.cut', sheet: '长', with: { shown: 10, of: 50 } }])
})

test('rare Han characters, long texts and parts in UTF-16', async () => {
  const long = '长'.repeat(100_000)
  const parts = handMadeParts({
    sheets: [
      {
        name: '𠮷',
        xml: `<sheetData><row><c t="inlineStr"><is><t>𠮷𡈽㐂䶮</t></is></c><c t="inlineStr"><is><t>${long}</t></is></c></row></sheetData>`,
      },
    ],
  })
  for (const wide of [false, true]) {
    const text = parts['xl/worksheets/sheet1.xml'] as string
    const bytes = await zipped(
      wide ? { ...parts, 'xl/worksheets/sheet1.xml': Buffer.from(`\ufeff${text.replace('UTF-8', 'UTF-16')}`, 'utf16le') } : parts,
    )
    const workbook = await readBytes(bytes)
    assert.equal(workbook.sheets[0]!.name, '𠮷')
    assert.deepEqual(
      [...workbook.sheets[0]!.rows[0]!.cells.values()].map(({ text }) => text),
      ['𠮷𡈽㐂䶮', long],
    )
  }
})

test('what the two libraries write is read the same', async () => {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('人员')
  sheet.addRow(['姓名', '出生日期', '面积', '低保', '备注'])
  sheet.addRow(['赵一𠮷', new Date(Date.UTC(1950, 0, 31)), 82.5, true, { richText: [{ text: '独' }, { text: '居' }] }])
  sheet.getColumn(2).numFmt = 'yyyy"年"m"月"d"日"'
  sheet.mergeCells('A3:E3')
  const fromExcel = await readBytes(Buffer.from(await book.xlsx.writeBuffer()))
  assert.deepEqual(
    [...fromExcel.sheets[0]!.rows[1]!.cells.values()].map(({ text }) => text),
    ['赵一𠮷', '1950-01-31', '82.5', 'TRUE', '独居'],
  )
  assert.deepEqual(fromExcel.sheets[0]!.merges, [[3, 1, 3, 5]])
  const plain = utils.book_new()
  utils.book_append_sheet(
    plain,
    utils.aoa_to_sheet([
      ['姓名', '面积'],
      ['赵一𠮷', 82.5],
    ]),
    '人员',
  )
  const fromSheet = await readBytes(write(plain, { type: 'buffer', bookType: 'xlsx', compression: true }))
  assert.deepEqual(
    [...fromSheet.sheets[0]!.rows[1]!.cells.values()].map(({ text }) => text),
    ['赵一𠮷', '82.5'],
  )
})

test('damaged archives are refused', async () => {
  const good = await handMade({ sheets: [{ name: '一', xml: '<sheetData><row><c><v>1</v></c></row></sheetData>' }] })
  await refused(good.subarray(0, good.length - 30), 'workbook.broken')
  await refused(good.subarray(0, 400), 'workbook.broken')
  const flipped = Buffer.from(good)
  flipped[good.indexOf('xl/worksheets/sheet1.xml') + 40]! ^= 0xff
  await refused(flipped, 'workbook.broken')
  const parts = handMadeParts({ sheets: [{ name: '一', xml: '<sheetData><row><c t="s"><v>7</v></c></row></sheetData>' }] })
  await refused(await zipped(parts), 'workbook.broken', 'shared-text')
  await refused(await zipped({ ...parts, 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row>' }), 'workbook.broken', 'xml-unclosed')
  await refused(
    await zipped({ ...parts, 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row r="' }),
    'workbook.broken',
    'xml-truncated',
  )
  await refused(await zipped({ ...parts, 'xl/worksheets/sheet1.xml': '<html/>' }), 'workbook.broken', 'worksheet')
  await refused(
    await zipped({ ...parts, 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row r="1048577"/></sheetData></worksheet>' }),
    'workbook.broken',
    'row',
  )
  delete parts['xl/worksheets/sheet1.xml']
  await refused(await zipped(parts), 'workbook.broken', 'sheet-part')
})

test('archives of something else, and workbooks with nothing in them', async () => {
  await refused(await zipped({ 'a.txt': 'x' }), 'workbook.unknown-format')
  const document = handMadeParts({ sheets: [{ name: '一', xml: '' }] })
  await refused(await zipped({ ...document, 'xl/workbook.xml': '<document/>' }), 'workbook.unknown-format')
  await refused(await handMade({ sheets: [{ name: '一', xml: '<sheetData><row><c s="0"/></row></sheetData>' }] }), 'workbook.empty')
})

test('declarations that could expand, inflations, too many entries and locked entries are refused', async () => {
  const parts = handMadeParts({ sheets: [{ name: '一', xml: '<sheetData/>' }], strings: '' })
  const bomb = '<!DOCTYPE sst [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>'
  await refused(await zipped({ ...parts, 'xl/sharedStrings.xml': bomb }), 'workbook.bomb', 'declaration')
  await refused(await zipped({ ...parts, 'xl/media/zeros.bin': Buffer.alloc(64 * 1024 ** 2) }), 'workbook.bomb', 'ratio')
  await assert.rejects(openPackage(await zipped(parts), { ...packageLimits, entries: 3 }), { code: 'workbook.bomb' })
  await assert.rejects(openPackage(await zipped(parts), { ...packageLimits, unpacked: 100 }), { code: 'workbook.too-large' })
  const locked = await zipped(parts)
  for (let at = locked.indexOf('PK\x01\x02'); at >= 0; at = locked.indexOf('PK\x01\x02', at + 4)) locked[at + 8]! |= 1
  await refused(locked, 'workbook.encrypted')
})
