import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { newId } from '#kernel/log/id.ts'
import { COMMUNITY, STREET, type Stage, useStage } from '../../../../test/stage.ts'
import * as actions from './actions.ts'
import { isOwnerOf, ownerOfBoth, stateOf } from './rules.ts'
import * as views from './views.ts'

const story = useStage()
const COUNTY = 370683000

const office = (stage: Stage) => stage.actorAt('head', COUNTY)
const above = { street: COUNTY }

const given = {
  about: { kind: 'request' as const, id: newId(), title: '占道经营行政处罚台账' },
  asker: '市综合行政执法局',
  reasons: ['withdrawn' as const],
  words: '清单已列入上级收回事项第 1 项。',
}

describe('an objection', () => {
  test(
    'goes to the county with a day by workdays, is answered there, and the answer comes back',
    story(async (stage) => {
      // Friday 25 September 2026 is the first of three free days; Sunday the 20th is worked.
      stage.setNow(new Date('2026-09-18T02:00:00Z'))
      const head = stage.actor('head')
      const { id, dueOn, to } = await stage.does(actions.raise, head, given)
      assert.deepEqual([dueOn, to], ['2026-09-24', COUNTY], 'Sun 20 (make-up), Mon, Tue, Wed, Thu')
      await stage.exhaust()
      const there = (await stage.does(views.read, office(stage), { id }, above)).objection
      assert.deepEqual(
        [there.side, there.other, there.dueOn, there.state, there.workdaysLeft, there.words],
        ['received', STREET, dueOn, 'open', 5, given.words],
      )
      stage.setNow(new Date('2026-09-22T02:00:00Z'))
      await stage.does(
        actions.answer,
        office(stage),
        { id, answer: 'upheld', words: '该事项由综合行政执法局自行办理。' },
        { ...above, version: 1 },
      )
      await stage.exhaust()
      const here = (await stage.does(views.read, head, { id })).objection
      assert.deepEqual(
        [here.side, here.state, here.answer, here.answeredOn, here.answerWords],
        ['raised', 'answered', 'upheld', '2026-09-22', '该事项由综合行政执法局自行办理。'],
      )
      await stage.refused(actions.answer, office(stage), { id, answer: 'dismissed', words: '不对' }, 'thing.changed', {
        ...above,
        version: 2,
      })
    }),
  )

  test(
    'that nobody answers is silent on the day after its day, on both sides, and is neither consent nor refusal; an answer may still come',
    story(async (stage) => {
      stage.setNow(new Date('2026-11-16T02:00:00Z'))
      const head = stage.actor('head')
      const { id, dueOn } = await stage.does(actions.raise, head, given)
      await stage.exhaust()
      assert.equal(dueOn, '2026-11-23')
      const stateAt = async (day: string) => {
        stage.setNow(new Date(`${day}T02:00:00Z`))
        const [here] = (await stage.does(views.list, head, {})).objections
        const [there] = (await stage.does(views.list, office(stage), {}, above)).objections
        assert.equal(here?.answer, null)
        return [here?.state, there?.state, here?.workdaysLeft]
      }
      assert.deepEqual(await stateAt('2026-11-23'), ['open', 'open', 0])
      assert.deepEqual(await stateAt('2026-11-24'), ['silent', 'silent', -1])
      await stage.does(actions.answer, office(stage), { id, answer: 'partly', words: '先由部门拨付经费。' }, { ...above, version: 1 })
      await stage.exhaust()
      const heard = (await stage.does(views.read, head, { id })).objection
      assert.deepEqual([heard.state, heard.answer], ['answered', 'partly'])
    }),
  )

  test(
    'carried over again after a failure it changes nothing; taken back it is taken back on both sides',
    story(async (stage) => {
      const head = stage.actor('head')
      const { id } = await stage.does(actions.raise, head, given)
      await stage.exhaust(2)
      assert.equal((await stage.does(views.list, office(stage), {}, above)).objections.length, 1)
      await stage.does(actions.withdraw, head, { id }, { version: 1 })
      await stage.exhaust()
      const there = (await stage.does(views.read, office(stage), { id }, above)).objection
      assert.equal(there.state, 'withdrawn')
      await stage.refused(actions.answer, office(stage), { id, answer: 'upheld', words: '同意' }, 'thing.changed', {
        ...above,
        version: there.rev,
      })
      await stage.refused(actions.withdraw, head, { id }, 'precondition.failed', { version: 1 })
    }),
  )

  test(
    'needs somebody who answers for the street, a level above, and words where the reason is another',
    story(async (stage) => {
      const head = stage.actor('head')
      await stage.refused(actions.raise, stage.actor('clerk', COMMUNITY), given, 'access.forbidden')
      await stage.refused(actions.raise, stage.actor('head', COMMUNITY), given, 'access.forbidden')
      const sideways = await stage.refused(actions.raise, head, { ...given, to: 370684000 }, 'input.invalid')
      assert.deepEqual(sideways.fields, [{ path: '/to', say: 'objection.not-above' }])
      const wordless = await stage.refused(actions.raise, head, { ...given, reasons: ['other'], words: ' ' }, 'input.invalid')
      assert.equal(wordless.fields[0]?.path, '/words')
      const { id } = await stage.does(actions.raise, head, { ...given, to: 370600000 })
      await stage.refused(views.read, office(stage), { id }, 'thing.unknown', above)
      await stage.refused(actions.answer, head, { id, answer: 'upheld', words: '自己答复自己' }, 'thing.changed', { version: 1 })
    }),
  )

  test(
    'no role may carry one over by itself',
    story(async (stage) => {
      const { receive } = await import('./crossing.ts')
      const input = {
        id: newId(),
        from: STREET,
        ...given,
        raisedOn: '2026-11-22',
        dueOn: '2026-11-27',
        rule: { id: 'x', version: 1, origin: 'shipped' },
        withdrawnOn: null,
      }
      for (const role of ['clerk', 'director', 'street', 'head', 'grid', 'admin', 'auditor'])
        await stage.refused(receive, stage.actor(role), input, 'access.forbidden')
    }),
  )
})

