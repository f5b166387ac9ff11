import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as factActions from '#ground/facts/actions.ts'
import { merge } from '#ground/people/actions.ts'
import { Undeliverable } from '#kernel/carriers/carrier.ts'
import { buildHouse } from '../../../test/doors.ts'
import { keepingCarrier, moveIn } from '../../../test/readers.ts'
import { COMMUNITY, OTHER_COMMUNITY, STREET, type Stage, useStage } from '../../../test/stage.ts'
import * as actions from './actions.ts'
import type { Choice } from './contract.ts'
import { listKindsHere } from './kinds.ts'
import { noChoice } from './rules.ts'
import { sendDue } from './sending.ts'
import { tell } from './tell.ts'
import * as views from './views.ts'
import { tellWord } from './word.ts'

const story = useStage()
const lady = { 'person.name': '王秀英', 'person.phone': '13800001234' }
const left = { kind: 'message.left', words: { says: '周五上午请来一趟' } }
const at = (local: string) => new Date(`${local}+08:00`)

/** A clerk, a lady with a telephone at her door, a gateway. */
async function begin(stage: Stage, values: Record<string, unknown> = lady, fails?: Parameters<typeof keepingCarrier>[0]) {
  const doors = await buildHouse(stage, ['101', '102'])
  const person = await moveIn(stage, doors[0]!, values)
  const sms = keepingCarrier(fails)
  stage.house.carriers.sms = sms
  const clerk = stage.actor('clerk', COMMUNITY)
  const page = () => stage.does(views.ofPerson, clerk, { id: person })
  return { doors, person, sms, clerk, page, send: () => sendDue(stage.house, STREET) }
}

const steps = (page: Awaited<ReturnType<Awaited<ReturnType<typeof begin>>['page']>>) =>
  page.notices[0]!.attempts.map(({ channel, step, reason }) => [channel, step, reason].filter(Boolean).join(' '))

test(
  'a clerk tells a lady something: a message without a word of it goes to her telephone, and her page says what, by which way and when',
  story(async (stage) => {
    const { person, sms, clerk, page, send } = await begin(stage)
    await stage.does(actions.changeOffice, stage.actor('director', COMMUNITY), {
      region: COMMUNITY,
      sign: '文昌社区',
      phone: '0535-2261234',
      hours: '工作日 8:30–17:00',
    })
    await stage.does(actions.tellPerson, clerk, { id: person, ...left })
    assert.equal((await page()).notices[0]!.state, 'waiting')
    assert.equal(await send(), 1)
    assert.equal(await send(), 0)
    assert.deepEqual(
      sms.taken.map(({ to, text }) => [to, text]),
      [['13800001234', '【文昌社区】社区工作人员给您留了话。详询 0535-2261234 。']],
    )
    const shown = await page()
    assert.deepEqual([shown.notices[0]!.state, shown.notices[0]!.channel, shown.next], ['sent', 'sms', 'sms'])
    assert.equal(shown.notices[0]!.body, '周五上午请来一趟')
    assert.deepEqual(steps(shown), ['sms sent'])
    const kept = await stage.sql<{ text: string }[]>`select events::text as text from log where street_id = ${STREET} order by at`
    assert.ok(kept.some(({ text }) => text.includes('notice.told')) && kept.some(({ text }) => text.includes('notice.sent')))
    for (const { text } of kept) assert.ok(!text.includes('周五') && !text.includes('13800001234'))
  }),
)

test(
  'who has no telephone gets a letter, who has neither telephone nor door is stuck and says so',
  story(async (stage) => {
    const { person, clerk, page, send, sms } = await begin(stage, { 'person.name': '李桂兰' })
    await stage.does(actions.tellPerson, clerk, { id: person, ...left })
    await send()
    assert.deepEqual(steps(await page()), ['letter queued'])
    const ended = { 'person.residence': null }
    await stage.does(factActions.correct, clerk, { id: person, values: ended, source: 'seen', asOf: '2026-11-21' }, { version: 1 })
    await stage.does(actions.tellPerson, clerk, { id: person, ...left })
    await send()
    const shown = await page()
    assert.deepEqual([shown.notices[0]!.state, steps(shown), shown.possible, shown.next], ['stuck', ['failed no-way'], [], null])
    assert.equal(sms.taken.length, 0)
  }),
)

test(
  'without a gateway the telephone is rung or a letter written: what is not configured is not offered',
  story(async (stage) => {
    const { person, clerk, page, send } = await begin(stage)
    delete stage.house.carriers.sms
    await stage.does(actions.tellPerson, clerk, { id: person, ...left })
    await send()
    const shown = await page()
    assert.deepEqual([shown.possible, steps(shown)], [['letter', 'call'], ['letter queued']])
  }),
)

