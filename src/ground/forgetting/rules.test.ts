import assert from 'node:assert/strict'
import { test } from 'node:test'
import { markOf, mentionsIn, standsIn, whyKept } from './rules.ts'

const free = { relations: new Set<string>(), holdsPost: false, isWorkedOn: false, isHeld: false }

test('who lives, is registered, rents or owns here is kept by duty; what was unlawful goes all the same', () => {
  const here = { ...free, relations: new Set(['person.residence', 'person.ownership']) }
  const says = (ground: Parameters<typeof whyKept>[0]) => whyKept(ground, here).map(({ say }) => say)
  for (const ground of ['purpose-ended', 'term-ended', 'consent-withdrawn', 'deceased'] as const)
    assert.deepEqual(says(ground), ['erase.kept.residence', 'erase.kept.ownership'], ground)
  assert.deepEqual(says('unlawful'), [])
  assert.deepEqual(says('other-law'), [])
  assert.deepEqual(whyKept('consent-withdrawn', free), [])
})

test('a post that is held, a case that needs her and an import under way keep her whatever the ground', () => {
  const says = whyKept('unlawful', { ...free, holdsPost: true, isWorkedOn: true, isHeld: true }).map(({ say }) => say)
  assert.deepEqual(says, ['erase.kept.post', 'erase.kept.hold', 'erase.kept.import'])
})

const marks = { names: new Set([markOf('欧阳 素心')]), numbers: new Set([markOf('37099919520509002x')]) }

test('a number is recognised however it is written; a name alone only in what can be filled again', () => {
  assert.ok(standsIn(['身份证：３７０９９９ 19520509 002x'], marks, false))
  assert.ok(!standsIn(['欧阳素心'], marks, false))
  assert.ok(standsIn(['欧阳素心'], marks, true))
  assert.ok(!standsIn(['欧阳素心心'], marks, true), 'another name')
  assert.ok(!standsIn(['', '370999195205090'], marks, true))
  const short = { names: new Set<string>(), numbers: new Set(['4212345']) }
  assert.ok(standsIn(['421 2345'], short, false) && !standsIn(['13842123455'], short, false), 'a short number is compared whole')
})

test('others at her doors lose what says her name, and keep what they are called themselves', () => {
  const said = new Map([
    ['person.name', '欧阳素心'],
    ['person.guardian-name', '欧阳素心'],
    ['person.employer', '欧阳素心面馆'],
  ])
  assert.deepEqual(mentionsIn('person', said, marks), ['person.guardian-name'])
  assert.deepEqual(mentionsIn('household', new Map([['household.head-id-number', '37099919520509002X']]), marks), [
    'household.head-id-number',
  ])
})
