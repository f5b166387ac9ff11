/** What may be filled, and what a cell is. Pure. */
import type { Element, SubjectKind } from '#ground/facts/contract.ts'
import type { UnderstoodSheet } from '#ground/workbooks/understand-workbook.ts'
import type { CellCounts, CellState, PlannedColumn, Population, ReportPlan, SheetPlan } from './contract.ts'
import { suggestConditions } from './population-draft.ts'

/** Why a column stays empty: a text key, or null when it may be filled. */
export type Refusal = 'why.unmapped' | 'why.basis-needed' | 'why.protected' | 'why.post' | 'why.small' | 'why.emergency-over' | null

/**
 * DESIGN §4.4: counts over ordinary elements always; roster columns once a basis is given; sensitive and forbidden ones, counted or
 * listed, only with a basis stated for them. Nobody sees through a form what the post may not see.
 */
export function judgeColumn(
  element: Element | undefined,
  column: PlannedColumn,
  layout: SheetPlan['layout'],
  basis: string | undefined,
  mayOpenSensitive: boolean,
): Refusal {
  if (!element) return column.local || column.element === null ? null : 'why.unmapped'
  if (isProtected(element)) {
    if (!mayOpenSensitive) return 'why.post'
    return column.basis ? null : 'why.protected'
  }
  return layout === 'statistics' || basis || column.basis ? null : 'why.basis-needed'
}

export function isProtected(element: Element): boolean {
  return element.sensitivity === 'sensitive' || element.sensitivity === 'forbidden'
}

/**
 * Registers of relief, disability, party and the like list those who are in them: not being listed means no. For such elements an
 * absent value counts as known.
 */
export function absenceMeansNo(element: Element): boolean {
  return element.type === 'boolean' || element.type === 'codes'
}

export function noCounts(): CellCounts {
  return { known: 0, stale: 0, missing: 0, conflicting: 0, forbidden: 0 }
}

export function addCounts(into: CellCounts, from: CellCounts): CellCounts {
  for (const state of Object.keys(into) as CellState[]) into[state] += from[state]
  return into
}

/** A filled file is called back after this many days unless its form says otherwise (law-security.md §A1: shortest necessary retention). */
export const RECALL_DAYS = 180

/** Past its printed validity a statistical form may be refused (统计法 2024 art. 17). */
export function isExpired(validTo: string | null, today: string): boolean {
  return validTo !== null && validTo < today
}

const over = new Set(['merged', 'sent-back', 'withdrawn', 'upheld', 'closed', 'expired'])

/** Nothing is to be done for it any more, though it was never handed over: answered otherwise, taken back, objected to, a mistake, or out of date. */
export function isOver(state: string): boolean {
  return over.has(state)
}

/** Past the validity of its form a request is closed by itself (统计法 2024 art. 17); nothing is written for that, it is so from the day on. */
export function requestStateOn(state: string, formValidTo: string | null, today: string): string {
  return state !== 'delivered' && !isOver(state) && isExpired(formValidTo, today) ? 'expired' : state
}

/** A first plan from what was understood: visible sheets with something to fill; the clerk corrects it. */
export function draftPlan(
  sheets: UnderstoodSheet[],
  elements: ReadonlyMap<string, Element>,
  { lo, hi }: { lo: number; hi: number },
  title: string,
): ReportPlan {
  return { sheets: sheets.map((sheet) => draftSheet(sheet, elements, title)), lo, hi }
}

function draftSheet(sheet: UnderstoodSheet, elements: ReadonlyMap<string, Element>, title: string): SheetPlan {
  const { layout } = sheet
  const columns = sheet.statistics ? sheet.statistics.columns.map(draftCount) : sheet.columns.map(draftColumn)
  const kind = kindOf(columns, elements)
  const words = `${title} ${layout.title ?? ''} ${sheet.name}`
  return {
    sheet: sheet.name,
    use: sheet.state === 'visible' && isWorthFilling(columns, layout.layout, kind, elements),
    layout: layout.layout,
    headerRows: [...layout.headerRows],
    dataRows: [...layout.dataRows],
    columns,
    population: {
      kind,
      who: namesRows(sheet, columns, kind) ? 'given' : 'all',
      conditions: layout.layout === 'roster' ? suggestConditions(words, kind) : [],
    },
    ...(sheet.statistics?.rowLabel
      ? { rowLabelColumn: sheet.statistics.rowLabel.column }
      : layout.rowLabelColumn
        ? { rowLabelColumn: layout.rowLabelColumn }
        : {}),
  }
}

