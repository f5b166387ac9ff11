/**
 * What the workbook module speaks: sheets as read, their layout, and how each column or labelled cell was understood.
 * Rows and columns are 1-based everywhere, as a clerk sees them.
 */
import type { Comparison } from '#base/condition.ts'

/** A cell as stored. `kind` tells numbers from text; `date` is a number whose style is a date format, with the civil day (or day-time) in `text`. */
export type Cell = {
  kind: 'text' | 'number' | 'date' | 'boolean' | 'error'
  /** What a reader sees, without layout spaces at the ends: numbers unformatted ('110105…' never '1.1E+17'), dates YYYY-MM-DD[ HH:MM]. */
  text: string
  /** The stored number of number and date cells. */
  number?: number
  /** The cell holds a formula; `text` is its cached result. */
  formula?: true
}

/** First row, first column, last row, last column; inclusive. */
export type Range = [top: number, left: number, bottom: number, right: number]

export type Sheet = {
  name: string
  /** `hidden` sheets are read and shown as hidden; never silently used. */
  state: 'visible' | 'hidden' | 'very-hidden'
  /** Rows in order; absent rows are empty. Sparse cells by column. */
  rows: { row: number; cells: Map<number, Cell>; hidden?: true }[]
  merges: Range[]
  hiddenColumns: number[]
  /** Last used row and column of the whole sheet, also when only the first rows were read. */
  lastRow: number
  lastColumn: number
  /** Last row with a cell that has lines drawn around it, be it empty: rows ruled for answers. Absent where the format does not tell. */
  lastRuledRow?: number
  /** Cells whose answer is chosen from a list, with what may be chosen. */
  choices?: { ranges: Range[]; options: string[] }[]
  /** True when `rows` stops before `lastRow` because of a row limit. */
  cut: boolean
}

export type WorkbookFormat = 'xlsx' | 'xls' | 'csv'
export type Workbook = { format: WorkbookFormat; sheets: Sheet[]; encoding?: string; notes: WorkbookNote[] }
/** Something the clerk should know: macros dropped, external links, formulas with cached values, hidden sheets … `say` is a text key. */
export type WorkbookNote = { say: string; sheet?: string; with?: Record<string, string | number> }

/** Roster: a row per subject. Statistics: cells are counts over subjects by region or class. Card: one subject, labelled cells (vertical forms, checklists too). */
export type Layout = 'roster' | 'statistics' | 'card'

/** A column with the texts of its header cells from the top level down, e.g. ['户籍地', '省*']. */
export type Column = { column: number; path: string[] }
/**
 * A labelled answer cell of a card: where the label stands, and where the answer goes (`A1` addresses). `lines`: it heads a column of a small table of
 * the subject's relatives, with so many lines from `answer` down.
 */
export type LabelledCell = { path: string[]; label: string; answer: string; lines?: number }

export type SheetLayout = {
  layout: Layout
  title?: string
  /** First and last header row; for cards the rows the labels span. */
  headerRows: [number, number]
  /** First and last row of data (or of empty lines meant for data); subtotals, notes and signatures below are `footerRows`. */
  dataRows: [number, number]
  footerRows: number[]
  /** Rows inside the data area that are not subjects: subtotals, repeated headers, group titles, notes. */
  skippedRows: { row: number; why: 'subtotal' | 'repeated-header' | 'group-title' | 'note' | 'blank' | 'unit' | 'numbering' }[]
  columns: Column[]
  cells: LabelledCell[]
  /** Columns beside the table that are not part of it: code lists, remarks of the form's author. */
  besideColumns: number[]
  /** For statistics: the column that names the region or class of each row. */
  rowLabelColumn?: number
  /** Further tables on the same sheet, which were not taken: to be mentioned, never silently used. */
  otherTables?: Range[]
}

/** How one column (or labelled cell) was understood. `reason` is a text key with values; the screen explains it in the reader's language. */
export type Understanding = {
  path: string[]
  column?: number
  cell?: string
  element: string | null
  /** What a column of a card's table of relatives asks of each of them, on so many lines. Of the card's own subject it asks nothing. */
  relatives?: { element: string | null; lines: number }
  /** 0–1, calibrated: of the columns with confidence c, about c are right. */
  confidence: number
  /** Certain means certain: no human needs to look. */
  certain: boolean
  reason: { say: string; with?: Record<string, string | number> }
  alternatives: { element: string; confidence: number }[]
}

/** What a column of a statistics sheet counts. `other` counts things the catalogue does not hold: cases, yuan, pieces. */
export type CountedSubject = 'persons' | 'households' | 'dwellings' | 'buildings' | 'estates' | 'organisations' | 'premises' | 'other'

/** One condition on the subjects counted, over an element of the catalogue. Ages are whole years over `person.age`. */
export type CountCondition = Comparison

/** How a column of numbers follows from others of the same row. */
export type ColumnRelation = { kind: 'sum'; of: number[] } | { kind: 'ratio'; part: number; whole: number; percent: boolean }

/** How one column of a statistics sheet was understood. */
export type CountedColumn = {
  column: number
  path: string[]
  role: 'label' | 'local' | 'count' | 'amount' | 'ratio'
  counted?: CountedSubject
  conditions: CountCondition[]
  relation?: ColumnRelation
  /** Words of the heading that no condition explains: a person must say what they mean before anything is counted. */
  unexplained: string[]
  unit?: string
  /** 0–1; certain only when every word of the heading is explained. */
  confidence: number
  certain: boolean
  reason: { say: string; with?: Record<string, string | number> }
}

/** A statistics sheet: which column names the rows and what that names, and what each other column counts. */
export type StatisticsUnderstanding = { rowLabel?: { column: number; kind: 'region' | 'class' }; columns: CountedColumn[] }
