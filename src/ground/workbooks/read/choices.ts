import type { Range, Sheet } from '#ground/workbooks/contract.ts'
import { findRange } from './address.ts'
import { findAttribute, type Scanner, tokenText } from './markup.ts'

/** A list as a sheet states it: the cells it is for, and `"男,女"`, a place (`字典!$A$2:$A$9`) or a name of one. */
export type StatedList = { sqref: string; formula1: string }

/** Lists found so far, the one that is being read, and which part of it the text belongs to. */
export type ListReading = { found: StatedList[]; list?: StatedList; part?: keyof StatedList }

const mostLists = 500
const mostOptions = 300

/** `<formula1>` says what may be chosen, the attribute or (in extensions) the element `sqref` says where. False for what is no part of a list. */
export function takeList(scanner: Scanner, reading: ListReading, name: string): boolean {
  if (name === 'dataValidation') {
    if (scanner.kind === 'open' && findAttribute(scanner, 'type') === 'list')
      reading.list = { sqref: findAttribute(scanner, 'sqref') ?? '', formula1: '' }
    else if (scanner.kind === 'close' && reading.list) {
      if (reading.found.length < mostLists) reading.found.push(reading.list)
      delete reading.list
    }
    delete reading.part
  } else if (reading.list && (name === 'formula1' || name === 'sqref')) {
    if (scanner.kind === 'open') reading.part = name
    else delete reading.part
  } else return reading.list !== undefined
  return true
}

export function takeListText(scanner: Scanner, { list, part }: ListReading): void {
  if (list && part) list[part] += tokenText(scanner)
}

/** What may be chosen where; lists that cannot be found are left out. `names`: places by the names the workbook gives them. */
export function choicesOf(
  own: Sheet,
  lists: readonly StatedList[],
  sheets: readonly Sheet[],
  names: ReadonlyMap<string, string>,
): Sheet['choices'] {
  const choices = lists.flatMap(({ sqref, formula1 }) => {
    const ranges = sqref.split(/\s+/u).flatMap((reference): Range[] => {
      const range = findRange(reference)
      return range ? [range] : []
    })
    const options = optionsOf(formula1.trim(), own, sheets, names)
    return ranges.length > 0 && options.length > 1 ? [{ ranges, options }] : []
  })
  return choices.length > 0 ? choices : undefined
}

function optionsOf(formula: string, own: Sheet, sheets: readonly Sheet[], names: ReadonlyMap<string, string>): string[] {
  const stated = /^"(.*)"$/su.exec(formula)?.[1]
  if (stated !== undefined)
    return stated
      .replaceAll('""', '"')
      .split(/[,，]/u)
      .map((option) => option.trim())
      .filter((option) => option !== '')
  const place = (names.get(formula) ?? formula).replace(/^=/u, '')
  const parts = /^(?:'((?:[^']|'')+)'!|([^'!]+)!)?(\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?)$/u.exec(place)
  const name = parts?.[1]?.replaceAll("''", "'") ?? parts?.[2]
  const sheet = name === undefined ? own : sheets.find((one) => one.name === name)
  const range = parts?.[3] === undefined ? undefined : findRange(parts[3].replaceAll('$', ''))
  return sheet && range ? textsIn(sheet, range) : []
}

function textsIn(sheet: Sheet, [top, left, bottom, right]: Range): string[] {
  const texts: string[] = []
  for (const { row, cells } of sheet.rows) {
    if (row < top || texts.length >= mostOptions) continue
    if (row > bottom) break
    for (const [column, { text }] of cells) if (column >= left && column <= right && text.trim() !== '') texts.push(text.trim())
  }
  return texts
}
