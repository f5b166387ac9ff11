import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { read } from '@e965/xlsx'
import ExcelJS from '@protobi/exceljs'
import fc from 'fast-check'
import { handMade, stylesWithFormats, unzipped, workFolder } from '#ground/workbooks/hand-made.ts'
import { readWorkbook } from '#ground/workbooks/read/read-workbook.ts'
import type { Answer } from './answers.ts'
import { fillWorkbook } from './fill-workbook.ts'

const folder = await workFolder()

async function* batches(rows: Answer[][]): AsyncGenerator<Answer[][]> {
  yield rows
}

/** Fills the sheet 名册, whose rows 3 to 4 are for data in columns B and C, with so many rows. */
async function grow(
  source: Buffer,
  count: number,
): Promise<{ path: string; part: (name: string) => string; before: Map<string, Buffer>; after: Map<string, Buffer> }> {
  const path = folder.path(`${Math.random()}.xlsx`)
  const answers = Array.from({ length: count }, (_, index): Answer[] => [`人${index + 1}`, index + 1])
  await fillWorkbook(source, path, [{ sheet: '名册', roster: { columns: [2, 3], firstRow: 3, lastRow: 4, rows: batches(answers) } }], 'm')
  const after = await unzipped(path)
  return { path, part: (name) => after.get(name)!.toString('utf8'), before: await unzipped(source), after }
}

const data =
  '<row r="1"><c r="A1"><f>C6*2</f><v>0</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>序号</t></is></c></row><row r="3" ht="20" customHeight="1"><c r="A3" s="1"><f t="shared" ref="A3:A4" si="0">ROW()-ROW(A$2)</f><v>1</v></c><c r="B3" s="1"/><c r="C3" s="1"/><c r="D3" s="1"><f>C3/C$6</f><v>0</v></c></row><row r="4" ht="24" customHeight="1" hidden="1"><c r="A4" s="1"><f t="shared" si="0"/><v>2</v></c><c r="B4" s="1"/><c r="C4" s="2"/><c r="D4" s="1"><f>C4/C$6</f><v>0</v></c><c r="E4" t="inlineStr"><is><t>样例</t></is></c></row>'
const below =
  '<row r="6" x:dyDescent="0.2"><c r="A6" t="inlineStr"><is><t>合计</t></is></c><c r="C6" s="3"><f>SUM(C3:C4)</f><v>0</v></c><c r="D6"><f t="array" ref="D6:D7">C3:C4*1</f><v>0</v></c></row><row r="9"><c r="A9"><v>9</v></c></row>'

test('the last row is copied with its look and formulas; what is below moves; formulas keep their meaning', async () => {
  const source = await handMade({
    sheets: [{ name: '名册', xml: `<dimension ref="A1:E9"/><sheetData>${data}${below}</sheetData>` }],
    styles: stylesWithFormats([0, 1, 2, 3]),
  })
  const { part } = await grow(source, 4)
  const sheet = part('xl/worksheets/sheet1.xml')
  const copy = (row: number, value: number) =>
    `<row r="${row}" ht="24" customHeight="1"><c r="A${row}" s="1"><f>ROW()-ROW(A$2)</f></c><c r="B${row}" s="1" t="inlineStr"><is><t>人${value}</t></is></c><c r="C${row}" s="2"><v>${value}</v></c><c r="D${row}" s="1"><f>C${row}/C$8</f></c></row>`
  assert(sheet.includes('<dimension ref="A1:E11"/>'))
  assert(sheet.includes('<row r="1"><c r="A1"><f>C8*2</f></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>序号</t></is></c></row>'))
  assert(sheet.includes('<c r="A4" s="1"><f>ROW()-ROW(A$2)</f></c>'))
  assert(
    sheet.includes(
      `${copy(5, 3)}${copy(6, 4)}<row r="8" x:dyDescent="0.2"><c r="A8" t="inlineStr"><is><t>合计</t></is></c><c r="C8" s="3"><f>SUM(C3:C6)</f></c><c r="D8"><f t="array" ref="D8:D9">C3:C6*1</f></c></row><row r="11"><c r="A11"><v>9</v></c></row>`,
    ),
  )
})