describe('the level that owns both sides', () => {
  test('of two streets of a county the county, of two counties the city; where one is above the other, that one', () => {
    assert.equal(ownerOfBoth(370683001, 370683002), 370683000)
    assert.equal(ownerOfBoth(370683001, 370683000), 370683000)
    assert.equal(ownerOfBoth(370683001, 370684001), 370600000)
    assert.equal(ownerOfBoth(370683001, 370600000), 370600000)
    assert.equal(ownerOfBoth(370683001, 370000000), 370000000)
    assert.equal(ownerOfBoth(370683001, 110101001), undefined)
  })

  test('is above the first, and is or is above the second', () => {
    const street = fc.record({
      province: fc.integer({ min: 11, max: 12 }),
      city: fc.integer({ min: 1, max: 2 }),
      county: fc.integer({ min: 1, max: 2 }),
      street: fc.integer({ min: 0, max: 2 }),
    })
    const code = (one: { province: number; city: number; county: number; street: number }) =>
      one.province * 10_000_000 + one.city * 100_000 + one.county * 1000 + one.street
    fc.assert(
      fc.property(street, street, (a, b) => {
        const [one, other] = [code(a), code(b)]
        const owner = ownerOfBoth(one, other)
        if (owner === undefined) return assert.ok(a.province !== b.province)
        assert.ok(isOwnerOf(owner, one) && (owner === other || isOwnerOf(owner, other)))
      }),
    )
  })

  test('silence is a matter of the day alone', () => {
    const open = { answer: null, withdrawnOn: null, dueOn: '2026-11-24' }
    assert.equal(stateOf(open, '2026-11-24'), 'open')
    assert.equal(stateOf(open, '2026-11-25'), 'silent')
    assert.equal(stateOf({ ...open, answer: 'dismissed' }, '2027-01-01'), 'answered')
    assert.equal(stateOf({ ...open, withdrawnOn: '2026-11-20' }, '2027-01-01'), 'withdrawn')
  })
})
