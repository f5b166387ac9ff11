/** A statistics sheet: every count of every row in as few statements as there are kinds of rows, one pass over the people of the area. */
import { SMALLEST_SHOWN } from '#base/small-numbers.ts'
import { normaliseText } from '#base/values/normalise.ts'
import type { Catalogue } from '#ground/facts/catalogue.ts'
import { plainNumber } from '#ground/places/address-words.ts'
import type { CountCondition } from '#ground/workbooks/contract.ts'
import { indexOf } from '#ground/workbooks/understand/catalogue-index.ts'
import { readLevel, withoutRepeats } from '#ground/workbooks/understand/count-words.ts'
import type { Tx } from '#kernel/action/context.ts'
import type { CellState, PlannedColumn, SheetPlan } from './contract.ts'
import { type CountArea as Area, type CountPlace, type Counts, countKind } from './count-query.ts'
import { listRowPlaces } from './roster-query.ts'
import { isProtected } from './rules.ts'

export type CountedCell = { row: number; column: number; state: CellState; count: number; unknown: number; total: number }
/** `under`: what the row's own label narrows every count to, as in 80岁以上 × 独居. */
type Place = { row: number; by: CountPlace; key: string; under?: CountCondition[] }
export type RowLabel = { row: number; label: string }
type RowPlace = Awaited<ReturnType<typeof listRowPlaces>>[number]

/** Columns that count something the catalogue holds. */
export function countColumns(plan: SheetPlan): (PlannedColumn & { column: number; count: NonNullable<PlannedColumn['count']> })[] {
  return plan.columns.filter(
    (column): column is PlannedColumn & { column: number; count: NonNullable<PlannedColumn['count']> } =>
      column.count !== undefined && column.column !== undefined,
  )
}

export async function fillStatistics(
  sql: Tx,
  catalogue: Catalogue,
  area: Area,
  plan: SheetPlan,
  labels: RowLabel[],
  mayCount: (column: PlannedColumn) => boolean,
): Promise<CountedCell[]> {
  const columns = countColumns(plan)
  const found = await placeRows(sql, area, labels)
  const places = found.length > 0 ? found : classRows(catalogue, labels)
  const cells: CountedCell[] = []
  if (found.length === 0) {
    for (const place of places) {
      const under = columns.map((column) => narrowed(column, place.under ?? []))
      const counts = under.map(({ count }) => count)
      const counted = columns.length === 0 ? undefined : (await countBy(sql, catalogue, area, 'all', counts)).get('all')
      for (const [at, column] of under.entries()) cells.push(cellOf(catalogue, place, column, counted, at, mayCount(column)))
    }
    return cells
  }
  for (const by of ['community', 'grid', 'estate', 'all'] as const) {
    const rows = places.filter((place) => place.by === by)
    if (rows.length === 0 || columns.length === 0) continue
    const counted = await countBy(
      sql,
      catalogue,
      area,
      by,
      columns.map((column) => column.count),
    )
    for (const place of rows)
      for (const [at, column] of columns.entries())
        cells.push(cellOf(catalogue, place, column, counted.get(place.key), at, mayCount(column)))
  }
  return [...cells, ...sumCells(labels, places, cells)]
}

/** Rows that name a class of people instead of a place. One that no word explains stays as it is; a total is of everybody. */
function classRows(catalogue: Catalogue, labels: RowLabel[]): Place[] {
  const index = indexOf(catalogue)
  const read = labels.map(({ row, label }) => ({ row, whole: isTotalLabel(label), ...readLevel(index, label, undefined) }))
  if (!read.some(({ conditions }) => conditions.length > 0)) return []
  return read.flatMap(({ row, whole, conditions, rest }): Place[] => {
    if (whole) return [{ row, by: 'all', key: 'all' }]
    return conditions.length > 0 && rest === '' ? [{ row, by: 'all', key: 'all', under: conditions }] : []
  })
}

function narrowed<C extends { count: NonNullable<PlannedColumn['count']> }>(column: C, under: CountCondition[]): C {
  const { count } = column
  return { ...column, count: { ...count, conditions: withoutRepeats([...count.conditions, ...under]) } }
}

function cellOf(
  catalogue: Catalogue,
  place: Place,
  column: PlannedColumn & { column: number; count: NonNullable<PlannedColumn['count']> },
  counted: Counts | undefined,
  at: number,
  may: boolean,
): CountedCell {
  const count = counted?.counts[at] ?? 0
  const unknown = counted?.unknowns[at] ?? 0
  const hidden = column.count.conditions.some((condition) => {
    const element = catalogue.elements.get(condition.element)
    return element !== undefined && isProtected(element)
  })
  const small = hidden && count > 0 && count < SMALLEST_SHOWN
  const state: CellState = !may || small ? 'forbidden' : unknown > 0 ? 'missing' : 'known'
  return { row: place.row, column: column.column, state, count, unknown, total: counted?.totals[at] ?? 0 }
}

const sumWords = /^(合计|总计|共计|总合计)/u
const wholeWords = /^(全街道|全社区|本社区|全村)/u

/** 合计, 全社区 and their like: a row about all the others. */
export function isTotalLabel(label: string): boolean {
  const text = normaliseText(label).replace(/\s/gu, '')
  return sumWords.test(text) || wholeWords.test(text)
}

