import type { Layout } from '#ground/workbooks/contract.ts'

/** What is right about one column or labelled cell. */
export type Answer = { column?: number; cell?: string; path: string[]; keys: (string | null)[]; local: boolean; counts?: string }

/** What is right about one sheet. */
export type SheetKey = {
  layout: Layout
  title?: string
  headerRows: [number, number]
  dataRows: [number, number]
  skippedRows: number[]
  footerRows: number[]
  besideColumns: number[]
  answers: Answer[]
}
