import { Problem } from '#base/problem.ts'
import { columnLetters, columnNumber, maxColumn, maxRow } from '#ground/workbooks/read/address.ts'
import { decodeEntities, localName, type Scanner, scanAll, tokenText } from '#ground/workbooks/read/markup.ts'
import { tagPrefix, tokenSource } from './rewrite.ts'

/** A row of a sheet taken apart as far as editing needs. */
export type ParsedRow = {
  row: number
  /** `x:` when the sheet's elements carry a prefix. */
  prefix: string
  /** The attributes of `<row>` but its number, as written. */
  attributes: string
  /** The style of cells that the row does not hold, when it has one. */
  style: string | undefined
  cells: ParsedCell[]
  /** What stands behind the cells (an extension list), as written. */
  tail: string
}

export type ParsedCell = {
  column: number
  style: string | undefined
  /** All attributes but the address, as written. */
  attributes: string
  /** All children, as written. */
  children: string
  formula: ParsedFormula | undefined
}

/** `kind` is the `t` attribute: none, `shared`, `array` or `dataTable`. */
export type ParsedFormula = { kind: string; text: string; shared: string | undefined; range: string | undefined; attributes: string }

/** Takes a `<row>…</row>` apart. `previous` is the number of the row before, for rows that do not say theirs. */
export function parseRow(source: Buffer, previous: number): ParsedRow {
  const parsed: ParsedRow = { row: previous + 1, prefix: '', attributes: '', style: undefined, cells: [], tail: '' }
  let cell: ParsedCell | undefined
  let formula: ParsedFormula | undefined
  scanAll(source, (scanner) => {
    const { kind } = scanner
    const tag = kind === 'open' || kind === 'empty' || kind === 'close'
    const name = tag ? localName(scanner) : ''
    if (!cell) {
      if (name === 'row' && kind !== 'close') startRow(parsed, scanner)
      else if (name === 'c' && kind !== 'close') cell = startCell(parsed, scanner)
      else if (name !== 'row') parsed.tail += tokenSource(scanner)
      if (kind === 'empty') cell = undefined
    } else if (name === 'c' && kind === 'close') cell = undefined
    else {
      cell.children += tokenSource(scanner)
      if (name === 'f') formula = kind === 'close' ? undefined : startFormula(cell, scanner)
      else if (!tag && kind !== 'other' && formula) formula.text += tokenText(scanner)
    }
  })
  return parsed
}

function startRow(parsed: ParsedRow, scanner: Scanner): void {
  const { own, rest, style } = attributesOf(scanner)
  parsed.prefix = tagPrefix(scanner)
  if (own !== undefined) parsed.row = Number(own)
  if (!(parsed.row >= 1 && parsed.row <= maxRow)) throw new Problem('workbook.broken', { why: 'row' })
  parsed.attributes = rest
  parsed.style = style
}

function startCell(parsed: ParsedRow, scanner: Scanner): ParsedCell {
  const { own, rest, style } = attributesOf(scanner)
  const column = own === undefined ? (parsed.cells.at(-1)?.column ?? 0) + 1 : columnNumber(own.replace(/\d+$/, ''))
  if (!(column >= 1 && column <= maxColumn)) throw new Problem('workbook.broken', { why: 'column' })
  const cell: ParsedCell = { column, style, attributes: rest, children: '', formula: undefined }
  parsed.cells.push(cell)
  return cell
}

function startFormula(cell: ParsedCell, scanner: Scanner): ParsedFormula | undefined {
  const source = tokenSource(scanner)
  const attributes = /^<\S*?f((?:\s[\s\S]*?)?)\s*\/?>$/.exec(source)?.[1] ?? ''
  cell.formula = {
    kind: findValue(attributes, 't') ?? '',
    text: '',
    shared: findValue(attributes, 'si'),
    range: findValue(attributes, 'ref'),
    attributes,
  }
  return scanner.kind === 'empty' ? undefined : cell.formula
}

/** The `r` attribute of the current tag, its style, and all other attributes as written. */
function attributesOf(scanner: Scanner): { own: string | undefined; rest: string; style: string | undefined } {
  const source = tokenSource(scanner)
    .replace(/^<[^\s/>]+/, '')
    .replace(/\s*\/?>$/, '')
  return { own: findValue(source, 'r'), rest: source.replace(/\s+r\s*=\s*(?:"[^"]*"|'[^']*')/, ''), style: findValue(source, 's') }
}

/** The value of an attribute in a stretch of attributes. */
export function findValue(attributes: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes)
  return match ? decodeEntities(match[1] ?? match[2]!) : undefined
}

/** The same stretch without the attributes named. */
export function withoutAttributes(attributes: string, names: string): string {
  return attributes.replace(new RegExp(`\\s+(?:${names})\\s*=\\s*(?:"[^"]*"|'[^']*')`, 'g'), '')
}

/** A cell as XML at a row. */
export function cellXml(prefix: string, row: number, column: number, attributes: string, children: string): string {
  const open = `<${prefix}c r="${columnLetters(column)}${row}"${attributes}`
  return children === '' ? `${open}/>` : `${open}>${children}</${prefix}c>`
}
