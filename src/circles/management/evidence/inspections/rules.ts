/** An inspector's index, from lines or from a table; and what a folder of it is called. Browser-safe. */
import type { FieldProblem } from '#base/problem.ts'
import type { Item } from './contract.ts'

/** 1, 1.2.3, 3-1, （一）, 一、, A1: with what parts it from the words. */
const plainNumber = '[A-Za-z]?\\d+(?:[.．-]\\d+)*|[一二三四五六七八九十百]+'
const numbered = new RegExp(`^\\s*(?:([（(](?:${plainNumber})[）)])\\s*[、.．:：]?|(${plainNumber})\\s*[、.．:：\\t ])\\s*(\\S.*)$`)
const isNumber = /^[（(]?(?:[A-Za-z]?\d+(?:[.．-]\d+)*|[一二三四五六七八九十百]+)[）)]?[、.．]?$/
const LONGEST = 500
const SHORT = 24

/** A line that begins with no number goes on with the one before; before the first of them it is a heading. */
export function readLines(text: string): Item[] {
  const items: Item[] = []
  for (const line of text.split(/\r?\n/)) {
    const found = numbered.exec(line)
    const last = items.at(-1)
    if (found) items.push({ no: (found[1] ?? found[2])!, text: cut(found[3]!.trim()) })
    else if (last && line.trim() !== '') last.text = cut(`${last.text} ${line.trim()}`)
  }
  return items
}

export function linesOf(items: readonly Item[]): string {
  return items.map(({ no, text }) => `${no}\t${text.replace(/\s*\n\s*/g, ' ')}`).join('\n')
}

/** The column with most numbers holds them; of the others the one with most words. Rows without a number are headings and notes. */
export function readTable(rows: readonly (readonly string[])[]): Item[] {
  const columns = Math.max(0, ...rows.map((row) => row.length))
  const places = Array.from({ length: columns }, (_, at) => at)
  const count = (at: number) => rows.filter((row) => isNumber.test((row[at] ?? '').trim())).length
  const words = (at: number) =>
    rows.reduce((sum, row) => sum + (isNumber.test((row[at] ?? '').trim()) ? 0 : (row[at] ?? '').trim().length), 0)
  const numbers = places.reduce((best, at) => (count(at) > count(best) ? at : best), 0)
  const texts = places
    .filter((at) => at !== numbers)
    .reduce<number | undefined>((best, at) => (best === undefined || words(at) > words(best) ? at : best), undefined)
  if (texts === undefined || count(numbers) === 0) return readLines(rows.map((row) => row.join(' ')).join('\n'))
  return rows.flatMap((row): Item[] => {
    const [no, text] = [(row[numbers] ?? '').trim(), (row[texts] ?? '').trim()]
    return isNumber.test(no) && text !== '' ? [{ no: no.replace(/[、.．]$/, ''), text: cut(text) }] : []
  })
}

/** Her numbering is what the pack is read by: each number once. */
export function faultsOf(items: readonly Item[]): FieldProblem[] {
  const seen = new Set<string>()
  return items.flatMap(({ no }, at): FieldProblem[] => {
    const twice = seen.has(no)
    seen.add(no)
    return twice ? [{ path: `/items/${at}`, say: 'inspection.number-twice', with: { no } }] : []
  })
}

/** What every system takes for a name. */
export function folderOf({ no, text }: Item): string {
  return nameOf(`${no} ${text.slice(0, SHORT)}`)
}

export function nameOf(text: string): string {
  const plain = text
    .replace(/[\\/:*?"<>|\u0000-\u001f]/g, '_')
    .replace(/[. ]+$/, '')
    .trim()
  return plain === '' ? '_' : plain
}

function cut(text: string): string {
  return text.slice(0, LONGEST)
}
