import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { columnLetters } from './address.ts'
import { noStrings } from './shared-strings.ts'
import { type Book, emptyFrame, type SheetFrame, sheetRows } from './sheet-rows.ts'
import { plainStyle } from './styles.ts'

const book: Book = { strings: noStrings, styles: [plainStyle, { ...plainStyle, ruled: true }], from1904: false }
const plainBook: Book = { ...book, styles: [plainStyle, plainStyle] }

type Cell = { gap: number; style: number; kind: 'text' | 'number' | 'empty' | 'formula' | 'uncomputed'; placed: boolean }

const cell: fc.Arbitrary<Cell> = fc.record({
  gap: fc.integer({ min: 1, max: 3 }),
  style: fc.constantFrom(0, 0, 0, 1),
  kind: fc.constantFrom('text', 'text', 'number', 'number', 'empty', 'formula', 'uncomputed'),
  placed: fc.constantFrom(true, true, true, false),
})

const content: Record<Cell['kind'], string> = {
  text: '<is><t>文</t></is>',
  number: '<v>7</v>',
  empty: '',
  formula: '<f>1+1</f><v>2</v>',
  uncomputed: '<f>1+1</f>',
}

function sheetText(rows: readonly (readonly Cell[])[]): string {
  const lines = rows.map((cells, at) => {
    let column = 0
    const texts = cells.map(({ gap, style, kind, placed }) => {
      column += placed ? gap : 1
      const place = placed ? ` r="${columnLetters(column)}${at + 1}"` : ''
      const open = `<c${place} s="${style}"${kind === 'text' ? ' t="inlineStr"' : ''}`
      return kind === 'empty' ? `${open}/>` : `${open}>${content[kind]}</c>`
    })
    return `<row r="${at + 1}">${texts.join('')}${at % 5 === 4 ? '<!-- </row> -->' : ''}</row>`
  })
  return `<worksheet><sheetData>${lines.join('')}</sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>`
}

async function frameOf(text: string, over: Book, lastRow: number, piece: number): Promise<SheetFrame> {
  async function* pieces(): AsyncGenerator<Buffer> {
    const bytes = Buffer.from(text)
    for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece)
  }
  const frame = emptyFrame()
  for await (const rows of sheetRows(pieces(), over, frame, { firstRow: 1, lastRow, batch: 10, toTheEnd: true }))
    for (const { row } of rows) assert.ok(row <= lastRow)
  return frame
}

test('a sheet read for its first rows alone has the frame of the whole', async () => {
  const sheets = fc.array(fc.array(cell, { maxLength: 6 }), { minLength: 1, maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(
      sheets,
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 7, max: 600 }),
      fc.boolean(),
      async (rows, lastRow, piece, ruled) => {
        const [text, over] = [sheetText(rows), ruled ? book : plainBook]
        assert.deepEqual(await frameOf(text, over, lastRow, piece), await frameOf(text, over, 1000, 4096))
      },
    ),
    { numRuns: 300 },
  )
})
