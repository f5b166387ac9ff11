/** The administrative-affairs desk: its communities, its queue, who has what, what it may sign, and the minutes it takes off. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { raise } from '#ground/duties/objections/actions.ts'
import type { Actor } from '#kernel/access/actor.ts'
import { within } from '#kernel/action/across.ts'
import { type Stage, useStage } from '../../../../../test/stage.ts'
import { askStreets, bringForm, type County, peopleCounty, prepareCounty, roster } from '../../../../../test/streets.ts'
import * as reports from '../actions.ts'
import { close } from '../answers/actions.ts'
import { end, enter } from '../calendar/actions.ts'
import { handOver } from '../register/actions.ts'
import { giveBack as returnWhole, sign } from '../signing/actions.ts'
import { signing } from '../signing/views.ts'
import * as reportViews from '../views.ts'
import * as actions from './actions.ts'
import { piecesOf } from './rules.ts'
import * as views from './views.ts'

const story = useStage(prepareCounty)
const FIRST = 370683001001
const SECOND = 370683001002

/** Somebody holds a post of the desk over the whole street. */
async function openDesk(stage: Stage, { streets }: County): Promise<{ desk: Actor; head: Actor; clerk: Actor; other: Actor }> {
  const { head, clerks, street } = streets[0]!
  return { desk: await deskPost(stage, street, '行政事务专员'), head, clerk: clerks[0], other: clerks[1] }
}

async function deskPost(stage: Stage, street: number, title: string): Promise<Actor> {
  const desk = { ...stage.actorAt('affairs', street), title }
  await within(
    stage.house,
    street,
    (sql) => sql`
      insert into post (street_id, id, login_id, role, title, region_lo, region_hi, from_day)
      values (${street}, ${desk.post}, ${desk.login}, 'affairs', ${title}, ${desk.lo}, ${desk.hi}, '2026-01-01')`,
  )
  return desk
}

const queue = async (stage: Stage, who: Actor) =>
  (await stage.does(views.desk, who, {})).pieces.map(({ kind, title, community, on }) => [kind, title, community, on])

test(
  'one list of its communities in the order of days: to fill, to hand over, to sign, objections and entries; of others nothing',
  story(async (stage) => {
    const county = await peopleCounty(stage)
    const { desk, head, clerk, other } = await openDesk(stage, county)
    const file = await bringForm(stage, clerk, roster)
    const own = await stage.does(reports.receive, clerk, { file, asker: '某局', dueOn: '2026-11-24', basis: '通知', title: '甲表' })
    await stage.does(reports.receive, other, { file: await bringForm(stage, other, roster), asker: '某局', basis: '通知', title: '乙表' })
    await stage.does(enter, clerk, { kind: 'supervision', title: '督查', asker: '区里', on: '2026-11-02', every: 'monthly', minutes: 90 })
    const demand = await askStreets(stage, county)
    assert.deepEqual(await queue(stage, desk), [], 'nothing was named to it')
    await stage.refused(actions.assign, clerk, { post: desk.post, community: FIRST }, 'access.forbidden')
    await stage.refused(actions.assign, head, { post: clerk.post, community: FIRST }, 'input.invalid')
    const { id: area } = await stage.does(actions.assign, head, { post: desk.post, community: FIRST })
    assert.deepEqual(await stage.does(actions.assign, head, { post: desk.post, community: FIRST }), { id: area }, 'once')
    assert.deepEqual(await queue(stage, desk), [
      ['fill', '甲表', FIRST, '2026-11-24'],
      ['entry', '督查', FIRST, '2026-12-02'],
      ['fill', '高龄津贴名册', 370683001000, '2026-12-05'],
    ])
    await stage.does(reports.fill, desk, { id: own.id })
    await stage.does(reports.fill, desk, { id: demand })
    await stage.exhaust()
    await stage.does(raise, head, {
      about: { kind: 'request', id: demand, title: '高龄津贴名册' },
      asker: '民政局',
      reasons: ['duplicate'],
      words: '',
    })
    assert.deepEqual(
      (await queue(stage, desk)).map(([kind]) => kind),
      ['hand-over', 'objection', 'entry', 'sign'],
    )
    assert.equal((await queue(stage, clerk)).length, 4, 'a community sees what the desk does for it')
    assert.equal((await queue(stage, other)).length, 0, 'which is named to nobody')
    await stage.does(actions.release, head, { id: area })
    assert.deepEqual(await queue(stage, desk), [])
  }),
)

