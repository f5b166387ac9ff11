/**
 * Sharing out what is due: each notice gets its way and its moment, and those that go now in one message are put together. What comes back is sent
 * outside of the transaction. A message that nobody closes within the lease, because Linli was killed, is given out once more under the same id.
 */
import { listRegionNames } from '#ground/places/queries.ts'
import type { Tx } from '#kernel/action/context.ts'
import type { House } from '#kernel/action/house.ts'
import type { CarrierName, Outgoing } from '#kernel/carriers/carrier.ts'
import { newId } from '#kernel/log/id.ts'
import type { Channel } from './contract.ts'
import { readEditions } from './kinds.ts'
import * as queries from './queries.ts'
import { listReachable, officeFor, type Reachable } from './reach.ts'
import { afterQuiet, channelFor, nextMidnight, QUIET, whenMaySend } from './rules.ts'
import { sayMessage } from './say-message.ts'

export type Message = { carrier: CarrierName; outgoing: Outgoing }

/** How long a carrier may take, its own waiting included, before it counts as gone. */
export const LEASE_MS = 5 * 60_000
/** Of one turn: with every carrier as slow as it may be, a turn still ends before its lease. */
const MOST_AT_ONCE = 100
const DAY_MS = 86_400_000

type Plan = {
  row: queries.NoticeRow
  reach: Reachable | undefined
  /** Undefined where there is no way, or none left. */
  channel: Channel | undefined
  reason: string | null
  /** Of what a carrier takes. */
  sendAt?: Date
  message?: string
}

/** `more` when the next turn should follow at once. */
export async function shareOut(sql: Tx, house: House, street: number, now: Date): Promise<{ messages: Message[]; more: boolean }> {
  await queries.lockShare(sql, street)
  const rows = await takeRows(sql, street, now)
  if (rows.length === 0) return { messages: [], more: false }
  const keys = await house.keys.ofStreet(sql, street)
  const persons = [...new Set(rows.flatMap(({ person }) => person ?? []))]
  const dayBegan = new Date(nextMidnight(now).getTime() - DAY_MS)
  const reach = await listReachable(sql, { keys, house, street, now }, persons, dayBegan)
  const tried = await listTried(sql, street, rows)
  const plans = rows.map((row) => planOf(row, row.person ? reach.get(row.person) : undefined, tried.get(row.id) ?? new Set(), now))
  const going = gather(plans, now)
  await queries.changeNotices(
    sql,
    street,
    plans.map((plan) => changeOf(plan, now)),
  )
  await queries.insertAttempts(
    sql,
    street,
    plans.flatMap((plan) => stepOf(plan, now)),
  )
  const kindOf = await readEditions(sql, street, rows)
  const [offices, names] = [await queries.listOfficeRows(sql, street), await listRegionNames(sql, street)]
  const messages = going.map((group): Message => {
    const { row, reach: reader, channel, message } = group[0]!
    const carrier = channel as CarrierName
    const office = officeFor(offices, names, row.region)
    const said = sayMessage(
      group.map((plan) => ({ kind: kindOf(plan.row), words: plan.row.words })),
      office,
      reader!.choice.language,
    )
    return { carrier, outgoing: { to: reader!.numbers[carrier === 'sms' ? 'mobile' : 'wechat']!, id: message!, at: now, ...said } }
  })
  return { messages, more: rows.length >= MOST_AT_ONCE }
}

/** What is due, and along with it what waits for the same people. */
async function takeRows(sql: Tx, street: number, now: Date): Promise<queries.NoticeRow[]> {
  const due = await queries.takeDue(sql, street, now, MOST_AT_ONCE)
  const persons = [...new Set(due.flatMap(({ person }) => person ?? []))]
  const along = persons.length > 0 ? await queries.takeWaitingOf(sql, street, persons) : []
  return [...due, ...along.filter((one) => !due.some(({ id }) => id === one.id))]
}

/** Ways that were given up for these notices. */
async function listTried(sql: Tx, street: number, rows: readonly queries.NoticeRow[]): Promise<Map<string, Set<Channel>>> {
  const tried = new Map<string, Set<Channel>>()
  const again = rows.filter(({ tries }) => tries > 0).map(({ id }) => id)
  if (again.length === 0) return tried
  for (const { notice, channel, step } of await queries.listAttempts(sql, street, again))
    if (channel && (step === 'failed' || step === 'back')) tried.set(notice, (tried.get(notice) ?? new Set()).add(channel))
  return tried
}

function planOf(row: queries.NoticeRow, reach: Reachable | undefined, tried: ReadonlySet<Channel>, now: Date): Plan {
  const way = (channel: Channel | undefined, reason: string | null = null): Plan => ({ row, reach, channel, reason })
  // A door has a letter box and nothing else; whoever lives there finds it in her inbox too.
  if (row.dwelling) return way('letter')
  if (!reach || reach.died) return way(undefined, reach ? 'died' : 'gone')
  const urgent = row.urgent ?? undefined
  // Given out before: it counted towards its day then, and goes again as it was.
  if (row.state === 'sending' && row.channel && reach.possible.includes(row.channel)) {
    const sendAt = urgent === 'life' ? now : afterQuiet(reach.choice.quiet ?? QUIET, now)
    return { ...way(row.channel), sendAt, message: row.message! }
  }
  const channel = channelFor(reach.choice, reach.possible, urgent, tried)
  if (channel !== 'sms' && channel !== 'wechat') return way(channel, channel ? null : 'no-way')
  return { ...way(channel), sendAt: whenMaySend(urgent, reach.choice, reach.sent, now) }
}

const goesNow = ({ sendAt }: Plan, now: Date) => sendAt !== undefined && sendAt <= now

/** One message for each reader and carrier; an urgent notice goes by itself, so that it is not lost among others. */
function gather(plans: Plan[], now: Date): Plan[][] {
  const groups = new Map<string, Plan[]>()
  for (const plan of plans.filter((one) => goesNow(one, now))) {
    const key = plan.message ?? [plan.reach!.kept, plan.channel, plan.row.urgent ? plan.row.id : ''].join(' ')
    groups.set(key, [...(groups.get(key) ?? []), plan])
  }
  for (const group of groups.values()) {
    const message = group[0]!.message ?? newId()
    for (const plan of group) plan.message = message
  }
  return [...groups.values()]
}

function changeOf(plan: Plan, now: Date): queries.NoticeChange {
  const { row, channel, sendAt, message } = plan
  const stays = { id: row.id, channel: channel ?? null, tries: row.tries, message: message ?? null, sentAt: null }
  if (!channel) return { ...stays, state: 'stuck', dueAt: null }
  if (channel === 'app') return { ...stays, state: 'sent', dueAt: null, sentAt: now }
  if (!sendAt) return { ...stays, state: 'queued', dueAt: null }
  if (goesNow(plan, now))
    return { ...stays, state: 'sending', dueAt: new Date(now.getTime() + LEASE_MS), tries: row.tries + 1, sentAt: now }
  return { ...stays, state: row.state, dueAt: sendAt }
}

/** What is worth telling of it; that something waits for its hour is seen at the notice itself. */
function stepOf({ row, channel, sendAt, reason }: Plan, now: Date): queries.NewAttempt[] {
  if (sendAt) return []
  const step = channel === undefined ? 'failed' : channel === 'app' ? 'sent' : 'queued'
  return [{ id: newId(), notice: row.id, region: row.region, channel: channel ?? null, step, reason, at: now, post: null }]
}
