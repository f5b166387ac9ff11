/** Reading the cells of a column as values of its element. Equal texts are read once: rosters repeat most of them. */
import { isRefused, type Parsed } from '#base/values/parsed.ts'
import { type Catalogue, codeOf, getCodeList } from '#ground/facts/catalogue.ts'
import type { Element, FactValue } from '#ground/facts/contract.ts'
import { type FindCode, type ParseContext, parseValue } from '#ground/facts/parse.ts'
import type { Cell } from '#ground/workbooks/contract.ts'

export type ReadCell = (cell: Cell) => Parsed<FactValue>

/** Distinct texts of a column that are remembered; beyond, the memory starts anew. A century has 36,525 days. */
const REMEMBERED = 5000
const DAYS = 40_000

/** Identifiers differ in every row: remembering them costs more than it saves. */
const unique = new Set<Element['type']>(['id-number', 'uscc', 'phone'])

/** `meant` reads the column's own way of answering first; what it makes of a text is remembered as well. */
export function cellReader(
  catalogue: Catalogue,
  element: Element,
  context: ParseContext,
  meant: (read: ReadCell) => ReadCell = (read) => read,
): ReadCell {
  const findCode: FindCode = (list, text) => codeOf(getCodeList(catalogue, list), text)?.code
  const read = meant((cell) => parseValue(element, cell, findCode, context))
  if (unique.has(element.type)) return read
  let memory: Map<string, Parsed<FactValue>> | undefined = new Map()
  const most = element.type === 'day' ? DAYS : REMEMBERED
  let met = 0
  return (cell) => {
    if (!memory) return read(cell)
    const key = cell.kind === 'text' ? cell.text : `${cell.kind}:${cell.text}`
    const known = memory.get(key)
    if (known) {
      met += 1
      return known
    }
    const parsed = read(cell)
    memory.set(key, parsed)
    if (memory.size >= most) {
      // Names of people hardly ever come again: remembering such a column costs more than it saves.
      memory = met >= most ? new Map() : undefined
      met = 0
    }
    return parsed
  }
}

/** Marks by which a cell says nothing; nothing is wrong with them. */
export function saysNothing(parsed: Parsed<FactValue>): boolean {
  return isRefused(parsed) && (parsed.refused === 'value.empty' || parsed.refused === 'value.none')
}
