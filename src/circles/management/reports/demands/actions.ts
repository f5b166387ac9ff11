/** Writes of the one who asks: a demand is drafted, corrected, submitted, taken back. */
import { nameOrHole, Problem } from '#base/problem.ts'
import type { Judgement } from '#ground/duties/admission/contract.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { isLarge } from '#ground/workbooks/read/is-large.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { getFile } from '#kernel/files/store.ts'
import { enqueue } from '#kernel/jobs/jobs.ts'
import { newId } from '#kernel/log/id.ts'
import type { ReportPlan } from '../contract.ts'
import { readFirst, unread, withoutExtension } from '../understanding.ts'
import type { DemandState } from './contract.ts'
import * as contracts from './contract.ts'
import * as queries from './queries.ts'
import * as rules from './rules.ts'
import { judgeDemand } from './survey/judging.ts'

export const draft = action(contracts.draftDemand, {
  may: 'demand.ask',
  async run(ctx, { file, ...terms }) {
    const stored = await getFile(ctx, file)
    const { lo, hi } = ctx.actor
    const large = await isLarge(stored.path)
    const read = large
      ? unread({ lo, hi }, terms.title ?? withoutExtension(stored.name))
      : await readFirst(ctx, file, { lo, hi }, terms.title)
    await judgeStreets(ctx, terms.streets ?? [])
    const id = newId()
    await queries.insertDemand(ctx.sql, {
      street: ctx.street,
      id,
      region: Math.floor(lo / 1000) * 1000,
      // The office speaks by the title of the post, which its administrator gave.
      terms: { ...terms, title: read.title, asker: ctx.actor.title },
      file,
      fileName: stored.name,
      sheets: read.sheets,
      plan: read.plan,
      state: large ? 'reading' : 'draft',
      follows: null,
      login: ctx.actor.login,
      post: ctx.actor.post,
      at: ctx.now,
    })
    noteEvent(ctx, 'demand.drafted', [], [], { demand: id })
    const titled = terms.title === undefined ? {} : { titled: terms.title }
    const job = large ? await enqueue(ctx, 'demand.understand', { demand: id, ...titled }) : null
    if (job) await queries.updateJob(ctx.sql, ctx.street, id, job)
    return { id, job }
  },
})

/** @throws Problem region.unknown for a street out of reach, or one that does not work with Linli */
async function judgeStreets(ctx: Ctx, streets: readonly number[]): Promise<void> {
  const known = new Set(
    (await queries.listTargets(ctx.sql, rules.reachOf(ctx.street))).flatMap(({ street, here }) => (here ? [street] : [])),
  )
  if (new Set(streets).size < streets.length || streets.some((street) => !known.has(street)))
    throw new Problem('region.unknown', {}, [{ path: '/streets', say: 'region.unknown' }])
}

export const change = action(contracts.changeDemand, {
  may: 'demand.ask',
  async run(ctx, { id, ...terms }) {
    await getHeld(ctx, id, ['draft'])
    if (terms.streets) await judgeStreets(ctx, terms.streets)
    await queries.updateDemand(ctx.sql, ctx.street, id, terms)
    noteEvent(ctx, 'demand.changed', [], [], { demand: id })
    return { id }
  },
})

export const plan = action(contracts.changeDemandPlan, {
  may: 'demand.ask',
  async run(ctx, { id, plan: given }) {
    await getHeld(ctx, id, ['draft'])
    const { elements } = await getStreetCatalogue(ctx)
    const unknown = given.sheets.flatMap((sheet) => sheet.columns).find((column) => column.element && !elements.has(column.element))
    if (unknown) throw new Problem('element.unknown', { element: nameOrHole(unknown.element ?? '') })
    await queries.updateDemandPlan(ctx.sql, ctx.street, id, withoutSubjects({ ...given, lo: ctx.actor.lo, hi: ctx.actor.hi }))
    noteEvent(ctx, 'demand.planned', [], [], { demand: id })
    return { id }
  },
})

/** Subjects of the asker's own register mean nothing elsewhere. */
function withoutSubjects(given: ReportPlan): ReportPlan {
  return { ...given, sheets: given.sheets.map(({ subject: _, ...sheet }) => sheet) }
}

export const submit = action(contracts.submitDemand, {
  may: 'demand.ask',
  async run(ctx, { id }) {
    const row = await getHeld(ctx, id, ['draft'])
    const lacks = rules.findLacks(row, ctx.today)
    if (lacks.length > 0) throw new Problem('input.invalid', { count: lacks.length }, lacks)
    await judgeStreets(ctx, row.streets)
    await queries.updateSubmitted(ctx.sql, ctx.street, id, ctx.now)
    await queries.insertDemandStreets(ctx.sql, ctx.street, id, row.region_no, row.streets)
    noteEvent(ctx, 'demand.submitted', [], [], { demand: id })
    for (const street of row.streets) noteEvent(ctx, 'demand.surveying', [], [], { demand: id, street })
    return { id }
  },
})

