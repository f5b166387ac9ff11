/** Matters of a house whose rows stay, brought into their stands through the door; and what every post may want of them there. */
import { isDeepStrictEqual } from 'node:util'
import { allRights } from '#catalogue/roles.ts'
import * as actions from '#ground/matters/actions.ts'
import type { SteerAct, WorkAct } from '#ground/matters/contract.ts'
import { fold } from '#ground/matters/life/fold.ts'
import { coDues, rowOf } from '#ground/matters/life/row.ts'
import type { Wanted } from '#ground/matters/life/scene.ts'
import type { State } from '#ground/matters/life/state.ts'
import * as merging from '#ground/matters/merge-actions.ts'
import type { ActRow } from '#ground/matters/queries.ts'
import { calendarOf } from '#ground/matters/running.ts'
import type { MatterType } from '#ground/matters/types/type.ts'
import { addUnit, changeUnit } from '#ground/matters/units/actions.ts'
import { type Actor, houseActor } from '#kernel/access/actor.ts'
import type { Operation } from '#kernel/action/action.ts'
import { COMMUNITY, OTHER_COMMUNITY, STREET } from '../stage.ts'
import { openStanding, type Standing } from '../standing.ts'

export type Post =
  | 'clerk'
  | 'colleague'
  | 'neighbour'
  | 'director'
  | 'street'
  | 'head'
  | 'grid'
  | 'police'
  | 'guard'
  | 'stranger'
  | 'auditor'
  | 'affairs'
export type Ask = { operation: Operation; input: (id: string) => Record<string, unknown>; wanted: Wanted }

export type MatterHouse = {
  house: Standing
  posts: Record<Post, Actor>
  units: { police: string; guard: string }
  /** A new matter in this stand; the moves are made by posts through the door. */
  bring: (moves: readonly Move[]) => Promise<string>
  stateOf: (id: string) => Promise<State>
  /** Everything that is kept of matters, as text. */
  kept: () => Promise<string>
  /** What of the rows is not what the acts say. */
  unlike: () => Promise<string[]>
}

export type Move = (made: {
  posts: Record<Post, Actor>
  units: { police: string; guard: string }
  reporter: string
  spare: string
}) => readonly [Post, Said]
export type Said = WorkAct | SteerAct | { kind: 'arbitrate'; lead?: string; called?: string } | { kind: 'merge'; other: string }

const TYPE = 'appeal'

