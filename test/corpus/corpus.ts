import type { Sheet, Workbook, WorkbookFormat } from '#ground/workbooks/contract.ts'
import { type Form, readForms } from './form.ts'
import type { SheetKey } from './key.ts'
import { layCard } from './lay-card.ts'
import { layDrawn } from './lay-drawn.ts'
import { layRoster } from './lay-roster.ts'
import { draftSheet } from './sheet-draft.ts'
import { randomOf } from './values.ts'

/** One workbook of the corpus: the form it prints, its sheets, and what is right about the sheet at `main`. */
export type CorpusWorkbook = {
  id: string
  form: Form
  /** Held-out workbooks are never looked at while the rules are tuned; only the final count is. */
  heldOut: boolean
  workbook: Workbook
  /** Encoding for CSV files. */
  encoding?: 'utf8' | 'gbk'
  main: number
  key: SheetKey
}

/** A quarter of the forms is held out: those written after the rules (ids h…, k…, q…, u…, v… and y…, see README). */
export const isHeldOut = (id: string): boolean => /^[hkquvy]/.test(id)

/** The whole corpus: every form filled, and every roster and statistics form also as the empty template. */
export function corpus(forms: Form[] = readForms()): CorpusWorkbook[] {
  return forms.flatMap((form) => {
    if (form.drawing) return [bookOf(form, form.id, layDrawn(form, form.drawing, randomOf(form.id)))]
    const table = form.layout === 'roster' || form.layout === 'statistics'
    const filled = bookOf(form, form.id, table ? layRoster(form, randomOf(form.id), false) : layCard(form, randomOf(form.id)))
    return table ? [filled, bookOf(form, `${form.id}-empty`, layRoster(form, randomOf(form.id), true))] : [filled]
  })
}

function bookOf(form: Form, id: string, { sheet, key }: { sheet: Sheet; key: SheetKey }): CorpusWorkbook {
  const csv = form.mess.has('csv') || form.mess.has('csv-gbk')
  const format: WorkbookFormat = csv ? 'csv' : form.mess.has('xls') ? 'xls' : 'xlsx'
  const sheets = csv ? [sheet] : withOthers(form, sheet)
  const book: CorpusWorkbook = {
    id,
    form,
    heldOut: isHeldOut(form.id),
    workbook: { format, sheets, notes: [] },
    main: sheets.indexOf(sheet),
    key,
  }
  if (csv) book.encoding = form.mess.has('csv-gbk') ? 'gbk' : 'utf8'
  return book
}

/** Sheets that stand before and behind the one that is meant: hidden lists, the other months of a year. */
function withOthers(form: Form, sheet: Sheet): Sheet[] {
  if (form.mess.has('twelve-sheets'))
    return Array.from({ length: 12 }, (_, month) => ({ ...sheet, name: `${month + 1}月` }) satisfies Sheet).map((other, month) =>
      month === 9 ? Object.assign(sheet, { name: '10月' }) : other,
    )
  if (!form.mess.has('hidden-sheet')) return [sheet]
  const list = draftSheet({ merges: true })
  for (const [index, word] of ['选项', '是', '否', '不详'].entries()) list.set(index + 1, 1, word)
  return [{ ...list.sheet('字典'), state: 'hidden' }, sheet]
}
