/**
 * One request, every way to answer it: told first, then said on a telephone, by a helper, with the number of a letter, at the counter, ringing; declined with a slip. Whoever
 * may not is refused and changes nothing; the round planned afterwards holds the rest alone.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { InputOf, OutputOf } from '#base/contract.ts'
import { allRights } from '#catalogue/roles.ts'
import * as counter from '#circles/living/counter/actions.ts'
import * as letters from '#circles/living/counter/letters/actions.ts'
import * as letterViews from '#circles/living/counter/letters/views.ts'
import * as counterViews from '#circles/living/counter/views.ts'
import { tellAskedOf } from '#circles/management/reports/asking/telling.ts'
import * as rounds from '#circles/management/visits/views.ts'
import { askFollowers } from '#ground/asks/follow-ups.ts'
import * as own from '#ground/asks/own/actions.ts'
import * as ownViews from '#ground/asks/own/views.ts'
import * as asks from '#ground/asks/views.ts'
import { open as openMatter } from '#ground/matters/actions.ts'
import { changeOffice } from '#ground/notices/actions.ts'
import { gather } from '#ground/notices/letters/actions.ts'
import { inbox as ownNotices } from '#ground/notices/own/views.ts'
import { sendDue } from '#ground/notices/sending.ts'
import * as residentCounter from '#ground/residents/actions.ts'
import { grant } from '#ground/residents/own/actions.ts'
import { looks } from '#ground/residents/own/views.ts'
import { houseActor } from '#kernel/access/actor.ts'
import * as access from '#kernel/access/contract.ts'
import { enter } from '#kernel/action/door.ts'
import { newId } from '#kernel/log/id.ts'
import { cookieOf, openResidents, type Person, type Residents } from './resident.ts'
import { rangeOf, STREET } from './wire.ts'

const START = new Date('2026-11-22T02:00:00Z')
const UNTIL = '2026-12-10'
const FIRST = '2026-11-29'

describe('what is missing is asked once', () => {
  let at: Residents
  let lady: Person
  let son: Person
  let neighbour: Person
  let without: Person
  let request: string
  let cookie: string

  const open = (title: string, firstUntil: string | null, rows: [subject: string, element: string, door: string][]) =>
    at.askOf(
      title,
      rows.map(([subject, element, dwelling]) => ({ subject, element, dwelling })),
      { until: UNTIL, firstUntil },
    )
  const settled = async (...subjects: string[]) => {
    for (const { event, run } of askFollowers)
      if (event === 'person.corrected')
        await run(at.house, { street: STREET, log: newId(), at: 0, event: { name: event, subjects, fields: [] } })
  }
  const asked = async (of: string) => {
    const { parties } = await at.does(ownViews.asks, {}, of)
    return parties.flatMap(({ kind, name, questions }) => questions.map(({ element }) => `${name || kind} ${element}`)).sort()
  }
  const standing = async () => {
    await settled(lady.id, son.id, neighbour.id, without.id, ...at.doors)
    const { asking } = await at.does(asks.request, { id: request }, at.clerk)
    return asking!
  }
  /** Everything that could have changed: sayings, questions, slips, numbers. */
  const everything = () =>
    at.admin`select (select count(*)::int from statement) as said, (select count(*)::int from ask where closed_at is null) as open,
      (select count(*)::int from refusal) as slips, (select count(*)::int from answer_number) as numbers`
  const unchanged = async (run: () => Promise<void>) => {
    const before = [...(await everything())]
    await run()
    assert.deepEqual([...(await everything())], before)
  }
  const employer = (value: string): InputOf<(typeof own.answer)['contract']>['answers'] => [{ element: 'person.employer', value }]

  before(async () => {
    at = await openResidents(START)
    const [home, beside] = at.doors
    lady = await at.settlePerson('王秀英', '1949-12-31', '13800001234')
    son = await at.settlePerson('李建国', '1975-03-04', '13800004321')
    neighbour = await at.settlePerson('赵敏', '1980-05-06', '13900005678', beside)
    without = await at.settlePerson('钱老汉', '1941-02-03', undefined, beside)
    await at.does(changeOffice, { region: at.own.community, sign: '阳光社区', phone: '0535-2000020', hours: '' }, (await at.employ('director', 'director', rangeOf(at.own))).cookie) // biome-ignore format: one call
    cookie = await at.comeIn(lady)
    request = await open('独居老人摸底', FIRST, [
      [lady.id, 'person.employer', home],
      [lady.id, 'person.emergency-contact-name', home],
      [lady.id, 'person.landline', home],
      [son.id, 'person.employer', home],
      [home, 'dwelling.floor-area', home],
      [neighbour.id, 'person.employer', beside],
      [without.id, 'person.employer', beside],
      [beside, 'dwelling.floor-area', beside],
    ])
  })
  after(() => at.close())

  test('everybody is told once by her own way: a message, or a letter for who has no telephone', async () => {
    const telling = () =>
      enter(at.house, tellAskedOf, { street: STREET, actor: houseActor(STREET, new Set(['notice.tell'])), input: { id: request } })
    assert.deepEqual((await telling()).data, { told: 4, more: false })
    assert.deepEqual((await telling()).data, { told: 0, more: false }, 'nobody is told twice')
    const before = at.messages.length
    await sendDue(at.house, STREET)
    const sent = at.messages.slice(before)
    assert.deepEqual(sent.map(({ to }) => to).sort(), [son.phone, neighbour.phone, lady.phone].sort())
    for (const { text } of sent) assert.doesNotMatch(text, /王秀英|李建国|赵敏|一厂|独居/, 'a message names nobody and no purpose')
    const queued = await at.admin<
      { person: string }[]
    >`select person_id as person from notice where channel = 'letter' and state = 'queued'`
    assert.deepEqual([...queued], [{ person: without.id }])
    const { notices } = await at.does(ownNotices, { person: lady.id }, cookie)
    assert.match(notices[0]!.body, /区民政局要的“独居老人摸底”.*有 4 项.*2026年11月29日前/s)
  })

  test('residents answer first: no round is offered until their days are over, but the clerk may go earlier', async () => {
    const area = String(at.own.community)
    const now = await at.does(rounds.plan, { area }, at.clerk)
    assert.deepEqual([now.doors.length, now.first], [0, { doors: 2, from: '2026-11-30' }])
    const early = await at.does(rounds.plan, { area, early: true }, at.clerk)
    assert.deepEqual([early.doors.length, early.totals.questions, early.first.doors], [2, 8, 0])
  })

  test('signed in with a code she answers for herself and for the door of her household, and nothing is asked twice', async () => {
    assert.deepEqual(await asked(cookie), [
      'dwelling dwelling.floor-area',
      '王秀英 person.emergency-contact-name',
      '王秀英 person.employer',
      '王秀英 person.landline',
    ])
    await at.does(own.answer, { person: lady.id, answers: employer('退休') }, cookie)
    await at.does(own.answer, { person: at.doors[0], answers: [{ element: 'dwelling.floor-area', value: 82 }] }, cookie)
    const { open, answered, channels } = await standing()
    assert.deepEqual([open, answered, channels], [6, 2, [{ channel: 'phone', answered: 2, refused: 0 }]])
    await unchanged(() => at.refused(own.answer, { person: lady.id, answers: employer('一厂') }, cookie, 'element.unknown'))
  })

  test('of the other person of the household, of the other household and of another street nothing can be answered or declined', async () => {
    const abroad = { element: 'person.employer', value: '一厂' }
    for (const person of [son.id, neighbour.id, at.doors[1], newId()])
      await unchanged(async () => {
        await at.refused(own.answer, { person, answers: [abroad] }, cookie, 'access.not-yours')
        await at.refused(own.decline, { person, elements: ['person.employer'] }, cookie, 'access.not-yours')
      })
    await unchanged(async () => {
      const response = await at.ask(own.answer, at.abroad.street, { person: lady.id, answers: [abroad] }, { cookie })
      assert.equal(response.statusCode, 403, response.body)
    })
  })

  test('a helper answers within scope and term; once her mandate is over she is refused', async () => {
    const phone = '13700003333'
    const term = { from: '2026-11-22', to: '2026-11-24' }
    await at.does(grant, { person: lady.id, phone, name: '王小英', scope: ['answer'], ...term }, cookie)
    const helper = await at.enterStreet(phone)
    const contact = [{ element: 'person.emergency-contact-name', value: '王小英' }]
    // A number of hers is not for a helper to say.
    await unchanged(() => at.refused(own.answer, { person: lady.id, answers: [{ element: 'person.landline', value: '0535-2001111' }] }, helper, 'element.value')) // biome-ignore format: one call
    await at.does(own.answer, { person: lady.id, answers: contact }, helper)
    assert.deepEqual((await standing()).channels[1], { channel: 'helper', answered: 1, refused: 0 })
    await at.moveTo(new Date('2026-11-25T02:00:00Z'))
    await unchanged(() => at.refused(own.answer, { person: lady.id, answers: contact }, helper, 'access.not-yours'))
    await at.moveTo(START)
  })

  test('what she declines leaves a slip, is open no more, and is not asked again for this purpose', async () => {
    const { slip, closed } = await at.does(own.decline, { person: lady.id, elements: ['person.landline'], reason: '不方便' }, cookie)
    assert.equal(closed, 1)
    const { name, elements, reason } = await at.does(asks.slip, { id: slip }, at.clerk)
    assert.deepEqual([name, elements, reason], ['王秀英', ['person.landline'], '不方便'])
    const again = await open('独居老人摸底', null, [[lady.id, 'person.landline', at.doors[0]]])
    assert.equal((await at.does(asks.request, { id: again }, at.clerk)).asking!.open, 0)
    assert.deepEqual(await asked(cookie), [])
    await unchanged(() => at.refused(own.decline, { person: lady.id, elements: ['person.landline'] }, cookie, 'thing.unknown'))
  })

  test('at the counter her son says his own, not his mother’s; the look at him says why, and the answer bears the counter', async () => {
    const { found } = await at.does(counterViews.find, { text: '李建国' }, at.clerk)
    assert.deepEqual(found.map(({ id, by }) => [id, by]), [[son.id, 'search']]) // biome-ignore format: one call
    const read = await at.does(counterViews.read, { party: son.id, contact: 'counter' }, at.clerk)
    assert.deepEqual(read.parties.map(({ name, as, questions }) => [name, as, questions.map(({ element }) => element)]), [['李建国', 'self', ['person.employer']]]) // biome-ignore format: one call
    const said = { party: son.id, contact: 'counter' as const, answers: [{ element: 'person.employer', value: '二厂' }] }
    await unchanged(async () => {
      await at.refused(counter.answer, { ...said, subject: lady.id }, at.clerk, 'input.invalid')
      await at.refused(counter.decline, { party: son.id, contact: 'counter', subject: neighbour.id, elements: ['person.employer'] }, at.clerk, 'input.invalid') // biome-ignore format: one call
      await at.refused(counter.answer, { ...said, subject: son.id }, at.clerkBeside, 'thing.unknown')
      await at.refused(counter.answer, { ...said, subject: son.id }, cookie, 'access.not-yours')
      const grid = await at.employ('grid-worker', 'grid', rangeOf(at.own))
      await at.refused(counter.answer, { ...said, subject: son.id }, grid.cookie, 'access.forbidden')
    })
    await at.does(counter.answer, { ...said, subject: son.id }, at.clerk)
    const { channels, open } = await standing()
    assert.deepEqual([channels.find(({ channel }) => channel === 'counter'), open], [{ channel: 'counter', answered: 1, refused: 0 }, 3])
    const [source] = await at.admin<{ source: string }[]>`
      select s.source from ask a join statement s on s.id = a.closed_ref where a.subject_id = ${son.id} and a.channel = 'counter'`
    assert.equal(source!.source, 'self')
    const his = await at.comeIn(son)
    const seen = (await at.does(looks, { person: son.id }, his)).looks.find(({ view }) => view === 'counter.read')
    assert.match(seen!.reason!, /窗口/)
    await unchanged(() => at.refused(counter.answer, { ...said, subject: son.id }, at.clerk, 'element.unknown'))
  })

  test('who rings is found by the number on her letter or on her receipt; a clerk beside finds nobody by them', async () => {
    await at.does(gather, { regions: [at.own.community * 1000 + 1] }, at.clerk)
    const [letter] = await at.admin<{ no: string }[]>`select no from letter where person_id = ${without.id}`
    const reported = { type: 'appeal', category: 'other', channel: 'telephone' as const, region: at.own.community, title: '路灯不亮' }
    const { number } = await at.does(openMatter, { ...reported, reporter: { person: lady.id } }, at.clerk)
    const found = async (text: string, by: string) =>
      (await at.does(counterViews.find, { text }, by)).found.flatMap(({ id, by: how }) => (how === 'search' ? [] : [`${how} ${id}`]))
    assert.deepEqual(await found(String(letter!.no), at.clerk), [`letter ${without.id}`])
    assert.deepEqual(await found(number, at.clerk), [`receipt ${lady.id}`])
    assert.deepEqual([...(await found(String(letter!.no), at.clerkBeside)), ...(await found(number, at.clerkBeside))], [])
  })

  test('what is known is read out without whole numbers and without what is protected', async () => {
    const { facts, homes } = await at.does(counterViews.known, { party: lady.id, contact: 'counter' }, at.clerk)
    assert.equal(facts.find(({ element }) => element === 'person.employer')?.value, '退休')
    assert.ok(facts.some(({ element, masked }) => element === 'person.id-number' && masked))
    assert.ok(!JSON.stringify([facts, homes]).includes(lady.idNumber) && !facts.some((fact) => fact.protected))
    assert.equal(homes[0]?.label, '阳光花园1幢1单元101')
    await at.refused(counterViews.known, { party: lady.id, contact: 'counter' }, at.clerkBeside, 'thing.unknown')
  })

  test('letters go to the doors that were silent, one number each; the numbers are shown once and registered as leaving', async () => {
    const before = await at.does(letterViews.letters, { id: request }, at.clerk)
    assert.deepEqual([before.readers, before.doors], [2, 1])
    const press = async () => (await at.ask(letters.print, STREET, { id: request }, { cookie: at.clerk, key: 'printed-once' })).json().data
    const printed: OutputOf<(typeof letters.print)['contract']> = await press()
    assert.deepEqual(
      printed.sheets!.list.map(({ name, groups, more }) => [name, groups.map(({ whose, elements }) => `${whose} ${elements}`), more]),
      [
        // biome-ignore format: one row a sheet
        ['钱老汉', ['person person.employer', 'dwelling dwelling.floor-area'], 0],
        ['赵敏', ['person person.employer'], 0],
      ],
    )
    const again = await press()
    assert.deepEqual([again.print, again.sheets], [printed.print, undefined])
    const [left] = await at.admin`select what, subjects from leaving where mark = ${printed.mark}`
    assert.deepEqual({ ...left }, { what: 'letters', subjects: 2 })
    await unchanged(() => at.refused(letters.print, { id: request }, at.clerk, 'letter.none'))
    const [numbers] = [printed.sheets!.list.map(({ number }) => number)]
    assert.ok(!at.lines.some((line) => numbers.some((number) => line.includes(number))))

    // He signs in with his and answers; it is good once.
    const [his, hers] = numbers as [string, string]
    const opened = await at.session(access.useLetter, { number: his })
    assert.equal(opened.statusCode, 200, opened.body)
    const letter = cookieOf(opened)
    assert.deepEqual(await asked(letter), ['dwelling dwelling.floor-area', '钱老汉 person.employer'])
    await unchanged(async () => {
      const twice = await at.session(access.useLetter, { number: his })
      assert.equal(twice.json().code, 'letter.number-wrong')
      await at.refused(own.answer, { person: neighbour.id, answers: employer('一厂') }, letter, 'access.not-yours')
      await at.refused(looks, { person: without.id }, letter, 'access.not-yours')
    })
    await at.does(own.answer, { person: without.id, answers: employer('退休') }, letter)
    assert.deepEqual(
      (await standing()).channels.find(({ channel }) => channel === 'letter'),
      { channel: 'letter', answered: 1, refused: 0 },
    )
    await at.moveTo(new Date(START.getTime() + 13 * 3_600_000))
    const late = await at.ask(
      own.answer,
      STREET,
      { person: at.doors[1], answers: [{ element: 'dwelling.floor-area', value: 60 }] },
      { cookie: letter },
    )
    assert.equal(late.statusCode, 401, 'a letter opens half a day')
    await at.moveTo(START)

    // Hers is withdrawn with the print: nothing opens by it, and her door may be written to again.
    await at.refused(letters.withdraw, { id: printed.print }, at.clerkBeside, 'thing.unknown')
    await at.does(letters.withdraw, { id: printed.print }, at.clerk)
    assert.equal((await at.session(access.useLetter, { number: hers })).json().code, 'letter.number-wrong')
    await unchanged(() => at.refused(residentCounter.enterLetter, { number: hers }, at.clerk, 'letter.number-wrong'))
  })

  test('a returned letter is typed in by its number: whose it is opens, and what is written counts as paper', async () => {
    const { number, id } = await at.does(residentCounter.issueLetter, { person: neighbour.id }, at.clerk)
    await unchanged(() => at.refused(residentCounter.enterLetter, { number: number! }, at.clerkBeside, 'letter.number-wrong'))
    const entered = await at.does(residentCounter.enterLetter, { number: number! }, at.clerk)
    assert.deepEqual(entered, { letter: id, person: neighbour.id, door: null })
    const read = await at.does(counterViews.read, { party: neighbour.id, contact: 'paper' }, at.clerk)
    assert.deepEqual(read.parties.map(({ as, questions }) => [as, questions.length]), [['self', 1], ['home', 1]]) // biome-ignore format: one call
    await at.does(counter.answer, { party: neighbour.id, contact: 'paper', subject: neighbour.id, answers: employer('三厂') }, at.clerk)
    const { open, channels } = await standing()
    assert.deepEqual([open, channels.find(({ channel }) => channel === 'paper')], [1, { channel: 'paper', answered: 1, refused: 0 }])
    const { number: spent } = await at.does(residentCounter.issueLetter, { person: neighbour.id }, at.clerk)
    await at.moveTo(new Date('2026-12-23T02:00:00Z'))
    assert.equal((await at.session(access.useLetter, { number: spent! })).json().code, 'letter.number-wrong', 'over after 30 days')
    await at.moveTo(START)
  })

  test('the round planned after the residents’ days holds the rest alone', async () => {
    await at.moveTo(new Date('2026-11-30T02:00:00Z'))
    const plan = await at.does(rounds.plan, { area: String(at.own.community) }, at.clerk)
    assert.deepEqual(plan.doors.map(({ dwelling, questions }) => [dwelling, questions]), [[at.doors[1], 1]]) // biome-ignore format: one call
    assert.equal(plan.first.doors, 0)
  })

  test('what a request no longer asks is answered by nobody', async () => {
    await enter(at.house, (await import('#ground/asks/actions.ts')).stop, {
      street: STREET,
      actor: houseActor(STREET, allRights),
      input: { id: request },
    })
    await unchanged(async () => {
      const area = { element: 'dwelling.floor-area', value: 60 }
      await at.refused(counter.answer, { party: neighbour.id, contact: 'telephone', subject: at.doors[1], answers: [area] }, at.clerk, 'element.unknown') // biome-ignore format: one call
      await at.refused(letters.print, { id: request }, at.clerk, 'thing.unknown')
    })
  })
})