test(
  'it signs for a community only while the community itself lets it; the community may always sign',
  story(async (stage) => {
    const county = await peopleCounty(stage)
    const { desk, head, clerk, other } = await openDesk(stage, county)
    const director = stage.actor('director', FIRST)
    const id = await askStreets(stage, county)
    const { id: area } = await stage.does(actions.assign, head, { post: desk.post, community: FIRST })
    await stage.does(actions.assign, head, { post: desk.post, community: SECOND })
    await stage.does(reports.fill, desk, { id })
    await stage.exhaust()
    const delivery = (await stage.does(signing, head, { id })).delivery!
    await stage.refused(sign, desk, { id, delivery }, 'desk.not-entrusted')
    await stage.refused(actions.entrust, head, { id: area, signs: true }, 'access.forbidden')
    await stage.refused(actions.entrust, stage.actor('director'), { id: area, signs: true }, 'access.forbidden')
    await stage.refused(actions.entrust, stage.actor('director', SECOND), { id: area, signs: true }, 'thing.unknown')
    await stage.does(actions.entrust, director, { id: area, signs: true })
    await stage.does(actions.take, desk, { thing: id, community: FIRST })
    assert.deepEqual(await stage.does(sign, desk, { id, delivery }), { signed: 1 })
    await stage.refused(sign, desk, { id, delivery, region: SECOND }, 'desk.not-entrusted')
    const parts = (await stage.does(signing, head, { id })).parts
    assert.deepEqual(
      parts.map(({ signed }) => signed?.title),
      ['行政事务专员', undefined],
      'who signed is said',
    )
    await stage.does(actions.entrust, director, { id: area, signs: false })
    await stage.does(sign, other, { id, delivery })
    await stage.does(returnWhole, head, { id, delivery })
    const told = (await stage.does(views.desk, desk, {})).communities
    assert.deepEqual(
      told.map(({ community, signs, month, year }) => [community, signs, month, year]),
      [
        [FIRST, false, 10, 10],
        [SECOND, false, 0, 0],
      ],
    )
    void clerk
  }),
)

test(
  'taken over it says who has it, a colleague relieves her, and what is done counts its minutes for that community; given back or closed it counts nothing',
  story(async (stage) => {
    const county = await peopleCounty(stage)
    const { desk, head, clerk } = await openDesk(stage, county)
    const colleague = await deskPost(stage, desk.street, '行政事务专员乙')
    for (const post of [desk.post, colleague.post]) await stage.does(actions.assign, head, { post, community: FIRST })
    const receive = async (title: string) =>
      (await stage.does(reports.receive, clerk, { file: await bringForm(stage, clerk, roster), asker: '某局', basis: '通知', title })).id
    const [one, two, three] = [await receive('一'), await receive('二'), await receive('三')]
    const entry = await stage.does(enter, clerk, {
      kind: 'inspection',
      title: '检查',
      asker: '局',
      on: '2026-11-20',
      every: 'once',
      minutes: 45,
    })
    const holder = async (id: string, who = desk) => {
      const hold = (await stage.does(views.desk, who, {})).pieces.find((piece) => piece.id === id)?.hold
      return hold ? [hold.title, hold.mine] : hold
    }
    await stage.refused(actions.take, desk, { thing: one, community: SECOND }, 'thing.unknown')
    await stage.refused(actions.take, clerk, { thing: one, community: FIRST }, 'access.forbidden')
    const first = await stage.does(actions.take, desk, { thing: one, community: FIRST })
    assert.deepEqual(await holder(one), ['行政事务专员', true])
    assert.deepEqual(await holder(one, clerk), ['行政事务专员', false])
    await stage.does(actions.take, colleague, { thing: one, community: FIRST })
    assert.deepEqual(await holder(one), ['行政事务专员乙', false])
    await stage.refused(actions.giveBack, desk, { id: first.hold, done: true }, 'thing.changed')
    await stage.does(reports.fill, desk, { id: one })
    await stage.work()
    const { deliveries } = await stage.does(reportViews.read, desk, { id: one })
    await stage.does(handOver, desk, { id: deliveries[0]!.id, on: '2026-11-22', way: 'mail' })
    assert.equal(await holder(one), undefined)
    const given = await stage.does(actions.take, desk, { thing: two, community: FIRST })
    await stage.does(actions.giveBack, desk, { id: given.hold, done: false })
    assert.equal(await holder(two), null)
    await stage.does(actions.take, desk, { thing: three, community: FIRST })
    await stage.does(close, desk, { id: three, reason: 'twice' })
    await stage.does(actions.take, desk, { thing: entry.id, community: FIRST })
    await stage.does(end, desk, { id: entry.id, on: '2026-11-22' })
    const [community] = (await stage.does(views.desk, desk, {})).communities
    assert.deepEqual([community?.open, community?.month], [1, 30 + 45])
    stage.setNow(new Date('2026-12-01T02:00:00Z'))
    const [later] = (await stage.does(views.desk, desk, {})).communities
    assert.deepEqual([later?.month, later?.year], [0, 75])
  }),
)

test('what is over, expired or signed waits for nobody; an entry that comes again waits for its next day', () => {
  const request = {
    ...{ id: 'x', kind: 'workbook', title: '表', asker: '局', on: '2026-11-20', every: 'once' as const, until: null, minutes: null },
    ...{ counts: {}, planned: null, region: 1, demand: true },
  }
  const kinds = (more: object) => piecesOf({ ...request, state: 'received', ...more }, [{ request: 'x', region: 7, delivery: 'd' }], '2026-11-22').map(({ kind, on, region }) => [kind, on, region]) // biome-ignore format: one call
  assert.deepEqual(kinds({}), [['fill', '2026-11-20', 1]])
  assert.deepEqual(kinds({ state: 'filled' }), [['sign', '2026-11-20', 7]])
  for (const state of ['delivered', 'merged', 'sent-back', 'withdrawn', 'upheld', 'closed']) assert.deepEqual(kinds({ state }), [])
  assert.deepEqual(kinds({ validTo: '2026-11-21' }), [])
  assert.deepEqual(kinds({ kind: 'app', every: 'weekly', on: '2026-11-02' }), [['entry', '2026-11-23', 1]])
  assert.deepEqual(kinds({ kind: 'app', every: 'weekly', on: '2026-11-02', until: '2026-11-22' }), [])
})
