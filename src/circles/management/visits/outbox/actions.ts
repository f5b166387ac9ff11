/** What comes from the field: one item, or an outbox. Each item is answered by itself, and none keeps another from being kept. */

import { listOpenOf } from '#ground/asks/door-queries.ts'
import { markChannel } from '#ground/asks/queries.ts'
import { declineAsks } from '#ground/asks/refusing.ts'
import { secondsFor } from '#ground/asks/rules.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, type Event, noteEvent } from '#kernel/action/context.ts'
import { isDatabaseLost } from '#kernel/db/lost.ts'
import { capturedAt, closing, judgeItem, lackOf } from '../rules.ts'
import { doorsOf } from '../walkers.ts'
import { sayAnswers, Unfit } from './answers.ts'
import { sayContact } from './contacts.ts'
import type { Item, ItemReply } from './contract.ts'
import * as contracts from './contract.ts'
import * as queries from './queries.ts'

export const sync = action(contracts.syncRound, {
  may: 'visit.record',
  async run(ctx, { items }) {
    const kept = new Map((await queries.findReplies(ctx.sql, ctx.street, items.map(({ id }) => id))).map((one) => [one.id, one])) // biome-ignore format: one call
    const replies = new Map<string, ItemReply>()
    const order = [...items].sort((one, other) => capturedAt(one, ctx.now).getTime() - capturedAt(other, ctx.now).getTime())
    for (const item of order) {
      const earlier = kept.get(item.id)
      if (earlier) replies.set(item.id, again(ctx, earlier))
      else if (!replies.has(item.id)) replies.set(item.id, await takeIn(ctx, item))
    }
    await reopen(ctx, items, replies)
    const counted: Record<string, number> = {}
    for (const { became } of replies.values()) counted[became] = (counted[became] ?? 0) + 1
    noteEvent(ctx, 'round.synced', [], [], counted)
    return { items: items.map(({ id }) => replies.get(id)!), now: ctx.now.toISOString() }
  },
})

export const record = action(contracts.recordVisit, {
  may: 'visit.record',
  async run(ctx, item) {
    const [earlier] = await queries.findReplies(ctx.sql, ctx.street, [item.id])
    if (earlier) return again(ctx, earlier)
    const reply = await takeIn(ctx, item)
    await reopen(ctx, [item], new Map([[item.id, reply]]))
    return reply
  },
})

/** What could not be kept is asked again: its door, though it was said to be done, stands open in the round once more. After all items, the knock among them. */
async function reopen(ctx: Ctx, items: readonly Item[], replies: ReadonlyMap<string, ItemReply>): Promise<void> {
  const unkept = items.filter(({ id, kind }) => kind !== 'visit' && replies.get(id)?.became === 'refused')
  const doors = new Map(unkept.map(({ round, dwelling }) => [`${round} ${dwelling}`, { round, dwelling }]))
  for (const door of doors.values()) await queries.reopenDoor(ctx.sql, ctx.street, { ...door, post: ctx.actor.post, today: ctx.today })
}

/** Sent once more, an item is what it became. The id of somebody else's is no longer free. */
function again(ctx: Ctx, { login, ...reply }: ItemReply & { login: string }): ItemReply {
  return login === ctx.actor.login ? reply : { id: reply.id, became: 'refused', why: 'visit.why.id-taken' }
}

/** In a savepoint of its own. What fails for a reason nobody foresaw is kept for a person to look at: it was acknowledged, and must not be lost. */
async function takeIn(ctx: Ctx, item: Item): Promise<ItemReply> {
  try {
    return await apart(ctx, (inner) => judge(inner, item))
  } catch (error) {
    if (error instanceof Unfit)
      return { id: item.id, became: 'refused', why: error.why, ...(error.elements.length > 0 ? { elements: error.elements } : {}) }
    if (isDatabaseLost(error)) throw error
    ctx.house.log('error', 'an item from the field failed', { item: item.id, code: (error as { code?: string }).code })
    const [post] = await queries.findPosts(ctx.sql, ctx.street, [item.post])
    return quarantine(ctx, item, 'visit.why.failed', post?.lo ?? ctx.actor.lo)
  }
}

/** Events of what is rolled back are not told. */
async function apart<T>(ctx: Ctx, run: (ctx: Ctx) => Promise<T>): Promise<T> {
  const events: Event[] = []
  const result = await ctx.sql.savepoint((sql) => run({ ...ctx, sql, note: (event) => events.push(event) }))
  for (const event of events) ctx.note(event)
  return result as T
}

async function judge(ctx: Ctx, item: Item): Promise<ItemReply> {
  const lack = lackOf(item)
  if (lack) throw new Unfit(lack)
  const at = capturedAt(item, ctx.now)
  const [post] = await queries.findPosts(ctx.sql, ctx.street, [item.post])
  const door = await queries.findReached(ctx.sql, ctx.street, item.round, item.dwelling)
  const hers = door && (await doorsOf(ctx, ctx.actor.login, { lo: door.region, hi: door.region }))
  const judged = judgeItem({
    post,
    sender: { login: ctx.actor.login, post: ctx.actor.post, mayPlan: ctx.actor.rights.has('round.plan') },
    today: ctx.today,
    walker: await queries.findWalkerAt(ctx.sql, ctx.street, item.round, at),
    inRound: door?.inRound ?? false,
    inReach: door !== undefined && (hers?.has(item.dwelling) ?? true),
  })
  if (judged.became === 'refused') throw new Unfit(judged.why)
  if (judged.became === 'quarantined') return quarantine(ctx, item, judged.why, door?.region ?? post!.lo)
  return keep(ctx, item, door!.region, at, { login: ctx.actor.login, post: item.post })
}

