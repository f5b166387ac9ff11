/** A file of orders as it was exported: which row holds the headings, what each column means, and every row as an order, or why not. */
import type { WorkingCalendar } from '#base/calendar/working-days.ts'
import { Problem } from '#base/problem.ts'
import { clip } from '#base/values/clip.ts'
import { tidyText } from '#base/values/normalise.ts'
import type { Sheet } from '#ground/workbooks/contract.ts'
import { cellAddress } from '#ground/workbooks/read/address.ts'
import { readWorkbook } from '#ground/workbooks/read/read-workbook.ts'
import { readDue, readMoment } from './moments.ts'
import { type FieldPlace, mapHeadings, mapReplyHeadings, type OrderPart, orderNumber } from './order.ts'

/** More than a street is given in a day; a longer export is parted. */
const MOST_ROWS = 500
/** Titles and remarks stand above the headings. */
const HEADING_WITHIN = 20

export type Heading = { column: number; heading: string }
export type Table = { sheet: string; row: number; headings: Heading[]; rows: Sheet['rows'] }

/** The sheet and row in which most headings are known; where none is, the first row with several words. @throws Problem workbook.… */
export async function readTable(file: { path: string; name: string }, known: (headings: readonly Heading[]) => number): Promise<Table> {
  const { sheets } = await readWorkbook(file.path, { name: file.name, maxRows: MOST_ROWS + HEADING_WITHIN + 50 })
  let best: (Table & { score: number }) | undefined
  for (const sheet of sheets.filter(({ state }) => state === 'visible'))
    for (const { row, cells } of sheet.rows.filter((one) => one.row <= HEADING_WITHIN)) {
      const headings = [...cells].filter(([, { text }]) => text !== '').map(([column, { text }]) => ({ column, heading: clip(text, 60) }))
      if (headings.length < 2) continue
      const score = known(headings)
      if (best && score <= best.score) continue
      best = { sheet: sheet.name, row, headings, rows: sheet.rows.filter((one) => one.row > row), score }
    }
  if (!best) throw new Problem('workbook.layout-unknown')
  if (best.rows.length > MOST_ROWS) throw new Problem('workbook.too-large', { why: 'rows', most: `${MOST_ROWS} 行 rows` })
  return best
}

export const knownParts = (confirmed: ReadonlyMap<string, OrderPart | null>) => (headings: readonly Heading[]) =>
  mapHeadings(headings, confirmed).size

export const knownFields = (fields: readonly FieldPlace[]) => (headings: readonly Heading[]) => mapReplyHeadings(headings, fields).size

/** An order as it came, without any of it being judged. */
export type Order = {
  number: string
  content: string
  title?: string
  caller?: string
  phone?: string
  address?: string
  community?: string
  dispatched?: Date
  due?: Date
}
export type Fault = { path: string; say: string }

const longest: Partial<Record<OrderPart, number>> = {
  number: 60,
  content: 4000,
  title: 80,
  caller: 60,
  phone: 30,
  address: 200,
  community: 60,
}

/** Rows without number and content are remarks of the export, and passed over. */
export function readOrderRows(
  { rows }: Table,
  parts: ReadonlyMap<number, OrderPart>,
  now: Date,
  calendar: WorkingCalendar,
): { orders: Order[]; faults: Fault[] } {
  const columnOf = new Map([...parts].map(([column, part]) => [part, column]))
  const orders: Order[] = []
  const faults: Fault[] = []
  for (const { row, cells } of rows) {
    const textOf = (part: OrderPart) => {
      const text = tidyText(cells.get(columnOf.get(part) ?? 0)?.text ?? '')
      return text === '' ? undefined : clip(text, longest[part] ?? 60)
    }
    const [number, content] = [textOf('number'), textOf('content')]
    if (number === undefined && content === undefined) continue
    const at = (part: OrderPart) => cellAddress(row, columnOf.get(part)!)
    if (number === undefined) faults.push({ path: at('number'), say: 'hotline.lacks-number' })
    else if (content === undefined || content.length < 2) faults.push({ path: at('content'), say: 'hotline.lacks-content' })
    if (number === undefined || content === undefined || content.length < 2) continue
    const dispatchedText = textOf('dispatched')
    const dispatched = dispatchedText === undefined ? undefined : readMoment(dispatchedText)?.at
    const due = readDuePart(textOf, dispatched ?? now, calendar)
    if (due === 'unread') {
      faults.push({ path: at(columnOf.has('due') ? 'due' : 'term'), say: 'hotline.due-unread' })
      continue
    }
    const said = (['title', 'caller', 'phone', 'address', 'community'] as const).flatMap((part) => {
      const text = textOf(part)
      return text === undefined ? [] : [[part, text] as const]
    })
    orders.push({
      number: orderNumber(number),
      content,
      ...Object.fromEntries(said),
      ...(dispatched ? { dispatched } : {}),
      ...(due ? { due } : {}),
    })
  }
  return { orders, faults }
}

function readDuePart(textOf: (part: OrderPart) => string | undefined, since: Date, calendar: WorkingCalendar): Date | undefined | 'unread' {
  const written = textOf('due') ?? textOf('term')
  return written === undefined ? undefined : (readDue(written, since, calendar) ?? 'unread')
}