test(
  'the second notice of a day waits, and goes in the morning in one message with the third',
  story(async (stage) => {
    const { person, clerk, page, send, sms } = await begin(stage)
    const ready = { kind: 'document.ready', words: { what: '老年优待证', until: '2026-12-24' } }
    await stage.does(actions.tellPerson, clerk, { id: person, ...left })
    await send()
    for (const told of [ready, left]) {
      stage.setNow(at('2026-11-22T15:00'))
      await stage.does(actions.tellPerson, clerk, { id: person, ...told })
      await send()
    }
    assert.equal(sms.taken.length, 1)
    stage.setNow(at('2026-11-23T07:59'))
    await send()
    assert.equal(sms.taken.length, 1)
    stage.setNow(at('2026-11-23T08:00'))
    assert.equal(await send(), 1)
    assert.match(sms.taken[1]!.text, /^【.*】给您的通知有2条：/)
    assert.deepEqual(
      (await page()).notices.map(({ state }) => state),
      ['sent', 'sent', 'sent'],
    )
  }),
)

test(
  'two things told in one moment are one message',
  story(async (stage) => {
    const { person, clerk, send, sms } = await begin(stage)
    await stage.does(actions.tellPerson, clerk, { id: person, ...left })
    await stage.does(actions.tellPerson, clerk, { id: person, kind: 'please.ring', words: { what: '换证' } })
    assert.equal(await send(), 1)
    assert.equal(sms.taken[0]!.text.includes('2条'), true)
  }),
)

test(
  'at night danger is told at once, beside what waits for the morning',
  story(async (stage) => {
    const { person, clerk, send, sms } = await begin(stage)
    stage.setNow(at('2026-11-22T23:30'))
    await stage.does(actions.tellPerson, clerk, { id: person, ...left })
    await stage.does(actions.tellPerson, clerk, { id: person, kind: 'danger.near', words: { what: '楼道漏气', do: '请马上下楼' } })
    assert.equal(await send(), 1)
    assert.match(sms.taken[0]!.text, /紧急安全提醒/)
    assert.doesNotMatch(sms.taken[0]!.text, /漏气/)
    stage.setNow(at('2026-11-23T08:00'))
    assert.equal(await send(), 1)
  }),
)

test(
  'a gateway that is down is asked again under the same number, four times, and then it is a letter',
  story(async (stage) => {
    const ids: string[] = []
    const { person, clerk, page, send } = await begin(stage, lady, ({ id }) => {
      ids.push(id)
      return new Error('503')
    })
    await stage.does(actions.tellPerson, clerk, { id: person, ...left })
    let now = at('2026-11-22T10:00').getTime()
    for (const minutes of [0, 1, 5, 30, 120]) {
      now += minutes * 60_000
      stage.setNow(new Date(now - 1000))
      if (minutes > 0) assert.equal(await send(), 0, `not before ${minutes} minutes`)
      stage.setNow(new Date(now))
      assert.equal(await send(), 1)
    }
    await send()
    assert.equal(new Set(ids).size, 1)
    assert.deepEqual(steps(await page()), [...Array(4).fill('sms put-off carrier'), 'sms failed carrier', 'letter queued'])
  }),
)

test(
  'how each way does is counted beside the others, and who is reached by none',
  story(async (stage) => {
    const { person, clerk, send } = await begin(stage, lady, ({ to }) =>
      to === lady['person.phone'] ? new Undeliverable('number') : undefined,
    )
    await stage.does(actions.tellPerson, clerk, { id: person, ...left })
    await send()
    await send()
    const { rates, stuck } = await stage.does(views.rates, clerk, {})
    assert.deepEqual(rates.map(({ channel, told, arrived, failed }) => [channel, told, arrived, failed]).sort(), [
      ['letter', 1, 0, 0],
      ['sms', 0, 0, 1],
    ])
    assert.equal(stuck, 0)
    assert.deepEqual((await stage.does(views.rates, stage.actor('clerk', OTHER_COMMUNITY), {})).rates, [])
  }),
)

test(
  'a number that is out of use is not tried again',
  story(async (stage) => {
    const { person, clerk, page, send } = await begin(stage, lady, () => new Undeliverable('number'))
    await stage.does(actions.tellPerson, clerk, { id: person, ...left })
    await send()
    await send()
    assert.deepEqual(steps(await page()), ['sms failed number', 'letter queued'])
  }),
)

test(
  'she chooses a letter, in large type and English; who looked at an older choice is shown that it changed',
  story(async (stage) => {
    const { person, clerk, page, send, sms } = await begin(stage)
    const choice: Choice = { ...noChoice, channel: 'letter', language: 'en', large: true, quiet: { from: 720, to: 900 } }
    assert.deepEqual(await stage.does(actions.choose, clerk, { id: person, choice }, { version: 0 }), { rev: 1 })
    assert.deepEqual((await page()).choice, choice)
    await stage.does(actions.tellPerson, clerk, { id: person, ...left })
    await send()
    assert.equal(sms.taken.length, 0)
    assert.deepEqual(steps(await page()), ['letter queued'])
    await stage.refused(actions.choose, clerk, { id: person, choice: noChoice }, 'precondition.failed', { version: 0 })
    await stage.refused(actions.choose, clerk, { id: person, choice: noChoice }, 'precondition.required')
    const wrong = { ...noChoice, quiet: { from: 0, to: 1440 } }
    await stage.refused(actions.choose, clerk, { id: person, choice: wrong }, 'input.invalid', { version: 1 })
  }),
)

