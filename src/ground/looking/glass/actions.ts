/** Writes: the glass is broken, closed, and reviewed by somebody else; the person is told by the house. */
import { Problem } from '#base/problem.ts'
import { parseIdNumber } from '#base/values/id-number.ts'
import { isRefused } from '#base/values/parsed.ts'
import { holdsPersonalNumber } from '#base/values/personal.ts'
import { parsePhone } from '#base/values/phone.ts'
import { findSubjects } from '#ground/facts/queries.ts'
import { getCalendar, getLaw } from '#ground/law/law.ts'
import { getRule, numberIn } from '#ground/law/rules.ts'
import { tell } from '#ground/notices/tell.ts'
import { isClosedTo } from '#ground/residents/closings/queries.ts'
import { countClaim } from '#kernel/access/phone-queries.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { dayOf } from '#kernel/action/house.ts'
import { newId } from '#kernel/log/id.ts'
import { isOpen, reviewDueOn } from '../rules.ts'
import * as contracts from './contract.ts'
import * as queries from './queries.ts'

/** Tries of one login a day, right or wrong: a number and a name are not found by trying. */
const MOST_TRIES = 10
const HOUR_MS = 3_600_000

export const open = action(contracts.openGlass, {
  may: 'glass.open',
  // Whatever becomes of it: a refusal would take the count back.
  async before(house, { login }) {
    if (!(await countClaim(house.app, login, dayOf(house.now()), MOST_TRIES))) throw new Problem('glass.spent', { most: MOST_TRIES })
  },
  async run(ctx, { hours, reason, whole, ...wanted }) {
    if (holdsPersonalNumber(reason)) throw new Problem('input.invalid', { count: 1 }, [{ path: '/reason', say: 'input.personal' }])
    const rule = getRule(await getLaw(ctx), 'break-glass', ctx.today)
    const [mostHours, mostADay] = [numberIn(rule, 'hours'), numberIn(rule, 'perDay')]
    if (hours > mostHours)
      throw new Problem('input.invalid', { count: 1 }, [{ path: '/hours', say: 'glass.hours', with: { most: mostHours } }])
    if ((await queries.countOpenedSince(ctx.sql, ctx.street, ctx.actor.login, ctx.today)) >= mostADay)
      throw new Problem('glass.spent', { most: mostADay })
    const behind = await queries.findBehind(ctx.sql, { ...(await readWanted(ctx, wanted)), whole })
    if (!behind) throw new Problem('thing.unknown')
    const id = newId()
    const expiresAt = new Date(ctx.now.getTime() + hours * HOUR_MS)
    await queries.insertGlass(ctx.sql, {
      street: ctx.street,
      id,
      region: behind.region,
      person: behind.person,
      subjects: behind.ids,
      reason,
      at: ctx.now,
      expiresAt,
      reviewBy: reviewDueOn(ctx.today, numberIn(rule, 'reviewDays'), await getCalendar(ctx)),
      login: ctx.actor.login,
      post: ctx.actor.post,
    })
    ctx.look({ subjects: behind.ids, fields: [], reason, filter: { glass: id } })
    noteEvent(ctx, 'glass.opened', behind.ids, [], { glass: id })
    return { id, expiresAt: expiresAt.toISOString() }
  },
})

/** An id is taken from one's own pages only; otherwise number and name, as they stand on a card. */
async function readWanted(ctx: Ctx, { person, number, name }: { person?: string; number?: string; name?: string }) {
  if (person) {
    const [row] = await findSubjects(ctx.sql, ctx.street, [person])
    if (row?.kind !== 'person') throw new Problem('thing.unknown')
    return { person, token: null, lexeme: null, name: null }
  }
  if (!number || !name) throw new Problem('input.invalid', { count: 1 }, [{ path: number ? '/name' : '/number', say: 'input.required' }])
  const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
  const [id, phone] = [parseIdNumber(number, ctx.today), parsePhone(number)]
  if (isRefused(id) && isRefused(phone)) throw new Problem('input.invalid', { count: 1 }, [{ path: '/number', say: 'glass.number-wrong' }])
  return {
    person: null,
    token: isRefused(id) ? null : keys.token('id-number', id.value.number),
    lexeme: isRefused(phone) ? null : `k${keys.token('phone', phone.value.number)}`,
    name: name.trim(),
  }
}

export const close = action(contracts.closeGlass, {
  may: 'glass.open',
  async run(ctx, { id }) {
    await getOpen(ctx, id)
    await queries.updateClosed(ctx.sql, ctx.street, id, ctx.now)
    noteEvent(ctx, 'glass.closed', [], [], { glass: id })
    return {}
  },
})

/** The reader's own, in the post it was opened in, and not over. @throws Problem thing.unknown, glass.over */
export async function getOpen(ctx: Ctx, id: string): Promise<queries.GlassRow> {
  const row = await queries.findGlass(ctx.sql, ctx.street, id)
  if (!row || row.login !== ctx.actor.login || row.post !== ctx.actor.post) throw new Problem('thing.unknown')
  const term = { expiresAt: new Date(row.expires), closedAt: row.closed ? new Date(row.closed) : null }
  if (!isOpen(term, ctx.now)) throw new Problem('glass.over')
  return row
}

export const review = action(contracts.reviewGlass, {
  may: 'glass.review',
  async run(ctx, { id, justified, words }) {
    const row = await queries.findGlass(ctx.sql, ctx.street, id)
    if (!row || row.region < ctx.actor.lo || row.region > ctx.actor.hi) throw new Problem('thing.unknown')
    if (row.login === ctx.actor.login) throw new Problem('review.own')
    const review = { at: ctx.now, login: ctx.actor.login, justified, words: words.trim() }
    if (!(await queries.updateReviewed(ctx.sql, ctx.street, id, review))) throw new Problem('thing.changed')
    noteEvent(ctx, justified ? 'glass.justified' : 'glass.unjustified', [row.person], [], { glass: id })
    return {}
  },
})

/** Nobody's post: the person may live where whoever opened or reviewed it does not see. What is closed to her for now she is not told either. */
export const tellThem = action(contracts.tellOfGlass, {
  may: 'glass.tell',
  async run(ctx, { id, unjustified }) {
    const row = await queries.findGlass(ctx.sql, ctx.street, id)
    if (!row) throw new Error('a glass that is to be told of is not there')
    const persons = (await findSubjects(ctx.sql, ctx.street, row.subjects)).filter(
      ({ kind, merged_into }) => kind === 'person' && !merged_into,
    )
    let told = 0
    for (const { id: person } of persons) {
      if (await isClosedTo(ctx.sql, ctx.street, { person, login: row.login }, ctx)) continue
      const kind = unjustified ? 'glass.unjustified' : 'glass.opened'
      const outcome = await tell(ctx, { person, kind, words: { at: row.opened }, refs: { glass: id } })
      if ('notice' in outcome) told += 1
    }
    return { told }
  },
})
