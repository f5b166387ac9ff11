/** Doubles become one and can be parted again. Every reporter stays who she is; there are neither chains nor circles. */
import type { WorkingCalendar } from '#base/calendar/working-days.ts'
import { Problem } from '#base/problem.ts'
import { action } from '#kernel/action/action.ts'
import type { Ctx } from '#kernel/action/context.ts'
import * as contracts from './contract.ts'
import type { Party } from './life/acts.ts'
import { judgeAct } from './life/judge.ts'
import { takenClocks } from './life/merging.ts'
import type { Wanted } from './life/scene.ts'
import { listReporters, moveReporters } from './queries.ts'
import { calendarOf, getRunning, keepAct, type Running } from './running.ts'
import { doerOf, enterMatters } from './scope.ts'

type Doing = { ctx: Ctx; parties: ReadonlySet<Party>; calendar: WorkingCalendar; words: Record<string, unknown> }

export const merge = action(contracts.mergeMatters, {
  may: 'matter.dispatch',
  needsVersion: true,
  async run(ctx, { id, others, text }) {
    if (others.includes(id)) throw new Problem('matter.merge', { why: 'itself' })
    const doing = await begin(ctx, text)
    // Always in the same order, so that two who merge crosswise do not wait for each other.
    const running = new Map<string, Running>()
    for (const one of [id, ...others].sort()) running.set(one, await getRunning(ctx, one))
    const kept = running.get(id)!
    if (ctx.version !== kept.matter.rev) throw new Problem('precondition.failed', { rev: kept.matter.rev })
    let into = kept
    for (const other of others) into = await mergeOne(doing, into, running.get(other)!)
    return { rev: into.state.seq, stand: into.state.stand }
  },
})

/** What the other one held goes over by itself first: nothing hangs on something that hangs on something. */
async function mergeOne(doing: Doing, kept: Running, gone: Running): Promise<Running> {
  if (kept.matter.sealed !== gone.matter.sealed || `${kept.matter.barred}` !== `${gone.matter.barred}`)
    throw new Problem('matter.merge', { why: 'sealed' })
  let into = kept
  let from = gone
  for (const held of gone.state.holds) {
    const third = await getRunning(doing.ctx, held)
    const parted = await part(doing, from, third)
    from = parted.kept
    into = await join(doing, into, parted.gone)
  }
  return join(doing, into, from)
}

async function join(doing: Doing, kept: Running, gone: Running): Promise<Running> {
  const { ctx } = doing
  const reporters = [...gone.state.reporters.keys()]
  await keep(doing, gone, { kind: 'merge', body: { into: kept.matter.id } })
  await moveReporters(ctx.sql, ctx.street, reporters, kept.matter.id)
  return keep(doing, kept, { kind: 'merge', body: { gone: gone.matter.id, clocks: takenClocks(gone.state, ctx.now), reporters } })
}

export const unmerge = action(contracts.unmergeMatter, {
  may: 'matter.dispatch',
  needsVersion: true,
  async run(ctx, { id, other, text }) {
    const doing = await begin(ctx, text)
    const [first, second] = [id, other].sort()
    const one = await getRunning(ctx, first!)
    const two = await getRunning(ctx, second!)
    const [kept, gone] = first === id ? [one, two] : [two, one]
    if (ctx.version !== kept.matter.rev) throw new Problem('precondition.failed', { rev: kept.matter.rev })
    const { kept: left } = await part(doing, kept, gone)
    return { rev: left.state.seq, stand: left.state.stand }
  },
})

async function part(doing: Doing, kept: Running, gone: Running): Promise<{ kept: Running; gone: Running }> {
  const { ctx } = doing
  const theirs = (await listReporters(ctx.sql, ctx.street, [kept.matter.id])).filter(({ matter }) => matter === gone.matter.id)
  const left = await keep(doing, kept, { kind: 'unmerge', body: { gone: gone.matter.id } })
  const back = await keep(doing, gone, { kind: 'unmerge', body: { into: kept.matter.id } })
  await moveReporters(
    ctx.sql,
    ctx.street,
    theirs.map(({ id }) => id),
    gone.matter.id,
  )
  return { kept: left, gone: back }
}

async function begin(ctx: Ctx, text: string | undefined): Promise<Doing> {
  const parties = await enterMatters(ctx, 'with-sealed')
  return { ctx, parties, calendar: await calendarOf(ctx), words: text?.trim() ? { text: text.trim() } : {} }
}

async function keep({ ctx, parties, calendar, words }: Doing, running: Running, wanted: Wanted): Promise<Running> {
  const doer = doerOf(ctx.actor, parties, running.matter.region_no)
  judgeAct({ type: running.type, state: running.state, doer, now: ctx.now, today: ctx.today, calendar }, wanted)
  const { state, act } = await keepAct(ctx, running, wanted, words, calendar)
  return { ...running, acts: [...running.acts, act], state }
}
