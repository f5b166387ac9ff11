import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { Problem } from '#base/problem.ts'
import { handMadeParts, stylesWithFormats, workFolder, zipped } from '#ground/workbooks/hand-made.ts'
import { readWorkbook } from '#ground/workbooks/read/read-workbook.ts'
import type { Answer } from './answers.ts'
import { fillWorkbook } from './fill-workbook.ts'

const folder = await workFolder()

const parts = handMadeParts({
  sheets: [
    {
      name: '名册',
      xml: '<dimension ref="A1:C9"/><cols><col min="1" max="3" style="1"/></cols><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45000</v></c></row><row r="3"><c r="A3" t="inlineStr"><is><t>x&amp;y</t></is></c><c r="C3"><f t="shared" ref="C3:C4" si="0">SUM(A3:B3)</f><v>1</v></c></row><row r="4"><c r="C4"><f t="shared" si="0"/></c></row></sheetData><mergeCells count="1"><mergeCell ref="A4:B4"/></mergeCells>',
    },
  ],
  strings: '<si><t>甲</t></si>',
  styles: stylesWithFormats([0, 14]),
})

const damage = fc.record({
  part: fc.option(fc.constantFrom(...Object.keys(parts))),
  at: fc.array(
    fc.tuple(fc.double({ min: 0, max: 0.9999, noNaN: true }), fc.oneof(fc.constantFrom(...Buffer.from('<>/"\'&= 9]-!?:')), fc.nat(255))),
    { minLength: 1, maxLength: 4 },
  ),
  cut: fc.option(fc.double({ min: 0.01, max: 1, noNaN: true }), { freq: 4 }),
})

function damaged(bytes: Buffer, { at, cut }: { at: [number, number][]; cut: number | null }): Buffer {
  const copy = Buffer.from(bytes)
  for (const [share, byte] of at) copy[Math.floor(share * copy.length)] = byte
  return cut === null ? copy : copy.subarray(0, Math.ceil(copy.length * cut))
}

async function* answers(): AsyncGenerator<Answer[][]> {
  yield [['甲'], ['乙'], ['丙']]
}

test('whatever is damaged, reading and filling either work or say what is wrong', async () => {
  const tolerated = (error: unknown) => assert(error instanceof Problem, String(error))
  await fc.assert(
    fc.asyncProperty(damage, async ({ part, at, cut }) => {
      const source =
        part === null
          ? damaged(await zipped(parts), { at, cut })
          : await zipped({ ...parts, [part]: damaged(Buffer.from(parts[part]!), { at, cut }) })
      const path = await folder.write('damaged', source)
      await readWorkbook(path, { name: 'x' }).catch(tolerated)
      const roster = { columns: [1], firstRow: 3, lastRow: 4, rows: answers() }
      await fillWorkbook(path, folder.path('filled'), [{ sheet: '名册', roster }], 'm').catch(tolerated)
      assert.deepEqual(
        (await readdir(dirname(path))).filter((name) => name.includes('.')),
        [],
      )
    }),
    { numRuns: 150 },
  )
})
