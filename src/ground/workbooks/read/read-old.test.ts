import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CFB, utils, type WorkBook, write } from '@e965/xlsx'
import iconv from 'iconv-lite'
import type { Workbook } from '#ground/workbooks/contract.ts'
import { workFolder } from '#ground/workbooks/hand-made.ts'
import { readWorkbook } from './read-workbook.ts'

const folder = await workFolder()

async function readBytes(bytes: Buffer | string, maxRows?: number): Promise<Workbook> {
  return readWorkbook(await folder.write(`${Math.random()}.xlsx`, bytes), {
    name: '名册.xlsx',
    ...(maxRows === undefined ? {} : { maxRows }),
  })
}

function cells(workbook: Workbook, sheet = 0): unknown[][] {
  return workbook.sheets[sheet]!.rows.map((row) => [...row.cells.values()])
}

function oldWorkbook(): WorkBook {
  const book = utils.book_new()
  const sheet = utils.aoa_to_sheet([
    ['名册', null, null],
    ['赵一𠮷', { t: 'n', v: 32874, z: 'yyyy/m/d' }, { t: 'n', v: 1.101051990010112e17 }],
    [true, { t: 'e', v: 0x2a }, { t: 'n', f: '1+2', v: 3 }],
  ])
  sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 2 } }]
  sheet['!cols'] = [{}, { hidden: true }]
  utils.book_append_sheet(book, sheet, '人员')
  utils.book_append_sheet(book, utils.aoa_to_sheet([['码']]), '码表')
  book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] }
  return book
}

test('a binary .xls: texts, dates, long numbers, booleans, errors, formulas, merges, hidden things', async () => {
  const workbook = await readBytes(write(oldWorkbook(), { type: 'buffer', bookType: 'biff8' }))
  assert.equal(workbook.format, 'xls')
  assert.deepEqual(cells(workbook), [
    [{ kind: 'text', text: '名册' }],
    [
      { kind: 'text', text: '赵一𠮷' },
      { kind: 'date', text: '1990-01-01', number: 32874 },
      { kind: 'number', text: '110105199001011000', number: 110105199001011000 },
    ],
    [
      { kind: 'boolean', text: 'TRUE' },
      { kind: 'error', text: '#N/A' },
      { kind: 'number', text: '3', number: 3 },
    ],
  ])
  const [first, second] = workbook.sheets
  assert.deepEqual(first!.merges, [[1, 1, 1, 3]])
  assert.deepEqual(first!.hiddenColumns, [2])
  assert.deepEqual([first!.lastRow, first!.lastColumn, second!.state], [3, 3, 'hidden'])
  const cut = await readBytes(write(oldWorkbook(), { type: 'buffer', bookType: 'biff8' }), 2)
  assert.deepEqual([cut.sheets[0]!.rows.length, cut.sheets[0]!.cut, cut.sheets[0]!.lastRow], [2, true, 3])
})

test('an .xls with a password, an encrypted .xlsx, a cut-off .xls, a text document', async () => {
  const plain: Buffer = write(oldWorkbook(), { type: 'buffer', bookType: 'biff8' })
  const container = CFB.read(plain, { type: 'buffer' })
  const stream = CFB.find(container, '/Workbook')
  const content = Buffer.from(stream.content)
  const afterBeginning = 4 + content.readUInt16LE(2)
  // FILEPASS ([MS-XLS] 2.4.117): XOR obfuscation with a key and a verifier.
  const filePass = Buffer.from([0x2f, 0, 6, 0, 0, 0, 0x12, 0x34, 0x56, 0x78])
  stream.content = Buffer.concat([content.subarray(0, afterBeginning), filePass, content.subarray(afterBeginning)])
  stream.size = stream.content.length
  await assert.rejects(readBytes(CFB.write(container, { type: 'buffer' })), { code: 'workbook.encrypted' })

  const encrypted = CFB.utils.cfb_new()
  CFB.utils.cfb_add(encrypted, '/EncryptionInfo', Buffer.alloc(64, 4))
  CFB.utils.cfb_add(encrypted, '/EncryptedPackage', Buffer.alloc(8192, 7))
  await assert.rejects(readBytes(CFB.write(encrypted, { type: 'buffer' })), { code: 'workbook.encrypted' })

  const document = CFB.utils.cfb_new()
  CFB.utils.cfb_add(document, '/WordDocument', Buffer.alloc(8192, 7))
  await assert.rejects(readBytes(CFB.write(document, { type: 'buffer' })), { code: 'workbook.unknown-format' })
  await assert.rejects(readBytes(plain.subarray(0, 700)), { code: 'workbook.broken' })
})

