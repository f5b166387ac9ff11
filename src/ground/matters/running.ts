/** One act, from the lock on the row to the new row: the only way in which a matter changes. */
import type { WorkingCalendar } from '#base/calendar/working-days.ts'
import { Problem } from '#base/problem.ts'
import { getCalendar } from '#ground/law/law.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { coverWords } from './covered-words.ts'
import type { Act } from './life/acts.ts'
import { fold } from './life/fold.ts'
import { judgeAct, lines } from './life/judge.ts'
import { coDues, rowOf } from './life/row.ts'
import type { Wanted } from './life/scene.ts'
import type { CoHandler, State } from './life/state.ts'
import { partWords } from './life/step.ts'
import * as queries from './queries.ts'
import { doerOf, enterMatters, enterUnseen } from './scope.ts'
import { markTokens } from './similar/queries.ts'
import type { MatterType } from './types/type.ts'

export type Running = { matter: queries.Matter; type: MatterType; acts: queries.ActRow[]; state: State }

/** @throws Problem thing.unknown where this post sees no such matter */
export async function getRunning(ctx: Ctx, id: string): Promise<Running> {
  const matter = await queries.lockMatter(ctx.sql, ctx.street, id)
  if (!matter) throw new Problem('thing.unknown')
  await queries.openMatters(ctx.sql, [id])
  return unfold(ctx, matter)
}

export async function unfold(ctx: Ctx, matter: queries.Matter): Promise<Running> {
  const wanted = { id: matter.type_id, origin: matter.type_origin, version: matter.type_version }
  const [type, acts] = await Promise.all([typeOf(ctx, wanted), queries.listActs(ctx.sql, ctx.street, matter.id)])
  return { matter, type, acts, state: fold(type, acts) }
}

/** Types never change under a version; there are few. */
const types = new Map<string, MatterType>()

export async function typeOf(ctx: Ctx, wanted: { id: string; origin: 'shipped' | 'street'; version: number }): Promise<MatterType> {
  const key = `${wanted.origin === 'shipped' ? 0 : ctx.street} ${wanted.id} ${wanted.version}`
  const known = types.get(key)
  if (known) return known
  const type = await queries.findType(ctx.sql, ctx.street, wanted)
  if (!type) throw new Error(`no version ${key} of a type that matters run under`)
  types.set(key, type)
  return type
}

const REREAD_MS = 10_000
const calendars = new Map<number, { at: number; day: string; stamp: string; calendar: WorkingCalendar }>()

/** The street's calendar, looked at anew every few seconds. `fresh`: after a rule was changed. */
export async function calendarOf(ctx: Ctx, fresh = false): Promise<WorkingCalendar> {
  const known = calendars.get(ctx.street)
  if (!fresh && known && known.day === ctx.today && Date.now() - known.at < REREAD_MS) return known.calendar
  const stamp = await queries.readRuleStamp(ctx.sql, ctx.street)
  const calendar = !fresh && known?.stamp === stamp && known.day === ctx.today ? known.calendar : await getCalendar(ctx)
  calendars.set(ctx.street, { at: Date.now(), day: ctx.today, stamp, calendar })
  return calendar
}

export type Acting = {
  id: string
  wanted: Wanted
  words?: Record<string, unknown> | undefined
  /** What else must hold, of the matter as it was found. */
  check?: (running: Running) => Promise<void>
}

/**
 * The version that was on the screen is compared where one was sent: two who act on the same matter at once see of each other.
 * @throws Problem thing.unknown, precondition.failed, and what the judge says
 */
