/** What may be filled, and what a cell is. Pure. */
import type { Element, SubjectKind } from '#ground/facts/contract.ts'
import type { CountCondition } from '#ground/workbooks/contract.ts'
import type { UnderstoodSheet } from '#ground/workbooks/understand-workbook.ts'
import type { CellCounts, CellState, PlannedColumn, Population, ReportPlan, SheetPlan } from './contract.ts'

/** Why a column stays empty: a text key, or null when it may be filled. */
export type Refusal = 'why.unmapped' | 'why.basis-needed' | 'why.protected' | 'why.post' | 'why.small' | null

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

/** Counts below this are not shown where the element counted is protected (small cells single people out). */
export const SMALLEST_SHOWN = 5

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

/** A first plan from what was understood: visible sheets with something to fill; the clerk corrects it. */
export function draftPlan(
  sheets: UnderstoodSheet[],
  elements: ReadonlyMap<string, Element>,
  area: { lo: number; hi: number },
  title: string,
): ReportPlan {
  return { sheets: sheets.map((sheet) => draftSheet(sheet, elements, title)), ...area }
}

function draftSheet(sheet: UnderstoodSheet, elements: ReadonlyMap<string, Element>, title: string): SheetPlan {
  const { layout } = sheet
  const columns = sheet.statistics ? sheet.statistics.columns.map(draftCount) : sheet.columns.map(draftColumn)
  const kind = kindOf(columns, elements)
  const words = `${title} ${layout.title ?? ''} ${sheet.name}`
  return {
    sheet: sheet.name,
    use: sheet.state === 'visible' && columns.some((column) => column.element !== null || column.count !== undefined),
    layout: layout.layout,
    headerRows: [...layout.headerRows],
    dataRows: [...layout.dataRows],
    columns,
    population: { kind, who: 'all', conditions: kind === 'person' ? suggestConditions(words) : [] },
    ...(sheet.statistics?.rowLabel
      ? { rowLabelColumn: sheet.statistics.rowLabel.column }
      : layout.rowLabelColumn
        ? { rowLabelColumn: layout.rowLabelColumn }
        : {}),
  }
}

function draftColumn(understood: UnderstoodSheet['columns'][number]): PlannedColumn {
  const place = { ...(understood.column ? { column: understood.column } : {}), ...(understood.cell ? { cell: understood.cell } : {}) }
  const heading = understood.path.at(-1) ?? ''
  if (understood.element) return { path: understood.path, ...place, element: understood.element }
  const counts = understood.column !== undefined && /^(序号|编号|№|no\.?|序)$/i.test(heading.trim())
  return { path: understood.path, ...place, element: null, local: counts ? 'number' : 'leave' }
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
    const kind = column.element ? elements.get(column.element)?.kind : undefined
    if (kind) votes.set(kind, (votes.get(kind) ?? 0) + 1)
  }
  const listed: Population['kind'][] = ['person', 'dwelling', 'premises', 'organisation', 'building', 'estate']
  return listed.reduce((best, kind) => ((votes.get(kind) ?? 0) > (votes.get(best) ?? 0) ? kind : best), 'person' as Population['kind'])
}

/** Whom a title speaks of. A proposal only: the screen shows it as a condition the clerk can take away. Ages by the national programmes' bounds. */
const titleWords: [RegExp, CountCondition][] = [
  [/百岁|100周?岁/, { element: 'person.age', op: '>=', value: 100 }],
  [/高龄|80周?岁|八十/, { element: 'person.age', op: '>=', value: 80 }],
  [/65周?岁/, { element: 'person.age', op: '>=', value: 65 }],
  [/老年|老人|60周?岁/, { element: 'person.age', op: '>=', value: 60 }],
  [/未成年|儿童/, { element: 'person.age', op: '<', value: 18 }],
  [/残疾/, { element: 'person.is-disabled', op: '=', value: true }],
  [/低保/, { element: 'person.is-minimum-living', op: '=', value: true }],
  [/退役军人/, { element: 'person.is-veteran', op: '=', value: true }],
  [/党员/, { element: 'person.is-party-member', op: '=', value: true }],
  [/失业/, { element: 'person.is-unemployed', op: '=', value: true }],
  [/业主|产权人/, { element: 'person.owns-here', op: '=', value: true }],
  [/志愿者/, { element: 'person.is-volunteer', op: '=', value: true }],
]

export function suggestConditions(words: string): CountCondition[] {
  const found = titleWords.find(([pattern]) => pattern.test(words))
  return found ? [found[1]] : []
}
