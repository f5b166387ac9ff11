/** The end of filling: the delivery is recorded through the door, with its file, counts, gaps, export entry, look and log in one transaction. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { enter } from '#kernel/action/door.ts'
import { keepFile } from '#kernel/files/store.ts'
import type { JobRun } from '#kernel/jobs/jobs.ts'
import { newId } from '#kernel/log/id.ts'
import type { ReadyColumn } from './cells.ts'
import { type CellCounts, type DeliveryView, recordDelivery, type SheetPlan } from './contract.ts'
import type { Prepared } from './prepare.ts'
import { type Gap, insertDelivery, insertExport, insertGaps, updateFilled } from './queries.ts'
import { addCounts, isProtected, noCounts, RECALL_DAYS, type Refusal } from './rules.ts'

/** One sheet as it is filled; counts stand beside their columns. */
export type Tally = { plan: SheetPlan; columns: ReadyColumn[]; counts: CellCounts[] }
export type Work = {
  job: JobRun
  ctx: Ctx
  prepared: Prepared
  tallies: Tally[]
  gaps: Gap[]
  subjects: Set<string>
  done: number
  total: number
}

export async function deliver(work: Work, out: string, delivery: string): Promise<Record<string, unknown>> {
  const { job, prepared } = work
  const written = await job.house.files.write(job.street, createReadStream(out))
  const { size } = await stat(out)
  const counts = work.tallies.flatMap((tally) => tally.counts).reduce(addCounts, noCounts())
  const columns = work.tallies.flatMap(summariseColumns)
  const elements = [...new Set(work.tallies.flatMap(({ columns }) => columns.flatMap(elementsOf)))]
  const protectedOnes = elements.some((id) => {
    const element = prepared.catalogue.elements.get(id)
    return element !== undefined && isProtected(element)
  })
  const name = prepared.request.file_name.replace(/\.[^.]+$/, '.xlsx')
  const input = {
    request: prepared.request.id,
    delivery,
    file: { ...written, bytes: size, name, media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
    counts,
    columns,
    subjects: work.subjects.size,
    elements,
    sensitive: protectedOnes,
  }
  const record = action(recordDelivery, { may: 'report.run', run: (ctx, given) => recordIn(ctx, work, given) })
  await enter(job.house, record, { street: job.street, actor: job.actor, input, key: `job-${job.id}` })
  return { delivery, file: written.id, name, counts, converted: prepared.request.sheets.format !== 'xlsx' }
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
    why: whyEmpty(column.why, counts[at]!),
  }))
}

function whyEmpty(why: Refusal, counts: CellCounts): string | null {
  if (why) return why
  if (counts.missing > 0) return 'why.missing'
  return counts.conflicting > 0 ? 'why.conflicting' : null
}

async function recordIn(ctx: Ctx, work: Work, input: Parameters<typeof fileOf>[0]): Promise<{ delivery: string }> {
  const { request } = work.prepared
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
    asOf: ctx.today,
  })
  for (let at = 0; at < work.gaps.length; at += 2000) await insertGaps(ctx.sql, ctx.street, delivery, work.gaps.slice(at, at + 2000))
  await insertExport(ctx.sql, {
    ...common,
    id: newId(),
    delivery,
    recipient: request.asker,
    basis: request.basis,
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
    reason: request.basis ?? request.title,
    sensitive: input.sensitive,
    filter: { delivery },
  })
  noteEvent(ctx, 'report.delivered', [], input.elements, { request: request.id, delivery })
  return { delivery }
}

function fileOf(input: {
  delivery: string
  file: { id: string; name: string; media: string; bytes: number; sha256: string }
  counts: CellCounts
  columns: DeliveryView['columns']
  subjects: number
  elements: string[]
  sensitive: boolean
}) {
  return input.file
}

function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}