const page =
  '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body><table border="1"><tr><th colspan="2">居民&nbsp;名册</th><th>证件号</th></tr><tr><td rowspan="2">赵一</td><td>001</td><td style="mso-number-format:\'\\@\'">110105199001011234</td></tr><tr><td>a<br/>b &amp; c</td><td></td></tr></table></body></html>'

test('a web page named .xls keeps every digit; spans become merges; GBK pages are decoded', async () => {
  for (const bytes of [Buffer.from(page), iconv.encode(page, 'gbk'), Buffer.from(`\ufeff${page}`)]) {
    const workbook = await readBytes(bytes)
    const texts = workbook.sheets[0]!.rows.map((row) => [...row.cells].map(([column, cell]) => [column, cell.kind, cell.text]))
    assert.deepEqual(texts, [
      [
        [1, 'text', '居民 名册'],
        [3, 'text', '证件号'],
      ],
      [
        [1, 'text', '赵一'],
        [2, 'text', '001'],
        [3, 'text', '110105199001011234'],
      ],
      [[2, 'text', 'a\nb & c']],
    ])
    assert.deepEqual(workbook.sheets[0]!.merges, [
      [1, 1, 1, 2],
      [2, 1, 3, 1],
    ])
    assert.deepEqual([workbook.format, workbook.notes[0]!.say], ['xls', 'workbook.note.web-page'])
  }
})

const spreadsheet =
  '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style ss:ID="d"><NumberFormat ss:Format="yyyy/m/d"/></Style></Styles><Worksheet ss:Name="人员"><Table><Row><Cell ss:MergeAcross="1"><Data ss:Type="String">名册</Data></Cell></Row><Row><Cell><Data ss:Type="String">110105199001011234</Data></Cell><Cell ss:StyleID="d"><Data ss:Type="DateTime">1990-01-01T00:00:00.000</Data></Cell><Cell ss:Formula="=1+1"><Data ss:Type="Number">2</Data></Cell></Row></Table></Worksheet></Workbook>'

test('an XML spreadsheet of 2003 named .xls', async () => {
  const workbook = await readBytes(spreadsheet)
  assert.deepEqual(cells(workbook), [
    [{ kind: 'text', text: '名册' }],
    [
      { kind: 'text', text: '110105199001011234' },
      { kind: 'date', text: '1990-01-01', number: 32874 },
      { kind: 'number', text: '2', number: 2, formula: true },
    ],
  ])
  assert.equal(workbook.sheets[0]!.name, '人员')
  assert.equal(workbook.notes[0]!.say, 'workbook.note.xml-spreadsheet')
})

test('markup that bombs or holds no table', async () => {
  await assert.rejects(readBytes(`<?xml version="1.0"?><!DOCTYPE Workbook [<!ENTITY a "b">]>${spreadsheet}`), { code: 'workbook.bomb' })
  await assert.rejects(readBytes(page.replace('colspan="2"', 'colspan="2000000000"')), { code: 'workbook.bomb' })
  await assert.rejects(readBytes('<html><body><p>登录已过期</p></body></html>'), { code: 'workbook.unknown-format' })
})
