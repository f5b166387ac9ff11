import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as matters from '#ground/matters/actions.ts'
import * as matterViews from '#ground/matters/views.ts'
import type { Actor } from '#kernel/access/actor.ts'
import { AREA, ask, employ, handOver, item, settleTown, type Town } from '../../../../../test/rounds.ts'
import { COMMUNITY, STREET, type Stage, useStage } from '../../../../../test/stage.ts'
import { list, plan, read } from '../views.ts'
import { record, sync } from './actions.ts'
import type { Item } from './contract.ts'

const story = useStage()
const monday = new Date('2026-11-23T01:00:00Z')
const after = (days: number, hours = 0) => new Date(monday.getTime() + (days * 24 + hours) * 3_600_000)

type Row = { rev: number; contact_by: string; reached_at: string | null; tried_at: string | null }

const rowOf = async (stage: Stage, id: string) =>
  (
    await (
      await stage.ctx()
    ).sql<Row[]>`select rev, contact_by, reached_at, tried_at from matter where street_id = ${STREET} and id = ${id}`
  )[0]!

async function work(stage: Stage, who: Actor, id: string, act: Parameters<typeof matters.work.run>[1]['act']) {
  return stage.does(matters.work, who, { id, act }, { version: (await rowOf(stage, id)).rev })
}

async function careFor(stage: Stage, { clerk, who }: Town, name: string, every = 'day'): Promise<string> {
  const subject = who(name)
  const { id } = await stage.does(matters.open, clerk, { type: 'care', category: 'alone', channel: 'door', subject, title: '约定联系' })
  await work(stage, clerk, id, { kind: 'take' })
  await work(stage, clerk, id, { kind: 'step', step: 'agree', answers: { every, way: 'door', help: ['meals'] } })
  return id
}

async function watch(stage: Stage, { clerk, who }: Town, name: string): Promise<string> {
  const { id } = await stage.does(matters.open, clerk, {
    type: 'home-observation',
    category: 'other',
    channel: 'door',
    subject: who(name),
    title: '居家观察',
    ...(await openingOf(stage, clerk)),
  })
  await work(stage, clerk, id, { kind: 'take' })
  await work(stage, clerk, id, { kind: 'step', step: 'paper', answers: { paper: true } })
  return id
}

/** What the type asks before it is opened, and the day it ends with. */
async function openingOf(stage: Stage, clerk: Actor) {
  const { types } = await stage.does(matterViews.types, clerk, {})
  const type = types.find(({ id }) => id === 'home-observation')!
  const answers = Object.fromEntries(
    type.opening.flatMap(({ id, type: kind, required, choices }) =>
      required
        ? [[id, kind === 'codes' ? [choices[0]!.code] : kind === 'code' ? choices[0]!.code : kind === 'day' ? '2026-11-23' : '疾控通知']]
        : [],
    ),
  )
  return { answers, until: '2026-12-07' }
}

const contactsAt = async (stage: Stage, actor: Actor, round: string, door: string) =>
  (await stage.does(read, actor, { id: round })).list.find(({ dwelling }) => dwelling === door)?.contacts ?? []

/** What the telephone keeps of a touch, at a moment it was made. */
function told(round: string, door: string, who: Actor, contact: NonNullable<Item['contact']>, at: Date): Item {
  return item(round, door, who, { kind: 'contact', contact, at: at.toISOString() })
}

