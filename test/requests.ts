/** Workbooks that were sent, for stories: received, filled, and read again cell by cell. */

import { Readable } from 'node:stream'
import type { InputOf } from '#base/contract.ts'
import * as actions from '#circles/management/reports/actions.ts'
import type { receiveRequest, SheetPlan } from '#circles/management/reports/contract.ts'
import * as views from '#circles/management/reports/views.ts'
import { readWorkbook } from '#ground/workbooks/read/read-workbook.ts'
import { type SimpleWorkbook, writeSimpleWorkbook } from '#ground/workbooks/write/simple.ts'
import type { Actor } from '#kernel/access/actor.ts'
import { bring as bringFile } from '#kernel/files/actions.ts'
import type { Asking } from './stage.ts'

/** A file that was sent, by what stands in its sheets or by its bytes. */
export async function bringWorkbook(stage: Asking, clerk: Actor, name: string, book: SimpleWorkbook['sheets'] | Buffer): Promise<string> {
  const content = Buffer.isBuffer(book)
    ? Readable.from([book])
    : writeSimpleWorkbook({ sheets: book, at: new Date('2026-11-01T00:00:00Z') })
  const written = await stage.house.files.write(clerk.street, content)
  await stage.does(bringFile, clerk, { ...written, name, media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' })
  return written.id
}

export type Terms = Omit<InputOf<typeof receiveRequest>, 'file' | 'asker'>

/** Receive, correct the plan, fill; the delivery and every cell of its first sheet by address. */
export async function fillSheet(
  stage: Asking,
  clerk: Actor,
  file: string,
  terms: Terms = {},
  change: (sheet: SheetPlan) => SheetPlan = (sheet) => sheet,
) {
  const { id } = await stage.does(actions.receive, clerk, { file, asker: '区民政局', ...terms })
  const { plan } = await stage.does(views.read, clerk, { id })
  await stage.does(actions.plan, clerk, { id, plan: { ...plan, sheets: plan.sheets.map(change) } })
  await stage.does(actions.fill, clerk, { id })
  const result = await stage.work()
  const request = await stage.does(views.read, clerk, { id })
  const delivery = request.deliveries[0]
  if (!delivery) throw new Error('nothing was delivered')
  return { id, request, delivery, result, cells: await readCells(stage, clerk, delivery.file) }
}

/** Rows of the first sheet as texts, from column A on, by row number. */
export async function readCells(stage: Asking, clerk: Actor, file: string): Promise<Map<number, string[]>> {
  const book = await readWorkbook(stage.house.files.path(clerk.street, file), { name: 'filled.xlsx' })
  return new Map(
    book.sheets[0]!.rows.map(({ row, cells }) => {
      const texts = Array.from({ length: Math.max(...cells.keys(), 0) }, (_, at) => cells.get(at + 1)?.text ?? '')
      return [row, texts]
    }),
  )
}
