/**
 * What one cell of a roster or card says: the value of an element for one subject, from its own facts, from the door it is tied to, or
 * derived; with state and source. This is where the heart of the product beats, once for every cell.
 */

import { type Catalogue, getCodeList } from '#ground/facts/catalogue.ts'
import type { Element, FactValue } from '#ground/facts/contract.ts'
import { derive } from '#ground/facts/derive.ts'
import type { Meta } from '#ground/facts/meta.ts'
import { isStale } from '#ground/facts/rules.ts'
import { isSealed } from '#ground/facts/seal.ts'
import type { Answer } from '#ground/workbooks/edit/answers.ts'
import type { StreetKeys } from '#kernel/keys/keys.ts'
import type { CellState, PlannedColumn } from './contract.ts'
import type { RosterNeeds, RosterRow } from './roster-query.ts'
import type { Refusal } from './rules.ts'

export type ReadyColumn = { plan: PlannedColumn; element: Element | undefined; why: Refusal }
export type FilledCell = { answer: Answer; state: CellState | null; source?: string; asOf?: string }

export type CellContext = {
  catalogue: Catalogue
  keys: StreetKeys
  today: string
  /** Official names by the leading digits of a region code (2, 4, 6, 9, 12). */
  regionName: (code: string) => string | undefined
  /** Who fills the sheet in, for columns that ask it. */
  filler: { name: string; office: string | undefined; phone: string | undefined }
}

const nothing: FilledCell = { answer: null, state: null }

/** `number` is the row's running number, from 1. */
export function fillCell(context: CellContext, column: ReadyColumn, row: RosterRow, number: number): FilledCell {
  const { element, plan, why } = column
  if (!element) return plan.local ? { answer: sayOwn(context, plan.local, number), state: null } : nothing
  if (why) return { answer: null, state: 'forbidden' }
  const said = sayOf(context, element, row)
  if (!said) return { answer: null, state: 'missing' }
  if (said.conflict) return { answer: null, state: 'conflicting', source: said.source, asOf: said.asOf }
  return { answer: toAnswer(context, element, said.value), state: said.stale ? 'stale' : 'known', source: said.source, asOf: said.asOf }
}

/** The sheet's own columns; what is not known of the clerk stays empty. */
function sayOwn({ filler, today }: CellContext, local: NonNullable<PlannedColumn['local']>, number: number): Answer {
  if (local === 'number') return number
  if (local === 'day') return { date: today }
  if (local === 'clerk') return filler.name
  return (local === 'office' ? filler.office : local === 'phone' ? filler.phone : undefined) ?? null
}

/** What the query must bring for these columns. */
export function needsOf(columns: ReadyColumn[], kind: string): RosterNeeds {
  const asked = columns.flatMap((column) => (column.element && !column.why ? [column.element] : []))
  return {
    twin: asked.some((element) => element.sensitivity === 'sensitive' || element.sensitivity === 'forbidden'),
    around: asked.some((element) => element.kind !== kind),
    head: asked.some((element) => headNames.has(element.id)),
    registered: asked.some((element) => element.id === 'person.registered-address'),
  }
}

const headNames = new Set(['household.head-name', 'person.head-name'])

type Said = { value: FactValue; source: string; asOf: string; stale: boolean; conflict: boolean }

function sayOf(context: CellContext, element: Element, row: RosterRow): Said | undefined {
  if (element.kind !== row.kind) return sayAround(context, element, row)
  const own =
    sayStored(context, element, row.values, row.meta) ??
    (row.values_s && row.meta_s ? sayStored(context, element, row.values_s, row.meta_s) : undefined)
  return own ?? sayOfDoor(context, element, row) ?? sayDerived(context, element, row)
}

function sayStored(context: CellContext, element: Element, values: Record<string, FactValue>, meta: Meta): Said | undefined {
  const stored = values[element.id]
  if (stored === undefined) return undefined
  const at = meta.at[meta.of?.[element.id] ?? 0]
  if (!at) return undefined
  const value = typeof stored === 'string' && isSealed(element) ? context.keys.open(stored) : stored
  return { value, source: at[1], asOf: at[2], stale: isStale(element, at[2], context.today), conflict: meta.x?.[element.id] !== undefined }
}