/** Why a filled workbook cannot have been handed over on that day. */
export function judgeHandoverDay(on: string, filledOn: string, today: string): 'value.future' | 'handover.before-filled' | undefined {
  if (on > today) return 'value.future'
  return on < filledOn ? 'handover.before-filled' : undefined
}

/** Columns by which a row says whom it is about. */
export function identifies(element: string | null, kind: Population['kind']): boolean {
  return element === `${kind}.name` || element === `${kind}.id-number` || (kind === 'dwelling' && element === 'dwelling.address')
}

/** The sheet came with its rows: what is in them stays, and their empty cells are filled. */
function namesRows(sheet: UnderstoodSheet, columns: PlannedColumn[], kind: Population['kind']): boolean {
  const held = new Set(sheet.held)
  return columns.some(({ element, column }) => column !== undefined && held.has(column) && identifies(element, kind))
}

/** Of a roster at least this share of the columns must be about what its rows are about; a list of something else is left to the clerk. */
const LEAST_SHARE = 0.2

function isWorthFilling(
  columns: PlannedColumn[],
  layout: SheetPlan['layout'],
  kind: Population['kind'],
  elements: ReadonlyMap<string, Element>,
): boolean {
  if (layout !== 'roster') return columns.some(({ element, count }) => element !== null || count !== undefined)
  const tells: readonly string[] = kind === 'person' || kind === 'dwelling' ? [kind, 'dwelling', 'household', 'building', 'estate'] : [kind]
  const told = columns.filter(({ element }) => element !== null && tells.includes(elements.get(element)?.kind ?? ''))
  return told.length > 0 && told.length >= columns.length * LEAST_SHARE
}

/** More lines are no table of one family. */
const MOST_LINES = 200

function draftColumn(understood: UnderstoodSheet['columns'][number]): PlannedColumn {
  const place = { ...(understood.column ? { column: understood.column } : {}), ...(understood.cell ? { cell: understood.cell } : {}) }
  const { relatives } = understood
  const lines = relatives ? { lines: Math.min(relatives.lines, MOST_LINES) } : {}
  const element = relatives ? relatives.element : understood.element
  if (element) return { path: understood.path, ...place, ...lines, element }
  return { path: understood.path, ...place, ...lines, element: null, local: ownUse(understood) }
}

/** What a column of the sheet's own is for. A number is counted only down a roster. */
const ownUses: readonly (readonly [RegExp, NonNullable<PlannedColumn['local']>])[] = [
  [/^(填报|填表|制表|统计|采集|录入|经办|上报|登记)(人|人员|员)(姓名)?$/, 'clerk'],
  [/^(填报|填表|制表|统计|采集|录入|经办|上报|登记)(人|人员|员)(的)?(联系)?(电话|方式|手机号?|号码)$/, 'phone'],
  [/^(填报|填表|制表|统计|采集|录入|上报)(日期|时间)$/, 'day'],
  [/^(填报|填表|上报|统计|录入)单位(名称)?$/, 'office'],
]

function ownUse({ path, column, relatives }: UnderstoodSheet['columns'][number]): NonNullable<PlannedColumn['local']> {
  const heading = (path.at(-1) ?? '').replace(/[\s*＊:：]|[(（][^)）]*[)）]/gu, '')
  if ((column !== undefined || relatives) && /^(序号|编号|№|no\.?|序)$/iu.test(heading)) return 'number'
  return ownUses.find(([pattern]) => pattern.test(heading))?.[1] ?? 'leave'
}

function draftCount(counted: NonNullable<UnderstoodSheet['statistics']>['columns'][number]): PlannedColumn {
  const column = { path: counted.path, column: counted.column, element: null }
  if (counted.role !== 'count' || counted.unexplained.length > 0 || !counted.counted || counted.counted === 'other')
    return { ...column, local: 'leave' }
  return { ...column, count: { counted: counted.counted, conditions: counted.conditions } }
}

/** The kind most columns are about; people when none says otherwise. */
function kindOf(columns: PlannedColumn[], elements: ReadonlyMap<string, Element>): Population['kind'] {
  const votes = new Map<SubjectKind, number>()
  for (const column of columns) {
    // Relatives are people whatever the card is about.
    const kind = column.element && column.lines === undefined ? elements.get(column.element)?.kind : undefined
    if (kind) votes.set(kind, (votes.get(kind) ?? 0) + 1)
  }
  const listed: Population['kind'][] = ['person', 'dwelling', 'premises', 'organisation', 'building', 'estate']
  return listed.reduce((best, kind) => ((votes.get(kind) ?? 0) > (votes.get(best) ?? 0) ? kind : best), 'person' as Population['kind'])
}
