/** What the house does by itself: close by the published rule, escalate, go on after a pause; and reckon anew when the calendar changed. */

import { Type } from 'typebox'
import type { WorkingCalendar } from '#base/calendar/working-days.ts'
import { contract } from '#base/contract.ts'
import { action } from '#kernel/action/action.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { publishPlanned } from './designer/publishing.ts'
import { dueOfClock, openEscalations } from './life/clocks.ts'
import { hasEnded, judgeAct } from './life/judge.ts'
import { rowOf } from './life/row.ts'
import type { Wanted } from './life/scene.ts'
import { activeCo, isPaused, lastClock, type State } from './life/state.ts'
import { openMatters, updateMatter, writeParties } from './queries.ts'
import { calendarOf, getRunning, keepAct, partyRows, type Running } from './running.ts'
import { doerOf, enterMatters } from './scope.ts'
import type { MatterType } from './types/type.ts'
import { listOpenIds, listToAct } from './worklist-queries.ts'

/** In one transaction at most; the rest in the next. */
const BATCH = 100

/** Asked again until nothing is left. Sealed ones are kept too: the house tells nobody. */
export const tick = action(
  contract('matter.keep', 'POST /matters/keeping', { input: Type.Object({}), output: Type.Object({ done: Type.Integer() }) }),
  {
    may: 'matter.keep',
    async run(ctx) {
      const parties = await enterMatters(ctx, 'with-sealed')
      const calendar = await calendarOf(ctx)
      const ids = await listToAct(ctx.sql, ctx.street, ctx.now, BATCH)
      for (const id of ids) await keepOne(ctx, await getRunning(ctx, id), parties, calendar)
      return { done: ids.length + (await publishPlanned(ctx)) }
    },
  },
)

async function keepOne(ctx: Ctx, begun: Running, parties: ReadonlySet<string>, calendar: WorkingCalendar): Promise<void> {
  let running = begun
  const doer = doerOf(ctx.actor, parties, running.matter.region_no)
  for (const wanted of dueActs(running.type, running.state, ctx, calendar)) {
    judgeAct({ type: running.type, state: running.state, doer, now: ctx.now, today: ctx.today, calendar }, wanted)
    const { state, act } = await keepAct(ctx, running, wanted, {}, calendar)
    running = { ...running, acts: [...running.acts, act], state }
  }
  // Reckoned under another calendar than it was written: nothing is due after all, and it says so from now on.
  if (running === begun) await updateMatter(ctx.sql, ctx.street, begun.matter.id, rowOf(begun.type, begun.state, calendar))
}

/** What the house does at this moment by its rules. */
export function dueActs(type: MatterType, state: State, { now, today }: Pick<Ctx, 'now' | 'today'>, calendar: WorkingCalendar): Wanted[] {
  if (hasEnded(state, now)) return [{ kind: 'rule', body: { rule: 'ended' } }]
  const until = isPaused(state) ? state.pauses.at(-1)?.until : undefined
  if (until !== undefined && until <= today) return [{ kind: 'resume', body: {} }]
  if (state.stand === 'answered') {
    const confirm = lastClock(state, 'confirm')
    const due = confirm && dueOfClock(confirm, state, calendar)
    return due && due <= now ? [{ kind: 'rule', body: { rule: 'silence' } }] : []
  }
  return openEscalations(type, state, calendar)
    .filter(({ at }) => at <= now)
    .map(({ clock, to }) => ({ kind: 'escalate', body: { clock, to } }))
}

/** Every open matter's terms under the calendar as it is now, from one id to the next. */
export const reckon = action(
  contract('matter.reckon', 'POST /matters/reckoning', {
    input: Type.Object({ after: Type.String({ format: 'uuid' }) }),
    output: Type.Object({ next: Type.Union([Type.String(), Type.Null()]) }),
  }),
  {
    may: 'matter.keep',
    async run(ctx, { after }) {
      await enterMatters(ctx, 'with-sealed')
      const calendar = await calendarOf(ctx, true)
      const ids = await listOpenIds(ctx.sql, ctx.street, after, BATCH)
      await openMatters(ctx.sql, ids)
      for (const id of ids) {
        const { type, state } = await getRunning(ctx, id)
        await updateMatter(ctx.sql, ctx.street, id, rowOf(type, state, calendar))
        const calls = partyRows(activeCo(state), calendar)
        if (calls.length > 0) await writeParties(ctx.sql, ctx.street, id, calls)
      }
      return { next: ids.length < BATCH ? null : ids.at(-1)! }
    },
  },
)