export const withdraw = action(contracts.withdrawDemand, {
  may: 'demand.ask',
  async run(ctx, { id }) {
    const { state, streets } = await getHeld(ctx, id, ['reading', 'unreadable', 'draft', 'submitted', 'admitted'])
    await queries.updateEnded(ctx.sql, ctx.street, id, 'withdrawn', ctx.now)
    noteEvent(ctx, 'demand.withdrawn', [], [], { demand: id })
    if (state === 'admitted') for (const street of streets) noteEvent(ctx, 'demand.taken-back', [], [], { demand: id, street })
    return { id }
  },
})

/** Whose it is, in the words of the suggestion that refuses. */
function reasonOf({ suggestions }: Judgement): Record<string, string | number> {
  const refusing = suggestions.find(({ decide }) => decide === 'refuse')
  return { title: refusing?.with.title ?? '', lead: refusing?.with.lead ?? '' }
}

/** At the level that owns the asking departments, once for all streets. */
export const decide = action(contracts.decideDemand, {
  may: 'demand.admit',
  async run(ctx, { id, admit, note }) {
    const row = await getHeld(ctx, id, ['submitted'])
    const { judgement } = await judgeDemand(ctx, row)
    // What was withdrawn upward does not come down, whoever would admit it.
    if (admit && judgement.verdict === 'refuse') throw new Problem('demand.withdrawn-upward', reasonOf(judgement))
    if (!admit && note === undefined) throw new Problem('input.invalid', { count: 1 }, [{ path: '/note', say: 'demand.lacks.note' }])
    const state = admit ? 'admitted' : 'refused'
    await queries.updateDecided(ctx.sql, ctx.street, id, { state, note: note ?? null, judgement, post: ctx.actor.post, at: ctx.now })
    noteEvent(ctx, admit ? 'demand.admitted' : 'demand.refused', [], [], { demand: id })
    if (admit) await send(ctx, id, row.streets)
    return { state }
  },
})

/** The next period: the admission of this one stands for it as long as its form is valid. This one is over. */
export const again = action(contracts.askAgain, {
  may: 'demand.ask',
  async run(ctx, { id, dueOn }) {
    const row = await getHeld(ctx, id, ['admitted'])
    if (row.period === 'once') throw new Problem('demand.asked-once')
    const lacks = rules.findLacks({ ...row, due_on: dueOn }, ctx.today)
    if (lacks.length > 0) throw new Problem('input.invalid', { count: lacks.length }, lacks)
    // A street whose objection was upheld is not asked the same again.
    const spared = (await queries.listDemandStreets(ctx.sql, ctx.street, id)).filter(({ state }) => state === 'upheld')
    const streets = row.streets.filter((street) => !spared.some((one) => one.street === street))
    if (streets.length === 0) throw new Problem('demand.nobody-left')
    await judgeStreets(ctx, streets)
    const next = newId()
    await queries.insertNext(ctx.sql, {
      street: ctx.street,
      id: next,
      follows: id,
      dueOn,
      streets,
      login: ctx.actor.login,
      post: ctx.actor.post,
      at: ctx.now,
    })
    await queries.updateEnded(ctx.sql, ctx.street, id, 'closed', ctx.now)
    await queries.insertDemandStreets(ctx.sql, ctx.street, next, row.region_no, streets)
    noteEvent(ctx, 'demand.asked-again', [], [], { demand: next, follows: id })
    await send(ctx, next, streets)
    return { id: next }
  },
})

/** Its means come now, to one street that sent it back for want of them. */
export const supply = action(contracts.supplyMeans, {
  may: 'demand.ask',
  async run(ctx, { id, street, ...means }) {
    await getHeld(ctx, id, ['admitted'])
    const line = (await queries.listDemandStreets(ctx.sql, ctx.street, id)).find((one) => one.street === street)
    if (line?.state !== 'sent-back') throw new Problem('thing.changed')
    if (!Object.values(means).some(Boolean)) throw new Problem('input.invalid', { count: 1 }, [{ path: '/money', say: 'input.required' }])
    await queries.updateDemand(ctx.sql, ctx.street, id, means)
    noteEvent(ctx, 'demand.supplied', [], [], { demand: id, street })
    return { id }
  },
})

/** One event for each street, so that each is followed, and tried again, by itself. */
export async function send(ctx: Ctx, id: string, streets: readonly number[]): Promise<void> {
  await queries.updateSent(ctx.sql, ctx.street, id)
  for (const street of streets) noteEvent(ctx, 'demand.sent', [], [], { demand: id, street })
}

/** @throws Problem thing.unknown, form.expired, thing.changed when it stands otherwise */
async function getHeld(ctx: Ctx, id: string, states: readonly DemandState[]): Promise<queries.DemandRow> {
  const row = await queries.lockDemand(ctx.sql, ctx.street, id)
  if (!row) throw new Problem('thing.unknown')
  const state = rules.stateOn(row.state, row.form_valid_to, ctx.today)
  if (state === 'expired') throw new Problem('form.expired', { day: row.form_valid_to ?? '' })
  if (!states.includes(state)) throw new Problem('thing.changed')
  return row
}
