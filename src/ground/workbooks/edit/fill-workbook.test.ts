import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { test } from 'node:test'
import { read, utils } from '@e965/xlsx'
import ExcelJS from '@protobi/exceljs'
import { handMade, handMadeParts, stylesWithFormats, unzipped, workFolder, zipped } from '#ground/workbooks/hand-made.ts'
import { readWorkbook } from '#ground/workbooks/read/read-workbook.ts'
import { type RosterRows, textLimit } from './answers.ts'
import { type Filled, fillWorkbook, type SheetEdit } from './fill-workbook.ts'

const folder = await workFolder()

async function* batches(rows: RosterRows[], size = 2): AsyncGenerator<RosterRows[]> {
  for (let from = 0; from < rows.length; from += size) yield rows.slice(from, from + size)
}

async function fill(source: Buffer, edits: SheetEdit[]): Promise<{ parts: Map<string, string>; path: string; filled: Filled }> {
  const path = folder.path(`${Math.random()}.xlsx`)
  const filled = await fillWorkbook(source, path, edits, '报送-0001')
  const parts = new Map([...(await unzipped(path))].map(([name, bytes]) => [name, bytes.toString('utf8')]))
  return { parts, path, filled }
}

function roster(rows: RosterRows[], place: { columns: number[]; firstRow: number; lastRow: number }): SheetEdit {
  return { sheet: '名册', roster: { ...place, rows: batches(rows) } }
}

function rowsOf(parts: Map<string, string>, sheet = 1): string[] {
  return parts.get(`xl/worksheets/sheet${sheet}.xml`)!.match(/<row[^>]*\/>|<row.*?<\/row>/gs) ?? []
}

const styles = stylesWithFormats([0, 49, 'yyyy"年"m"月"d"日"', '0.00'])
const header = '<row r="1" ht="30" customHeight="1"><c r="A1" s="1" t="inlineStr"><is><t>居民名册</t></is></c></row>'

test('a million rows that stay as they are cost nothing, and those between them are written', async () => {
  const far = '<row r="1048570"><c r="A1048570"><v>7</v></c></row>'
  const source = await handMade({ sheets: [{ name: '名册', xml: `<sheetData>${header}${far}</sheetData>` }] })
  const began = process.cpuUsage()
  const { parts } = await fill(source, [
    {
      ...roster([2, ['甲'], 1_048_565, 1, ['乙'], ['丙'], 3], { columns: [2], firstRow: 2, lastRow: 1_048_576 }),
      cells: [{ address: 'C500000', value: '丁' }],
    },
  ])
  const { user, system } = process.cpuUsage(began)
  assert.deepEqual(rowsOf(parts).slice(1), [
    '<row r="4"><c r="B4" t="inlineStr"><is><t>甲</t></is></c></row>',
    '<row r="500000"><c r="C500000" t="inlineStr"><is><t>丁</t></is></c></row>',
    '<row r="1048570"><c r="A1048570"><v>7</v></c></row>',
    '<row r="1048571"><c r="B1048571" t="inlineStr"><is><t>乙</t></is></c></row>',
    '<row r="1048572"><c r="B1048572" t="inlineStr"><is><t>丙</t></is></c></row>',
  ])
  assert.ok(user + system < 1e6, `${user + system} µs`)
})

test('every kind of answer lands in the style of its cell', async () => {
  const source = await handMade({
    sheets: [
      {
        name: '名册',
        xml: `<dimension ref="A1:F3"/><cols><col min="5" max="6" width="9" style="3"/></cols><sheetData>${header}<row r="3" spans="1:4" s="1" customFormat="1"><c r="A3" s="1"/><c r="B3" s="2"/><c r="C3" s="3"/><c r="D3" s="0"/></row></sheetData>`,
      },
    ],
    styles,
  })
  const { parts, filled } = await fill(source, [
    roster(
      [
        ['𠮷田 <甲> & "乙"', { date: '1990-01-01' }, 82.5, '110105199001011234', '=1+1', { date: '1990-01-01' }],
        [' a\r\nb\u0007\ud800 ', { date: '1890' }, 110105199001011230, '_x0041_', '@x', '\u2028'],
      ],
      { columns: [1, 2, 3, 4, 5, 6], firstRow: 3, lastRow: 4 },
    ),
  ])
  assert.deepEqual(rowsOf(parts).slice(1), [
    '<row r="3" s="1" customFormat="1"><c r="A3" s="1" t="inlineStr"><is><t>𠮷田 &lt;甲&gt; &amp; "乙"</t></is></c><c r="B3" s="2"><v>32874</v></c><c r="C3" s="3"><v>82.5</v></c><c r="D3" s="0" t="inlineStr"><is><t>110105199001011234</t></is></c><c r="E3" s="1" t="inlineStr"><is><t>=1+1</t></is></c><c r="F3" s="1" t="inlineStr"><is><t>1990-01-01</t></is></c></row>',
    '<row r="4"><c r="A4" t="inlineStr"><is><t xml:space="preserve"> a\nb </t></is></c><c r="B4" t="inlineStr"><is><t>1890</t></is></c><c r="C4" t="inlineStr"><is><t>110105199001011232</t></is></c><c r="D4" t="inlineStr"><is><t>_x005F_x0041_</t></is></c><c r="E4" s="3" t="inlineStr"><is><t>@x</t></is></c><c r="F4" s="3" t="inlineStr"><is><t xml:space="preserve">\u2028</t></is></c></row>',
  ])
  assert.match(parts.get('xl/worksheets/sheet1.xml')!, /<dimension ref="A1:F4"\/>/)
  assert.deepEqual(filled, { extension: 'xlsx', rows: 2, keptFormulas: { count: 0, first: [] }, cutTexts: { count: 0, first: [] } })
})

