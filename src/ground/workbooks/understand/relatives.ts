/** What the columns of a card's small table of relatives ask of each of them: understood as a roster of persons, apart from the card's own subject. */
import type { Catalogue } from '#ground/facts/catalogue.ts'
import type { LabelledCell, Sheet, SheetLayout, Understanding } from '../contract.ts'
import { mapColumns } from './map-columns.ts'
import { isRelation } from './parties.ts'

/** The cells of a card with those that ask of relatives understood so, and nothing asked by them of the card's own subject. */
export function withRelatives(columns: Understanding[], layout: SheetLayout, catalogue: Catalogue): Understanding[] {
  const asked = understandRelatives(layout, catalogue)
  return columns.map((column) => {
    const found = asked.get(column.cell ?? '')
    return found ? { ...found, path: column.path, ...(column.cell === undefined ? {} : { cell: column.cell }) } : column
  })
}

/** By the answer cell they begin in. */
function understandRelatives(layout: SheetLayout, catalogue: Catalogue): Map<string, Omit<Understanding, 'path' | 'column' | 'cell'>> {
  const cells = layout.cells.filter(({ lines }) => lines !== undefined)
  const columns = cells.map(({ path }, at) => ({ column: at + 1, path: path.slice(-1) }))
  const roster: SheetLayout = { ...layout, layout: 'roster', title: TITLE, columns, cells: [] }
  const understood = cells.length === 0 ? [] : mapColumns(roster, nothing, catalogue)
  return new Map(
    cells.map((cell, at) => {
      const { confidence, certain, reason, alternatives } = understood[at]!
      const relatives = { element: elementOf(cell, understood[at]!), lines: cell.lines! }
      return [cell.answer, { element: null, relatives, confidence, certain, reason, alternatives }]
    }),
  )
}

const TITLE = '家庭成员名单'
const nothing: Sheet = {
  name: TITLE,
  state: 'visible',
  rows: [],
  merges: [],
  hiddenColumns: [],
  lastRow: 0,
  lastColumn: 0,
  cut: false,
}

/** Below this a guess is left to the clerk: it would be a wrong word about somebody who was not even asked. */
const LEAST_CONFIDENCE = 0.5

function elementOf({ path }: LabelledCell, { element, confidence }: Understanding): string | null {
  if (isRelation(path.at(-1) ?? '')) return 'person.relation-to-head'
  return element?.startsWith('person.') && confidence >= LEAST_CONFIDENCE ? element : null
}
