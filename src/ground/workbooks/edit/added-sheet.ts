/** A sheet more, behind those a workbook has: its own part, its name in the workbook, and nothing else of it touched. */

import { Problem } from '#base/problem.ts'
import { cellAddress, columnLetters, maxRow, sheetSize } from '#ground/workbooks/read/address.ts'
import { findAttribute, localName } from '#ground/workbooks/read/markup.ts'
import { escapeAttribute, escapeText, rewritePart, tagPrefix, tokenSource } from './rewrite.ts'

/** Texts and numbers in the look of an empty sheet, since styles belong to those who made the workbook. The first row is the heading and stays in sight. */
export type AddedSheet = {
  name: string
  /** In characters, column by column. */
  widths: readonly number[]
  rows: () => AsyncIterable<readonly (string | number | null)[]>
}

export const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml'
const mainSpace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const longestText = 32_767
const MOST_CHARACTERS = 31

export async function* addedSheetXml({ widths, rows }: AddedSheet): AsyncGenerator<Buffer> {
  const columns = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join('')
  yield Buffer.from(
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${mainSpace}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${columns}</cols><sheetData>`,
  )
  let number = 0
  for await (const row of rows()) {
    number += 1
    if (number > maxRow) throw new Problem('workbook.too-large', { why: 'rows', most: sheetSize })
    yield Buffer.from(`<row r="${number}">${row.map((value, at) => cellXml(value, cellAddress(number, at + 1))).join('')}</row>`)
  }
  const filter = number > 0 ? `<autoFilter ref="A1:${columnLetters(Math.max(widths.length, 1))}${number}"/>` : ''
  yield Buffer.from(`</sheetData>${filter}</worksheet>`)
}

function cellXml(value: string | number | null, address: string): string {
  if (value === null || value === '') return ''
  if (typeof value === 'number') return `<c r="${address}"><v>${value}</v></c>`
  return `<c r="${address}" t="inlineStr"><is><t xml:space="preserve">${escapeText(value.slice(0, longestText))}</t></is></c>`
}

/** A name that no sheet bears yet, and that programs accept. */
export function freeSheetName(wished: string, taken: readonly string[]): string {
  const used = new Set(taken.map((name) => name.toLowerCase()))
  const plain = wished
    .replace(/[[\]:*?/\\\u0000-\u001f]/g, '_')
    .replace(/^'+|'+$/g, '')
    .slice(0, MOST_CHARACTERS)
  let name = plain
  for (let copy = 2; used.has(name.toLowerCase()); copy += 1) name = `${plain.slice(0, MOST_CHARACTERS - 5)}(${copy})`
  return name
}

/** `workbook.xml` with these sheets behind its own. Their relationship is named as that of those before. */
export function withSheets(part: Buffer, added: readonly { name: string; relationship: string }[], space: string): Buffer {
  let number = 0
  let own = 'r'
  return rewritePart(part, (scanner) => {
    if (scanner.kind === 'text' || scanner.kind === 'cdata' || scanner.kind === 'other') return undefined
    const name = localName(scanner)
    if (name === 'sheet' && scanner.kind !== 'close') {
      number = Math.max(number, Number(findAttribute(scanner, 'sheetId') ?? 0))
      own = /\s([\w.-]+):id\s*=/.exec(tokenSource(scanner))?.[1] ?? own
    }
    if (name !== 'sheets' || scanner.kind !== 'close') return undefined
    const prefix = tagPrefix(scanner)
    const sheets = added.map(
      (one, at) =>
        `<${prefix}sheet xmlns:${own}="${space}" name="${escapeAttribute(one.name)}" sheetId="${number + at + 1}" ${own}:id="${one.relationship}"/>`,
    )
    return sheets.join('') + tokenSource(scanner)
  })
}
