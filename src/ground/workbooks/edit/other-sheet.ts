import { findCell } from '#ground/workbooks/read/address.ts'
import { createScanner, feed, findAttribute, finish, localName, next, type Scanner, tokenText } from '#ground/workbooks/read/markup.ts'
import { type Growths, grownFormula, sharedFormula } from './references.ts'
import { escapeText, rewriteChunks, type TokenEdit, tagPrefix } from './rewrite.ts'
import { shiftReferences } from './shift-part.ts'

/** What the formulas of another sheet say about the grown ones: whether any must change, and which shared groups. */
type Dependents = { any: boolean; groups: Map<string, { text: string; row: number; column: number }> }

/**
 * Streams a sheet that does not grow itself, with its references into grown sheets moved. A sheet that has none passes to the byte.
 * `open` is called twice: once to look, once to write.
 */
export async function* editOtherSheet(open: () => AsyncIterable<Buffer>, sheet: string, growths: Growths): AsyncGenerator<Buffer> {
  const dependents = await findDependents(open(), sheet, growths)
  if (!dependents.any) yield* open()
  else yield* rewriteChunks(open(), expandGroups(sheet, growths, dependents.groups))
}

async function findDependents(chunks: AsyncIterable<Buffer>, sheet: string, growths: Growths): Promise<Dependents> {
  const found: Dependents = { any: false, groups: new Map() }
  const trial = shiftReferences(sheet, growths, undefined)
  const scanner = createScanner()
  const place = cellPlace()
  let group: string | undefined
  const look = () => {
    while (next(scanner)) {
      place.see(scanner)
      const changed = trial(scanner) !== undefined
      if (changed) found.any = true
      if (scanner.kind === 'open' && localName(scanner) === 'f')
        group = findAttribute(scanner, 't') === 'shared' ? findAttribute(scanner, 'si') : undefined
      else if (scanner.kind === 'text' && group !== undefined && speaksOf(tokenText(scanner), sheet, growths)) {
        found.any = true
        found.groups.set(group, { text: tokenText(scanner), ...place.at() })
      } else if (scanner.kind === 'close') group = undefined
    }
  }
  for await (const chunk of chunks) {
    feed(scanner, chunk)
    look()
  }
  finish(scanner)
  look()
  return found
}

/** Whether a formula names a grown sheet below its roster's beginning, somewhere a member of its group could reach. */
function speaksOf(formula: string, sheet: string, growths: Growths): boolean {
  const anywhere = new Map([...growths].map(([name, growth]) => [name, { ...growth, firstRow: 0, lastRow: 0, by: 1 }]))
  return grownFormula(formula, anywhere, { sheet }) !== formula
}

/** Members of groups that speak of a grown sheet get their own text, because they do not all move alike. */
function expandGroups(sheet: string, growths: Growths, groups: Dependents['groups']): TokenEdit {
  const shift = shiftReferences(sheet, growths, undefined)
  const place = cellPlace()
  let inGroup = false
  return (scanner) => {
    place.see(scanner)
    if (scanner.kind === 'text' && inGroup) return ''
    const name = scanner.kind === 'open' || scanner.kind === 'empty' || scanner.kind === 'close' ? localName(scanner) : ''
    if (name === 'f') {
      if (scanner.kind === 'close') {
        inGroup = false
        return shift(scanner)
      }
      const master = findAttribute(scanner, 't') === 'shared' ? groups.get(findAttribute(scanner, 'si') ?? '') : undefined
      if (master) {
        const { row, column } = place.at()
        const text = grownFormula(sharedFormula(master.text, row - master.row, column - master.column), growths, { sheet })
        const open = `<${tagPrefix(scanner)}f>${escapeText(text)}`
        inGroup = scanner.kind === 'open'
        return inGroup ? open : `${open}</${tagPrefix(scanner)}f>`
      }
    }
    return shift(scanner)
  }
}

/** Follows the address of the current cell, also where rows and cells do not say theirs. */
function cellPlace(): { see: (scanner: Scanner) => void; at: () => { row: number; column: number } } {
  let [row, column] = [0, 0]
  const see = (scanner: Scanner) => {
    if (scanner.kind !== 'open' && scanner.kind !== 'empty') return
    const name = localName(scanner)
    if (name === 'row') [row, column] = [Number(findAttribute(scanner, 'r') ?? row + 1), 0]
    else if (name === 'c') {
      const cell = findCell(findAttribute(scanner, 'r') ?? '')
      column = cell ? cell.column : column + 1
    }
  }
  return { see, at: () => ({ row, column }) }
}
