/** Several people in one cell: the row is read once for each, with the cells that were filled in step taken apart. */
import { normaliseText } from '#base/values/normalise.ts'
import { isRefused } from '#base/values/parsed.ts'
import { parsePeople } from '#base/values/people-cell.ts'
import type { Cell } from '#ground/workbooks/contract.ts'

export type Cells = ReadonlyMap<number, Cell>

/** A column of the person herself (number, telephone, birth …), not of her door or household. */
export type OwnColumn = { column: number }

/** Columns whose cell could not be dealt out; the first person got it. */
export type Dealt = { cells: Cells; undealt: number[] }

const separators = /[、,，;；/|\n]+/

/** Cheap look before the real reading: most names hold one person. */
function maySpeakOfSeveral(text: string): boolean {
  return separators.test(text) || /\s/.test(text.trim())
}

/** The row as one set of cells for each person its name cell holds; one when it holds one, or when nobody can tell. */
export function dealPeople(cells: Cells, nameColumn: number, own: readonly OwnColumn[]): Dealt[] {
  const name = cells.get(nameColumn)
  if (!name || !maySpeakOfSeveral(name.text)) return [{ cells, undealt: [] }]
  const people = parsePeople(name.text)
  if (isRefused(people) || people.value.length < 2) return [{ cells, undealt: [] }]
  const names = people.value.map((person) => person.name)
  const dealt = names.map((text): { cells: Map<number, Cell>; undealt: number[] } => ({
    cells: new Map(cells).set(nameColumn, { kind: 'text', text }),
    undealt: [],
  }))
  for (const { column } of own) {
    const cell = cells.get(column)
    if (column === nameColumn || !cell) continue
    const pieces = piecesOf(cell.text)
    const inStep = pieces.length === names.length
    for (const [at, one] of dealt.entries()) {
      if (inStep) one.cells.set(column, { kind: 'text', text: pieces[at]! })
      else if (at > 0) one.cells.delete(column)
      else one.undealt.push(column)
    }
  }
  return dealt
}

function piecesOf(text: string): string[] {
  const parted = text.split(separators).filter((piece) => piece.trim() !== '')
  return parted.length > 1 ? parted : normaliseText(text).split(' ').filter(Boolean)
}