/** Its words are sealed until somebody decides; of what was heard nothing is said of anybody. */
async function quarantine(ctx: Ctx, item: Item, why: string, region: number): Promise<ItemReply> {
  const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
  await queries.insertItem(ctx.sql, ctx.street, {
    id: item.id,
    region,
    item,
    became: 'quarantined',
    why,
    elements: item.elements ?? item.answers?.map(({ element }) => element) ?? [],
    body: keys.seal(JSON.stringify(item)),
    at: capturedAt(item, ctx.now),
    saidAt: ctx.now,
    login: ctx.actor.login,
  })
  noteEvent(ctx, 'visit.quarantined', [], [], { item: item.id, why })
  return { id: item.id, became: 'quarantined', why }
}

export type Walked = { login: string; post: string }

/** An item is done what it says. @throws Unfit */
export async function keep(ctx: Ctx, item: Item, region: number, at: Date, walker: Walked, stored = true): Promise<ItemReply> {
  const done = await does[item.kind](ctx, item, region, at, walker)
  const became = done.conflicting && done.conflicting.length > 0 ? 'conflict' : 'accepted'
  if (stored)
    await queries.insertItem(ctx.sql, ctx.street, {
      id: item.id,
      region,
      item,
      became,
      why: done.why,
      elements: done.conflicting?.length ? done.conflicting : (done.elements ?? []),
      slip: done.slip,
      at,
      saidAt: ctx.now,
      login: ctx.actor.login,
    })
  return {
    id: item.id,
    became,
    ...(done.why ? { why: done.why } : {}),
    ...(done.conflicting?.length ? { elements: done.conflicting } : {}),
    ...(done.slip ? { slip: done.slip } : {}),
  }
}

type Done = { elements?: string[]; conflicting?: string[]; slip?: string | undefined; why?: string | undefined }

const does: Record<Item['kind'], (ctx: Ctx, item: Item, region: number, at: Date, walker: Walked) => Promise<Done>> = {
  answer: async (ctx, item, region, at, walker) => {
    const subject = await subjectAt(ctx, item)
    const said = await sayAnswers(ctx, { item, subject, region, at, walker })
    await markChannel(ctx.sql, ctx.street, subject, said.elements, 'door')
    return said
  },
  refusal: async (ctx, item) => {
    const subject = await subjectAt(ctx, item)
    const elements = item.elements ?? []
    const open = (await listOpenOf(ctx.sql, ctx.street, [subject])).filter((one) => elements.includes(one.element))
    // Answered or declined by somebody else meanwhile: there is nothing left to decline.
    if (open.length === 0) return { elements }
    const { slip } = await declineAsks(ctx, { id: item.id, subject, elements, reason: item.reason, channel: 'door' })
    return { elements, slip }
  },
  contact: async (ctx, item, _region, at) => ({ why: await sayContact(ctx, item, at) }),
  visit: recordKnock,
}

async function subjectAt(ctx: Ctx, { subject, dwelling }: Item): Promise<string> {
  if (!subject || !(await queries.belongsToDoor(ctx.sql, ctx.street, dwelling, subject))) throw new Unfit('visit.why.not-here')
  return subject
}

/** Between two knocks at the same door. */
const SAME_KNOCK_MS = 3 * 3600_000

async function recordKnock(ctx: Ctx, item: Item, region: number, at: Date, walker: Walked): Promise<Done> {
  const outcome = item.outcome!
  const { elements } = await getStreetCatalogue(ctx)
  const answered = await queries.listAnsweredAt(ctx.sql, ctx.street, item.round, item.dwelling, walker.login, new Date(at.getTime() - SAME_KNOCK_MS)) // biome-ignore format: one call
  const row = {
    id: item.id,
    round: item.round,
    dwelling: item.dwelling,
    region,
    outcome,
    at,
    comeBackAt: outcome === 'come-back' && item.comeBackAt ? new Date(item.comeBackAt) : null,
    seconds: answered.reduce((sum, element) => sum + secondsFor(elements.get(element)), 0),
    ...walker,
  }
  await queries.insertVisit(ctx.sql, ctx.street, row)
  await queries.updateDoor(ctx.sql, ctx.street, { ...row, how: closing.has(outcome) ? outcome : null, now: ctx.now })
  noteEvent(ctx, 'visit.recorded', [item.dwelling], [], { round: item.round, outcome })
  return outcome === 'refused' ? { slip: await declineAll(ctx, item) } : {}
}

/** Who refused is asked nothing more, nor is anything about the door and its household. Others who live there may still be asked, or answer by themselves. */
async function declineAll(ctx: Ctx, item: Item): Promise<string | undefined> {
  const person = item.subject ? [await subjectAt(ctx, item)] : []
  const subjects = [...new Set([...person, ...(await queries.listDoorSubjects(ctx.sql, ctx.street, item.dwelling))])]
  const open = await listOpenOf(ctx.sql, ctx.street, subjects)
  const slips: string[] = []
  for (const subject of subjects) {
    const elements = open.filter((one) => one.subject === subject).map(({ element }) => element)
    if (elements.length === 0) continue
    const { slip } = await declineAsks(ctx, {
      ...(slips.length === 0 ? { id: item.id } : {}),
      subject,
      elements,
      reason: item.reason,
      channel: 'door',
    })
    slips.push(slip)
  }
  return slips[0]
}
