/** The end of filling: the delivery is recorded through the door, with its file, counts, gaps, export entry, look and log in one transaction. */

import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Problem } from '#base/problem.ts'
import type { Filled } from '#ground/workbooks/edit/fill-workbook.ts'
import { isLocal } from '#ground/workbooks/understand/local-columns.ts'
import { noSamples } from '#ground/workbooks/understand/samples.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { enter } from '#kernel/action/door.ts'
import { isDatabaseLost } from '#kernel/db/lost.ts'
import { keepFile } from '#kernel/files/store.ts'
import { newId } from '#kernel/log/id.ts'
import type { ReadyColumn } from './cells.ts'
import { type CellCounts, type DeliveryView, recordDelivery, type SheetPlan, type Span } from './contract.ts'
import { basisOf } from './prepare.ts'
import { insertDelivery, insertGaps, lockForJob, type RequestRow, updateFilled } from './queries.ts'
import { insertExport } from './register/queries.ts'
import { addCounts, isOver, isProtected, noCounts, RECALL_DAYS, type Refusal } from './rules.ts'
import { recordParts } from './signing/parts.ts'
import type { Tally, Work } from './work.ts'

export const mediaOf: Record<Filled['extension'], string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xlsm: 'application/vnd.ms-excel.sheet.macroEnabled.12',
  xltx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.template',
  xltm: 'application/vnd.ms-excel.template.macroEnabled.12',
}

/** The delivery and its file bear the id of the job: cut off anywhere and begun again, it is the same one. */
export async function deliver(work: Work, out: string, { extension, keptFormulas }: Filled): Promise<Record<string, unknown>> {
  const { job, prepared } = work
  const delivery = job.id
  const written = await job.house.files.write(job.street, createReadStream(out), job.id)
  const { size } = await stat(out)
  const counts = work.tallies.flatMap((tally) => tally.counts).reduce(addCounts, noCounts())
  const columns = work.tallies.flatMap(summariseColumns)
  const elements = [...new Set(work.tallies.flatMap(({ columns }) => columns.flatMap(elementsOf)))]
  const protectedOnes = elements.some((id) => {
    const element = prepared.catalogue.elements.get(id)
    return element !== undefined && isProtected(element)
  })
  // Office programs refuse a name that does not fit the kind: macros and templates keep theirs, old formats come back as .xlsx.
  const name = `${prepared.request.file_name.replace(/\.[^.]+$/, '')}.${extension}`
  const input = {
    request: prepared.request.id,
    delivery,
    file: { ...written, bytes: size, name, media: mediaOf[extension] },
    counts,
    columns,
    subjects: work.subjects.size,
    spans: work.tallies.flatMap(spanOf),
    strangers: work.strangers,
    elements,
    sensitive: protectedOnes,
  }
  const record = action(recordDelivery, { may: 'report.run', run: (ctx, given) => recordIn(ctx, work, given) })
  try {
    await enter(job.house, record, { street: job.street, actor: job.actor, input })
  } catch (error) {
    // Whether it was recorded is not known when the database went away in that moment: the job begins again and finds out.
    if (!isDatabaseLost(error)) await job.house.files.remove(job.street, written.id)
    throw error
  }
  return {
    ...delivered({ file: written.id, name, counts }, prepared.request, delivery),
    strangers: work.strangers,
    keptFormulas: keptFormulas.count,
  }
}

/** What the job tells of a delivery. */
export function delivered(
  recorded: { file: string; name: string; counts: CellCounts },
  request: RequestRow,
  delivery: string,
): Record<string, unknown> {
  return { delivery, ...recorded, converted: request.sheets.format !== 'xlsx' }
}

/** What a column tells: its element, or the elements its count is drawn by. */
function elementsOf({ plan, element, why }: ReadyColumn): string[] {
  if (why) return []
  return element ? [element.id] : (plan.count?.conditions.map((condition) => condition.element) ?? [])
}

function summariseColumns({ plan, columns, counts }: Tally): DeliveryView['columns'] {
  return columns.map((column, at) => ({
    sheet: plan.sheet,
    path: column.plan.path,
    counts: counts[at]!,
    why: isLeft(column.plan, plan) ? 'why.left' : whyEmpty(column.why, counts[at]!, plan.layout),
  }))
}

/** A column of numbers nobody was asked to count: its heading was not understood, or the sheet works it out itself. */
function isLeft({ column, count, element, local, path }: ReadyColumn['plan'], { layout, rowLabelColumn }: SheetPlan): boolean {
  if (layout !== 'statistics' || count || element !== null || local !== 'leave' || column === rowLabelColumn) return false
  return !isLocal([path.at(-1) ?? ''], noSamples, false)
}

function whyEmpty(why: Refusal, counts: CellCounts, layout: SheetPlan['layout']): string | null {
  if (why) return why
  if (counts.missing > 0) return layout === 'statistics' ? 'why.unjudged' : 'why.missing'
  if (layout === 'statistics' && counts.forbidden > 0) return 'why.small'
  return counts.conflicting > 0 ? 'why.conflicting' : null
}

async function recordIn(ctx: Ctx, work: Work, input: Parameters<typeof fileOf>[0]): Promise<{ delivery: string }> {
  const { request } = work.prepared
  // It may have ended while it was being filled: an objection was upheld, its asker took it back.
  const held = await lockForJob(ctx.sql, ctx.street, request.id)
  if (!held || isOver(held.state)) throw new Problem('thing.changed')
  const region = request.region_no
  const { delivery, counts, columns } = input
  await keepFile(ctx, fileOf(input))
  const common = { street: ctx.street, region, login: ctx.actor.login, post: ctx.actor.post, at: ctx.now }
  await insertDelivery(ctx.sql, {
    ...common,
    id: delivery,
    request: request.id,
    file: input.file.id,
    sha256: input.file.sha256,
    counts,
    columns,
    spans: input.spans,
    subjects: input.subjects,
    asOf: ctx.today,
  })
  if (request.demand_from !== null) await recordParts(ctx, work, delivery)
  const gaps = [...work.gaps.values()]
  for (let at = 0; at < gaps.length; at += 2000) await insertGaps(ctx.sql, ctx.street, delivery, gaps.slice(at, at + 2000))
  await insertExport(ctx.sql, {
    ...common,
    id: newId(),
    delivery,
    recipient: request.asker,
    basis: basisOf(request),
    mark: `linli ${delivery}`,
    subjects: input.subjects,
    elements: input.elements,
    recallOn: daysAfter(ctx.today, RECALL_DAYS),
    sha256: input.file.sha256,
  })
  await updateFilled(ctx.sql, ctx.street, request.id, counts)
  ctx.look({
    subjects: [...work.subjects],
    fields: input.elements,
    reason: basisOf(request) ?? request.title,
    sensitive: input.sensitive,
    filter: { delivery, lo: work.prepared.range.lo, hi: work.prepared.range.hi },
  })
  noteEvent(ctx, 'report.delivered', [], input.elements, { request: request.id, delivery })
  return { delivery }
}

function spanOf({ plan, lastRow, communities }: Tally): Span[] {
  return lastRow === undefined ? [] : [{ sheet: plan.sheet, firstRow: plan.dataRows[0]!, lastRow, communities }]
}

function fileOf(input: {
  delivery: string
  file: { id: string; name: string; media: string; bytes: number; sha256: string }
  counts: CellCounts
  columns: DeliveryView['columns']
  subjects: number
  spans: Span[]
  strangers: number
  elements: string[]
  sensitive: boolean
}) {
  return input.file
}

function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}