test('null leaves a cell, empty text clears it, rows left over are emptied in the answered columns only', async () => {
  const row = (number: number) =>
    `<row r="${number}"><c r="A${number}"><v>${number}</v></c><c r="B${number}" t="inlineStr"><is><t>旧</t></is></c><c r="C${number}"><f>B${number}</f><v>7</v></c></row>`
  const source = await handMade({ sheets: [{ name: '名册', xml: `<sheetData>${row(2)}${row(3)}${row(5)}</sheetData>` }] })
  const { parts, filled } = await fill(source, [
    roster(
      [
        [null, '甲'],
        ['', null],
      ],
      { columns: [2, 3], firstRow: 2, lastRow: 6 },
    ),
  ])
  const kept = (number: number) => `<c r="C${number}"><f>B${number}</f></c>`
  assert.deepEqual(rowsOf(parts), [
    `<row r="2"><c r="A2"><v>2</v></c><c r="B2" t="inlineStr"><is><t>旧</t></is></c>${kept(2)}</row>`,
    `<row r="3"><c r="A3"><v>3</v></c><c r="B3"/>${kept(3)}</row>`,
    `<row r="5"><c r="A5"><v>5</v></c><c r="B5"/>${kept(5)}</row>`,
  ])
  assert.deepEqual(filled.keptFormulas, { count: 1, first: ['C2'] })
})

test('single cells of statistics and cards, in rows that are there and rows that are not', async () => {
  const source = await handMade({
    sheets: [
      { name: '名册', xml: `<dimension ref="A1"/><sheetData>${header}<row r="4"><c r="B4" s="3"/></row></sheetData>` },
      { name: '卡', xml: '<sheetData/>' },
    ],
    styles,
  })
  const { parts } = await fill(source, [
    {
      sheet: '名册',
      cells: [
        { address: 'B4', value: 12 },
        { address: 'D2', value: '甲' },
        { address: '$A$9', value: '乙' },
        { address: 'A1', value: null },
      ],
    },
    { sheet: '卡', cells: [{ address: 'C3', value: 5 }] },
  ])
  assert.deepEqual(rowsOf(parts), [
    header,
    '<row r="2"><c r="D2" t="inlineStr"><is><t>甲</t></is></c></row>',
    '<row r="4"><c r="B4" s="3"><v>12</v></c></row>',
    '<row r="9"><c r="A9" t="inlineStr"><is><t>乙</t></is></c></row>',
  ])
  assert.match(parts.get('xl/worksheets/sheet1.xml')!, /<dimension ref="A1:D9"\/>/)
  assert.match(parts.get('xl/worksheets/sheet2.xml')!, /<sheetData><row r="3"><c r="C3"><v>5<\/v><\/c><\/row><\/sheetData>/)
})

