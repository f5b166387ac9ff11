/** The plan of an import as it is kept, drafted from what was understood and corrected by the clerk. Pure. */
import { clip } from '#base/values/clip.ts'
import type { Say } from '#base/values/parsed.ts'
import type { Catalogue } from '#ground/facts/catalogue.ts'
import type { Sheet, SheetLayout, Understanding } from '#ground/workbooks/contract.ts'
import { columnLetters } from '#ground/workbooks/read/address.ts'
import { isTooWide } from '#ground/workbooks/understand/layout.ts'
import { roleOf, subjectOfRoster } from './roles.ts'
import type { ColumnPlan, RosterSubject, SheetPlan } from './shapes.ts'

export type Note = Say & { sheet?: string }
/** `merged`: cells of the data area are merged downwards, so that their text counts for every row they cover. */
export type KeptSheet = SheetPlan & { merged: boolean /** Last row that was looked at when the sheet was understood. */; seenTo: number }
export type Plan = {
  format: string
  asOfFrom: 'title' | 'file-name' | 'today' | 'clerk'
  communityFrom: 'title' | 'file-name' | 'post' | 'clerk' | 'unknown'
  estate: string | null
  newDoors: boolean
  sheets: KeptSheet[]
  notes: Note[]
}

/** Elements that the used columns of a plan speak of. */
export function elementsIn({ sheets }: Plan): string[] {
  const used = sheets.filter((sheet) => sheet.use).flatMap((sheet) => sheet.columns)
  return [...new Set(used.flatMap((column) => (column.role === 'out' || column.element === null ? [] : [column.element])))].sort()
}

export type DraftContext = { catalogue: Catalogue; sensitive: boolean }

/** Below this the mapper's guess is shown as an alternative and the column left out until the clerk says. */
const LEAST_CONFIDENCE = 0.5
const samplesShown = 3

export function draftSheet(
  sheet: Sheet,
  position: number,
  layout: SheetLayout,
  understood: Understanding[],
  context: DraftContext,
): KeptSheet {
  const trusted = understood.flatMap(({ element, confidence }) => (element && confidence >= LEAST_CONFIDENCE ? [element] : []))
  const subject = subjectOfRoster(trusted)
  const columns = understood.flatMap((one) =>
    one.column === undefined ? [] : [draftColumn(sheet, layout, one, one.column, subject, context)],
  )
  const dataRows: [number, number] = sheet.cut ? [layout.dataRows[0], Math.max(layout.dataRows[1], sheet.lastRow)] : layout.dataRows
  return {
    sheet: position,
    name: sheet.name,
    state: sheet.state,
    layout: sheet.lastRow === 0 ? 'empty' : layout.layout,
    title: layout.title ?? null,
    ...useOf(sheet, layout, columns),
    subject,
    relation: 'residence',
    headerRows: layout.headerRows,
    dataRows,
    skippedRows: layout.skippedRows,
    lastRow: sheet.lastRow,
    lastColumn: sheet.lastColumn,
    columns: withoutRepeats(columns),
    merged: sheet.merges.some(([top, , bottom]) => bottom > top && bottom >= dataRows[0]),
    seenTo: sheet.rows.at(-1)?.row ?? 0,
  }
}

function useOf(sheet: Sheet, layout: SheetLayout, columns: ColumnPlan[]): { use: boolean; why: Say } {
  const no = (say: string) => ({ use: false, why: { say } })
  if (sheet.lastRow === 0) return no('import.sheet.empty')
  if (sheet.state !== 'visible') return no('import.sheet.hidden')
  if (layout.layout !== 'roster') return no(`import.sheet.${layout.layout}`)
  if (isTooWide(layout)) return no('import.sheet.too-wide')
  if (!sheet.rows.some(({ row, cells }) => row >= layout.dataRows[0] && cells.size > 0)) return no('import.sheet.no-rows')
  if (!columns.some(({ role }) => role !== 'out')) return no('import.sheet.nothing-understood')
  return { use: true, why: { say: 'import.sheet.roster' } }
}

