/** On her own telephone: what she agreed to, taken back with one touch; then nobody asks it again, and what was asked already is asked no more. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { askFollowers } from '#ground/asks/follow-ups.ts'
import * as asks from '#ground/asks/own/actions.ts'
import * as askViews from '#ground/asks/own/views.ts'
import { correct, grant } from '#ground/residents/own/actions.ts'
import { read } from '#ground/residents/own/views.ts'
import { newId } from '#kernel/log/id.ts'
import { openResidents, type Person, type Residents } from '../../../../test/wire/resident.ts'
import { STREET } from '../../../../test/wire/wire.ts'
import * as consents from './actions.ts'
import { consentFollowers } from './clearing.ts'

const START = new Date('2026-11-22T02:00:00Z')

describe('her own consent', () => {
  let at: Residents
  let lady: Person
  let cookie: string

  const ask = (title: string) =>
    at.askOf(
      title,
      ['person.chronic-diseases', 'person.employer'].map((element) => ({ subject: lady.id, element, dwelling: at.doors[0] })),
      { bases: { 'person.chronic-diseases': '基本公共卫生服务规范' } },
    )
  const asked = async () => {
    const { parties } = await at.does(askViews.asks, {}, cookie)
    return parties.flatMap(({ questions }) => questions.map(({ element }) => element)).sort()
  }
  const line = async (who = cookie) =>
    (await at.does(consents.ofOwn, { person: lady.id }, who)).consents.find(({ purpose }) => purpose === 'health-follow-up')!
  const follow = async (name: string) => {
    const event = { name, subjects: [lady.id], fields: [] }
    for (const { run } of [...consentFollowers, ...askFollowers].filter((one) => one.event === name))
      await run(at.house, { street: STREET, log: newId(), at: 0, event })
  }

  before(async () => {
    at = await openResidents(START)
    lady = await at.settlePerson('王秀英', '1949-12-31', '13800001234')
    cookie = await at.comeIn(lady)
    await ask('健康摸底')
  })
  after(() => at.close())

  test('who answers on her telephone has agreed, in the version she was told; her correction counts alike', async () => {
    assert.equal((await line()).state, 'none')
    await at.does(asks.answer, { person: lady.id, answers: [{ element: 'person.chronic-diseases', value: ['hypertension'] }] }, cookie)
    const { state, words, goes } = await line()
    assert.deepEqual(
      [state, words.map(({ way, as, given, elements }) => [way, as, given, elements])],
      ['given', [['own-page', 'self', true, 1]]],
    )
    assert.deepEqual(
      goes.map(({ element }) => element),
      ['person.chronic-diseases'],
    )
  })

  test('she takes it back with one touch: it is gone from her page, the question is closed, and nobody can ask it again', async () => {
    await ask('健康摸底之二')
    const { purpose, edition } = await line()
    const became = await at.does(consents.sayOwn, { person: lady.id, purpose, edition, given: false }, cookie)
    assert.deepEqual([became.state, became.goes.map(({ element }) => element)], ['withdrawn', ['person.chronic-diseases']])
    await follow('consent.withdrawn')
    const { facts, rev } = await at.does(read, { person: lady.id }, cookie)
    assert.ok(!facts.some(({ element }) => element === 'person.chronic-diseases'))
    await ask('换个名目再问')
    assert.deepEqual(await asked(), ['person.employer'])
    await at.refused(correct, { person: lady.id, values: { 'person.chronic-diseases': ['diabetes'] } }, cookie, 'consent.withdrawn', {
      'if-match': `"${rev}"`,
    })
    // Whatever else she answers works as before: nothing was closed to her.
    await at.does(asks.answer, { person: lady.id, answers: [{ element: 'person.employer', value: '退休' }] }, cookie)
  })

  test('she may agree anew, her helper may not without being let correct, and a stranger neither sees nor says anything', async () => {
    const { purpose, edition } = await line()
    const term = { from: '2026-11-22', to: '2027-02-20' }
    await at.does(grant, { person: lady.id, phone: '13700003333', name: '王小英', scope: ['see'], ...term }, cookie)
    const helper = await at.enterStreet('13700003333')
    assert.equal((await line(helper)).state, 'withdrawn')
    await at.refused(consents.sayOwn, { person: lady.id, purpose, edition, given: true }, helper, 'access.not-yours')
    const other = await at.comeIn(await at.settlePerson('赵敏', '1980-05-06', '13900005678', at.doors[1]))
    await at.refused(consents.ofOwn, { person: lady.id }, other, 'access.not-yours')
    await at.refused(consents.sayOwn, { person: lady.id, purpose, edition, given: true }, other, 'access.not-yours')
    await at.does(consents.sayOwn, { person: lady.id, purpose, edition, given: true }, cookie)
    assert.equal((await line()).state, 'given')
  })
})