export async function openMatterHouse(type: MatterType): Promise<MatterHouse> {
  const house = await openStanding()
  house.setNow(new Date('2026-11-02T01:00:00Z'))
  const hire = async (role: string, community?: number): Promise<Actor> => {
    const actor = house.actor(role, community)
    const made = role === 'department' ? { ...actor, lo: 0, hi: 0 } : actor
    await house.above`
      insert into login (id, name, shown_name, password_hash, totp_secret, created_at) values (${made.login}, ${made.login}, ${role}, '', '', now())`
    await house.above`
      insert into post (street_id, id, login_id, role, title, region_lo, region_hi, from_day)
      values (${STREET}, ${made.post}, ${made.login}, ${role}, ${role}, ${made.lo}, ${made.hi}, '2020-01-01')`
    return made
  }
  const posts = {
    clerk: await hire('clerk', COMMUNITY),
    colleague: await hire('clerk', COMMUNITY),
    neighbour: await hire('clerk', OTHER_COMMUNITY),
    director: await hire('director', COMMUNITY),
    street: await hire('street'),
    head: await hire('head'),
    grid: await hire('grid', COMMUNITY),
    police: await hire('department'),
    guard: await hire('department'),
    stranger: await hire('department'),
    auditor: await hire('auditor'),
    affairs: await hire('affairs'),
  }
  const unitOf = async (name: string, post: Actor) => {
    const { id } = await house.does(addUnit, posts.head, { kind: 'department', name })
    await house.does(changeUnit, posts.head, { id, name, phone: '', posts: [post.post] }, { version: 1 })
    return `unit:${id}`
  }
  const units = { police: await unitOf('派出所', posts.police), guard: await unitOf('城管中队', posts.guard) }
  await unitOf('供热公司', posts.stranger)

  const open = async () => {
    const input = {
      type: TYPE,
      category: 'noise-fume',
      channel: 'telephone' as const,
      region: COMMUNITY,
      title: '夜里很吵',
      reporter: { name: '赵敏' },
    }
    return (await house.does(actions.open, posts.clerk, input)).id
  }
  const actsOf = (id: string) => house.above<ActRow[]>`
    select seq, kind, at, post_id as post, body, words from act where matter_id = ${id} order by seq`
  const stateOf = async (id: string) => fold(type, await actsOf(id))
  const revOf = async (id: string) => (await house.above<{ rev: number }[]>`select rev from matter where id = ${id}`)[0]!.rev

  const bring = async (moves: readonly Move[]): Promise<string> => {
    const id = await open()
    const reporter = [...(await stateOf(id)).reporters.keys()][0]!
    for (const move of moves) {
      const spare = await open()
      const [who, said] = move({ posts, units, reporter, spare })
      const { operation, input } = askOf(said)
      await house.does(operation as never, posts[who], input(id) as never, { version: await revOf(id) })
    }
    return id
  }

  const kept = async () => {
    const tables = ['matter', 'act', 'matter_party', 'matter_reporter', 'log']
    const rows = await Promise.all(
      tables.map((table) => house.above.unsafe<{ row: string }[]>(`select t::text as row from ${table} t order by 1`)),
    )
    return rows.map((list) => list.map(({ row }) => row).join('\n')).join('\n\n')
  }

  const unlike = async (): Promise<string[]> => {
    const wide = houseActor(STREET, allRights)
    const scope = { street: STREET, lo: wide.lo, hi: wide.hi, login: wide.login, post: wide.post, sensitive: false }
    const calendar = await house.house.transaction(scope, (sql) =>
      calendarOf({
        house: house.house,
        sql,
        street: STREET,
        actor: wide,
        now: house.house.now(),
        today: '2026-11-02',
        dryRun: false,
        note: () => undefined,
        look: () => undefined,
      }),
    )
    const found: string[] = []
    for (const { row } of await house.above<{ row: Record<string, unknown> }[]>`select to_jsonb(m) as row from matter m`) {
      const id = String(row.id)
      const acts = await actsOf(id)
      const state = fold(type, acts)
      if (
        !isDeepStrictEqual(
          acts.map(({ seq }) => seq),
          acts.map((_, at) => at + 1),
        )
      )
        found.push(`${id}: a gap between its acts`)
      for (const [name, value] of Object.entries(JSON.parse(JSON.stringify(rowOf(type, state, calendar))) as Record<string, unknown>))
        if (!isDeepStrictEqual(plain(row[name]), value)) found.push(`${id}: ${name} is ${plain(row[name])}, its acts say ${value}`)
      const calls = (
        await house.above<{ row: Record<string, unknown> }[]>`
          select to_jsonb(p) as row from matter_party p where matter_id = ${id} and not let_go`
      ).map((one) => one.row)
      for (const co of state.co.values()) {
        const call = calls.find(({ party, round }) => party === co.party && round === co.round)
        const { arriveBy } = coDues(co, calendar)
        const said = [co.since, arriveBy, co.arrived, co.done, co.sentBack].map((at) => at?.toISOString() ?? null)
        const kept = call && [call.since, call.arrive_by, call.arrived_at, call.done_at, call.sent_back_at].map(plain)
        if (!isDeepStrictEqual(kept, said) || call?.verdict !== (co.verdict ?? null))
          found.push(`${id}: the call of ${co.party} is not what its acts say`)
      }
    }
    const noted = await house.above<{ matter: string; seq: number; times: number }[]>`
      select e->'refs'->>'matter' as matter, (e->'refs'->>'seq')::int as seq, count(*)::int as times
      from log, jsonb_array_elements(events) e where e->>'name' = 'matter.acted' group by 1, 2`
    for (const { matter, seq, times } of noted) if (times !== 1) found.push(`${matter}: act ${seq} stands ${times} times in the log`)
    const [acts] = await house.above<{ count: number }[]>`select count(*)::int as count from act where seq > 1`
    if (acts!.count !== noted.length) found.push(`${acts!.count} acts, ${noted.length} of them in the log`)
    return found
  }

  return { house, posts, units, bring, stateOf, kept, unlike }
}

/** A moment as the acts say it. */
function plain(value: unknown): unknown {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? new Date(value).toISOString() : (value ?? null)
}

const worked: ReadonlySet<string> = new Set(['take', 'send-back', 'arrive', 'finish', 'step', 'note', 'pause', 'resume', 'answer'])

/** Through which door an act is sent. */
export function askOf(said: Said): Pick<Ask, 'operation' | 'input'> {
  const text = '说明'
  if (said.kind === 'arbitrate') {
    const { kind: _kind, ...whom } = said
    return { operation: actions.arbitrate, input: (id) => ({ id, ...whom, text }) }
  }
  if (said.kind === 'merge') return { operation: merging.merge, input: (id) => ({ id, others: [said.other], text }) }
  return { operation: worked.has(said.kind) ? actions.work : actions.steer, input: (id) => ({ id, act: said, text }) }
}