test('every part but the allowed ones is equal to the byte, and no file but the result is left', async () => {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('名册', { views: [{ state: 'frozen', ySplit: 2 }] })
  sheet.addRows([['居民名册'], ['姓名', '出生', '性别'], [null, null, null]])
  sheet.getCell('A3').border = { left: { style: 'thin' } }
  sheet.getColumn(2).numFmt = 'yyyy-mm-dd'
  sheet.getCell('C3').dataValidation = { type: 'list', formulae: ['"男,女"'] }
  book.addWorksheet('说明').addRow(['请勿改动'])
  const source = Buffer.from(await book.xlsx.writeBuffer())
  const { path, filled } = await fill(source, [
    roster(
      [
        ['赵一', { date: '1950-01-31' }, '男'],
        ['钱二', { date: '1951-02-01' }, '女'],
      ],
      { columns: [1, 2, 3], firstRow: 3, lastRow: 3 },
    ),
  ])
  const [before, after] = [await unzipped(source), await unzipped(path)]
  assert.deepEqual([...after.keys()], [...before.keys()])
  const differing = [...before].filter(([name, bytes]) => !after.get(name)!.equals(bytes)).map(([name]) => name)
  assert.deepEqual(differing.sort(), ['docProps/core.xml', 'xl/workbook.xml', 'xl/worksheets/sheet1.xml'])
  assert.equal(filled.rows, 2)
  assert.deepEqual(
    (await readdir(dirname(path))).filter((name) => /answers|part/.test(name)),
    [],
  )

  const ours = await readWorkbook(path, { name: 'x' })
  assert.deepEqual(
    ours.sheets[0]!.rows.map(({ cells }) => [...cells.values()].map(({ text }) => text)),
    [['居民名册'], ['姓名', '出生', '性别'], ['赵一', '1950-01-31', '男'], ['钱二', '1951-02-01', '女']],
  )
  const theirs = new ExcelJS.Workbook()
  await theirs.xlsx.load((await readFile(path)) as unknown as ExcelJS.Buffer)
  const again = theirs.getWorksheet('名册')!
  assert.deepEqual(again.getCell('B4').value, new Date(Date.UTC(1951, 1, 1)))
  assert.equal(again.getCell('C4').dataValidation.type, 'list')
  assert.equal(again.getCell('A4').border?.left?.style, 'thin')
  assert.equal(theirs.keywords, '报送-0001')
  const third = utils.sheet_to_json(read(await readFile(path)).Sheets.名册!, { header: 1, raw: false })
  assert.deepEqual(third[2], ['赵一', '1950-01-31', '男'])
})

test('calculation: everything is computed on opening, the old chain goes with its entry and relationship', async () => {
  const made = { sheets: [{ name: '名册', xml: '<sheetData><row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row></sheetData>' }] }
  const chain = '<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="A1" i="1"/></calcChain>'
  const source = await handMade({
    ...made,
    after: '<definedNames><definedName name="甲">名册!$A$1</definedName></definedNames><calcPr calcId="191029"/><extLst/>',
    relationships: { rIdC: ['calcChain', 'calcChain.xml'] },
    parts: { 'xl/calcChain.xml': chain },
    types: { 'xl/calcChain.xml': 'application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml' },
  })
  const { parts } = await fill(source, [{ sheet: '名册', cells: [{ address: 'B1', value: 1 }] }])
  assert(!parts.has('xl/calcChain.xml'))
  assert(!parts.get('[Content_Types].xml')!.includes('calcChain'))
  assert(!parts.get('xl/_rels/workbook.xml.rels')!.includes('calcChain'))
  assert.match(parts.get('xl/workbook.xml')!, /<calcPr calcId="191029" fullCalcOnLoad="1"\/><extLst\/>/)
  assert.deepEqual(rowsOf(parts), ['<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><v>1</v></c></row>'])
  for (const after of ['', '<definedNames/>', '<definedNames/><oleSize ref="A1"/>']) {
    const { parts: others } = await fill(await handMade({ ...made, after }), [])
    assert(others.get('xl/workbook.xml')!.includes(`</sheets>${after.replace('<oleSize ref="A1"/>', '')}<calcPr fullCalcOnLoad="1"/>`))
  }
})

test('the mark: beside other keywords, in empty ones, in a part that is not there yet', async () => {
  const made = { sheets: [{ name: '名册', xml: '<sheetData/>' }] }
  const core = (inner: string) =>
    `<?xml version="1.0"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">${inner}</cp:coreProperties>`
  const cases: [before: string, after: string][] = [
    ['<dc:title>表</dc:title>', '<dc:title>表</dc:title><cp:keywords>报送-0001</cp:keywords>'],
    ['<cp:keywords>年报</cp:keywords>', '<cp:keywords>年报; 报送-0001</cp:keywords>'],
    ['<cp:keywords/>', '<cp:keywords>报送-0001</cp:keywords>'],
    ['<cp:keywords></cp:keywords>', '<cp:keywords>报送-0001</cp:keywords>'],
  ]
  for (const [before, after] of cases) {
    const parts = handMadeParts({ ...made, parts: { 'docProps/core.xml': core(before) } })
    parts['_rels/.rels'] = (parts['_rels/.rels'] as string).replace(
      '</Relationships>',
      '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
    )
    const { parts: filled } = await fill(await zipped(parts), [])
    assert.equal(filled.get('docProps/core.xml'), core(after))
    assert.equal(filled.get('_rels/.rels'), parts['_rels/.rels'])
  }
  const { parts, path } = await fill(await handMade(made), [{ sheet: '名册', cells: [{ address: 'A1', value: '甲' }] }])
  assert.match(parts.get('[Content_Types].xml')!, /<Override PartName="\/docProps\/core.xml"/)
  const theirs = new ExcelJS.Workbook()
  await theirs.xlsx.readFile(path)
  assert.equal(theirs.keywords, '报送-0001')
})

