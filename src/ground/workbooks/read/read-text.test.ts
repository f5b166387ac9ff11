import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import type { Workbook } from '#ground/workbooks/contract.ts'
import { workFolder } from '#ground/workbooks/hand-made.ts'
import { detectDelimiter } from './delimited.ts'
import { readWorkbook } from './read-workbook.ts'

const folder = await workFolder()

async function readBytes(bytes: Buffer | string): Promise<Workbook> {
  return readWorkbook(await folder.write(`${Math.random()}.csv`, bytes), { name: '居民名册.csv' })
}

function texts(workbook: Workbook): string[][] {
  return workbook.sheets[0]!.rows.map(({ cells }) => [...cells.values()].map(({ text }) => text))
}

const roster = '姓名,性别,电话\r\n赵一,男,13900000001\r\n"钱,二","女 ""小钱""","1\n2一"\r\n'
const expected = [
  ['姓名', '性别', '电话'],
  ['赵一', '男', '13900000001'],
  ['钱,二', '女 "小钱"', '1\n2一'],
]

test('every encoding that office software writes', async () => {
  const wide = Buffer.from(`\ufeff${roster}`, 'utf16le')
  const cases: [name: string, bytes: Buffer, encoding: string, guessed: boolean][] = [
    ['UTF-8', Buffer.from(roster), 'utf-8', false],
    ['UTF-8 with mark', Buffer.from(`\ufeff${roster}`), 'utf-8', false],
    ['GBK', iconv.encode(roster, 'gbk'), 'gb18030', true],
    ['UTF-16LE with mark', wide, 'utf-16le', false],
    ['UTF-16BE with mark', Buffer.from(wide).swap16(), 'utf-16be', false],
    ['UTF-16LE without mark', wide.subarray(2), 'utf-16le', true],
  ]
  for (const [name, bytes, encoding, guessed] of cases) {
    const workbook = await readBytes(bytes)
    assert.deepEqual(texts(workbook), expected, name)
    assert.equal(workbook.encoding, encoding, name)
    assert.equal(workbook.notes.length === 1, guessed, name)
    assert.deepEqual([workbook.format, workbook.sheets[0]!.name], ['csv', '居民名册'])
  }
})

test('rare characters of GB 18030, and UTF-8 that only shows far behind the beginning', async () => {
  assert.deepEqual(texts(await readBytes(iconv.encode('姓名\n𠮷㐂䶮\n', 'gb18030'))), [['姓名'], ['𠮷㐂䶮']])
  const ascii = 'name,phone\n'.repeat(200_000)
  const late = await readBytes(Buffer.concat([Buffer.from(ascii), iconv.encode('赵一,1\n', 'gbk')]))
  assert.deepEqual([late.encoding, late.sheets[0]!.lastRow, late.sheets[0]!.cut], ['gb18030', 200_001, true])
})

test('the delimiter is what most lines agree on', () => {
  assert.equal(detectDelimiter('名册\n姓名,说明\n赵一,a;b;c;d\n钱二,"x\ty"\n'), ',')
  assert.equal(detectDelimiter('姓名\t电话\n赵一\t1,2\n钱二\t3\n'), '\t')
  assert.equal(detectDelimiter('姓名;面积\n赵一;82,5\n钱二;60,1\n孙三;70\n'), ';')
  assert.equal(detectDelimiter('姓名\n赵一\n'), ',')
  assert.equal(detectDelimiter('a|b|c\n1|2|3'), '|')
})

test('rows keep their numbers over empty lines and of unequal length', async () => {
  const { sheets } = await readBytes('名册\n\n姓名,电话\n赵一\n,,x,\n')
  assert.deepEqual(
    sheets[0]!.rows.map(({ row, cells }) => [row, [...cells.keys()]]),
    [
      [1, [1]],
      [3, [1, 2]],
      [4, [1]],
      [5, [3]],
    ],
  )
  assert.deepEqual([sheets[0]!.lastRow, sheets[0]!.lastColumn], [5, 3])
})

test('traces of Excel: ="…" is text, an exponent is a number with lost digits, a closing tab is nothing', async () => {
  const { sheets } = await readBytes('"=""00123""",="0456",1.10105E+17,110105199001011234\t\n')
  assert.deepEqual(
    [...sheets[0]!.rows[0]!.cells.values()],
    [
      { kind: 'text', text: '00123' },
      { kind: 'text', text: '0456' },
      { kind: 'number', text: '110105000000000000', number: 1.10105e17 },
      { kind: 'text', text: '110105199001011234' },
    ],
  )
})

test('a quote that never closes, no bytes, only blanks, and what is no text', async () => {
  await assert.rejects(readBytes('姓名,电话\n"赵一,1\n钱二,2\n'), { code: 'workbook.broken' })
  await assert.rejects(readBytes(''), { code: 'workbook.empty' })
  await assert.rejects(readBytes('\ufeff \n,,\n'), { code: 'workbook.empty' })
  await assert.rejects(readBytes('%PDF-1.7\n'), { code: 'workbook.unknown-format' })
  await assert.rejects(readBytes(Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 1])), {
    code: 'workbook.unknown-format',
  })
})

test('any table of texts comes back from its text file', async () => {
  const value = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\r\n\u0000-\u001f\u007f-\u009f=]/g, '').trim())
  const rows = fc.array(fc.array(value, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(rows, async (table) => {
      const lines = table.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(','))
      const seen = texts(await readBytes(`"赵","一"\n${lines.join('\n')}`))
        .slice(1)
        .flat()
      const meant = table.flat().filter((text) => text.replace(/[\s\u200b\u200e\u200f\u2060\ufeff]/g, '') !== '')
      assert.equal(seen.length, meant.length)
    }),
    { numRuns: 40 },
  )
})
