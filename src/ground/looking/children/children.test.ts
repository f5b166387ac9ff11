import assert from 'node:assert/strict'
import { test } from 'node:test'
import { employ, settleHousehold } from '../../../../test/lookers.ts'
import { COMMUNITY, OTHER_COMMUNITY, useStage } from '../../../../test/stage.ts'
import * as opening from '../opening.ts'
import * as actions from './actions.ts'

const story = useStage()
const reason = { reason: '核对困境儿童补贴' }
const begun = Date.parse('2026-11-22T02:00:00Z')

test(
  'what is protected of a child opens after somebody responsible approved, for the time she said; of a grown-up without',
  story(async (stage) => {
    const { kid, her } = await settleHousehold(stage, COMMUNITY)
    const clerk = await employ(stage, 'clerk', COMMUNITY)
    const director = await employ(stage, 'director', COMMUNITY)
    await stage.does(opening.reveal, clerk, { id: her }, reason)
    const refused = await stage.refused(opening.reveal, clerk, { id: kid }, 'approval.needed', reason)
    assert.equal(refused.details.age, 14)
    assert.deepEqual(await stage.does(actions.read, clerk, { id: kid }), { needed: true, state: null, until: null, words: null })
    assert.equal((await stage.does(actions.read, clerk, { id: her })).needed, false)

    const { approval } = await stage.does(actions.ask, clerk, { id: kid, reason: reason.reason })
    assert.deepEqual(await stage.does(actions.ask, clerk, { id: kid, reason: '再问一次' }, { key: 'asked-again' }), { approval })
    await stage.refused(opening.reveal, clerk, { id: kid }, 'approval.needed', reason)
    const { approvals, hours } = await stage.does(actions.list, director, {})
    assert.deepEqual(
      [approvals.map(({ id, state, own, name }) => [id, state, own, name]), hours],
      [[[approval, 'waiting', false, '欧阳小满']], 72],
    )
    await stage.refused(actions.decide, director, { id: approval, granted: true, hours: 73 }, 'input.invalid')
    await stage.does(actions.decide, director, { id: approval, granted: true, hours: 2, words: '只看补贴' })
    await stage.refused(actions.decide, director, { id: approval, granted: false, hours: 2 }, 'thing.changed')

    const { facts } = await stage.does(opening.reveal, clerk, { id: kid }, reason)
    assert.ok(facts.some(({ element, value }) => element === 'person.allergies' && value === '花生'))
    const another = await employ(stage, 'clerk', COMMUNITY)
    await stage.refused(opening.reveal, another, { id: kid }, 'approval.needed', reason)
    stage.setNow(new Date(begun + 2 * 3_600_000 - 1))
    await stage.does(opening.reveal, clerk, { id: kid }, reason)
    stage.setNow(new Date(begun + 2 * 3_600_000))
    await stage.refused(opening.reveal, clerk, { id: kid }, 'approval.needed', reason)
    assert.deepEqual((await stage.does(actions.read, clerk, { id: kid })).state, 'over')
  }),
)

test(
  'nobody approves her own wish or one of another community; a refusal says why, and may be followed by another wish',
  story(async (stage) => {
    const { kid } = await settleHousehold(stage, COMMUNITY)
    const clerk = await employ(stage, 'clerk', COMMUNITY)
    const { approval } = await stage.does(actions.ask, clerk, { id: kid, reason: reason.reason })
    await stage.refused(actions.decide, clerk, { id: approval, granted: true, hours: 1 }, 'access.forbidden')
    const both = { ...clerk, rights: new Set([...clerk.rights, 'minor.approve']) }
    await stage.refused(actions.decide, both, { id: approval, granted: true, hours: 1 }, 'review.own')
    const beside = await employ(stage, 'director', OTHER_COMMUNITY)
    await stage.refused(actions.decide, beside, { id: approval, granted: true, hours: 1 }, 'thing.unknown')
    assert.deepEqual((await stage.does(actions.list, beside, {})).approvals, [])
    await stage.refused(actions.ask, await employ(stage, 'clerk', OTHER_COMMUNITY), { id: kid, reason: reason.reason }, 'thing.unknown')
    const head = await employ(stage, 'head')
    await stage.does(actions.decide, head, { id: approval, granted: false, hours: 1, words: '请先问监护人' })
    const { state, words } = await stage.does(actions.read, clerk, { id: kid })
    assert.deepEqual([state, words], ['refused', '请先问监护人'])
    await stage.refused(opening.reveal, clerk, { id: kid }, 'approval.needed', reason)
    assert.notEqual((await stage.does(actions.ask, clerk, { id: kid, reason: '监护人同意了' }, { key: 'asked-anew' })).approval, approval)
    // Who is responsible opens it herself, on record as anybody.
    await stage.does(opening.reveal, head, { id: kid }, reason)
  }),
)

test(
  'a form that asks it under its own basis counts as approval, for what it asks and nothing beside',
  story(async (stage) => {
    const { kid, her } = await settleHousehold(stage, COMMUNITY)
    const clerk = await employ(stage, 'clerk', COMMUNITY)
    const { facts } = await stage.does(opening.reveal, clerk, { id: kid, form: 'elder-visit' }, reason)
    assert.deepEqual(
      facts.map(({ element }) => element),
      ['person.has-family-doctor'],
    )
    await stage.refused(opening.reveal, clerk, { id: kid, form: 'never-was' }, 'thing.unknown', reason)
    const hers = await stage.does(opening.reveal, clerk, { id: her, form: 'veteran' }, reason)
    assert.ok(!hers.facts.some(({ element }) => element === 'person.allergies'))
  }),
)