test('without more rows than there are, nothing moves', async () => {
  const source = await handMade({
    sheets: [{ name: '名册', xml: `<sheetData>${data}${below}</sheetData>` }],
    styles: stylesWithFormats([0, 1, 2, 3]),
  })
  const { part } = await grow(source, 2)
  const sheet = part('xl/worksheets/sheet1.xml')
  assert(sheet.includes('<f t="shared" ref="A3:A4" si="0">ROW()-ROW(A$2)</f></c>') && sheet.includes('<f t="shared" si="0"/></c>'))
  assert(sheet.includes('<row r="6" x:dyDescent="0.2">') && sheet.includes('<f>SUM(C3:C4)</f>'))
})

const frame = (name: string) =>
  ({
    before:
      '<sheetViews><sheetView workbookViewId="0" topLeftCell="A1"><pane ySplit="2" topLeftCell="A3" state="frozen"/><selection pane="bottomLeft" activeCell="B6" sqref="B6 C4"/></sheetView></sheetViews><cols><col min="1" max="5" width="12"/></cols>',
    after: `<protectedRanges><protectedRange sqref="B3:C4" name="填报"/></protectedRanges><autoFilter ref="A2:D4"><sortState ref="A3:D4"><sortCondition ref="B3:B4"/></sortState></autoFilter><mergeCells count="5"><mergeCell ref="A1:E1"/><mergeCell ref="D4:E4"/><mergeCell ref="F3:F4"/><mergeCell ref="A6:B6"/><mergeCell ref="G4:G6"/></mergeCells><conditionalFormatting sqref="C3:C4"><cfRule type="expression" dxfId="0" priority="1"><formula>C3&gt;$C$6</formula></cfRule></conditionalFormatting><dataValidations count="2"><dataValidation type="list" sqref="B3:B4 E4"><formula1>$A$9:$A$12</formula1></dataValidation><dataValidation type="list" sqref="A9"><formula1>${name}!$B$3:$B$4</formula1></dataValidation></dataValidations><hyperlinks><hyperlink ref="A6" location="'${name}'!A9" display="x"/></hyperlinks><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><rowBreaks count="2" manualBreakCount="2"><brk id="2" max="16383" man="1"/><brk id="4" max="16383" man="1"/></rowBreaks><ignoredErrors><ignoredError sqref="A3:C4" numberStoredAsText="1"/></ignoredErrors><drawing r:id="rId1"/><legacyDrawing r:id="rId2"/><tableParts count="1"><tablePart r:id="rId4"/></tableParts><extLst><ext uri="x"><x14:conditionalFormattings xmlns:x14="a" xmlns:xm="b"><x14:conditionalFormatting><x14:cfRule><xm:f>${name}!$C$6</xm:f></x14:cfRule><xm:sqref>C3:C4</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>`,
  }) as const

function anchor(from: number, to: number, editAs = ''): string {
  return `<xdr:twoCellAnchor${editAs}><xdr:from><xdr:col>6</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${from}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>9</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${to}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:sp textlink="名册!$C$6"/></xdr:twoCellAnchor>`
}

