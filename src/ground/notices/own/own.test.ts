/** A resident's inbox over the wire: hers and her door's, nobody else's; what she chooses counts for the next notice. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { grant } from '#ground/residents/own/actions.ts'
import { houseActor } from '#kernel/access/actor.ts'
import { enter } from '#kernel/action/door.ts'
import { Undeliverable } from '#kernel/carriers/carrier.ts'
import { keepingCarrier } from '../../../../test/readers.ts'
import { openResidents, type Person, type Residents } from '../../../../test/wire/resident.ts'
import { STREET } from '../../../../test/wire/wire.ts'
import * as counter from '../actions.ts'
import { publish } from '../announcements/actions.ts'
import { noChoice } from '../rules.ts'
import { sendDue } from '../sending.ts'
import { tell } from '../tell.ts'
import * as counterViews from '../views.ts'
import * as actions from './actions.ts'
import * as views from './views.ts'

const START = new Date('2026-11-22T02:00:00Z')
const left = { kind: 'message.left', words: { says: '周五上午请来一趟' } }

describe('a resident’s own notices', () => {
  let at: Residents
  let lady: Person
  let neighbour: Person
  let cookie: string

  before(async () => {
    at = await openResidents(START)
    lady = await at.settlePerson('王秀英', '1949-12-31', '13800001234')
    neighbour = await at.settlePerson('赵敏', '1980-05-06', '13900005678', at.doors[1])
    cookie = await at.comeIn(lady)
    at.house.carriers.sms = keepingCarrier()
    for (const { id } of [lady, neighbour]) await at.does(counter.tellPerson, { id, ...left }, at.clerk)
    await at.inHouse((ctx) => tell(ctx, { dwelling: at.doors[0], kind: 'please.ring', words: { what: '水表' } }))
    await at.inHouse((ctx) => tell(ctx, { dwelling: at.doors[1], kind: 'please.ring', words: { what: '水表' } }))
    await sendDue(at.house, STREET)
  })
  after(() => at.close())

  const inbox = (language?: 'zh' | 'en') => at.does(views.inbox, { person: lady.id, ...(language ? { language } : {}) }, cookie)

  test('she finds what she was told and what her door was told, in her language, and how it came', async () => {
    const { notices, marks } = await inbox('en')
    assert.deepEqual(notices.map(({ title, household, channel, readAt }) => [title, household, channel, readAt]).sort(), [
      ['A message from the community', false, 'sms', null],
      ['Please ring the community', true, 'letter', null],
    ])
    assert.equal(notices.find(({ household }) => !household)!.body, '周五上午请来一趟')
    assert.equal(marks, true)
    await at.refused(views.inbox, { person: neighbour.id }, cookie, 'access.not-yours')
  })

  test('read is read once, and the clerk sees when; a notice of a neighbour is none of hers', async () => {
    const mine = (await inbox()).notices.find(({ household }) => !household)!
    assert.deepEqual(await at.does(actions.readNotice, { id: mine.id }, cookie), { read: true })
    const first = (await inbox()).notices.find(({ id }) => id === mine.id)!.readAt
    assert.ok(first)
    assert.deepEqual(await at.does(actions.readNotice, { id: mine.id }, cookie), { read: true })
    assert.equal((await inbox()).notices.find(({ id }) => id === mine.id)!.readAt, first)
    const shown = await at.does(counterViews.ofPerson, { id: lady.id }, at.clerk)
    assert.equal(shown.notices[0]!.readAt, first)
    const [theirs] = (await at.does(counterViews.ofPerson, { id: neighbour.id }, at.clerk)).notices
    await at.refused(actions.readNotice, { id: theirs!.id }, cookie, 'thing.unknown')
  })

  test('she chooses her own page; the next notice stays there and no message goes; a version is a version', async () => {
    const before = await at.does(views.channel, { person: lady.id }, cookie)
    assert.deepEqual([before.possible, before.next, before.rev, before.mayChoose], [['sms', 'app', 'letter', 'call'], 'sms', 0, true])
    const choice = { ...noChoice, channel: 'app' as const, language: 'en' as const }
    const version = { 'if-match': '"0"' }
    assert.deepEqual(await at.does(actions.choose, { person: lady.id, choice }, cookie, version), { rev: 1 })
    await at.refused(actions.choose, { person: lady.id, choice }, cookie, 'precondition.failed', version)
    await at.refused(actions.choose, { person: neighbour.id, choice }, cookie, 'access.not-yours', version)
    const sms = keepingCarrier()
    at.house.carriers.sms = sms
    await at.does(counter.tellPerson, { id: lady.id, ...left }, at.clerk)
    await sendDue(at.house, STREET)
    assert.equal(sms.taken.length, 0)
    assert.deepEqual([(await inbox()).notices[0]!.state, (await inbox()).notices[0]!.channel], ['sent', 'app'])
  })

  test('the official account comes to know her, and then she can be told that way; her number there stands nowhere in clear', async () => {
    await at.refused(actions.meetWechat, { person: lady.id, code: 'any-code' }, cookie, 'thing.unknown')
    const carrier = keepingCarrier()
    const whoIs = async (code: string) => {
      if (code !== 'right') throw new Undeliverable('wechat-40029')
      return 'openid-of-the-lady'
    }
    at.house.carriers.wechat = { ...carrier, meeting: { ask: 'https://open.weixin.qq.com/?{backTo}', whoIs } }
    assert.equal((await at.does(views.channel, { person: lady.id }, cookie)).wechatAsk, 'https://open.weixin.qq.com/?{backTo}')
    await at.refused(actions.meetWechat, { person: lady.id, code: 'wrong' }, cookie, 'notice.not-met')
    const { rev } = await at.does(actions.meetWechat, { person: lady.id, code: 'right' }, cookie)
    const shown = await at.does(views.channel, { person: lady.id }, cookie)
    assert.deepEqual([shown.wechat, shown.possible.includes('wechat'), shown.rev, shown.choice.channel], ['met', true, rev, 'app'])
    const [row] = await at.admin<{ wechat: string }[]>`select wechat from own_channel where person_id = ${lady.id}`
    assert.ok(row?.wechat && !row.wechat.includes('openid'))
    const choice = { ...shown.choice, channel: 'wechat' as const }
    await at.does(actions.choose, { person: lady.id, choice }, cookie, { 'if-match': `"${rev}"` })
    await at.does(counter.tellPerson, { id: lady.id, kind: 'deadline.near', words: { what: '社保认证', until: '2026-12-24' } }, at.clerk)
    await sendDue(at.house, STREET)
    assert.deepEqual(
      carrier.taken.map(({ to, short }) => [to, short]),
      [['openid-of-the-lady', 'Something of yours is due soon']],
    )
    await at.does(actions.leaveWechat, { person: lady.id }, cookie)
    const left = await at.does(views.channel, { person: lady.id }, cookie)
    assert.deepEqual([left.wechat, left.possible.includes('wechat')], ['offered', false])
    delete at.house.carriers.wechat
  })

  test('a helper with leave to see reads her notices, not her household’s, marks nothing and chooses nothing for her', async () => {
    const helper = await at.settlePerson('李小红', '1985-03-04', '13700009999', at.doors[1])
    const term = { from: '2026-11-22', to: '2026-12-31' }
    await at.does(grant, { person: lady.id, phone: helper.phone, name: helper.name, scope: ['see', 'correct'], ...term }, cookie)
    const hers = await at.signIn(helper.phone)
    const { notices, marks } = await at.does(views.inbox, { person: lady.id }, hers)
    assert.ok(notices.length > 0 && notices.every(({ household }) => !household))
    assert.equal(marks, false)
    const unread = notices.find(({ readAt }) => readAt === null)!
    assert.deepEqual(await at.does(actions.readNotice, { id: unread.id }, hers), { read: false })
    assert.equal((await inbox()).notices.find(({ id }) => id === unread.id)!.readAt, null)
    await at.refused(actions.choose, { person: lady.id, choice: noChoice }, hers, 'access.not-yours', { 'if-match': '"1"' })
  })

  test('she sees what is up where she lives, and nothing of other places, of tomorrow or of what was taken down', async () => {
    const [place] = await at.admin<{ estate: string; region: number }[]>`
      select estate_id as estate, region_no::float8 as region from dwelling where id = ${at.doors[0]}`
    const actor = houseActor(STREET, new Set(['announcement.post']))
    const announce = (title: string, areas: unknown[], from = '2026-11-22') =>
      enter(at.house, publish, { street: STREET, actor, input: { title, body: '请看', from, until: '2026-11-30', areas } })
    await announce('小区停水', [{ kind: 'estate', id: place!.estate }])
    await announce('全社区体检', [{ kind: 'community', region: Math.floor(place!.region / 1000) }])
    await announce('明天才挂', [{ kind: 'estate', id: place!.estate }], '2026-11-23')
    await announce('别的社区', [{ kind: 'community', region: STREET * 1000 + 99 }])
    const { announcements } = await at.does(views.announcements, {}, cookie)
    assert.deepEqual(new Set(announcements.map(({ title }) => title)), new Set(['小区停水', '全社区体检']))
  })
})