test(
  'the dead are told nothing; who was merged is told under the one she is',
  story(async (stage) => {
    const { doors, person, clerk, send, sms, page } = await begin(stage)
    const again = await moveIn(stage, doors[1]!, { 'person.name': '王秀英' })
    await stage.does(actions.tellPerson, clerk, { id: again, ...left })
    await stage.does(merge, clerk, { keep: person, gone: again, reasons: [] })
    const ctx = await stage.ctx()
    assert.ok('notice' in (await tell(ctx, { person: again, ...left })))
    assert.equal(await send(), 1)
    assert.deepEqual(
      sms.taken.map(({ to }) => to),
      ['13800001234'],
    )
    assert.equal((await page()).notices.length, 2)
    const dead = await moveIn(stage, doors[1]!, { 'person.name': '赵德福', 'person.is-deceased': true })
    await stage.refused(actions.tellPerson, clerk, { id: dead, ...left }, 'notice.untold')
  }),
)

test(
  'a door is told by letter',
  story(async (stage) => {
    const { doors, send } = await begin(stage)
    const told = await tell(await stage.ctx(), { dwelling: doors[1]!, ...left })
    assert.ok('notice' in told)
    await send()
    const [row] = await stage.sql<{ state: string; channel: string }[]>`select state, channel from notice where id = ${told.notice}`
    assert.deepEqual({ ...row }, { state: 'queued', channel: 'letter' })
  }),
)

test(
  'what does not belong into a notice is refused with the field: numbers of people, missing words, kinds that are not for hands',
  story(async (stage) => {
    const { person, clerk } = await begin(stage)
    const refused = async (input: object) =>
      (await stage.refused(actions.tellPerson, clerk, { id: person, ...left, ...input }, 'input.invalid')).fields.map(
        ({ path, say }) => `${path} ${say}`,
      )
    for (const says of ['请联系 138 0000-1234', '身份证11010519491231002X已收到'])
      assert.deepEqual(await refused({ words: { says } }), ['/words/says notice.word-personal'])
    assert.deepEqual(await refused({ words: {} }), ['/words/says input.required'])
    assert.deepEqual(await refused({ words: { says: '好'.repeat(301) } }), ['/words/says notice.word-long'])
    assert.deepEqual(await refused({ kind: 'document.ready', words: { what: '证', until: '2026-13-01' } }), ['/words/until input.format'])
    assert.deepEqual(await refused({ kind: 'constructor' }), ['/kind input.enum'])
    await assert.rejects(
      async () => tell(await stage.ctx(), { person, kind: 'document.ready', words: { what: '证', until: 'x' } }),
      /wrong words/,
    )
  }),
)

test(
  'another community sees nothing of it; a post without the right is refused; nobody signs for a community that is not hers',
  story(async (stage) => {
    const { person, clerk } = await begin(stage)
    await stage.does(actions.tellPerson, clerk, { id: person, ...left })
    const stranger = stage.actor('clerk', OTHER_COMMUNITY)
    await stage.refused(actions.tellPerson, stranger, { id: person, ...left }, 'thing.unknown')
    await stage.refused(views.ofPerson, stranger, { id: person }, 'thing.unknown')
    await stage.refused(actions.choose, stranger, { id: person, choice: noChoice }, 'thing.unknown', { version: 0 })
    const grid = stage.actor('grid', COMMUNITY)
    await stage.refused(actions.tellPerson, grid, { id: person, ...left }, 'access.forbidden')
    const office = { region: COMMUNITY, sign: '文昌社区', phone: '0535-2261234', hours: '' }
    await stage.refused(actions.changeOffice, clerk, office, 'access.forbidden')
    await assert.rejects(stage.does(actions.changeOffice, stage.actor('director', OTHER_COMMUNITY), office), { code: '42501' })
    await stage.refused(actions.changeOffice, stage.actor('head'), { ...office, phone: '找小王' }, 'input.invalid')
    await stage.refused(actions.changeOffice, stage.actor('head'), { ...office, region: 370683002001 }, 'region.unknown')
  }),
)

test(
  'a matter type tells by a word that is checked before it is ever used',
  story(async (stage) => {
    const { person } = await begin(stage)
    const ctx = await stage.ctx()
    const kinds = new Map((await listKindsHere(ctx.sql, STREET)).map(({ kind }) => [kind.id, kind]))
    assert.deepEqual(tellWord.check(left, kinds), [])
    assert.deepEqual(tellWord.check({ kind: 'nothing', words: {} }, kinds), [{ path: '/kind', say: 'input.enum' }])
    assert.equal(tellWord.check({ kind: 'message.left', words: {} }, kinds).length, 1)
    assert.equal(await tellWord.run(ctx, { person }, left, { matter: person }), 'done')
    const [row] = await stage.sql<{ refs: object }[]>`select refs from notice where person_id = ${person}`
    assert.deepEqual(row?.refs, { matter: person })
  }),
)