function draftColumn(
  sheet: Sheet,
  layout: SheetLayout,
  understood: Understanding,
  column: number,
  subject: RosterSubject,
  context: DraftContext,
): ColumnPlan {
  const sure = understood.element !== null && understood.confidence >= LEAST_CONFIDENCE
  const element = sure ? understood.element : null
  const learned = understood.reason.say === 'workbook.understood.learned'
  const alternatives =
    sure || !understood.element
      ? understood.alternatives
      : [{ element: understood.element, confidence: understood.confidence }, ...understood.alternatives]
  return judgeColumn(
    {
      column,
      letter: columnLetters(column),
      path: understood.path,
      element,
      role: 'out',
      why: null,
      by: learned ? 'learned' : 'guess',
      confidence: understood.confidence,
      certain: understood.certain,
      reason: understood.reason,
      alternatives,
      basis: null,
      samples: isGuarded(understood, context) ? [] : samplesOf(sheet, layout, column),
    },
    subject,
    context,
  )
}

/**
 * What nobody may keep without a basis, and what stands under a policy of its own, is not kept as a sample either; where the mapper has no guess
 * of its own, whatever it might be counts.
 */
function isGuarded({ element, alternatives }: Understanding, { catalogue }: DraftContext): boolean {
  const possible = element === null ? alternatives.map((one) => one.element) : [element]
  return possible.some((id) => ['sensitive', 'forbidden'].includes(catalogue.elements.get(id)?.sensitivity ?? ''))
}

/** The column with its role for this element and basis. */
export function judgeColumn(column: ColumnPlan, subject: RosterSubject, { catalogue, sensitive }: DraftContext): ColumnPlan {
  const element = column.element === null ? undefined : catalogue.elements.get(column.element)
  return { ...column, ...roleOf(subject, element, { sensitive, basis: column.basis }) }
}

/** Two columns cannot say the same thing of one subject: the surer one, or the clerk's, is taken. */
export function withoutRepeats(columns: ColumnPlan[]): ColumnPlan[] {
  const weight = (column: ColumnPlan) => (column.by === 'clerk' ? 2 : column.by === 'learned' ? 1.5 : column.confidence)
  const best = new Map<string, ColumnPlan>()
  for (const column of columns) {
    if (column.role === 'out' || column.element === null) continue
    const other = best.get(column.element)
    if (!other || weight(column) > weight(other)) best.set(column.element, column)
  }
  return columns.map((column) => {
    const taken = column.element === null ? undefined : best.get(column.element)
    if (column.role === 'out' || !taken || taken === column) return column
    return { ...column, role: 'out' as const, why: { say: 'import.column.repeated', with: { column: taken.letter } } }
  })
}

function samplesOf(sheet: Sheet, layout: SheetLayout, column: number): string[] {
  const samples = new Set<string>()
  for (const { row, cells } of sheet.rows) {
    if (row < layout.dataRows[0] || row > layout.dataRows[1] || layout.skippedRows.some((skipped) => skipped.row === row)) continue
    const text = cells.get(column)?.text.trim()
    if (text) samples.add(clip(maskNumbers(text), 40))
    if (samples.size === samplesShown) break
  }
  return [...samples]
}

/** Long runs of digits are identifiers: their middle is hidden. */
export function maskNumbers(text: string): string {
  return text.replace(/[\d０-９][\d０-９Xx\- ]{5,}[\d０-９Xx]/g, (run) =>
    run.length < 7 ? run : `${run.slice(0, 3)}${'*'.repeat(Math.max(1, run.length - 5))}${run.slice(-2)}`,
  )
}

const monthName = /^(?:20\d{2}[年.\-/]?)?(\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份)?/u

/** Of sheets that repeat one table month after month the last with rows is used: the others are its past. */
export function chooseMonth(sheets: KeptSheet[]): KeptSheet[] {
  const shape = (sheet: KeptSheet) => sheet.columns.map(({ path }) => path.join('/')).join('|')
  const months = sheets.filter((sheet) => sheet.use && monthName.test(sheet.name))
  return sheets.map((sheet) => {
    if (!months.includes(sheet)) return sheet
    const last = months.findLast((other) => shape(other) === shape(sheet))
    return last && last !== sheet ? { ...sheet, use: false, why: { say: 'import.sheet.earlier-month', with: { sheet: last.name } } } : sheet
  })
}