const parts = {
  'xl/drawings/drawing1.xml': `<xdr:wsDr xmlns:xdr="d">${anchor(0, 1)}${anchor(0, 9)}${anchor(0, 9, ' editAs="oneCell"')}${anchor(5, 9, ' editAs="oneCell"')}</xdr:wsDr>`,
  'xl/drawings/vmlDrawing1.vml':
    '<xml xmlns:v="v" xmlns:x="x"><v:shape><br><x:ClientData ObjectType="Note"><x:Anchor>\n1, 15, 5, 2, 3, 15, 9, 4</x:Anchor><x:Row>5</x:Row><x:Column>0</x:Column></x:ClientData></v:shape></xml>',
  'xl/comments1.xml':
    '<comments><commentList><comment ref="B4" authorId="0"/><comment ref="A6" authorId="0"><text><t>A6</t></text></comment></commentList></comments>',
  'xl/tables/table1.xml':
    '<table id="1" name="表1" ref="A2:D6" totalsRowCount="1"><autoFilter ref="A2:D4"/><tableColumns><tableColumn id="1" name="列1"><calculatedColumnFormula>名册!$C$6</calculatedColumnFormula></tableColumn></tableColumns></table>',
  'xl/charts/chart1.xml': '<c:chartSpace xmlns:c="c"><c:f>名册!$C$3:$C$4</c:f><c:f>别册!$C$3:$C$9</c:f></c:chartSpace>',
  'xl/pivotCache/pivotCacheDefinition1.xml':
    '<pivotCacheDefinition><cacheSource type="worksheet"><worksheetSource ref="A2:D4" sheet="名册"/></cacheSource></pivotCacheDefinition>',
  'xl/media/image1.png': Buffer.from([1, 2, 3]),
}
const other =
  '<sheetData><row r="1"><c r="A1"><f>名册!C6+名册!C3</f><v>1</v></c><c r="B1"><f t="shared" ref="B1:B3" si="4">名册!A4</f><v>1</v></c></row><row r="2"><c r="B2"><f t="shared" si="4"/><v>2</v></c></row><row r="3"><c r="B3"><f t="shared" si="4"/><v>3</v></c><c r="C3"><f t="shared" ref="C3:C4" si="5">A3</f></c></row></sheetData>'

async function everything(): Promise<Buffer> {
  const { before, after } = frame('名册')
  const relationships = {
    rId1: ['drawing', '../drawings/drawing1.xml'],
    rId2: ['vmlDrawing', '../drawings/vmlDrawing1.vml'],
    rId3: ['comments', '../comments1.xml'],
    rId4: ['table', '../tables/table1.xml'],
  } satisfies Record<string, [string, string]>
  return handMade({
    sheets: [
      { name: '名册', xml: `<dimension ref="A1:E9"/>${before}<sheetData>${data}${below}</sheetData>${after}`, relationships },
      { name: '汇总', xml: other },
      { name: '说明', xml: '<sheetData><row r="6"><c r="A6"><f>A5+汇总!A6</f><v>1</v></c></row></sheetData>' },
    ],
    styles: stylesWithFormats([0, 1, 2, 3]),
    after:
      '<definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">名册!$A$1:$E$9</definedName><definedName name="_xlnm.Print_Titles" localSheetId="0">名册!$1:$2</definedName><definedName name="总数">\'名册\'!$C$6</definedName><definedName name="别">汇总!$C$6</definedName></definedNames>',
    parts,
  })
}

test('all that hangs on the rows moves with them', async () => {
  const { part } = await grow(await everything(), 5)
  const sheet = part('xl/worksheets/sheet1.xml')
  const expected = [
    'topLeftCell="A1"><pane ySplit="2" topLeftCell="A3" state="frozen"/><selection pane="bottomLeft" activeCell="B9" sqref="B9 C4:C7"/>',
    '<protectedRange sqref="B3:C7"',
    '<autoFilter ref="A2:D7"><sortState ref="A3:D7"><sortCondition ref="B3:B7"/>',
    '<mergeCells><mergeCell ref="A1:E1"/><mergeCell ref="D4:E4"/><mergeCell ref="F3:F7"/><mergeCell ref="A9:B9"/><mergeCell ref="G4:G9"/><mergeCell ref="D5:E5"/><mergeCell ref="D6:E6"/><mergeCell ref="D7:E7"/></mergeCells>',
    '<conditionalFormatting sqref="C3:C7"><cfRule type="expression" dxfId="0" priority="1"><formula>C3&gt;$C$9</formula>',
    'sqref="B3:B7 E4:E7"><formula1>$A$12:$A$15</formula1>',
    'sqref="A12"><formula1>名册!$B$3:$B$7</formula1>',
    '<hyperlink ref="A9" location="\'名册\'!A12" display="x"/>',
    '<brk id="2" max="16383" man="1"/><brk id="7" max="16383" man="1"/>',
    '<ignoredError sqref="A3:C7"',
    '<xm:f>名册!$C$9</xm:f></x14:cfRule><xm:sqref>C3:C7</xm:sqref>',
  ]
  for (const piece of expected) assert(sheet.includes(piece), piece)
  const rows = [...part('xl/drawings/drawing1.xml').matchAll(/<xdr:row>(\d+)/g)].map(([, row]) => Number(row))
  assert.deepEqual(rows, [0, 1, 0, 12, 0, 9, 8, 12])
  assert(part('xl/drawings/drawing1.xml').includes('textlink="名册!$C$9"'))
  assert(part('xl/drawings/vmlDrawing1.vml').includes('1, 15, 8, 2, 3, 15, 12, 4</x:Anchor><x:Row>8</x:Row><x:Column>0<'))
  assert(part('xl/comments1.xml').includes('<comment ref="B4" authorId="0"/><comment ref="A9" authorId="0"><text><t>A6</t>'))
  assert(
    part('xl/tables/table1.xml').includes('ref="A2:D9" totalsRowCount="1"><autoFilter ref="A2:D7"/>') &&
      part('xl/tables/table1.xml').includes('名册!$C$9'),
  )
  assert(part('xl/charts/chart1.xml').includes('<c:f>名册!$C$3:$C$7</c:f><c:f>别册!$C$3:$C$9</c:f>'))
  assert(part('xl/pivotCache/pivotCacheDefinition1.xml').includes('ref="A2:D7" sheet="名册"'))
  const workbook = part('xl/workbook.xml')
  for (const piece of ['>名册!$A$1:$E$12<', '>名册!$1:$2<', ">'名册'!$C$9<", '>汇总!$C$6<']) assert(workbook.includes(piece), piece)
})

