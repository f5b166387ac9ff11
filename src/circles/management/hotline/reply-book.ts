/** Replies as a workbook: the other side's own, filled in place by its order numbers, or a plain one with their columns. */
import { createReadStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { convertToXlsx } from '#ground/workbooks/edit/convert.ts'
import { type Filled, fillWorkbook } from '#ground/workbooks/edit/fill-workbook.ts'
import { cellAddress } from '#ground/workbooks/read/address.ts'
import { detectFileKind } from '#ground/workbooks/read/file-kind.ts'
import type { Look } from '#ground/workbooks/write/looks.ts'
import { writeSimpleWorkbook } from '#ground/workbooks/write/simple.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { type FieldPlace, mapReplyHeadings, orderNumber, type ReplyField } from './order.ts'
import { knownFields, readTable } from './reading.ts'

export type Written = { id: string; number: string; values: Record<ReplyField, string> }
type Made = { bytes: number; sha256: string; extension: Filled['extension']; sent: Written[]; lacking: number }

export async function writePlain(ctx: Ctx, file: string, mark: string, fields: readonly FieldPlace[], replies: Written[]): Promise<Made> {
  const head: Look = { bold: true, fill: 'E2EFE9', border: true }
  const cell: Look = { format: 'text', border: true, wrap: true }
  const rows = [
    fields.map(({ label }) => ({ value: label, look: head })),
    ...replies.map(({ values }) => fields.map(({ field }) => values[field])),
  ]
  const columns = fields.map(({ field }) => ({ width: field === 'text' ? 60 : 20, look: cell }))
  const book = { sheets: [{ name: '工单回复', rows, columns, headingRows: 1 }], at: ctx.now, identifier: mark }
  const { bytes, sha256 } = await ctx.house.files.write(ctx.street, writeSimpleWorkbook(book), file)
  return { bytes, sha256, extension: 'xlsx', sent: replies, lacking: 0 }
}

/** Only rows whose number is one of ours and has a reply are written into; what stands there besides stays to the byte. */
export async function fillTheirs(
  ctx: Ctx,
  file: string,
  mark: string,
  theirs: { path: string; name: string },
  fields: readonly FieldPlace[],
  replies: Written[],
): Promise<Made | undefined> {
  const table = await readTable(theirs, knownFields(fields))
  const columnOf = new Map([...mapReplyHeadings(table.headings, fields)].map(([column, field]) => [field, column]))
  const [numbers, texts] = [columnOf.get('number'), columnOf.get('text')]
  if (numbers === undefined || texts === undefined) return undefined
  const byNumber = new Map(replies.map((reply) => [reply.number, reply]))
  const sent: Written[] = []
  let lacking = 0
  const cells = table.rows.flatMap(({ row, cells: held }) => {
    const number = orderNumber(held.get(numbers)?.text ?? '')
    if (number === '') return []
    const reply = byNumber.get(number)
    if (!reply) {
      lacking += 1
      return []
    }
    sent.push(reply)
    return [...columnOf].flatMap(([field, column]) =>
      field === 'number' || reply.values[field] === '' ? [] : [{ address: cellAddress(row, column), value: reply.values[field] }],
    )
  })
  if (sent.length === 0) return { bytes: 0, sha256: '', extension: 'xlsx', sent, lacking }
  const folder = `${ctx.house.files.path(ctx.street, file)}.work`
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const isOld = (await detectFileKind(theirs.path)) !== 'zip'
    const source = isOld ? await convertToXlsx(theirs.path, join(folder, 'converted.xlsx'), theirs.name) : theirs.path
    const out = join(folder, 'filled.xlsx')
    const { extension } = await fillWorkbook(source, out, [{ sheet: table.sheet, cells }], mark)
    const { bytes, sha256 } = await ctx.house.files.write(ctx.street, createReadStream(out), file)
    return { bytes, sha256, extension, sent, lacking }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
