/** Residents sign in by telephone, over the wire: from the first code to the end of a binding. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import * as access from '#kernel/access/contract.ts'
import { buildApp } from '#server/app.ts'
import { makeMetrics } from '#server/metrics.ts'
import { codeIn, cookieOf, openResidents, type Person, type Residents } from '../../../test/wire/resident.ts'
import { STREET } from '../../../test/wire/wire.ts'
import * as counter from './actions.ts'
import * as own from './own/actions.ts'
import { takeAlong } from './own/export.ts'
import * as ownViews from './own/views.ts'
import * as views from './views.ts'

const START = new Date('2026-11-22T02:00:00Z')
const onDay = (day: number) => new Date(START.getTime() + day * 86_400_000)

describe('signing in by telephone', () => {
  let at: Residents
  let lady: Person
  let neighbour: Person

  before(async () => {
    at = await openResidents(START)
    lady = await at.settlePerson('王秀英', '1949-12-31', '13800001234')
    neighbour = await at.settlePerson('赵敏', '1980-05-06', '13900005678', at.doors[1])
  })
  after(() => at.close())

  const session = async (cookie: string) => (await at.session(access.readSession, {}, cookie)).json() as access.Session
  const codeOf = (response: { body: string }) => (JSON.parse(response.body) as { code?: string }).code
  /** Every test begins on another day: a telephone gets five codes a day. */
  let day = 0
  const begin = () => {
    day += 1
    return at.moveTo(onDay(day))
  }

  test('a telephone nobody knows signs in and is nobody; name and number make her somebody at once when the telephone is on record', async () => {
    await begin()
    const cookie = await at.signIn('138 0000 1234')
    const first = await session(cookie)
    assert.deepEqual(
      [first.kind, first.persons, first.street, first.streets, first.letter],
      ['resident', [], undefined, [], false],
      'who has the telephone is not said by the telephone alone',
    )
    assert.deepEqual((await at.session(access.listOwnStreets, {}, cookie)).json().streets, [{ street: STREET, name: '文昌路街道' }])
    await at.refused(own.claim, { name: lady.name, idNumber: lady.idNumber }, cookie, 'access.not-yours')
    assert.equal((await at.session(access.switchStreet, { street: STREET }, cookie)).statusCode, 200)
    for (const wrong of [
      { name: lady.name, idNumber: neighbour.idNumber },
      { name: '王秀', idNumber: lady.idNumber },
      { name: '某某', idNumber: '11010519491231002X' },
    ])
      await at.refused(own.claim, wrong, cookie, 'resident.claim-refused')
    assert.deepEqual(await at.does(own.claim, { name: ' 王秀英', idNumber: lady.idNumber.toLowerCase() }, cookie), { state: 'bound' })
    const bound = await session(cookie)
    assert.deepEqual(bound.persons, [{ id: lady.id, name: '王秀英', as: 'self', scope: ['answer', 'see', 'correct', 'report'] }])
    assert.deepEqual(bound.doors, [{ id: at.doors[0], label: '阳光花园1幢1单元101', persons: [lady.id] }])
    assert.deepEqual([bound.name, bound.street, bound.may.includes('own.read')], ['王秀英', STREET, true])
  })

  test('signed in again she is at home; what is known about her comes with source, day and basis', async () => {
    await begin()
    const cookie = await at.signIn(lady.phone)
    assert.deepEqual(
      (await session(cookie)).persons.map(({ id }) => id),
      [lady.id],
    )
    const read = await at.does(ownViews.read, { person: lady.id }, cookie)
    const number = read.facts.find((fact) => fact.element === 'person.id-number')
    assert.deepEqual([number?.value, number?.source, number?.asOf, number?.mayCorrect], [lady.idNumber, 'register', '2026-01-01', false])
    assert.ok(number?.label.zh && number.basis, 'each says on which law')
    assert.deepEqual(
      read.homes.map(({ relation, label, to }) => [relation, label, to]),
      [['residence', '阳光花园1幢1单元101', null]],
    )
    await at.refused(ownViews.read, { person: neighbour.id }, cookie, 'access.not-yours')
    await at.refused(ownViews.looks, { person: neighbour.id }, cookie, 'access.not-yours')
  })

  test('she corrects what is known about her: the same source is changed, another waits for a clerk, and the card stays the card', async () => {
    await begin()
    const cookie = await at.signIn(lady.phone)
    const { rev } = await at.does(ownViews.read, { person: lady.id }, cookie)
    const headers = { 'if-match': `"${rev}"` }
    const said = await at.does(
      own.correct,
      { person: lady.id, values: { 'person.employer': '退休', 'person.name': '王秀瑛' } },
      cookie,
      headers,
    )
    assert.deepEqual(said.outcomes, { 'person.employer': 'new', 'person.name': 'conflict' })
    await at.refused(own.correct, { person: lady.id, values: { 'person.employer': '一厂' } }, cookie, 'precondition.failed', headers)
    const now = { 'if-match': `"${said.rev}"` }
    await at.refused(own.correct, { person: lady.id, values: { 'person.id-number': neighbour.idNumber } }, cookie, 'element.value', now)
    await at.refused(own.correct, { person: neighbour.id, values: { 'person.employer': '一厂' } }, cookie, 'access.not-yours', now)
    const read = await at.does(ownViews.read, { person: lady.id }, cookie)
    const shown = new Map(read.facts.map((fact) => [fact.element, fact]))
    assert.deepEqual([shown.get('person.name')?.value, shown.get('person.name')?.contradicted], ['王秀英', true])
    assert.deepEqual([shown.get('person.employer')?.value, shown.get('person.employer')?.source], ['退休', 'self'])
  })

  test('she sees who looked: the clerk by name and post, herself as herself', async () => {
    await begin()
    await at.does(views.signIns, { id: lady.id }, at.clerk)
    const cookie = await at.signIn(lady.phone)
    await at.does(ownViews.read, { person: lady.id }, cookie)
    const { looks } = await at.does(ownViews.looks, { person: lady.id }, cookie)
    const [mine, clerks] = [looks.find((look) => look.own), looks.find((look) => look.view === 'resident.read')]
    assert.equal(mine?.view, 'own.read')
    assert.deepEqual([clerks?.who, clerks?.title, clerks?.own], ['clerk', 'clerk', false])
    assert.ok(clerks?.what.some(({ zh }) => zh === '姓名'))
  })

  test('she takes a copy of everything along, whole numbers and all, as data and as a table that runs no formula', async () => {
    await begin()
    const cookie = await at.signIn(lady.phone)
    const { rev } = await at.does(ownViews.read, { person: lady.id }, cookie)
    const values = { 'person.employer': '=HYPERLINK("x")' }
    await at.does(own.correct, { person: lady.id, values }, cookie, { 'if-match': `"${rev}"` })
    const { text } = await at.does(takeAlong, { person: lady.id, format: 'json' }, cookie)
    const copy = JSON.parse(text) as {
      sayings: { element: string; value: unknown; source: string }[]
      telephones: { phone: string }[]
      looks: unknown[]
    }
    const said = copy.sayings.filter(({ element }) => element === 'person.employer').map(({ value }) => value)
    assert.deepEqual(said, ['退休', '=HYPERLINK("x")'], 'also what no longer stands')
    assert.ok(copy.sayings.some(({ value }) => value === lady.idNumber) && copy.telephones.some(({ phone }) => phone === lady.phone))
    assert.ok(copy.looks.length > 0)
    assert.match(text, /"mark": "linli [0-9a-f-]{36}"/)
    const table = await at.does(takeAlong, { person: lady.id, format: 'csv' }, cookie)
    assert.match(table.text, /,"'=HYPERLINK\(""x""\)",/)
    assert.ok(!/(^|,)[=+@-]/m.test(table.text.replaceAll(/"[^"]*"/g, '')))
    await at.refused(takeAlong, { person: neighbour.id, format: 'json' }, cookie, 'access.not-yours')
  })

  test('another telephone than the one on record waits until a clerk has seen the card', async () => {
    await begin()
    const cookie = await at.signIn('13700007777')
    await at.session(access.switchStreet, { street: STREET }, cookie)
    const claim = { name: neighbour.name, idNumber: neighbour.idNumber }
    assert.deepEqual(await at.does(own.claim, claim, cookie), { state: 'waiting' })
    assert.deepEqual(await at.does(own.claim, claim, cookie), { state: 'waiting' }, 'twice is once')
    assert.deepEqual((await session(cookie)).persons, [])
    assert.equal((await at.does(ownViews.bindings, {}, cookie)).waiting.length, 1)
    assert.deepEqual((await at.does(views.claims, {}, at.clerkBeside)).claims, [], 'not shown to another community')
    const { claims } = await at.does(views.claims, {}, at.clerk)
    assert.deepEqual(
      claims.map(({ person, tail }) => [person.name, person.line, tail]),
      [['赵敏', '阳光花园1幢1单元102', '7777']],
    )
    await at.refused(counter.decideClaim, { id: claims[0]!.id, hers: true }, at.clerkBeside, 'thing.unknown')
    await at.does(counter.decideClaim, { id: claims[0]!.id, hers: true }, at.clerk)
    await at.refused(counter.decideClaim, { id: claims[0]!.id, hers: false }, at.clerk, 'thing.unknown')
    assert.deepEqual(
      (await session(cookie)).persons.map(({ name }) => name),
      ['赵敏'],
    )
    const signs = await at.does(views.signIns, { id: neighbour.id }, at.clerk)
    assert.deepEqual(
      signs.bindings.map(({ tail, how, by }) => [tail, how, by]),
      [['7777', 'confirmed', 'clerk']],
    )
  })

  test('a claim the clerk refuses leaves nothing behind', async () => {
    await begin()
    const cookie = await at.signIn('13700008888')
    await at.session(access.switchStreet, { street: STREET }, cookie)
    await at.does(own.claim, { name: neighbour.name, idNumber: neighbour.idNumber }, cookie)
    const { claims } = await at.does(views.claims, {}, at.clerk)
    await at.does(counter.decideClaim, { id: claims[0]!.id, hers: false }, at.clerk)
    assert.deepEqual((await session(cookie)).persons, [])
    assert.deepEqual((await at.does(views.claims, {}, at.clerk)).claims, [])
  })

  test('a telephone bound at the counter is hers at the next sign-in, is shown to her, and ended it is signed out at once', async () => {
    await begin()
    await at.refused(counter.bind, { id: lady.id, phone: '0535-2261234' }, at.clerk, 'input.invalid')
    await at.refused(counter.bind, { id: lady.id, phone: '13600009999' }, at.clerkBeside, 'thing.unknown')
    const { id } = await at.does(counter.bind, { id: lady.id, phone: '13600009999' }, at.clerk)
    await at.refused(counter.bind, { id: lady.id, phone: '13600009999' }, at.clerk, 'resident.state')
    const [old, fresh] = [await at.signIn(lady.phone), await at.signIn('13600009999')]
    assert.deepEqual(
      (await session(fresh)).persons.map(({ name }) => name),
      ['王秀英'],
    )
    const { bindings } = await at.does(ownViews.bindings, {}, old)
    assert.deepEqual(
      bindings.map(({ tail, how, own: mine }) => [tail, how, mine]).sort(),
      [
        ['1234', 'matched', true],
        ['9999', 'counter', false],
      ],
      'a clerk who binds her own telephone is seen by the person',
    )
    await at.does(counter.endBinding, { id, why: 'lost' }, at.clerk)
    assert.equal((await at.session(access.readSession, {}, fresh)).statusCode, 401)
    assert.deepEqual(
      (await session(old)).persons.map(({ name }) => name),
      ['王秀英'],
    )
    const again = await at.signIn('13500001111')
    await at.refused(own.endBinding, { id: bindings[0]!.id }, again, 'access.not-yours')
    const mine = bindings.find((binding) => binding.own)!
    await at.does(own.endBinding, { id: mine.id }, old)
    assert.equal((await at.session(access.readSession, {}, old)).statusCode, 401)
  })

  test('one telephone of a family is for each of them', async () => {
    await begin()
    const husband = await at.settlePerson('钱枫', '1950-01-01', lady.phone)
    const cookie = await at.signIn(lady.phone)
    if ((await session(cookie)).street === undefined) await at.session(access.switchStreet, { street: STREET }, cookie)
    await at.does(own.claim, { name: lady.name, idNumber: lady.idNumber }, cookie)
    await at.does(own.claim, { name: husband.name, idNumber: husband.idNumber }, cookie)
    assert.deepEqual((await session(cookie)).persons.map(({ name }) => name).sort(), ['王秀英', '钱枫'])
  })

  test('five tries a day to say who she is, however many come at once; the sixth is refused though it is right', async () => {
    await begin()
    const cookie = await at.signIn('13400002222')
    await at.session(access.switchStreet, { street: STREET }, cookie)
    const wrong = { name: '冯阿妹', idNumber: lady.idNumber }
    const answers = await Promise.all(Array.from({ length: 20 }, () => at.ask(own.claim, STREET, wrong, { cookie })))
    const codes = answers.map(codeOf)
    assert.equal(codes.filter((code) => code === 'resident.claim-refused').length, 5)
    assert.equal(codes.filter((code) => code === 'resident.claims-spent').length, 15)
    await at.refused(own.claim, { name: lady.name, idNumber: lady.idNumber }, cookie, 'resident.claims-spent')
    await at.moveTo(onDay(day + 1))
    assert.deepEqual(await at.does(own.claim, { name: lady.name, idNumber: lady.idNumber }, cookie), { state: 'waiting' })
  })

  test('a code is six digits, good once, five minutes, for its number, and for five tries', async () => {
    const now = new Date('2027-02-01T02:00:00Z')
    await at.moveTo(now)
    const phone = '13300003333'
    const give = (code: string, number = phone) => at.session(access.confirmPhoneCode, { phone: number, code })
    const ask = async (number = phone) => {
      assert.equal((await at.session(access.askPhoneCode, { phone: number })).statusCode, 200)
      return codeIn(at.messages.at(-1)!.text)
    }
    const code = await ask()
    assert.equal(codeOf(await give(code, '13300003334')), 'phone.code-wrong')
    const both = await Promise.all([give(code), give(code), give(code)])
    assert.equal(both.filter(({ statusCode }) => statusCode === 200).length, 1, 'of several at once one gets in')
    assert.equal(codeOf(await give(code)), 'phone.code-wrong')
    await at.moveTo(new Date(now.getTime() + 61_000))
    const late = await ask()
    await at.moveTo(new Date(now.getTime() + 361_001))
    assert.equal(codeOf(await give(late)), 'phone.code-wrong')
    const guessed = await ask()
    const wrong = guessed === '000000' ? '000001' : '000000'
    await Promise.all(Array.from({ length: 12 }, () => give(wrong)))
    assert.equal(codeOf(await give(guessed)), 'phone.code-wrong', 'the right one comes too late')
    const [kept] = await at.admin<
      { text: string }[]
    >`select c::text as text from phone_code c where sent_at = ${new Date(now.getTime() + 361_001)}`
    assert.ok(kept && !kept.text.includes(guessed) && !kept.text.includes(phone), 'neither code nor number is kept in clear')
  })

  test('one code a minute and five a day go to a number, however many ask at once', async () => {
    const now = new Date('2027-02-02T02:00:00Z')
    const phone = '13200004444'
    const sent = () => at.messages.filter(({ to }) => to === phone).length
    for (let round = 0; round < 5; round += 1) {
      await at.moveTo(new Date(now.getTime() + round * 61_000))
      const answers = await Promise.all(Array.from({ length: 10 }, () => at.session(access.askPhoneCode, { phone })))
      assert.ok(
        answers.every(({ statusCode }) => statusCode === 200),
        answers.map(({ body }) => body).join(),
      )
      assert.equal(sent(), round + 1)
    }
    await at.moveTo(new Date(now.getTime() + 3600_000))
    assert.equal(codeOf(await at.session(access.askPhoneCode, { phone })), 'phone.too-many')
    await at.moveTo(new Date(now.getTime() + 15 * 3600_000))
    assert.equal((await at.session(access.askPhoneCode, { phone })).statusCode, 200, 'tomorrow again')
    assert.equal(sent(), 6)
  })

  test('messages and tries count by address too, side by side neither helps', async () => {
    await at.moveTo(new Date('2027-02-02T22:00:00Z'))
    const { house, sessions } = at
    const ready = async () => ({ ready: true, parts: {}, faults: [] })
    const limited = await buildApp({
      house,
      sessions,
      metrics: makeMetrics(),
      version: 'test',
      ready,
      limits: { requests: 1000, tries: 6 },
    })
    const send = (path: string, payload: object, remoteAddress: string) =>
      limited.inject({ method: 'POST', url: `/api/v1${path}`, headers: { 'x-linli': '1' }, payload, remoteAddress })
    const phoneOf = (n: number) => `1380000${String(2000 + n)}`
    try {
      const through = async (times: number, one: (n: number) => ReturnType<typeof send>, good: number) => {
        const statuses: number[] = []
        for (let n = 0; n < times; n += 1) statuses.push((await one(n)).statusCode)
        return statuses.filter((status) => status === good).length
      }
      const ask = (address: string) => (n: number) => send(access.askPhoneCode.path, { phone: phoneOf(n) }, address)
      assert.equal(await through(6, ask('10.9.8.1'), 200), 3)
      assert.equal(await through(1, ask('10.9.8.2'), 200), 1, 'another address has its own')
      const many = await Promise.all(Array.from({ length: 20 }, (_, n) => ask('10.9.8.4')(n)))
      assert.ok(many.filter(({ statusCode }) => statusCode === 200).length <= 3, 'side by side no more')
      const code = () => send(access.confirmPhoneCode.path, { phone: phoneOf(0), code: '000000' }, '10.9.8.3')
      const letter = () => send(access.useLetter.path, { number: '7KQM-2XWP-H4TN' }, '10.9.8.3')
      assert.deepEqual([await through(9, code, 401), await through(9, letter, 401)], [6, 6])
    } finally {
      await limited.close()
    }
  })

  test('a number of the register and a number of nobody get the same words and the same work', async () => {
    await at.moveTo(new Date('2027-02-03T02:00:00Z'))
    const answers = new Set<string>()
    for (const phone of [lady.phone, neighbour.phone, '13100005555', '13100005556'])
      for (const contract of [access.askPhoneCode, access.askPhoneCode, access.confirmPhoneCode]) {
        const response = await at.session(contract, contract === access.confirmPhoneCode ? { phone, code: '12345x' } : { phone })
        answers.add(`${contract.name} ${response.statusCode} ${response.body.replace(/"trace":"[^"]*"/, '')}`)
        assert.equal(response.headers['set-cookie'], undefined)
      }
    assert.equal(answers.size, 2, [...answers].join('\n'))
    assert.equal(at.messages.filter(({ to }) => to.startsWith('1310000555')).length, 2)
  })

  test('a message that cannot be sent is said, leaves no code, and may be asked for again', async () => {
    await at.moveTo(new Date('2027-02-04T02:00:00Z'))
    const send = at.house.sms.send
    const { Problem } = await import('#base/problem.ts')
    at.house.sms.send = () => Promise.reject(new Problem('sms.failed'))
    assert.equal(codeOf(await at.session(access.askPhoneCode, { phone: lady.phone })), 'sms.failed')
    at.house.sms.send = send
    assert.equal((await at.session(access.askPhoneCode, { phone: lady.phone })).statusCode, 200)
    assert.equal((await at.session(access.confirmPhoneCode, { phone: lady.phone, code: codeIn(at.messages.at(-1)!.text) })).statusCode, 200)
  })

  test('a number nobody signed in with for 90 days may be another’s: whom it stood for is asked again', async () => {
    const begun = new Date('2028-01-01T02:00:00Z').getTime()
    const move = (days: number) => at.moveTo(new Date(begun + days * 86_400_000))
    await move(0)
    const elder = await at.settlePerson('孙力', '1944-04-04', undefined)
    await at.does(counter.bind, { id: elder.id, phone: '13900000001' }, at.clerk)
    const names = async (cookie: string) => (await session(cookie)).persons.map(({ name }) => name)
    await move(89)
    assert.deepEqual(await names(await at.signIn('13900000001')), ['孙力'], 'the first time, in good time')
    await move(178)
    assert.deepEqual(await names(await at.signIn('13900000001')), ['孙力'])
    await move(268.1)
    const late = await at.signIn('13900000001')
    assert.deepEqual([await names(late), (await session(late)).street], [[], STREET])
    await at.refused(own.claim, { name: elder.name, idNumber: lady.idNumber }, late, 'resident.claim-refused')
    assert.deepEqual(
      await at.does(own.claim, { name: elder.name, idNumber: elder.idNumber }, late),
      { state: 'bound' },
      'it was seen to be hers once',
    )
    assert.deepEqual(await names(late), ['孙力'])
    await at.does(counter.bind, { id: neighbour.id, phone: '13900000002' }, at.clerk)
    await move(360)
    assert.deepEqual(await names(await at.signIn('13900000002')), [], 'bound and never used is the same')
  })

  test('a telephone stays signed in for a week after its last use, and a month at most', async () => {
    const begun = new Date('2027-03-01T02:00:00Z').getTime()
    await at.moveTo(new Date(begun))
    const cookie = await at.signIn('13000006666')
    for (const day of [6, 12, 18, 24, 29.9]) {
      await at.moveTo(new Date(begun + day * 86_400_000))
      assert.equal((await at.session(access.readSession, {}, cookie)).statusCode, 200, `day ${day}`)
    }
    await at.moveTo(new Date(begun + 30.1 * 86_400_000))
    assert.equal((await at.session(access.readSession, {}, cookie)).statusCode, 401)
    const idle = await at.signIn('13000006666')
    await at.moveTo(new Date(begun + 37.2 * 86_400_000))
    assert.equal((await at.session(access.readSession, {}, idle)).statusCode, 401)
    assert.match(cookieOf(await at.session(access.signOut, {}, idle)), /^linli=/)
  })
})