test('another sheet changes only where it speaks of moved cells; groups that straddle get their own texts', async () => {
  const { part, before, after } = await grow(await everything(), 5)
  assert(part('xl/worksheets/sheet2.xml').includes('<f>名册!C9+名册!C3</f><v>1</v></c><c r="B1"><f>名册!A4</f><v>1</v>'))
  assert(
    part('xl/worksheets/sheet2.xml').includes(
      '<c r="B2"><f>名册!A8</f><v>2</v></c></row><row r="3"><c r="B3"><f>名册!A9</f><v>3</v></c><c r="C3"><f t="shared" ref="C3:C4" si="5">A3</f>',
    ),
  )
  for (const name of [
    'xl/worksheets/sheet3.xml',
    'xl/styles.xml',
    'xl/media/image1.png',
    'xl/worksheets/_rels/sheet1.xml.rels',
    'xl/_rels/workbook.xml.rels',
  ]) {
    assert.deepEqual(after.get(name), before.get(name), name)
  }
})

test('nothing that hangs on the rows changes when none is added', async () => {
  const { before, after } = await grow(await everything(), 1)
  const differing = [...before].filter(([name, bytes]) => !after.get(name)!.equals(bytes)).map(([name]) => name)
  assert.deepEqual(differing.sort(), ['[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml', 'xl/worksheets/sheet1.xml'])
})