test(
  'a contact that is due stands at its door in a round, with nothing of why; where nothing else is asked it makes the door one to be planned',
  story(async (stage) => {
    stage.setNow(monday)
    const town = await settleTown(stage)
    await ask(stage, town.clerk, '居民核对')
    const zhang = await careFor(stage, town, '张伟')
    const wang = await careFor(stage, town, '王强', 'month')
    const zhao = await watch(stage, town, '赵敏')
    stage.setNow(after(1))
    const planned = await stage.does(plan, town.clerk, { area: AREA, post: town.worker.post, requests: [] })
    assert.deepEqual([planned.doors.length, planned.totals.contacts], [0, 0], 'a plan for some requests alone is for them')
    const whole = await stage.does(plan, town.clerk, { area: AREA, post: town.worker.post })
    assert.deepEqual(
      whole.doors.map(({ label, people, questions, until }) => [label, people, questions, until]),
      [
        ['阳光花园3号楼1单元101室', 1, 2, '2026-11-24'],
        ['阳光花园3号楼2单元501室', 1, 3, '2026-11-24'],
        ['阳光花园3号楼2单元502室', 1, 1, '2026-12-10'],
      ],
    )
    assert.equal(whole.totals.contacts, 2)
    assert.deepEqual(
      (await stage.does(list, town.clerk, {})).due.map(({ region, contacts }) => [region, contacts]),
      [[town.region, 2]],
    )
    assert.deepEqual((await stage.does(list, town.worker, {})).due, [], 'who only walks plans nothing')

    const round = await handOver(stage, town, [town.door('101'), town.door('501'), town.door('502')])
    const told = await stage.does(read, town.worker, { id: round })
    assert.deepEqual(
      told.list.map(({ contacts = [] }) =>
        contacts.map(({ matter, name, due, questions }) => [matter, name, due, questions.map(({ id }) => id)]),
      ),
      [[[zhao, '赵敏', after(1).toISOString(), ['need']]], [[zhang, '张伟', after(1).toISOString(), ['need']]], []],
    )
    const carried = JSON.stringify(told.list.map(({ contacts }) => contacts))
    for (const story of ['居家观察', '独居', '约定联系', '每天', 'alone', 'home-observation', 'meals"]'])
      assert.ok(!carried.includes(story), story)
    await stage.ctx()
    const looks = await stage.sql<{ subjects: string[]; reason: string }[]>`select subjects, reason from look where view = 'round.read'`
    assert.ok(
      looks.some(({ subjects, reason }) => reason === '十一月走访' && subjects.includes(town.who('张伟'))),
      'and she sees who looked',
    )
    assert.ok(wang)
  }),
)

test(
  'one touch at the door is an act of the matter, at its own time and once, however often it is sent; she is reached everywhere, and due anew on the next day, at a door that was done too',
  story(async (stage) => {
    stage.setNow(monday)
    const town = await settleTown(stage)
    const { worker } = town
    const id = await careFor(stage, town, '张伟')
    stage.setNow(after(1))
    const [room, round] = [town.door('501'), await handOver(stage, town, [town.door('501')])]
    const [due] = await contactsAt(stage, worker, round, room)
    const seen = told(round, room, worker, { matter: id, due: due!.due, outcome: 'reached', answers: { need: ['medicine'] } }, after(1, 1))
    const done = item(round, room, worker, { kind: 'visit', outcome: 'done', at: after(1, 1).toISOString() })
    stage.setNow(after(1, 20))
    for (const _time of [1, 2])
      assert.deepEqual(
        (await stage.does(sync, worker, { items: [seen, done] })).items.map(({ became, why }) => [became, why]),
        [
          ['accepted', undefined],
          ['accepted', undefined],
        ],
      )
    const row = await rowOf(stage, id)
    assert.deepEqual(
      [row.reached_at, row.contact_by],
      [after(1, 1).toISOString(), after(2, 1).toISOString()],
      'from when it was, not from when it was sent',
    )
    const acts = (await stage.does(matterViews.read, town.clerk, { id })).acts.filter(({ kind }) => kind === 'step')
    assert.equal(acts.length, 2)
    assert.deepEqual(
      acts.at(-1)!.says.map(({ value }) => value.zh),
      ['每天联系', 'reached', '2026-11-24 10:00', '这次要帮什么：买药送药'],
    )
    assert.deepEqual(
      (await contactsAt(stage, worker, round, room)).map((one) => one.due),
      [after(2, 1).toISOString()],
      'carried for tomorrow',
    )
    const refused = item(round, room, worker, { kind: 'visit', outcome: 'refused', at: after(1, 19).toISOString() })
    await stage.does(record, worker, refused)
    assert.equal((await contactsAt(stage, worker, round, room)).length, 1, 'done before stays done')
  }),
)

