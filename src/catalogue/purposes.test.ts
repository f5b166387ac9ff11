import assert from 'node:assert/strict'
import { test } from 'node:test'
import { citedBases, PurposeShape } from '#ground/purposes/contract.ts'
import { coveredElements, isProtected, purposeFaults, spanDays, uncoveredElements } from '#ground/purposes/rules.ts'
import { parseInput } from '#kernel/action/input.ts'
import { loadCatalogue } from './load.ts'
import { shippedPurposes } from './purposes.ts'

const { elements } = loadCatalogue()

test('every shipped purpose has the shape the wire asks for, and contradicts neither itself nor the catalogue', () => {
  assert.equal(new Set(shippedPurposes.map(({ id }) => id)).size, shippedPurposes.length)
  for (const purpose of shippedPurposes) {
    parseInput(PurposeShape, purpose)
    assert.deepEqual(purposeFaults(purpose, elements), [], purpose.id)
  }
})

test('no element of people is without a purpose', () => {
  assert.deepEqual(uncoveredElements(shippedPurposes, elements), [])
})

test('what is protected is covered by name, and none of it by the register of everybody for its own sake', () => {
  const register = shippedPurposes.find(({ id }) => id === 'population')!
  const swept = coveredElements(register, elements).filter(isProtected)
  // What has a household to do with each, and nothing of health, relief, belief or money.
  assert.deepEqual(
    swept.map(({ id }) => id),
    ['person.death-cause', 'person.is-left-behind', 'person.social-relations', 'household.disabled-count'].filter((id) =>
      swept.some((one) => one.id === id),
    ),
  )
  for (const purpose of shippedPurposes)
    for (const { elements: named = [] } of purpose.covers) for (const id of named) assert.ok(elements.has(id), `${purpose.id} ${id}`)
})

test('a duty, an emergency or another law is cited, and each citation says how far it was checked', () => {
  for (const { id, basis, citations } of shippedPurposes) {
    if (citedBases.has(basis)) assert.ok(citations.length > 0, id)
    for (const { status, zh, en } of citations) assert.ok(['C', 'P', 'M'].includes(status) && zh && en, id)
  }
})

test('everything is said in both languages', () => {
  const silent = shippedPurposes.flatMap((purpose) => {
    const { title, what, sources, refusal, contact, effect, recipients, citations } = purpose
    const words = [title, what, sources, refusal, contact, ...(effect ? [effect] : []), ...recipients, ...citations]
    return words.filter(({ zh, en }) => zh.trim() === '' || en.trim() === '').map(() => purpose.id)
  })
  assert.deepEqual(silent, [])
})

test('an element that is kept for some days only is so by its purposes too', () => {
  const kept = [...elements.values()].filter(({ keepDays }) => keepDays !== undefined)
  assert.ok(kept.length > 10)
  for (const { id, keepDays } of kept) {
    const spans = shippedPurposes.filter((purpose) => coveredElements(purpose, elements).some((one) => one.id === id))
    assert.deepEqual(
      spans.map(({ keep }) => keep.from),
      ['event'],
      id,
    )
    for (const { keep } of spans) assert.ok('span' in keep && spanDays(keep.span) <= keepDays!, id)
  }
})
