/** A child's own information: her guardian sees, corrects, takes along and agrees for her; from 14 she does so herself, and her guardian still may. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { ofOwn, sayOwn } from '#ground/purposes/consents/actions.ts'
import { insertMandate } from '#ground/residents/queries.ts'
import { allScopes, lastDayOfGuardian } from '#ground/residents/rules.ts'
import { houseActor } from '#kernel/access/actor.ts'
import * as access from '#kernel/access/contract.ts'
import { newId } from '#kernel/log/id.ts'
import { openResidents, type Person, type Residents } from '../../../test/wire/resident.ts'
import { STREET } from '../../../test/wire/wire.ts'
import * as counter from './actions.ts'
import * as own from './own/actions.ts'
import { takeAlong } from './own/export.ts'
import * as ownViews from './own/views.ts'

const START = new Date('2026-11-22T02:00:00Z')
const BIRTH = '2013-01-10'

describe('a child', () => {
  let at: Residents
  let mother: Person
  let aunt: Person
  let girl: Person
  let cookie: string

  before(async () => {
    at = await openResidents(START)
    mother = await at.settlePerson('钱枫', '1980-05-06', '13900005678')
    aunt = await at.settlePerson('钱杨', '1982-05-06', '13900006789', at.doors[1])
    girl = await at.settlePerson('钱朵', BIRTH, undefined)
    for (const { id, phone } of [mother, aunt]) await at.does(counter.bind, { id, phone }, at.clerk)
    const { lo, hi, login, post } = houseActor(STREET, new Set())
    await at.house.transaction({ street: STREET, lo, hi, login, post, sensitive: false }, (sql) =>
      insertMandate(sql, STREET, {
        id: newId(),
        kind: 'guardian',
        principal: girl.id,
        helper: mother.id,
        token: null,
        phone: null,
        name: null,
        scope: [...allScopes],
        from: '2026-11-22',
        to: lastDayOfGuardian(BIRTH),
        channel: 'counter',
        paper: newId(),
        at: START,
        login,
        post,
      }),
    )
    cookie = await at.signIn(mother.phone)
  })
  after(() => at.close())

  const consent = async (who: string) =>
    (await at.does(ofOwn, { person: girl.id }, who)).consents.find(({ purpose }) => purpose === 'health-follow-up')!

  test('her guardian sees her whole, corrects her, agrees for her and takes her copy along; nobody else of the family does', async () => {
    const { rev, facts } = await at.does(ownViews.read, { person: girl.id }, cookie)
    assert.equal(facts.find(({ element }) => element === 'person.id-number')?.value, girl.idNumber)
    await at.does(own.correct, { person: girl.id, values: { 'person.school': '文昌小学' } }, cookie, { 'if-match': `"${rev}"` })
    const { edition } = await consent(cookie)
    await at.does(sayOwn, { person: girl.id, purpose: 'health-follow-up', edition, given: true }, cookie)
    assert.deepEqual(
      (await consent(cookie)).words.map(({ as, way }) => [as, way]),
      [['guardian', 'own-page']],
    )
    const { text } = await at.does(takeAlong, { person: girl.id, format: 'json' }, cookie)
    assert.ok(text.includes('文昌小学') && text.includes(girl.idNumber))
    const other = await at.signIn(aunt.phone)
    for (const operation of [ownViews.read, takeAlong, ofOwn])
      await at.refused(operation, { person: girl.id, ...(operation === takeAlong ? { format: 'json' } : {}) }, other, 'access.not-yours')
  })

  test('at 14 she agrees and takes it back herself; her guardian still sees that it was she', async () => {
    await at.moveTo(new Date('2027-01-10T02:00:00Z'))
    await at.does(counter.bind, { id: girl.id, phone: '13500003333' }, at.clerk)
    const hers = await at.signIn('13500003333')
    await at.session(access.switchStreet, { street: STREET }, hers)
    const { edition } = await consent(hers)
    await at.does(sayOwn, { person: girl.id, purpose: 'health-follow-up', edition, given: false }, hers)
    const seen = await consent(await at.signIn(mother.phone))
    assert.deepEqual([seen.state, seen.words[0]!.as], ['withdrawn', 'self'])
    await at.does(takeAlong, { person: girl.id, format: 'json' }, hers)
  })
})
