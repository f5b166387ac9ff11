/** A resident reports, follows, answers back; and what she, her helper, another street and the accused get of it, and what they do not. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import * as counter from '#ground/matters/actions.ts'
import { merge } from '#ground/matters/merge-actions.ts'
import * as desk from '#ground/matters/views.ts'
import { grant } from '#ground/residents/own/actions.ts'
import { openResidents, type Person, type Residents } from '../../../../../test/wire/resident.ts'
import { rangeOf, STREET } from '../../../../../test/wire/wire.ts'
import * as actions from './actions.ts'
import type { OwnAct } from './contract.ts'
import * as views from './views.ts'

const START = new Date('2026-11-23T02:00:00Z')

describe('a resident’s own matters', () => {
  let at: Residents
  let lady: Person
  let neighbour: Person
  let cookie: string
  let next: string
  let head: string
  let director: string
  let asked: string

  before(async () => {
    at = await openResidents(START)
    await at.admin`insert into region (code, name, level, parent) values (${at.own.community}::text, '文昌里社区居民委员会', 'community', ${`${STREET}000`})`
    lady = await at.settlePerson('王秀英', '1949-12-31', '13800001234')
    neighbour = await at.settlePerson('赵敏', '1980-05-06', '13900005678', at.doors[1])
    cookie = await at.comeIn(lady)
    next = await at.comeIn(neighbour)
    head = (await at.employ('head', 'head', rangeOf({ street: STREET }))).cookie
    director = (await at.employ('director', 'director', rangeOf(at.own))).cookie
  })
  after(() => at.close())

  const estate = () => ({ kind: 'estate' as const, door: at.doors[0]!, where: '2单元楼道' })
  const lamp = (more: object = {}) => ({
    person: lady.id,
    type: 'repair',
    category: 'light',
    text: '楼道灯坏了一个星期。老人上下楼看不见',
    place: estate(),
    ...more,
  })
  const version = (rev: number) => ({ 'if-match': `"${rev}"` })
  const work = (id: string, rev: number, act: object, text?: string) =>
    at.does(counter.work, { id, act: act as never, ...(text ? { text } : {}) }, at.clerk, version(rev))
  const say = (id: string, act: OwnAct, text?: string) =>
    at.does(actions.say, { person: lady.id, id, act, ...(text ? { text } : {}) }, cookie)
  const mine = async (who = cookie) => (await at.does(views.matters, {}, who)).matters
  const whole = (id: string, who = cookie, person = lady.id) => at.does(views.read, { person, id }, who)

  test('from the report to the rating: she sees lead, clock and each step, says it is not solved, then that it is, and rates', async () => {
    const made = await at.does(actions.report, lamp({ unnamed: true }), cookie)
    assert.match(made.number, /^26-\d{7}-\d$/)
    assert.ok(made.text.zh.includes(made.number))
    const [line] = await mine()
    assert.deepEqual([line!.title, line!.stand, line!.lead, line!.asked], ['楼道灯坏了一个星期', 'received', '文昌里社区', false])
    const begun = await whole(made.id)
    assert.deepEqual(
      [begun.text, begun.where, begun.what, begun.unnamed],
      ['楼道灯坏了一个星期。老人上下楼看不见', '2单元楼道', 'response', true],
    )
    assert.ok(begun.due !== null && Date.parse(begun.due) > START.getTime())
    await work(made.id, 1, { kind: 'take' })
    await work(made.id, 2, { kind: 'note' }, '这位老人总打电话，别理')
    await work(made.id, 3, { kind: 'step', step: 'on-site', answers: { state: 'minor' } }).catch(() => undefined)
    const [row] = await at.admin<{ rev: number }[]>`select rev from matter where id = ${made.id}`
    const steps = await whole(made.id)
    assert.ok(!JSON.stringify(steps).includes('别理'), 'what is noted between those who work on it is not hers')
    assert.ok(steps.steps.some(({ kind }) => kind === 'take'))
    assert.ok(row!.rev >= 3)
  })

  test('a telephone number that she writes is kept covered; she reads it whole, and so does whoever answers for the area', async () => {
    const text = '灯还是不亮，请打13812345678，身份证11010519491231002X'
    const { id } = await at.does(actions.report, lamp({ text }), cookie)
    assert.equal((await whole(id)).text, text)
    assert.equal((await at.does(desk.read, { id }, at.clerk)).text, text)
    const { lines } = await at.does(desk.list, { list: 'open' }, at.clerk)
    assert.ok(lines.some(({ title }) => title.includes('138****5678')))
    assert.ok(!JSON.stringify(lines).includes('13812345678'))
    const rows = await at.admin<{ words: string }[]>`select words::text as words from act where matter_id = ${id}`
    assert.match(rows[0]!.words, /138\*{4}5678/)
    assert.doesNotMatch(JSON.stringify(rows), /13812345678|11010519491231002X/)
    await say(id, { kind: 'note' }, '换成13987654321')
    assert.ok((await whole(id)).steps.some((step) => step.text === '换成13987654321'))
  })

  test('a question: answered, not solved, answered again, confirmed, rated once, opened again', async () => {
    const { id } = await at.does(actions.report, lamp({ type: 'consultation', category: 'how-to', text: '居住证怎么办' }), cookie)
    await at.refused(actions.say, { person: lady.id, id, act: { kind: 'confirm', solved: true } }, cookie, 'matter.state')
    await work(id, 1, { kind: 'take' })
    await work(id, 2, { kind: 'answer' }, '带身份证到窗口')
    assert.equal((await mine()).find((one) => one.id === id)!.asked, true)
    assert.equal((await whole(id)).steps.at(-1)!.text, '带身份证到窗口')
    assert.deepEqual(await say(id, { kind: 'confirm', solved: false }, '窗口说没有这件事'), { stand: 'in-hand' })
    await work(id, 4, { kind: 'answer' }, '已同窗口说好')
    assert.equal((await whole(id)).asked, true, 'asked again of the new answer')
    assert.deepEqual(await say(id, { kind: 'confirm', solved: true }), { stand: 'closed' })
    await say(id, { kind: 'rate', satisfied: 'yes', heard: true, inTime: false })
    await at.refused(actions.say, { person: lady.id, id, act: { kind: 'rate', satisfied: 'no' } }, cookie, 'input.invalid')
    const { people, acts } = await at.does(desk.read, { id }, at.clerk)
    assert.deepEqual([people[0]!.satisfied, people[0]!.heard, people[0]!.inTime, people[0]!.channel], ['yes', true, false, 'phone'])
    assert.ok(acts.some(({ text }) => text === '窗口说没有这件事'))
    await at.refused(actions.say, { person: lady.id, id, act: { kind: 'reopen' } }, cookie, 'input.invalid')
    await say(id, { kind: 'reopen' }, '又不行了')
    await work(id, 8, { kind: 'answer' }, '再说明一次')
    await say(id, { kind: 'confirm', solved: true })
    asked = id
  })

  test('a neighbour sees that there is one like it, without a word of it, and joins; whoever joined is told and asked like the first', async () => {
    const { id, number } = await at.does(actions.report, lamp({ category: 'lift', text: '电梯又停了，王秀英在三楼下不来' }), cookie)
    const hers = {
      person: neighbour.id,
      type: 'repair',
      category: 'lift',
      text: '电梯坏了',
      place: { kind: 'estate' as const, door: at.doors[1]! },
    }
    const reply = await at.does(views.similar, hers, next)
    const found = reply.similar.find((one) => one.id === id)
    assert.deepEqual([found!.near, found!.reporters, found!.mine], ['estate', 1, false])
    assert.ok(!JSON.stringify(reply).includes('王秀英') && !JSON.stringify(reply).includes(number))
    const joined = await at.does(actions.join, { person: neighbour.id, id, text: '我家老人也下不来', unnamed: true }, next)
    assert.equal(joined.number, number)
    await at.refused(actions.join, { person: neighbour.id, id }, next, 'input.invalid')
    const seen = await whole(id, next, neighbour.id)
    assert.deepEqual([seen.text, seen.title, seen.reporters], ['我家老人也下不来', '', 2])
    assert.ok(!JSON.stringify(seen).includes('王秀英'))
    assert.ok(!JSON.stringify(await whole(id)).includes('我家老人'))
    const { similar } = await at.does(views.similar, hers, next)
    assert.equal(similar.find((one) => one.id === id)!.mine, true)
    // She takes hers back: the neighbour's goes on, and is hers alone.
    assert.deepEqual(await say(id, { kind: 'withdraw' }), { stand: 'received' })
    assert.ok(!(await mine()).some((one) => one.id === id))
    await at.refused(views.read, { person: lady.id, id }, cookie, 'thing.unknown')
    assert.equal((await whole(id, next, neighbour.id)).reporters, 1)
  })

  test('a name typed as if it were a complaint finds nothing by itself: only words of the catalogue are compared', async () => {
    const { id } = await at.does(actions.report, lamp({ type: 'suggestion', category: 'other', text: '欧阳秘家门口加扶手' }), cookie)
    const ask = (text: string) =>
      at.does(
        views.similar,
        { person: neighbour.id, type: 'suggestion', category: 'other', text, place: { kind: 'elsewhere', where: '某处' } },
        next,
      )
    assert.deepEqual(
      (await ask('欧阳秘')).similar.map((one) => one.id).includes(id),
      (await ask('司徒隐')).similar.map((one) => one.id).includes(id),
    )
  })

  test('merged into another: she follows by the number she was given, and reads nothing of the other’s report', async () => {
    const one = await at.does(actions.report, lamp({ category: 'road', text: '路口井盖响' }), cookie)
    const other = await at.does(
      actions.report,
      { ...lamp({ category: 'road', text: '我家门口的井盖快掉了' }), person: neighbour.id, place: { kind: 'estate', door: at.doors[1]! } },
      next,
    )
    await at.does(merge, { id: other.id, others: [one.id] }, at.clerk, version(1))
    const line = (await mine()).find(({ number }) => number === one.number)!
    assert.deepEqual([line.id, line.title], [other.id, '路口井盖响'])
    const seen = await whole(other.id)
    assert.deepEqual([seen.number, seen.text], [one.number, '路口井盖响'])
    assert.ok(!JSON.stringify(seen).includes('快掉了'))
  })

  test('what is sealed is in no list, is found by its number by herself alone, and her helper, the accused, her staff and the similar ones know nothing', async () => {
    const accused = `community:${at.own.community}`
    const made = await at.does(actions.report, lamp({ type: 'complaint', category: 'rude', text: '社区主任骂人', accused }), cookie)
    assert.equal(made.sealed, true)
    assert.ok(!(await mine()).some(({ id }) => id === made.id))
    assert.deepEqual((await at.does(views.find, { number: made.number }, cookie)).found, { id: made.id, person: lady.id })
    assert.equal((await whole(made.id)).lead, '文昌路街道')
    const helper = await at.settlePerson('李小红', '1985-03-04', '13700009999', at.doors[1])
    await at.does(
      grant,
      { person: lady.id, phone: helper.phone, name: helper.name, scope: ['report'], from: '2026-11-23', to: '2026-12-31' },
      cookie,
    )
    const hers = await at.signIn(helper.phone)
    assert.deepEqual((await at.does(views.find, { number: made.number }, hers)).found, null)
    await at.refused(views.read, { person: lady.id, id: made.id }, hers, 'thing.unknown')
    await at.refused(actions.say, { person: lady.id, id: made.id, act: { kind: 'withdraw' } }, hers, 'thing.unknown')
    // The helper may report for her, the same rights, and reads what is open.
    const open = await at.does(actions.report, lamp({ text: '替她报：水压低' }), hers)
    assert.equal((await whole(open.id, hers)).channel, 'helper')
    assert.equal((await whole(open.id)).channel, 'helper')
    for (const who of [at.clerk, director]) {
      await at.refused(desk.read, { id: made.id }, who, 'thing.unknown')
      assert.deepEqual((await at.does(desk.find, { number: made.number }, who)).id, null)
    }
    assert.equal((await at.does(desk.read, { id: made.id }, head)).people[0]!.name, '王秀英')
    await at.refused(actions.join, { person: neighbour.id, id: made.id }, next, 'thing.unknown')
    const { similar } = await at.does(
      views.similar,
      { person: neighbour.id, type: 'complaint', category: 'rude', text: '社区主任骂人', place: { kind: 'elsewhere', where: '社区' } },
      next,
    )
    assert.deepEqual(similar, [])
    await at.refused(
      actions.report,
      lamp({ type: 'complaint', category: 'rude', text: '街道主任', accused: `street:${STREET}` }),
      cookie,
      'matter.above',
    )
  })

  test('whoever is beaten may be made to take it back: a report of violence cannot be', async () => {
    const { id } = await at.does(
      actions.report,
      lamp({ type: 'home-violence', category: 'able', text: '他又动手了', place: { kind: 'door', door: at.doors[0]! } }),
      cookie,
    )
    await at.refused(actions.say, { person: lady.id, id, act: { kind: 'withdraw' } }, cookie, 'matter.state')
    assert.ok(!(await mine()).some((one) => one.id === id))
  })

  test('nobody reads, joins, says or withdraws anything of another’s; a door that is not hers is no place of hers', async () => {
    const { id, number } = await at.does(actions.report, lamp({ type: 'paper', category: 'residence', text: '要一张居住证明' }), cookie)
    await at.refused(views.read, { person: neighbour.id, id }, next, 'thing.unknown')
    await at.refused(views.read, { person: lady.id, id }, next, 'access.not-yours')
    await at.refused(actions.join, { person: neighbour.id, id }, next, 'thing.unknown')
    await at.refused(actions.say, { person: neighbour.id, id, act: { kind: 'withdraw' } }, next, 'thing.unknown')
    assert.equal((await at.does(views.find, { number }, next)).found, null)
    await at.refused(actions.report, { ...lamp(), person: neighbour.id }, next, 'access.not-yours')
    await at.refused(actions.report, lamp({ type: 'inspection', category: 'routine' }), cookie, 'thing.unknown')
    await at.refused(actions.report, lamp({ accused: `community:${at.own.community}` }), cookie, 'input.invalid')
    await at.refused(
      actions.report,
      lamp({ place: { kind: 'elsewhere', community: '370683002001', where: '别处' } }),
      cookie,
      'input.invalid',
    )
  })

  test('sent once: the same key is the same report, and a paper that may not be issued names the right office', async () => {
    const key = { 'idempotency-key': 'one-report-of-hers' }
    const one = await at.does(actions.report, lamp({ text: '只报一次' }), cookie, key)
    const two = await at.does(actions.report, lamp({ text: '只报一次' }), cookie, key)
    assert.equal(one.number, two.number)
    const refused = await at.does(actions.report, lamp({ type: 'paper', category: 'alive', text: '开健在证明' }), cookie)
    const seen = await whole(refused.id)
    assert.equal(seen.refusal?.office?.zh, '社会保险经办机构（可网上认证）')
    assert.ok(refused.text.zh.includes('社会保险经办机构'))
  })

  test('a hundred thousand characters and controls are refused by name, rare characters and markup are kept as they were said', async () => {
    await at.refused(actions.report, lamp({ text: '灯'.repeat(100_000) }), cookie, 'input.invalid')
    await at.refused(actions.report, lamp({ text: '灯\u0007坏' }), cookie, 'input.invalid')
    const text = '𠮷野家门口<script>alert(1)</script>䶮😀'
    const { id } = await at.does(actions.report, lamp({ text }), cookie)
    assert.equal((await whole(id)).text, text)
  })

  test('when its term is over it is not opened again, and is not offered', async () => {
    await at.moveTo(new Date(START.getTime() + 40 * 86_400_000))
    const late = await at.signIn(lady.phone)
    assert.deepEqual((await whole(asked, late)).allowed, [])
    await at.refused(actions.say, { person: lady.id, id: asked, act: { kind: 'reopen' }, text: '还是不行' }, late, 'matter.late')
  })
})
