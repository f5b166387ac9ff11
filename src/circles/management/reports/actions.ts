/** Writes of reports: a workbook is received, its terms and plan are corrected, it is filled. */
import { nameOrHole, Problem } from '#base/problem.ts'
import { changeAsking } from '#ground/asks/asking.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { learnHeadings } from '#ground/imports/queries.ts'
import { isLarge } from '#ground/workbooks/read/is-large.ts'
import { action } from '#kernel/action/action.ts'
import { noteEvent } from '#kernel/action/context.ts'
import { getFile } from '#kernel/files/store.ts'
import { enqueue } from '#kernel/jobs/jobs.ts'
import { newId } from '#kernel/log/id.ts'
import * as contracts from './contract.ts'
import { lessonsOf } from './layouts.ts'
import { basisOf } from './prepare.ts'
import { findRequest, insertRequest, lockForJob, updateJob, updatePlan, updateTerms } from './queries.ts'
import { isExpired, isOver } from './rules.ts'
import { readAnew, readFirst, unread, withoutExtension } from './understanding.ts'

export const receive = action(contracts.receiveRequest, {
  may: 'report.run',
  async run(ctx, { file, region, ...terms }) {
    const stored = await getFile(ctx, file)
    const area = areaOf(region, ctx.actor)
    const large = await isLarge(stored.path)
    const read = large ? unread(area, terms.title ?? withoutExtension(stored.name)) : await readFirst(ctx, file, area, terms.title)
    const id = newId()
    await insertRequest(ctx.sql, {
      street: ctx.street,
      id,
      region: Math.floor(area.lo / 1000) * 1000,
      terms: { ...terms, title: read.title },
      state: large ? 'reading' : 'received',
      file,
      fileName: stored.name,
      sheets: read.sheets,
      plan: read.plan,
      login: ctx.actor.login,
      post: ctx.actor.post,
      at: ctx.now,
    })
    const titled = terms.title === undefined ? {} : { titled: terms.title }
    const job = large ? await enqueue(ctx, 'report.understand', { request: id, ...titled }) : null
    if (job) await updateJob(ctx.sql, ctx.street, id, job)
    noteEvent(ctx, 'report.received', [], [], { request: id })
    return { id, job }
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
    const request = await findRequest(ctx.sql, ctx.street, id)
    if (!request) throw new Problem('thing.unknown')
    // What an office asked stands as it was admitted; the street answers it, or objects.
    if (request.demand_from !== null) throw new Problem('access.forbidden', { right: 'demand.ask' })
    await updateTerms(ctx.sql, ctx.street, id, terms)
    const changed = (await findRequest(ctx.sql, ctx.street, id))!
    await changeAsking(ctx, { ...changed, basis: basisOf(changed) })
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
    if (unknown) throw new Problem('element.unknown', { element: nameOrHole(unknown.element ?? '') })
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
    const { path } = await getFile(ctx, request.file_id)
    if (!(await isLarge(path))) {
      await readAnew(ctx, request, wish)
      return { id, job: null }
    }
    const job = await enqueue(ctx, 'report.understand', { request: id, wish })
    noteEvent(ctx, 'report.reading-anew', [], [], { request: id, job })
    return { id, job }
  },
})

/** One filling at a time: whoever asks again while it goes on is given the same one. */
export const fill = action(contracts.fillRequest, {
  may: 'report.run',
  async run(ctx, { id }) {
    const held = await lockForJob(ctx.sql, ctx.street, id)
    if (!held) throw new Problem('thing.unknown')
    if (held.running) return { job: held.running }
    if (isExpired(held.validTo, ctx.today)) throw new Problem('form.expired', { day: held.validTo ?? '' })
    if (isOver(held.state)) throw new Problem('thing.changed')
    const job = await enqueue(ctx, 'report.fill', { request: id })
    await updateJob(ctx.sql, ctx.street, id, job)
    noteEvent(ctx, 'report.filling', [], [], { request: id, job })
    return { job }
  },
})