test('texts beyond what a cell takes are cut at a whole character and reported', async () => {
  const source = await handMade({ sheets: [{ name: '名册', xml: '<sheetData/>' }] })
  const { path, filled } = await fill(source, [
    roster([['长'.repeat(100_000)], [`${'长'.repeat(textLimit - 2)}𠮷𠮷`]], { columns: [2], firstRow: 1, lastRow: 1 }),
  ])
  assert.deepEqual(filled.cutTexts, { count: 2, first: ['B1', 'B2'] })
  const texts = (await readWorkbook(path, { name: 'x' })).sheets[0]!.rows.map(({ cells }) => cells.get(2)!.text)
  assert.equal(texts[0], `${'长'.repeat(textLimit - 1)}…`)
  assert.equal(texts[1], `${'长'.repeat(textLimit - 2)}…`)
})

test('a workbook with macros keeps them and says how it must be named', async () => {
  const parts = handMadeParts({
    sheets: [{ name: '名册', xml: '<sheetData/>' }],
    relationships: { rIdM: ['vbaProject', 'vbaProject.bin'] },
    parts: { 'xl/vbaProject.bin': Buffer.from([1, 2, 3, 0, 255]) },
  })
  const types = parts['[Content_Types].xml'] as string
  parts['[Content_Types].xml'] = types
    .replace(
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
      'application/vnd.ms-excel.sheet.macroEnabled.main+xml',
    )
    .replace('<Override', '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Override')
  const { path, filled } = await fill(await zipped(parts), [{ sheet: '名册', cells: [{ address: 'A1', value: 1 }] }])
  assert.equal(filled.extension, 'xlsm')
  assert.deepEqual((await unzipped(path)).get('xl/vbaProject.bin'), Buffer.from([1, 2, 3, 0, 255]))
})

test('refusals leave no file behind: unknown sheet, too many rows, a stop in the middle, answers that fail', async () => {
  const source = await handMade({ sheets: [{ name: '名册', xml: '<sheetData/>' }] })
  const out = folder.path('none.xlsx')
  const place = { columns: [1], firstRow: 1, lastRow: 1 }
  const leftovers = async () => (await readdir(dirname(out))).filter((name) => name.startsWith('none'))
  await assert.rejects(fillWorkbook(source, out, [{ sheet: '无' }], 'm'), { code: 'thing.unknown' })
  await assert.rejects(fillWorkbook(source, out, [roster([['a'], ['b']], { ...place, firstRow: 1_048_576, lastRow: 1_048_576 })], 'm'), {
    code: 'workbook.too-large',
  })
  const controller = new AbortController()
  const endless = async function* () {
    for (let batch = 0; ; batch++) {
      if (batch === 5) controller.abort()
      yield [['甲']]
    }
  }
  await assert.rejects(fillWorkbook(source, out, [{ sheet: '名册', roster: { ...place, rows: endless() } }], 'm', controller.signal), {
    code: 'job.cancelled',
  })
  const failing = async function* () {
    yield [['甲']]
    throw new Error('the database is gone')
  }
  await assert.rejects(fillWorkbook(source, out, [{ sheet: '名册', roster: { ...place, rows: failing() } }], 'm'), /the database is gone/)
  await assert.rejects(fillWorkbook(source, out, [roster([['a', 'b']], place)], 'm'), /a row of 2 answers for 1 columns/)
  const broken = handMadeParts({ sheets: [{ name: '名册', xml: '<sheetData><row r="1"><c r="A1"><v>1</v>' }] })
  await assert.rejects(fillWorkbook(await zipped(broken), out, [roster([['a']], place)], 'm'), { code: 'workbook.broken' })
  assert.deepEqual(await leftovers(), [])
})
