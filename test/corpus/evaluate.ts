import type { Catalogue } from '#ground/facts/catalogue.ts'
import type { SheetLayout, Understanding } from '#ground/workbooks/contract.ts'
import { understandSheet } from '#ground/workbooks/understand/layout.ts'
import { mapColumns } from '#ground/workbooks/understand/map-columns.ts'
import { understandStatistics } from '#ground/workbooks/understand/statistics.ts'
import type { CorpusWorkbook } from './corpus.ts'
import type { Answer } from './key.ts'

/** Shares of right answers over some workbooks of the corpus; `certainAndWrong` lists what must be empty. */
export type Figures = {
  workbooks: number
  columns: number
  top1: number
  certain: number
  certainAndWrong: string[]
  layout: number
  headerRows: number
  dataRows: number
  /** Of the columns of statistics: the subject counted is right; of the calculated ones: the relation is found. */
  counted: number
  relations: number
}

/** Understands every workbook and compares with its key. Only roster and statistics sheets have header and data rows to compare. */
export function evaluate(books: CorpusWorkbook[], catalogue: Catalogue): Figures {
  const tally = {
    columns: 0,
    top1: 0,
    certain: 0,
    layout: 0,
    tables: 0,
    headerRows: 0,
    dataRows: 0,
    asked: 0,
    counted: 0,
    calculated: 0,
    relations: 0,
  }
  const certainAndWrong: string[] = []
  for (const book of books) {
    const sheet = book.workbook.sheets[book.main]
    if (!sheet) throw new Error(`${book.id} has no main sheet`)
    const layout = understandSheet(sheet)
    tallyLayout(tally, layout, book)
    const understood = mapColumns(layout, sheet, catalogue)
    for (const answer of book.key.answers) {
      if (answer.counts) continue
      const found = understood.find((one) => isAbout(one, answer))
      const right = found !== undefined && answer.keys.includes(found.element)
      tally.columns++
      if (right) tally.top1++
      if (found?.certain) tally.certain++
      if (found?.certain && !right) certainAndWrong.push(`${book.id} ${answer.path.join('/')}: ${found.element}`)
    }
    if (layout.layout === 'statistics') tallyCounts(tally, book, understandStatistics(layout, sheet, catalogue))
  }
  const share = (part: number, whole: number) => (whole === 0 ? 1 : part / whole)
  return {
    workbooks: books.length,
    columns: tally.columns,
    top1: share(tally.top1, tally.columns),
    certain: share(tally.certain, tally.columns),
    certainAndWrong,
    layout: share(tally.layout, books.length),
    headerRows: share(tally.headerRows, tally.tables),
    dataRows: share(tally.dataRows, tally.tables),
    counted: share(tally.counted, tally.asked),
    relations: share(tally.relations, tally.calculated),
  }
}

type Tally = {
  layout: number
  tables: number
  headerRows: number
  dataRows: number
  asked: number
  counted: number
  calculated: number
  relations: number
}

function tallyLayout(tally: Tally, layout: SheetLayout, { key }: CorpusWorkbook): void {
  if (layout.layout === key.layout) tally.layout++
  if (key.layout === 'card') return
  tally.tables++
  if (layout.headerRows.join() === key.headerRows.join()) tally.headerRows++
  if (layout.dataRows.join() === key.dataRows.join()) tally.dataRows++
}

function isAbout(one: Understanding, answer: Answer): boolean {
  if (answer.column !== undefined) return one.column === answer.column
  return one.cell === answer.cell && one.path.at(-1) === answer.path.at(-1)?.replace(/[:：]$/u, '')
}

/** Keys such as `#persons; person.sex=女` and `=sum(男,女)`: the subject must agree, and a calculated column must be found to be one. */
function tallyCounts(tally: Tally, { key, id }: CorpusWorkbook, { columns }: ReturnType<typeof understandStatistics>): void {
  for (const { column, counts = '' } of key.answers) {
    const found = columns.find((one) => one.column === column)
    const [, kind] = /^=(sum|ratio)/.exec(counts) ?? []
    const subject = /^#([a-z]+)/.exec(counts)?.[1]
    if (subject) {
      tally.asked++
      if (found?.counted === subject) tally.counted++
    } else if (kind && !id.endsWith('-empty')) {
      tally.calculated++
      if (found?.relation?.kind === kind) tally.relations++
    }
  }
}

/** The catalogue with some headings (in normal form) forgotten, to see what is made of headings nobody has met. The set may change between calls. */
export function forgetful(catalogue: Catalogue, forgotten: ReadonlySet<string>): Catalogue {
  class Headings extends Map<string, readonly { element: Catalogue['elements'] extends ReadonlyMap<string, infer E> ? E : never }[]> {
    override get(key: string) {
      return forgotten.has(key) ? undefined : super.get(key)
    }
  }
  return { ...catalogue, headings: new Headings(catalogue.headings) }
}
