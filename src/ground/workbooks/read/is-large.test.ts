import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { test } from 'node:test'
import { handMade, handMadeParts, workFolder, zipped } from '#ground/workbooks/hand-made.ts'
import { isLarge } from './is-large.ts'

const folder = await workFolder()

async function stored(bytes: Buffer): Promise<string> {
  const path = folder.path(`${Math.random()}.xlsx`)
  await writeFile(path, bytes)
  return path
}

const row = (at: number) => `<row r="${at + 1}"><c r="A${at + 1}"><v>1</v></c></row>`
const rows = (many: number) => `<sheetData>${Array.from({ length: many }, (_, at) => row(at)).join('')}</sheetData>`

test('a workbook is large by what it unpacks to, however small it is packed', async () => {
  const small = await handMade({ sheets: [{ name: '名册', xml: rows(1000) }] })
  const packed = await handMade({ sheets: [{ name: '名册', xml: rows(250_000) }] })
  assert.equal(await isLarge(await stored(small)), false)
  assert.equal(await isLarge(await stored(packed)), true)
  assert.equal(await isLarge(await stored(Buffer.from('姓名\n张伟\n'))), false)
  assert.equal(await isLarge(await stored(Buffer.from('姓名\n'.repeat(100_000)))), true)
})

test('sheets of nothing, packed a hundred times smaller, are large too', async () => {
  const parts = handMadeParts({ sheets: [{ name: '名册', xml: rows(1) }] })
  const bytes = await zipped({ ...parts, 'xl/worksheets/sheet2.xml': ' '.repeat(9_000_000) })
  assert.ok(bytes.length < 100_000)
  assert.equal(await isLarge(await stored(bytes)), true)
})

test('what is no whole workbook is refused as reading it would refuse it', async () => {
  const bytes = await handMade({ sheets: [{ name: '名册', xml: rows(10) }] })
  await assert.rejects(isLarge(await stored(bytes.subarray(0, 500))), { code: 'workbook.broken' })
})
