/** The lists of whoever works, each found by indexes of its own, against one plain condition over every row. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { allRights } from '#catalogue/roles.ts'
import { type Actor, houseActor } from '#kernel/access/actor.ts'
import { newId } from '#kernel/log/id.ts'
import { pick, randomOf } from '../../../test/corpus/values.ts'
import { COMMUNITY, STREET } from '../../../test/stage.ts'
import { openStanding, type Standing } from '../../../test/standing.ts'
import { type ListName, lists } from './contract.ts'
import { addUnit } from './units/actions.ts'
import { list } from './views.ts'

const NOW = new Date('2026-11-22T02:00:00Z')
const SOON = new Date(NOW.getTime() + 2 * 86_400_000)
const BESIDE = COMMUNITY + 1
const MANY = 400
const random = randomOf('lists of matters')
const chance = (share: number) => random() < share
const hours = (from: number, to: number) => new Date(NOW.getTime() + Math.round(from + random() * (to - from)) * 3_600_000)

type Called = { party: string; arriveBy: Date | null; finishBy: Date; arrived: boolean; done: boolean; letGo: boolean }
type Matter = {
  id: string
  region: number
  stand: string
  lead: string
  holder: string | null
  due: Date | null
  raised: boolean
  paused: boolean
  returned: number
  reopened: number
  callDue: Date | null
  moved: Date
  sealed: boolean
  called: Called[]
}

const isOwed = ({ done, letGo }: Called) => !done && !letGo
const dueOf = ({ arriveBy, finishBy, arrived }: Called) => (arrived ? finishBy : (arriveBy ?? finishBy))

describe('lists of matters', () => {
  let house: Standing
  let unit: string
  const matters: Matter[] = []
  const posts: { name: string; actor: Actor; parties: string[]; sees: (matter: Matter) => boolean }[] = []

  before(async () => {
    house = await openStanding()
    const worker = { ...house.actor('department', COMMUNITY), lo: 0, hi: 0 }
    const made = await house.does(addUnit, houseActor(STREET, allRights), { kind: 'department', name: '城管中队' })
    unit = `unit:${made.id}`
    await house.above`
      insert into unit_post (street_id, unit_id, post_id, from_at) values (${STREET}, ${made.id}, ${worker.post}, ${NOW})`
    const [here, beside, street] = [`community:${COMMUNITY}`, `community:${BESIDE}`, `street:${STREET}`]
    const clerk = house.actor('clerk', COMMUNITY)
    const within =
      ({ lo, hi }: Actor) =>
      (matter: Matter) =>
        matter.region >= lo && matter.region <= hi
    const officer = house.actor('street')
    posts.push(
      { name: 'clerk', actor: clerk, parties: [here], sees: within(clerk) },
      { name: 'officer', actor: officer, parties: [street], sees: within(officer) },
      {
        name: 'department',
        actor: worker,
        parties: [unit],
        sees: ({ lead, called }) => lead === unit || called.some(({ party, letGo }) => party === unit && !letGo),
      },
    )
    const partyOf = () => pick(random, [here, beside, street, unit])
    for (let at = 0; at < MANY; at += 1) {
      const stand = pick(random, ['received', 'in-hand', 'answered', 'closed'])
      const called = ['street', 'unit']
        .filter(() => chance(0.2))
        .map((which): Called => {
          const arriveBy = chance(0.7) ? hours(-20, 100) : null
          const [arrived, done] = [arriveBy !== null && chance(0.4), chance(0.2)]
          return { party: which === 'unit' ? unit : street, arriveBy, finishBy: hours(20, 200), arrived, done, letGo: chance(0.15) }
        })
      const callDue = called
        .filter(isOwed)
        .map(dueOf)
        .sort((one, other) => one.getTime() - other.getTime())[0]
      matters.push({
        id: newId(),
        region: pick(random, [COMMUNITY, BESIDE]) * 1000 + 1,
        stand,
        lead: partyOf(),
        holder: chance(0.1) ? clerk.post : null,
        due: stand === 'closed' || chance(0.15) ? null : hours(-40, 200),
        raised: chance(0.1),
        paused: chance(0.1),
        returned: chance(0.1) ? 1 : 0,
        reopened: chance(0.1) ? 1 : 0,
        callDue: stand === 'closed' ? null : (callDue ?? null),
        moved: hours(-500, 0),
        sealed: chance(0.05),
        called,
      })
    }
    for (const one of matters) await insert(one)
  })
  after(() => house.close())

  async function insert({
    id,
    region,
    stand,
    lead,
    holder,
    due,
    raised,
    paused,
    returned,
    reopened,
    callDue,
    moved,
    sealed,
    called,
  }: Matter) {
    const parties = [...new Set([lead, ...called.filter(({ letGo }) => !letGo).map(({ party }) => party)])]
    await house.above`
      insert into matter (street_id, id, number, region_no, type_id, type_origin, type_version, category, channel, stand, outcome, lead, place, parties, holder_post,
        due_at, due_what, raised, paused, returned, reopened, call_due_at, opened_at, moved_at, closed_at, sealed, reporters, rev)
      values (${STREET}, ${id}, ${id}, ${region}, 'appeal', 'shipped', 1, 'other', 'phone', ${stand}, ${stand === 'closed' ? 'confirmed' : null}, ${lead}, ${lead},
        string_to_array(${parties.join()}, ','), ${holder}, ${due}, ${due && 'resolve'}, ${raised ? 'street' : null}, ${paused}, ${returned}, ${reopened}, ${callDue}, ${NOW}, ${moved},
        ${stand === 'closed' ? moved : null}, ${sealed}, 1, 1)`
    await house.above`
      insert into act (street_id, matter_id, seq, kind, at, post_id, body, words) values (${STREET}, ${id}, 1, 'open', ${NOW}, ${id}, '{}', '{"title": "灯不亮"}')`
    for (const { party, arriveBy, finishBy, arrived, done, letGo } of called)
      await house.above`
        insert into matter_party (street_id, matter_id, party, since, arrive_by, arrived_at, finish_by, done_at, let_go)
        values (${STREET}, ${id}, ${party}, ${NOW}, ${arriveBy}, ${arrived ? NOW : null}, ${finishBy}, ${done ? NOW : null}, ${letGo})`
  }

  function expected(name: ListName, { actor, parties, sees }: (typeof posts)[number]): Matter[] {
    const owed = (matter: Matter) => matter.called.filter((call) => isOwed(call) && parties.includes(call.party)).map(dueOf)
    const runs = ({ stand }: Matter) => stand === 'received' || stand === 'in-hand'
    const leads = ({ lead }: Matter) => parties.includes(lead)
    const wanted: Record<ListName, (matter: Matter) => boolean> = {
      mine: (one) => one.stand !== 'closed' && (leads(one) || one.holder === actor.post),
      called: (one) => one.stand !== 'closed' && owed(one).length > 0,
      due: (one) =>
        runs(one) && ((one.due !== null && one.due < SOON && (actor.hi > 0 || leads(one))) || owed(one).some((due) => due < SOON)),
      stuck: (one) =>
        runs(one) && (one.raised || one.paused || one.returned > 0 || one.reopened > 0 || (one.callDue !== null && one.callDue < NOW)),
      open: (one) => one.stand !== 'closed',
      closed: (one) => one.stand === 'closed',
    }
    const keyOf = (one: Matter) => {
      if (name === 'closed') return -one.moved.getTime()
      const due = name === 'called' ? Math.min(...owed(one).map((at) => at.getTime())) : one.due?.getTime()
      return due ?? Number.POSITIVE_INFINITY
    }
    const byKey = (one: Matter, other: Matter) => {
      const [first, second] = [keyOf(one), keyOf(other)]
      return first === second ? (one.id < other.id ? -1 : 1) : first - second
    }
    // What one leads or is called to is hers wherever it lies.
    const reaches = (one: Matter) => sees(one) || ((name === 'mine' || name === 'called') && (leads(one) || owed(one).length > 0))
    return matters.filter((one) => !one.sealed && reaches(one) && wanted[name](one)).sort(byKey)
  }

  for (const name of lists)
    test(`${name}: page by page the same as all rows looked at one by one`, async () => {
      for (const post of posts) {
        const found: string[] = []
        let after: string | undefined
        do {
          const page = await house.does(list, post.actor, { list: name, limit: 7, ...(after ? { after } : {}) })
          found.push(...page.lines.map(({ id }) => id))
          after = page.next ?? undefined
        } while (after)
        assert.deepEqual(found, expected(name, post).map(({ id }) => id), `${name} of the ${post.name}`) // biome-ignore format: one call
      }
    })
})