export async function actOn(ctx: Ctx, { id, wanted, words = {}, check }: Acting): Promise<{ rev: number; state: State }> {
  const parties = await enterMatters(ctx, 'with-sealed')
  const running = await getRunning(ctx, id)
  if (ctx.version !== undefined && ctx.version !== running.matter.rev) throw new Problem('precondition.failed', { rev: running.matter.rev })
  const calendar = await calendarOf(ctx)
  const doer = doerOf(ctx.actor, parties, running.matter.region_no)
  judgeAct({ type: running.type, state: running.state, doer, now: ctx.now, today: ctx.today, calendar }, wanted)
  await check?.(running)
  return keepAct(ctx, running, wanted, words, calendar)
}

/** Written down by somebody who may not see it: what came after with an order that was sealed. She is told nothing, not even that it is closed. */
export async function actUnseen(ctx: Ctx, { id, wanted, words = {} }: Omit<Acting, 'check'>): Promise<void> {
  await enterUnseen(ctx)
  const running = await getRunning(ctx, id)
  if (!lines[wanted.kind].in.includes(running.state.stand)) return
  await keepAct(ctx, running, wanted, words, await calendarOf(ctx))
}

/** Kept and folded anew; was judged before. */
export async function keepAct(
  ctx: Ctx,
  { matter, type, acts, state: before }: Running,
  wanted: Wanted,
  words: Record<string, unknown>,
  calendar: WorkingCalendar,
): Promise<{ rev: number; state: State; act: queries.ActRow }> {
  const parted = partWords(type, wanted, words, ctx.today)
  const act = { seq: before.seq + 1, kind: wanted.kind, at: ctx.now.toISOString(), post: ctx.actor.post, body: parted.body } as Act
  const state = fold(type, [...acts, act])
  const said = await coverWords(ctx, parted.words)
  // Of a sealed one nothing is told to whoever was called by mistake.
  const changed = changedParties(before, state, calendar).map((row) => (matter.sealed && row.let_go ? { ...row, off_at: null } : row))
  await Promise.all([
    queries.insertAct(ctx.sql, ctx.street, matter.id, { ...act, words: said }),
    queries.updateMatter(ctx.sql, ctx.street, matter.id, rowOf(type, state, calendar)),
    ...(changed.length > 0 ? [queries.writeParties(ctx.sql, ctx.street, matter.id, changed)] : []),
    ...(isOpen(before) === isOpen(state) ? [] : [markTokens(ctx.sql, ctx.street, matter.id, isOpen(state))]),
  ])
  // What kind of matter it is stands in no log: a sealed one would be known by it.
  noteEvent(ctx, 'matter.acted', [], [], { matter: matter.id, seq: act.seq })
  return { rev: act.seq, state, act: { ...act, words: said } }
}

function isOpen({ stand }: State): boolean {
  return stand !== 'closed'
}

function changedParties(before: State, after: State, calendar: WorkingCalendar): queries.PartyRow[] {
  const gone = [...before.co.values()].filter(({ party }) => !after.co.has(party))
  const here = [...after.co.values()].filter((co) => !isSameCo(before.co.get(co.party), co))
  return [...partyRows(gone, calendar, after), ...partyRows(here, calendar)]
}

/** Calls as they stand in the small table; `letGo`: those that are none any more in this state. Who leads it now was not sent home. */
export function partyRows(calls: readonly CoHandler[], calendar: WorkingCalendar, letGo?: State): queries.PartyRow[] {
  return calls.map((co) => {
    const { arriveBy, finishBy } = coDues(co, calendar)
    return {
      party: co.party,
      round: co.round,
      since: co.since,
      arrive_by: arriveBy,
      arrived_at: co.arrived ?? null,
      people: co.people ?? null,
      finish_by: finishBy,
      done_at: co.done ?? null,
      sent_back_at: co.sentBack ?? null,
      off_at: co.off ?? (letGo && letGo.lead !== co.party ? letGo.moved : null),
      verdict: co.verdict ?? null,
      did: co.did ?? null,
      let_go: letGo !== undefined,
    }
  })
}

function isSameCo(one: object | undefined, other: object): boolean {
  return one !== undefined && JSON.stringify(one) === JSON.stringify(other)
}
