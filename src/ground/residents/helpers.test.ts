/** Helpers, guardians and letters over the wire: what each may, from which day to which, and how it ends. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import * as access from '#kernel/access/contract.ts'
import { bring } from '#kernel/files/actions.ts'
import { newId } from '#kernel/log/id.ts'
import { cookieOf, openResidents, type Person, type Residents } from '../../../test/wire/resident.ts'
import { STREET } from '../../../test/wire/wire.ts'
import * as counter from './actions.ts'
import * as own from './own/actions.ts'
import * as ownViews from './own/views.ts'
import * as views from './views.ts'

const START = new Date('2026-11-22T02:00:00Z')
const onDay = (day: number) => new Date(START.getTime() + day * 86_400_000)

describe('helpers, guardians and letters', () => {
  let at: Residents
  let lady: Person
  let daughter: Person
  let girl: Person
  let paper: string

  before(async () => {
    at = await openResidents(START)
    lady = await at.settlePerson('王秀英', '1949-12-31', '13800001234')
    daughter = await at.settlePerson('钱枫', '1980-05-06', '13900005678', at.doors[1])
    girl = await at.settlePerson('钱朵', '2013-01-10', undefined, at.doors[1])
    for (const { id, phone } of [lady, daughter]) await at.does(counter.bind, { id, phone }, at.clerk)
    paper = await bringPaper()
  })
  after(() => at.close())

  /** A photograph of the signed paper, brought as the desk brings it. */
  async function bringPaper(): Promise<string> {
    const response = await at.app.inject({
      method: 'POST',
      url: `/api/v1/s/${STREET}/files`,
      headers: {
        cookie: at.clerk,
        'x-linli': '1',
        'idempotency-key': newId(),
        'content-type': 'application/octet-stream',
        'linli-file-name': encodeURIComponent('委托书.jpg'),
      },
      payload: Buffer.from([0xff, 0xd8, 0xff]),
    })
    assert.equal(response.statusCode, 200, `${bring.contract.name} ${response.body}`)
    return (response.json() as { data: { file: string } }).data.file
  }

  const session = async (cookie: string) => (await at.session(access.readSession, {}, cookie)).json() as access.Session
  const actsFor = async (cookie: string) =>
    (await session(cookie)).persons.map(({ name, as, scope, until }) => [name, as, scope.join(' '), until])
  const all = 'answer see correct report'

  test('a helper she chose sees and answers for her, and nothing more; either may end it at once', async () => {
    await at.moveTo(START)
    const [her, helper] = [await at.signIn(lady.phone), await at.signIn(daughter.phone)]
    const { id } = await at.does(
      own.grant,
      { person: lady.id, phone: daughter.phone, name: '小枫', scope: ['see', 'answer'], from: '2026-11-22', to: '2027-11-22' },
      her,
    )
    assert.deepEqual(await actsFor(helper), [
      ['钱枫', 'self', all, undefined],
      ['王秀英', 'helper', 'answer see', '2027-11-22'],
    ])
    const read = await at.does(ownViews.read, { person: lady.id }, helper)
    const number = read.facts.find((fact) => fact.element === 'person.id-number')
    assert.deepEqual([number?.masked, String(number?.value).includes('*')], [true, true], 'a helper sees no whole number')
    await at.refused(own.correct, { person: lady.id, values: { 'person.employer': '一厂' } }, helper, 'access.not-yours', {
      'if-match': `"${read.rev}"`,
    })
    const onward = { person: lady.id, phone: '13100001111', name: '某', scope: ['see'], from: '2026-11-22', to: '2026-12-01' }
    await at.refused(own.grant, onward, helper, 'access.not-yours')
    const { given } = await at.does(ownViews.mandates, {}, her)
    assert.deepEqual(
      given.map(({ helper: who, state, channel }) => [who.name, who.tail, state, channel]),
      [['小枫', '5678', 'in-force', 'online']],
    )
    assert.deepEqual(
      (await at.does(ownViews.mandates, {}, helper)).held.map(({ principal }) => principal.name),
      ['王秀英'],
    )
    await at.does(own.revoke, { id }, helper)
    assert.deepEqual(await actsFor(helper), [['钱枫', 'self', all, undefined]])
    await at.refused(ownViews.read, { person: lady.id }, helper, 'access.not-yours')
    await at.refused(own.revoke, { id }, her, 'thing.unknown')
  })

  test('a helper who may correct still cannot say her telephone: it is how she would become her', async () => {
    await at.moveTo(onDay(1))
    const [her, helper] = [await at.signIn(lady.phone), await at.signIn(daughter.phone)]
    const term = { from: '2026-11-23', to: '2026-12-23' }
    const { id } = await at.does(
      own.grant,
      { person: lady.id, phone: daughter.phone, name: '小枫', scope: ['correct', 'see'], ...term },
      her,
    )
    const { rev } = await at.does(ownViews.read, { person: lady.id }, helper)
    const headers = { 'if-match': `"${rev}"` }
    await at.refused(own.correct, { person: lady.id, values: { 'person.phone': daughter.phone } }, helper, 'element.value', headers)
    await at.does(own.correct, { person: lady.id, values: { 'person.employer': '退休' } }, helper, headers)
    await at.does(own.revoke, { id }, her)
  })

  test('terms are judged, oneself is no helper, and whether a telephone is known here is not said', async () => {
    await at.moveTo(onDay(2))
    const her = await at.signIn(lady.phone)
    const chosen = { person: lady.id, phone: '13100009999', name: '邻居', scope: ['answer'], from: '2026-11-24', to: '2026-12-01' }
    await at.refused(own.grant, { ...chosen, from: '2026-11-23' }, her, 'mandate.term')
    await at.refused(own.grant, { ...chosen, to: '2027-11-25' }, her, 'mandate.term')
    await at.refused(own.grant, { ...chosen, phone: lady.phone }, her, 'mandate.helper')
    await at.refused(own.grant, { ...chosen, phone: '12345' }, her, 'input.invalid')
    const [known, unknown] = [
      await at.does(own.grant, { ...chosen, phone: daughter.phone, scope: ['answer'] }, her),
      await at.does(own.grant, { ...chosen, scope: ['answer'] }, her),
    ]
    assert.deepEqual(Object.keys(known), Object.keys(unknown))
    for (const { id } of [known, unknown]) await at.does(own.revoke, { id }, her)
  })

  test('a helper registered at the counter needs a paper; her rights end with the last second of the last day, and nothing has to run', async () => {
    await at.moveTo(onDay(3))
    const input = {
      id: lady.id,
      kind: 'helper' as const,
      person: daughter.id,
      scope: ['answer' as const],
      from: '2026-11-25',
      to: '2026-11-26',
    }
    await at.refused(counter.recordMandate, { ...input, paper: newId() }, at.clerk, 'thing.unknown')
    await at.refused(counter.recordMandate, { ...input, paper, person: lady.id }, at.clerk, 'mandate.helper')
    await at.refused(counter.recordMandate, { ...input, paper }, at.clerkBeside, 'thing.unknown')
    await at.does(counter.recordMandate, { ...input, paper }, at.clerk)
    const helper = await at.signIn(daughter.phone)
    const last = new Date('2026-11-26T15:59:59.900Z')
    await at.moveTo(last)
    assert.deepEqual((await actsFor(helper))[1], ['王秀英', 'helper', 'answer', '2026-11-26'])
    await at.moveTo(new Date(last.getTime() + 200))
    assert.deepEqual(await actsFor(helper), [['钱枫', 'self', all, undefined]], 'midnight in the street')
  })

  test('for a child the guardian acts; from 14 both; at 18 it is over by itself', async () => {
    await at.moveTo(onDay(10))
    await at.refused(counter.bind, { id: girl.id, phone: '13500003333' }, at.clerk, 'resident.minor')
    const { age, grownUps } = await at.does(views.signIns, { id: girl.id }, at.clerk)
    assert.deepEqual([age, grownUps.map(({ name }) => name)], [13, ['钱枫']])
    const guardian = { id: girl.id, kind: 'guardian' as const, person: daughter.id, scope: ['see' as const], from: '2026-12-02', paper }
    await at.refused(counter.recordMandate, { ...guardian, id: lady.id }, at.clerk, 'mandate.helper')
    await at.refused(
      counter.recordMandate,
      { ...guardian, person: undefined, phone: '13100001111', name: '某' },
      at.clerk,
      'mandate.helper',
    )
    await at.does(counter.recordMandate, guardian, at.clerk)
    const mother = await at.signIn(daughter.phone)
    assert.deepEqual((await actsFor(mother)).at(-1), ['钱朵', 'guardian', all, '2031-01-09'])
    const read = await at.does(ownViews.read, { person: girl.id }, mother)
    assert.equal(read.facts.find((fact) => fact.element === 'person.id-number')?.value, girl.idNumber)
    const { held } = await at.does(ownViews.mandates, {}, mother)
    await at.refused(own.revoke, { id: held[0]!.id }, mother, 'access.not-yours')
    const claim = { name: girl.name, idNumber: girl.idNumber }
    const hers = await at.signIn('13500003333')
    await at.session(access.switchStreet, { street: STREET }, hers)
    await at.refused(own.claim, claim, hers, 'resident.claim-refused')
    // Her 14th birthday.
    await at.moveTo(new Date('2027-01-10T02:00:00Z'))
    const grown = await at.signIn('13500003333')
    await at.session(access.switchStreet, { street: STREET }, grown)
    assert.deepEqual(await at.does(own.claim, claim, grown), { state: 'waiting' })
    const { claims } = await at.does(views.claims, {}, at.clerk)
    await at.does(counter.decideClaim, { id: claims[0]!.id, hers: true }, at.clerk)
    assert.deepEqual(await actsFor(grown), [['钱朵', 'self', all, undefined]])
    const beside = await at.signIn(daughter.phone)
    assert.equal((await actsFor(beside)).at(-1)?.[1], 'guardian')
    // The eve of her 18th birthday, and the day.
    await at.moveTo(new Date('2031-01-09T02:00:00Z'))
    const eve = await at.signIn(daughter.phone)
    // Her own telephone was not used for years.
    assert.deepEqual(await at.does(own.claim, { name: daughter.name, idNumber: daughter.idNumber }, eve), { state: 'bound' })
    assert.equal((await actsFor(eve)).at(-1)?.[0], '钱朵')
    await at.moveTo(new Date('2031-01-10T02:00:00Z'))
    assert.deepEqual(await actsFor(eve), [['钱枫', 'self', all, undefined]])
  })

  test('the number of a letter opens once, for its person, to answer only; ended or late it opens nothing', async () => {
    const day = new Date('2031-02-01T02:00:00Z')
    await at.moveTo(day)
    const issue = async () => at.does(counter.issueLetter, { person: lady.id }, at.clerk)
    const open = (number: string) => at.session(access.useLetter, { number })
    const { number, until } = await issue()
    assert.match(number!, /^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/)
    assert.equal(until, '2031-03-03T02:00:00.000Z')
    const typed = number!.toLowerCase().replaceAll('-', ' ')
    const both = await Promise.all([open(typed), open(typed), open(number!)])
    const opened = both.filter(({ statusCode }) => statusCode === 200)
    assert.equal(opened.length, 1, 'of several at once one gets in')
    const cookie = cookieOf(opened[0]!)
    const { persons, doors, letter, may } = await session(cookie)
    assert.deepEqual(
      [persons, doors.length, letter, may.includes('own.read')],
      [[{ id: lady.id, name: '王秀英', as: 'self', scope: ['answer'] }], 1, true, false],
    )
    await at.refused(ownViews.read, { person: lady.id }, cookie, 'access.not-yours')
    await at.moveTo(new Date(day.getTime() + 13 * 3600_000))
    assert.equal((await at.session(access.readSession, {}, cookie)).statusCode, 401, 'its session lasts a day’s half')

    const second = await issue()
    await at.does(counter.endLetter, { id: second.id }, at.clerk)
    assert.equal((await open(second.number!)).statusCode, 401)
    const third = await issue()
    await at.moveTo(new Date(day.getTime() + 31 * 86_400_000))
    assert.equal((await open(third.number!)).statusCode, 401)
    for (const wrong of ['ABCD-EFGH-JKLM', '0000-0000-0000', '7KQM2XWPH4TN'])
      assert.equal((await open(wrong)).json().code, 'letter.number-wrong')
    const [kept] = await at.admin<{ text: string }[]>`select string_agg(l::text, '') as text from answer_letter l`
    assert.ok(!kept!.text.includes(number!.slice(0, 4)), 'the number itself is nowhere')
  })

  test('a letter to a door, or entered at the counter, is used up all the same, and only where the door is', async () => {
    await at.moveTo(new Date('2031-05-01T02:00:00Z'))
    const door = at.doors[1]
    const { number } = await at.does(counter.issueLetter, { door }, at.clerk)
    const opened = await at.session(access.useLetter, { number: number! })
    const { persons, doors } = opened.json() as access.Session
    assert.deepEqual([persons, doors], [[], [{ id: door, label: '阳光花园1幢1单元102', persons: [] }]])
    const entered = await at.does(counter.issueLetter, { door }, at.clerk)
    await at.refused(counter.enterLetter, { number: entered.number! }, at.clerkBeside, 'letter.number-wrong')
    assert.deepEqual((await at.does(counter.enterLetter, { number: entered.number! }, at.clerk)).door, door)
    await at.refused(counter.enterLetter, { number: entered.number! }, at.clerk, 'letter.number-wrong')
    assert.equal((await at.session(access.useLetter, { number: entered.number! })).statusCode, 401)
    await at.refused(counter.issueLetter, {}, at.clerk, 'input.invalid')
    await at.refused(counter.issueLetter, { person: lady.id }, at.clerkBeside, 'thing.unknown')
  })

  test('each binding and mandate is a row of the log, with ids and no value', async () => {
    const rows = await at.admin<{ text: string; name: string }[]>`
      select e::text as text, e->>'name' as name from log, jsonb_array_elements(events) e where action like 'resident.%' or action like 'mandate.%' or action like 'own.%'`
    const names = new Set(rows.map(({ name }) => name))
    for (const name of [
      'resident.bound',
      'resident.claimed',
      'mandate.granted',
      'mandate.revoked',
      'letter.issued',
      'letter.ended',
      'letter.entered',
      'person.corrected',
    ])
      assert.ok(names.has(name), name)
    for (const { text } of rows) assert.doesNotMatch(text, /王秀英|钱枫|小枫|13800001234|5678|退休/)
  })
})
