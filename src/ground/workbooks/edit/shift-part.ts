import { findRange } from '#ground/workbooks/read/address.ts'
import { findAttribute, localName, type Scanner, tokenText } from '#ground/workbooks/read/markup.ts'
import { type Growth, type Growths, grownFormula, grownRanges, movedCell } from './references.ts'
import { escapeText, type TokenEdit, withAttributes } from './rewrite.ts'

/**
 * Moves the references that a part holds beside its cells: of the grown sheet itself, its tables, comments and drawings, and, for
 * formulas only, of charts and other sheets.
 */

type How = 'ranges' | 'cell' | 'formula'

/** Attributes that hold addresses, by element (ECMA-376-1 §18.3, §18.5, §18.7, §18.10, §20.5). */
const attributes = new Map<string, Record<string, How>>([
  ['sheetView', { topLeftCell: 'cell' }],
  ['pane', { topLeftCell: 'cell' }],
  ['selection', { activeCell: 'cell', sqref: 'ranges' }],
  ['protectedRange', { sqref: 'ranges' }],
  ['inputCells', { r: 'cell' }],
  ['autoFilter', { ref: 'ranges' }],
  ['sortState', { ref: 'ranges' }],
  ['sortCondition', { ref: 'ranges' }],
  ['conditionalFormatting', { sqref: 'ranges' }],
  ['dataValidation', { sqref: 'ranges' }],
  ['hyperlink', { ref: 'cell', location: 'formula' }],
  ['cellWatch', { r: 'cell' }],
  ['ignoredError', { sqref: 'ranges' }],
  ['table', { ref: 'ranges' }],
  ['comment', { ref: 'cell' }],
  ['threadedComment', { ref: 'cell' }],
  ['location', { ref: 'ranges' }],
  ['formControlPr', { fmlaLink: 'formula', fmlaRange: 'formula', fmlaTxbx: 'formula' }],
  ['sp', { textlink: 'formula' }],
])

/** Elements whose text is a formula, or a list of ranges. */
const texts = new Map<string, How>([
  ['f', 'formula'],
  ['formula', 'formula'],
  ['formula1', 'formula'],
  ['formula2', 'formula'],
  ['calculatedColumnFormula', 'formula'],
  ['totalsRowFormula', 'formula'],
  ['sqref', 'ranges'],
])

/**
 * An edit that moves all references of a part. `home` is the sheet its formulas belong to. `own`: how that sheet grows, when the
 * part's own addresses are to move; without it only formulas change, and only where they speak of a grown sheet.
 */
export function shiftReferences(home: string, growths: Growths, own: Growth | undefined): TokenEdit {
  let textHow: How | undefined
  // Conditions and validations over the roster speak of each row of it, and so of their own row.
  let row: number | undefined
  const anchor = anchorRows(own)
  const breaks = rowBreaks(own)
  const change = (how: How, value: string): string | undefined => {
    if (how === 'formula') return grownFormula(value, growths, row === undefined ? { sheet: home } : { sheet: home, row })
    if (!own) return undefined
    return how === 'ranges' ? grownRanges(value, own) : movedCell(value, own)
  }
  return (scanner) => {
    if (scanner.kind === 'text' || scanner.kind === 'cdata') {
      const moved = anchor.text(scanner)
      if (moved !== undefined || textHow === undefined) return moved
      const before = tokenText(scanner)
      const after = change(textHow, before)
      return after === undefined || after === before ? undefined : escapeText(after)
    }
    if (scanner.kind === 'other') return undefined
    const name = localName(scanner)
    textHow = scanner.kind === 'open' ? texts.get(name) : undefined
    anchor.tag(scanner, name)
    if (scanner.kind === 'close') return breaks(scanner, name)
    if (name === 'conditionalFormatting' || name === 'dataValidation')
      row = own && coversLastRow(findAttribute(scanner, 'sqref') ?? '', own)
    const known = attributes.get(name)
    return known
      ? withAttributes(scanner, (attribute, value) => (known[attribute] ? change(known[attribute], value) : undefined))
      : breaks(scanner, name)
  }
}

function coversLastRow(sqref: string, { lastRow }: Growth): number | undefined {
  const covers = sqref.split(/\s+/).some((reference) => {
    const range = findRange(reference)
    return range !== undefined && range[0] <= lastRow && range[2] >= lastRow
  })
  return covers ? lastRow : undefined
}

/** A page break stands behind the row of its number. */
function rowBreaks(own: Growth | undefined): (scanner: Scanner, name: string) => string | undefined {
  let inside = false
  return (scanner, name) => {
    if (name === 'rowBreaks') inside = scanner.kind === 'open'
    if (!own || !inside || name !== 'brk') return undefined
    return withAttributes(scanner, (attribute, value) =>
      attribute === 'id' && Number(value) >= own.lastRow ? String(Number(value) + own.by) : undefined,
    )
  }
}

/**
 * Pictures and shapes hang between two cells, counted from 0. Where they only move with cells (`editAs`) the end moves when the
 * beginning does; where they are sized with cells, by itself.
 */
function anchorRows(own: Growth | undefined): {
  tag: (scanner: Scanner, name: string) => void
  text: (scanner: Scanner) => string | undefined
} {
  let [end, inRow, sized, beginningMoved] = ['', false, true, false]
  const tag = (scanner: Scanner, name: string) => {
    inRow = scanner.kind === 'open' && name === 'row' && end !== ''
    if (name === 'from' || name === 'to') end = scanner.kind === 'open' ? name : ''
    else if (/^(?:twoCell|oneCell)?[aA]nchor$/.test(name) && scanner.kind === 'open') {
      sized = findAttribute(scanner, 'sizeWithCells') === undefined ? (findAttribute(scanner, 'editAs') ?? 'twoCell') === 'twoCell' : true
      beginningMoved = false
    }
  }
  const text = (scanner: Scanner) => {
    if (!own || !inRow) return undefined
    const row = Number(tokenText(scanner))
    const moves = end === 'from' || sized ? row >= own.lastRow : beginningMoved
    if (end === 'from') beginningMoved = moves
    return moves ? String(row + own.by) : undefined
  }
  return { tag, text }
}

/** Comments of old drawings say their row, and hang between two cells, in text that need not be well-formed XML. */
export function shiftVml(source: string, own: Growth): string {
  const moved = (row: number) => (row >= own.lastRow ? row + own.by : row)
  return source
    .replace(
      /(<x:Row>\s*)(\d+)(\s*<\/x:Row>)/g,
      (_whole, before: string, row: string, after: string) => before + moved(Number(row)) + after,
    )
    .replace(/(<x:Anchor>)([^<]*)(<\/x:Anchor>)/g, (whole, before: string, list: string, after: string) => {
      const numbers = list.split(',').map((part) => Number(part))
      if (numbers.length !== 8 || numbers.some((number) => !Number.isFinite(number))) return whole
      const by = moved(numbers[2]!) - numbers[2]!
      return `${before}${numbers.map((number, index) => (index === 2 || index === 6 ? number + by : number)).join(', ')}${after}`
    })
}
