/** Writes of reports: a workbook is received, its terms and plan are corrected, it is filled. */
import { Problem } from '#base/problem.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { learnHeadings, listLearned } from '#ground/imports/queries.ts'
import { understandWorkbook } from '#ground/workbooks/understand-workbook.ts'
import { action } from '#kernel/action/action.ts'
import { noteEvent } from '#kernel/action/context.ts'
import { getFile } from '#kernel/files/store.ts'
import { enqueue } from '#kernel/jobs/jobs.ts'
import { newId } from '#kernel/log/id.ts'
import * as contracts from './contract.ts'
import { lessonsOf, understandUnder } from './layouts.ts'
import { findRequest, insertRequest, updateJob, updatePlan, updateSheets, updateTerms } from './queries.ts'
import { draftPlan } from './rules.ts'

export const receive = action(contracts.receiveRequest, {
  may: 'report.run',
  async run(ctx, { file, region, ...terms }) {
    const stored = await getFile(ctx, file)
    const catalogue = await getStreetCatalogue(ctx)
    const understood = await understandWorkbook(stored.path, stored.name, catalogue, await listLearned(ctx.sql, ctx.street))
    const area = areaOf(region, ctx.actor)
    const title = terms.title ?? understood.sheets.find((sheet) => sheet.layout.title)?.layout.title ?? stored.name.replace(/\.[^.]+$/, '')
    const plan = draftPlan(understood.sheets, catalogue.elements, area, `${title} ${stored.name}`)
    const id = newId()
    await insertRequest(ctx.sql, {
      street: ctx.street,
      id,
      region: Math.floor(area.lo / 1000) * 1000,
      terms: { ...terms, title: title.slice(0, 120) },
      file,
      fileName: stored.name,
      sheets: { sheets: understood.sheets, notes: understood.notes, format: understood.format },
      plan,
      login: ctx.actor.login,
      post: ctx.actor.post,
      at: ctx.now,
    })
    noteEvent(ctx, 'report.received', [], [], { request: id })
    return { id }
  },
})

/** A region code (9, 12 or 15 digits) as a range inside the post's own area. */
export function areaOf(region: string | undefined, actor: { lo: number; hi: number }): { lo: number; hi: number } {
  if (!region) return { lo: actor.lo, hi: actor.hi }
  const scale = 10 ** (15 - region.length)
  const area = { lo: Number(region) * scale, hi: Number(region) * scale + scale - 1 }
  if (area.lo > actor.hi || area.hi < actor.lo) throw new Problem('region.unknown')
  return { lo: Math.max(area.lo, actor.lo), hi: Math.min(area.hi, actor.hi) }
}

export const terms = action(contracts.changeTerms, {
  may: 'report.run',
  async run(ctx, { id, ...terms }) {
    if (!(await findRequest(ctx.sql, ctx.street, id))) throw new Problem('thing.unknown')
    await updateTerms(ctx.sql, ctx.street, id, terms)
    noteEvent(ctx, 'report.terms-changed', [], [], { request: id })
    return { id }
  },
})

export const plan = action(contracts.changePlan, {
  may: 'report.run',
  async run(ctx, { id, plan }) {
    const request = await findRequest(ctx.sql, ctx.street, id)
    if (!request) throw new Problem('thing.unknown')
    const { elements } = await getStreetCatalogue(ctx)
    const unknown = plan.sheets.flatMap((sheet) => sheet.columns).find((column) => column.element && !elements.has(column.element))
    if (unknown) throw new Problem('element.unknown', { element: unknown.element ?? '' })
    await updatePlan(ctx.sql, ctx.street, id, { ...plan, lo: Math.max(plan.lo, ctx.actor.lo), hi: Math.min(plan.hi, ctx.actor.hi) })
    await learnHeadings(ctx.sql, ctx.street, lessonsOf(request.plan, plan), ctx.now)
    noteEvent(ctx, 'report.planned', [], [], { request: id })
    return { id }
  },
})

export const layout = action(contracts.changeLayout, {
  may: 'report.run',
  async run(ctx, { id, ...wish }) {
    const request = await findRequest(ctx.sql, ctx.street, id)
    if (!request) throw new Problem('thing.unknown')
    const stored = await getFile(ctx, request.file_id)
    const catalogue = await getStreetCatalogue(ctx)
    const understood = await understandUnder(stored.path, stored.name, wish, catalogue, await listLearned(ctx.sql, ctx.street))
    const [drafted] = draftPlan([understood], catalogue.elements, request.plan, `${request.title} ${stored.name}`).sheets
    const place = <S>(list: S[], named: (one: S) => string, next: S) => list.map((one) => (named(one) === wish.sheet ? next : one))
    await updateSheets(ctx.sql, ctx.street, id, { ...request.sheets, sheets: place(request.sheets.sheets, ({ name }) => name, understood) })
    await updatePlan(ctx.sql, ctx.street, id, {
      ...request.plan,
      sheets: place(request.plan.sheets, ({ sheet }) => sheet, { ...drafted!, use: true }),
    })
    noteEvent(ctx, 'report.understood-anew', [], [], { request: id })
    return { id }
  },
})

export const fill = action(contracts.fillRequest, {
  may: 'report.run',
  async run(ctx, { id }) {
    const request = await findRequest(ctx.sql, ctx.street, id)
    if (!request) throw new Problem('thing.unknown')
    const job = await enqueue(ctx, 'report.fill', { request: id })
    await updateJob(ctx.sql, ctx.street, id, job)
    noteEvent(ctx, 'report.filling', [], [], { request: id, job })
    return { job }
  },
})