/** Facts of the dwelling, building, estate and household around the subject. Their provenance is the register's. */
function sayAround(context: CellContext, element: Element, row: RosterRow): Said | undefined {
  const stored = row.around?.[element.id]
  if (stored !== undefined) return plain(typeof stored === 'string' && isSealed(element) ? context.keys.open(stored) : stored, row)
  if (headNames.has(element.id) && row.head) return plain(row.head, row)
  const like = element.id.replace(/^\w+\./, 'person.residence-')
  const text = partOfDoor(context, like, row)
  return text === undefined ? undefined : plain(text, row)
}

/** Where a person is registered as living: the parts of the door's address that nobody needs to ask for. */
function sayOfDoor(context: CellContext, element: Element, row: RosterRow): Said | undefined {
  const text = partOfDoor(context, row.kind === 'person' ? element.id : element.id.replace(/^\w+\./, 'person.residence-'), row)
  if (text !== undefined) return plain(text, row)
  if (element.id === 'person.registered-address' && row.registered) return plain(row.registered, row)
  return undefined
}

function partOfDoor(context: CellContext, id: string, row: RosterRow): string | undefined {
  const part = doorParts[id]
  return (part?.(row, context) ?? undefined) || undefined
}

const region = (digits: number) => (row: RosterRow, context: CellContext) => context.regionName(String(row.region_no).slice(0, digits))

const doorParts: Record<string, (row: RosterRow, context: CellContext) => string | null | undefined> = {
  'person.residence-address': (row) => row.label,
  'person.residence-estate': (row) => row.estate,
  'person.residence-building': (row) => row.building,
  'person.residence-unit': (row) => row.unit,
  'person.residence-floor': (row) => (row.floor === null ? null : String(row.floor)),
  'person.residence-room': (row) => row.door,
  'person.residence-since': (row) => row.since,
  'person.residence-province': region(2),
  'person.residence-city': region(4),
  'person.residence-county': region(6),
  'person.residence-town': region(9),
  'person.residence-community': region(12),
  'person.grid': (row) => row.grid,
  'person.residence-grid': (row) => row.grid,
}

function sayDerived(context: CellContext, element: Element, row: RosterRow): Said | undefined {
  const how = element.derived ?? element.inferred
  if (!how) return undefined
  const values: Record<string, FactValue> = { ...row.values, ...row.values_s }
  for (const id of how.from) {
    const from = values[id]
    if (typeof from === 'string' && isSealed(context.catalogue.elements.get(id))) values[id] = context.keys.open(from)
  }
  const value = derive(element, { values, today: context.today, regionNo: String(row.region_no), regionName: context.regionName })
  if (value === undefined) return undefined
  const first = how.from.map((id) => row.meta.at[row.meta.of?.[id] ?? 0]).find((at) => at !== undefined)
  return {
    value,
    source: 'derived',
    asOf: first?.[2] ?? context.today,
    stale: false,
    conflict: how.from.some((id) => row.meta.x?.[id] !== undefined),
  }
}

function plain(value: FactValue, row: RosterRow): Said {
  const at = row.meta.at[0]
  return { value, source: 'register', asOf: at?.[2] ?? '', stale: false, conflict: false }
}

/** As the asker's cell wants it: names of codes, 是 and 否, dates as dates, identifiers as text. */
export function toAnswer({ catalogue }: CellContext, element: Element, value: FactValue): Answer {
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'number') return value
  if (Array.isArray(value)) return value.map((code) => nameOf(catalogue, element, code)).join('、')
  if (typeof value === 'object') return value.from ?? null
  if (element.type === 'code') return nameOf(catalogue, element, value)
  return element.type === 'day' ? { date: value } : value
}

function nameOf(catalogue: Catalogue, element: Element, code: string): string {
  if (!element.codes) return code
  return getCodeList(catalogue, element.codes).entries.find((entry) => entry.code === code)?.zh ?? code
}

export function answerText(answer: Answer): string {
  if (answer === null) return ''
  return typeof answer === 'object' ? answer.date : String(answer)
}