test('a form made by a library grows and is read again by three readers', async () => {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('名册')
  sheet.addRows([['居民名册'], ['姓名', '出生日期', '面积', '人均'], ['', null, null, null], ['合计'], ['填表人：', '', '', '电话：']])
  sheet.mergeCells('A1:D1')
  sheet.mergeCells('B5:C5')
  sheet.getCell('D3').value = { formula: 'C3/2' }
  sheet.getCell('C4').value = { formula: 'SUM(C3:C3)' }
  sheet.getCell('B3').numFmt = 'yyyy"年"m"月"d"日"'
  for (const column of ['A', 'B', 'C', 'D']) sheet.getCell(`${column}3`).border = { top: { style: 'thin' }, bottom: { style: 'thin' } }
  sheet.getCell('B3').dataValidation = { type: 'date', operator: 'greaterThan', formulae: [new Date(0)], allowBlank: true }
  sheet.getCell('A5').note = '签字'
  sheet.pageSetup.printArea = 'A1:D5'
  const source = Buffer.from(await book.xlsx.writeBuffer())
  const path = folder.path('library.xlsx')
  const answers = Array.from({ length: 300 }, (_, index): Answer[] => [`人𠮷${index}`, { date: '1950-01-31' }, index])
  await fillWorkbook(
    source,
    path,
    [{ sheet: '名册', roster: { columns: [1, 2, 3], firstRow: 3, lastRow: 3, rows: batches(answers) } }],
    'm',
  )

  const theirs = new ExcelJS.Workbook()
  await theirs.xlsx.readFile(path)
  const grown = theirs.getWorksheet('名册')!
  assert.equal(grown.getCell('A302').value, '人𠮷299')
  assert.equal(grown.getCell('A302').border?.bottom?.style, 'thin')
  assert.equal(grown.getCell('D302').formula, 'C302/2')
  assert.equal(grown.getCell('C303').formula, 'SUM(C3:C302)')
  assert.equal(grown.getCell('A303').value, '合计')
  assert.equal(grown.getCell('C304').master.address, 'B304')
  assert.equal(grown.getCell('B302').dataValidation.type, 'date')
  assert.equal(JSON.stringify(grown.getCell('A304').note).includes('签字'), true)
  assert.equal(grown.pageSetup.printArea, 'A1:D304')
  const ours = await readWorkbook(path, { name: 'x' })
  assert.deepEqual(ours.sheets[0]!.merges, [
    [1, 1, 1, 4],
    [304, 2, 304, 3],
  ])
  assert.deepEqual(ours.sheets[0]!.rows.find(({ row }) => row === 302)!.cells.get(2), { kind: 'date', text: '1950-01-31', number: 18294 })
  assert.equal(read(await readFile(path), { sheetStubs: true }).Sheets.名册!.C303.f, 'SUM(C3:C302)')
})

test('however many rows there are and are needed, every answer and every other row is found at its place', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 12 }), fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }), async (count, present) => {
      const rows = present.flatMap((there, index) =>
        there ? [`<row r="${index + 1}"><c r="A${index + 1}"><v>${index + 1}</v></c></row>`] : [],
      )
      const { path } = await grow(
        await handMade({
          sheets: [{ name: '名册', xml: `<sheetData>${rows.join('')}<row r="20"><c r="A20"><v>20</v></c></row></sheetData>` }],
        }),
        count,
      )
      const by = Math.max(0, count - 2)
      const expected = new Map<number, string[]>()
      for (const row of [...present.flatMap((there, index) => (there ? [index + 1] : [])), 20])
        expected.set(row > 4 ? row + by : row, [String(row)])
      for (let index = 0; index < count; index++)
        expected.set(index + 3, [...(index < 2 ? (expected.get(index + 3) ?? []) : []), `人${index + 1}`, String(index + 1)])
      const seen = (await readWorkbook(path, { name: 'x' })).sheets[0]!.rows.map(({ row, cells }) => [
        row,
        [...cells.values()].map(({ text }) => text),
      ])
      assert.deepEqual(
        seen,
        [...expected].sort(([a], [b]) => a - b),
      )
    }),
    { numRuns: 60 },
  )
})

test('answers whose number is known are written as they come, to the same bytes; a wrong number leaves no file', async () => {
  const source = await handMade({ sheets: [{ name: '名册', xml: `<sheetData>${data}${below}</sheetData>` }] })
  const answers = Array.from({ length: 7 }, (_, index): Answer[] => [`人${index + 1}`, index % 2 ? null : index])
  const fill = async (count?: number) => {
    const path = folder.path(`${Math.random()}.xlsx`)
    const roster = { columns: [2, 3], firstRow: 3, lastRow: 4, rows: batches(answers), ...(count === undefined ? {} : { count }) }
    await fillWorkbook(source, path, [{ sheet: '名册', roster }], 'm').catch(async (error) => {
      await assert.rejects(readFile(path), { code: 'ENOENT' })
      await assert.rejects(readFile(`${path}.part`), { code: 'ENOENT' })
      throw error
    })
    return unzipped(path)
  }
  assert.deepEqual(await fill(7), await fill())
  await assert.rejects(fill(6), /more than the 6 rows/)
  await assert.rejects(fill(8), /7 rows where 8 were said/)
})
