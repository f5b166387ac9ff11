/** Looks withheld from the one they were at: by two people, for a while, without a gap that tells. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import * as households from '#ground/households/views.ts'
import { openResidents, type Person, type Residents } from '../../../../test/wire/resident.ts'
import { rangeOf, STREET } from '../../../../test/wire/wire.ts'
import * as counter from '../actions.ts'
import * as ownViews from '../own/views.ts'
import * as actions from './actions.ts'
import { judgeClosing, stateOf } from './rules.ts'

const START = new Date('2026-11-22T02:00:00Z')
const after_ = (days: number) => new Date(START.getTime() + days * 86_400_000)

test('a closing holds three days by itself, kept until its last day, and never after it was refused or ended', () => {
  const row = { at: START.toISOString(), until: '2026-12-01', kept: null, ended: null }
  const at = (days: number, more = {}) => stateOf({ ...row, ...more }, after_(days), after_(days).toISOString().slice(0, 10))
  assert.deepEqual([at(0), at(2.99), at(3)], ['unreviewed', 'unreviewed', 'lapsed'])
  assert.deepEqual([at(3, { kept: true }), at(9, { kept: true }), at(10, { kept: true })], ['in-force', 'in-force', 'over'])
  assert.deepEqual([at(0, { kept: false }), at(0, { ended: START.toISOString() })], ['refused', 'ended'])
})

test('it ends within a year, and its period is not turned round', () => {
  const judge = (until: string, to?: string) => () => judgeClosing({ from: '2026-11-20', to, until }, '2026-11-22')
  for (const good of [judge('2026-11-22'), judge('2027-11-22'), judge('2026-12-01', '2026-11-20')]) assert.doesNotThrow(good)
  for (const wrong of [judge('2026-11-21'), judge('2027-11-23'), judge('2026-12-01', '2026-11-19')])
    assert.throws(wrong, { code: 'input.invalid' })
})

describe('looks that are closed', () => {
  let at: Residents
  let lady: Person
  let head: string
  let auditor: string
  let cookie: string

  before(async () => {
    at = await openResidents(START)
    lady = await at.settlePerson('王秀英', '1949-12-31', '13800001234')
    await at.does(counter.bind, { id: lady.id, phone: lady.phone }, at.clerk)
    head = (await at.employ('head', 'head', rangeOf({ street: STREET }))).cookie
    auditor = (await at.employ('auditor', 'auditor', rangeOf({ street: STREET }))).cookie
    await at.does(households.person, { id: lady.id }, at.clerk)
    await at.does(households.person, { id: lady.id }, head)
    cookie = await at.signIn(lady.phone)
  })
  after(() => at.close())

  const seen = async () => {
    const { looks } = await at.does(ownViews.looks, { person: lady.id }, cookie)
    return looks
      .filter(({ view }) => view === 'household.person')
      .map(({ who }) => who)
      .sort()
  }
  const closing = { why: 'safety' as const, basis: '反家庭暴力法第二十三条', from: '2026-11-22', until: '2026-12-22' }

  test('at once, of one looker only; refused by the reviewer she sees it again; nobody reviews her own', async () => {
    assert.deepEqual(await seen(), ['clerk', 'head'])
    await at.refused(actions.close, { id: lady.id, ...closing }, at.clerk, 'access.forbidden')
    const looker = (await at.admin<{ id: string }[]>`select id from login where name = 'clerk'`)[0]!.id
    const { id } = await at.does(actions.close, { id: lady.id, looker, ...closing }, head)
    assert.deepEqual(await seen(), ['head'])
    await at.does(actions.closings, { id: lady.id }, auditor)
    const { looks } = await at.does(ownViews.looks, { person: lady.id }, cookie)
    assert.ok(!looks.some(({ view }) => view === 'look.closings'), 'that somebody looks at what is withheld would tell of it')
    await at.refused(actions.review, { id, kept: true }, head, 'access.forbidden')
    await at.does(actions.review, { id, kept: false }, auditor)
    assert.deepEqual(await seen(), ['clerk', 'head'])
    await at.refused(actions.review, { id, kept: true }, auditor, 'resident.state')
  })

  test('kept it holds until its last day, and falls away without a review; the list has no gap', async () => {
    const { id } = await at.does(actions.close, { id: lady.id, ...closing }, head)
    const { closings } = await at.does(actions.closings, { id: lady.id }, auditor)
    assert.deepEqual(
      closings.map(({ state, by, reviewer, mayReview, basis }) => [state, by, reviewer, mayReview, basis]),
      [
        ['unreviewed', 'head', null, true, '反家庭暴力法第二十三条'],
        ['refused', 'head', 'auditor', false, '反家庭暴力法第二十三条'],
      ],
    )
    assert.deepEqual(await seen(), [])
    const { looks, next } = await at.does(ownViews.looks, { person: lady.id }, cookie)
    assert.deepEqual([looks.length, next], [0, null], 'her own look of this very moment is of today as well')
    await at.moveTo(after_(3.1))
    assert.deepEqual(await seen(), ['clerk', 'head'], 'nobody reviewed it')
    await at.refused(actions.review, { id, kept: true }, auditor, 'resident.state')
    const kept = await at.does(actions.close, { id: lady.id, ...closing, to: '2026-11-22' }, head)
    await at.does(actions.review, { id: kept.id, kept: true }, auditor)
    assert.deepEqual(await seen(), [])
    await at.moveTo(new Date('2026-12-22T15:59:59Z'))
    cookie = await at.signIn(lady.phone)
    assert.deepEqual(await seen(), [], 'the last second of its last day')
    await at.moveTo(new Date('2026-12-22T16:00:01Z'))
    assert.deepEqual(await seen(), ['clerk', 'head'])
  })

  test('a look outside the period is seen, and ending it shows all', async () => {
    await at.does(households.person, { id: lady.id }, head)
    const today = '2026-12-23'
    const { id } = await at.does(actions.close, { id: lady.id, ...closing, to: '2026-11-22', until: '2027-01-22' }, head)
    assert.deepEqual(await seen(), ['head'], today)
    await at.does(actions.end, { id }, head)
    assert.deepEqual(await seen(), ['clerk', 'head', 'head'])
  })
})