test(
  'in vain it stays due; reached by telephone meanwhile it is gone from the round, and what the door says afterwards takes nothing back and is told to be done already',
  story(async (stage) => {
    stage.setNow(monday)
    const town = await settleTown(stage)
    const { worker, clerk } = town
    const id = await careFor(stage, town, '张伟')
    stage.setNow(after(1))
    const [room, round] = [town.door('501'), await handOver(stage, town, [town.door('501')])]
    const [{ due } = { due: '' }] = await contactsAt(stage, worker, round, room)
    const contact = { matter: id, due }
    const say = (outcome: 'reached' | 'not-reached', at: Date) =>
      stage.does(record, worker, told(round, room, worker, { ...contact, outcome }, at))

    stage.setNow(after(1, 2))
    assert.deepEqual((await say('not-reached', after(1, 1))).why, undefined)
    assert.equal((await contactsAt(stage, worker, round, room)).length, 1)
    assert.equal((await rowOf(stage, id)).reached_at, null)

    stage.setNow(after(1, 4))
    await work(stage, clerk, id, { kind: 'step', step: 'daily', answers: {}, reached: true })
    assert.deepEqual((await contactsAt(stage, worker, round, room)).map((one) => one.due), [after(2, 4).toISOString()]) // biome-ignore format: one call
    stage.setNow(after(1, 8))
    const before = await rowOf(stage, id)
    assert.deepEqual(await say('not-reached', after(1, 3)).then(({ became, why }) => [became, why]), ['accepted', 'visit.why.contact-done'])
    assert.deepEqual(await rowOf(stage, id), before, 'nobody is sought in vain who was reached')
    const early = told(round, room, worker, { ...contact, outcome: 'reached', answers: { need: ['mend'] } }, after(1, 3))
    assert.equal((await stage.does(record, worker, early)).why, 'visit.why.contact-done-too')
    const now = await rowOf(stage, id)
    assert.deepEqual([now.reached_at, now.contact_by], [before.reached_at, before.contact_by], 'what was later stands')
    const { acts } = await stage.does(matterViews.read, clerk, { id })
    assert.ok(
      acts.some(({ says }) => says.some(({ value }) => value.zh === '这次要帮什么：家里修理')),
      'what she wished for is kept',
    )
    assert.equal((await stage.does(record, worker, early)).why, 'visit.why.contact-done-too', 'sent once more it is the same')
  }),
)

test(
  'who may not be in touch, or whom the matter is not for, finds nothing of it at the door and can say nothing to it; a matter that ended or is a department’s takes nothing',
  story(async (stage) => {
    stage.setNow(monday)
    const town = await settleTown(stage)
    const { worker, clerk } = town
    const id = await careFor(stage, town, '张伟')
    stage.setNow(after(1))
    const [room, round] = [town.door('501'), await handOver(stage, town, [town.door('501'), town.door('502')])]
    const [{ due } = { due: '' }] = await contactsAt(stage, worker, round, room)
    const blind: Actor = { ...worker, rights: new Set([...worker.rights].filter((right) => right !== 'care.contact')) }
    assert.deepEqual(await contactsAt(stage, blind, round, room), [])
    const say = (door = room) => told(round, door, worker, { matter: id, due, outcome: 'reached' }, after(1))
    assert.equal((await stage.does(record, blind, say())).became, 'refused')
    assert.equal((await stage.does(record, worker, say(town.door('502')))).why, 'visit.why.not-here', 'at another door')
    const other = await employ(stage, 'grid', '吴网格', { lo: town.region, hi: town.region })
    const theirs = { ...say(), post: other.post }
    assert.equal((await stage.does(record, other, theirs)).became, 'quarantined', 'not her round')

    await stage.ctx()
    await stage.sql`select set_config('app.sealed', 'on', true)`
    await stage.sql`update matter set sealed = true where id = ${id}`
    assert.deepEqual(await contactsAt(stage, worker, round, room), [])
    assert.equal((await stage.does(record, worker, say())).why, 'visit.why.contact-over', 'as if there were none')
    await stage.ctx()
    await stage.sql`select set_config('app.sealed', 'on', true)`
    await stage.sql`update matter set sealed = false, lead = 'unit:0190aaaa-0000-7000-8000-000000000001', holder_post = null where id = ${id}`
    assert.deepEqual(await contactsAt(stage, worker, round, room), [], 'a department sees to its own')
    assert.deepEqual((await stage.does(plan, clerk, { area: String(COMMUNITY) })).doors, [])
  }),
)