/** Which part of the area each row names; a row nobody knows is left out and stays as it is. Rows that sum others are not among them. */
async function placeRows(sql: Tx, area: Area, labels: RowLabel[]): Promise<Place[]> {
  const known = await listRowPlaces(sql, area.street, area)
  const candidates = labels
    .filter(({ label }) => !isTotalLabel(label))
    .map(({ row, label }) => {
      const same = known.filter((one) => normaliseText(one.name) === normaliseText(label))
      const alike = known.filter((one) => shorten(one.name) === shorten(label) && shorten(label) !== '')
      return { row, places: [...same, ...alike, ...gridsNumbered(known, label)].map((one) => placeOf(row, one)) }
    })
  // A village may bear its community's name: what most rows can be, all of them are.
  const votes = (by: Place['by']) => candidates.filter(({ places }) => places.some((one) => one.by === by)).length
  const usual = (['community', 'grid', 'estate'] as const).reduce((best, by) => (votes(by) > votes(best) ? by : best))
  return [
    ...candidates.flatMap(({ places }) => places.find((one) => one.by === usual) ?? places[0] ?? []),
    ...labels.filter(({ label }) => wholeWords.test(normaliseText(label))).map(({ row }): Place => ({ row, by: 'all', key: 'all' })),
  ]
}

/** 第一网格, 1网格 and 文泉社区第1网格 are one grid where no other community of the area has one of that number. */
function gridsNumbered(known: readonly RowPlace[], label: string): RowPlace[] {
  const asked = gridNumber(label)
  if (!asked) return []
  const lies = (grid: RowPlace, community: string) =>
    known.some((one) => one.lo < grid.lo && grid.hi <= one.hi && one.estate === null && shorten(one.name) === community)
  const found = known.filter((one) => {
    const named = one.lo === one.hi && one.estate === null ? gridNumber(one.name) : undefined
    return named?.number === asked.number && (asked.of === '' || named.of === asked.of || (named.of === '' && lies(one, asked.of)))
  })
  return found.length === 1 ? found : []
}

function gridNumber(text: string): { of: string; number: string } | undefined {
  const found = /^(.*?)第?([0-9〇零一二三四五六七八九十百]+)号?网格$/u.exec(normaliseText(text).replace(/\s/gu, ''))
  return found ? { of: shorten(found[1] ?? ''), number: plainNumber(found[2] ?? '') } : undefined
}

function shorten(text: string): string {
  return normaliseText(text).replace(/(社区|村)?(居民委员会|居委会|村民委员会|村委会|委员会)$|社区$|村$|网格$|小区$/u, '')
}

function placeOf(row: number, { estate, lo, hi }: RowPlace): Place {
  if (estate) return { row, by: 'estate', key: estate }
  if (hi - lo > 999) return { row, by: 'all', key: 'all' }
  return lo === hi ? { row, by: 'grid', key: String(lo) } : { row, by: 'community', key: String(Math.floor(lo / 1000)) }
}

/** A sum says something only when every row it sums was counted, and all of them the same way. */
function sumCells(labels: RowLabel[], places: Place[], cells: CountedCell[]): CountedCell[] {
  const sums = labels.filter(({ label }) => sumWords.test(normaliseText(label).replace(/\s/gu, '')))
  const rows = labels.filter(({ label }) => !isTotalLabel(label)).map(({ row }) => row)
  const parts = places.filter(({ row }) => rows.includes(row))
  if (sums.length === 0 || parts.length < rows.length || new Set(parts.map(({ by }) => by)).size !== 1) return []
  return sums.flatMap(({ row }) =>
    [...new Set(cells.map(({ column }) => column))].map((column) => {
      const own = cells.filter((cell) => cell.column === column && rows.includes(cell.row))
      const add = (of: (cell: CountedCell) => number) => own.reduce((sum, cell) => sum + of(cell), 0)
      const state = (['forbidden', 'missing'] as const).find((one) => own.some((cell) => cell.state === one)) ?? 'known'
      return {
        row,
        column,
        state,
        count: add((cell) => cell.count),
        unknown: add((cell) => cell.unknown),
        total: add((cell) => cell.total),
      }
    }),
  )
}

async function countBy(
  sql: Tx,
  catalogue: Catalogue,
  area: Area,
  by: Place['by'],
  counts: NonNullable<PlannedColumn['count']>[],
): Promise<Map<string, Counts>> {
  const result = new Map<string, Counts>()
  for (const group of ['person', 'dwelling', 'premises', 'organisation', 'building', 'estate', 'household'] as const) {
    const own = counts.flatMap((count, at) => (kindOf(count) === group ? [{ count, at }] : []))
    if (own.length === 0) continue
    const asked = own.map(({ count }) => count)
    for (const [place, found] of await countKind(sql, catalogue, area, by, group, asked)) {
      const counted = result.get(place) ?? { counts: [], unknowns: [], totals: [] }
      own.forEach(({ at }, index) => {
        counted.counts[at] = found.counts[index]!
        counted.unknowns[at] = found.unknowns[index]!
        counted.totals[at] = found.totals[index]!
      })
      result.set(place, counted)
    }
  }
  return result
}

/** Households are counted as the doors where the people of the conditions live, unless a condition is about the household itself. */
function kindOf({ counted, conditions }: NonNullable<PlannedColumn['count']>): string {
  if (counted === 'households') return conditions.some((condition) => condition.element.startsWith('household.')) ? 'household' : 'person'
  return (
    {
      persons: 'person',
      dwellings: 'dwelling',
      buildings: 'building',
      estates: 'estate',
      organisations: 'organisation',
      premises: 'premises',
      other: '',
    }[counted] ?? ''
  )
}
