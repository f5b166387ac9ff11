import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadCatalogue } from '#catalogue/load.ts'
import { shippedPurposes } from '#catalogue/purposes.ts'
import type { Purpose } from '../contract.ts'
import { isOfPeople } from '../rules.ts'
import { leastDays, listEndings } from './rules.ts'

const { elements } = loadCatalogue()
const endings = listEndings(shippedPurposes, elements)
const endingOf = (id: string) => endings.find((ending) => ending.elements.includes(id))

test('everything of people that is stored has one end; what is derived is not stored', () => {
  const ended = endings.flatMap((ending) => ending.elements)
  assert.equal(new Set(ended).size, ended.length)
  const stored = [...elements.values()].filter((element) => isOfPeople(element) && !element.derived)
  assert.deepEqual(
    stored.filter(({ id }) => !ended.includes(id)).map(({ id }) => id),
    [],
  )
  for (const { said, left, event } of endings) assert.ok(said.length + left.length + event.length > 0)
})

test('an element of several purposes is past its time after all of them', () => {
  assert.deepEqual(endingOf('person.self-care'), {
    elements: endingOf('person.self-care')!.elements,
    said: [{ years: 2 }, { years: 3 }],
    left: [],
    event: [],
  })
  assert.deepEqual(endingOf('person.temperature')?.event, [{ days: 30 }])
})

test('where somebody lived is kept as long as the longest term that is counted from when she left', () => {
  const left = endingOf('person.residence')?.left ?? []
  const longest = shippedPurposes.flatMap(({ keep }) => (keep.from === 'left' && 'years' in keep.span ? [keep.span.years] : []))
  assert.ok(left.some((span) => 'years' in span && span.years === Math.max(...longest)))
})

test('what stands as long as its place has no end, whatever else it is for', () => {
  const two: Pick<Purpose, 'covers' | 'keep'>[] = [
    { covers: [{ kind: 'estate', groups: ['facilities'] }], keep: { from: 'stands' } },
    { covers: [{ kind: 'estate', groups: ['facilities'] }], keep: { from: 'said', span: { days: 1 } } },
  ]
  assert.deepEqual(listEndings(two, elements), [])
})

test('the least day is that of the longest term', () => {
  assert.equal(leastDays({ elements: [], said: [{ years: 2 }, { days: 30 }], left: [{ years: 3 }], event: [] }), 1095)
  assert.equal(leastDays({ elements: [], said: [], left: [], event: [{ days: 30 }] }), 30)
})
