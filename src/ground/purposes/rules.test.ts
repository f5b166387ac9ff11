import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadCatalogue } from '#catalogue/load.ts'
import type { Purpose } from './contract.ts'
import { coveredElements, purposeFaults, uncoveredElements } from './rules.ts'

const { elements } = loadCatalogue()
const words = { zh: '说明', en: 'words' }
const sound: Purpose = {
  id: 'street-tea',
  title: words,
  what: words,
  basis: 1,
  citations: [],
  covers: [{ kind: 'person', groups: ['contact'] }],
  sources: words,
  recipients: [words],
  keep: { from: 'said', span: { years: 1 } },
  refusal: words,
  contact: words,
}
const faults = (change: Partial<Purpose>) => purposeFaults({ ...sound, ...change }, elements).map(({ path, say }) => `${path} ${say}`)

test('consent needs no law beside it; a duty, an emergency and another law do', () => {
  assert.deepEqual(faults({}), [])
  for (const basis of [3, 4, 7] as const) assert.deepEqual(faults({ basis }), ['/citations purpose-fault.no-citation'])
  for (const basis of [2, 5, 6] as const) assert.deepEqual(faults({ basis }), [])
  assert.deepEqual(faults({ basis: 3, citations: [{ zh: '　', en: 'x', status: 'C' }] }), ['/citations/0 purpose-fault.empty'])
  assert.deepEqual(faults({ basis: 8 as never }), ['/basis purpose-fault.basis'])
})

test('a group covers what is ordinary or personal of its own kind; what is protected only by its name, and then its effect is told', () => {
  const covered = coveredElements({ covers: [{ kind: 'person', groups: ['health', 'contact'] }] }, elements)
  assert.ok(covered.some(({ id }) => id === 'person.phone') && !covered.some(({ sensitivity }) => sensitivity === 'sensitive'))
  assert.deepEqual(faults({ covers: [{ kind: 'person', elements: ['person.allergies'] }] }), ['/effect purpose-fault.no-effect'])
  assert.deepEqual(faults({ covers: [{ kind: 'person', elements: ['person.allergies'] }], effect: words }), [])
})

test('groups and elements that are not there, of another kind, or nothing at all are named', () => {
  assert.deepEqual(faults({ covers: [{ kind: 'household', groups: ['contact'] }] }), [
    '/covers/0 purpose-fault.group',
    '/covers purpose-fault.covers-nothing',
  ])
  assert.deepEqual(faults({ covers: [{ kind: 'household', elements: ['person.phone', 'person.nonsense'] }] }), [
    '/covers/0 purpose-fault.element',
    '/covers/0 purpose-fault.element',
    '/covers purpose-fault.covers-nothing',
  ])
})

test('what is of people has an end; places do not leave; an emergency is its own basis and lasts no year', () => {
  assert.deepEqual(faults({ keep: { from: 'stands' } }), ['/keep purpose-fault.no-end'])
  assert.deepEqual(faults({ covers: [{ kind: 'estate', groups: ['facilities'] }], keep: { from: 'stands' } }), [])
  assert.deepEqual(faults({ covers: [{ kind: 'estate', groups: ['facilities'] }], keep: { from: 'left', span: { years: 1 } } }), [
    '/keep purpose-fault.only-people-leave',
  ])
  assert.deepEqual(faults({ keep: { from: 'event', span: { days: 30 } } }), ['/keep purpose-fault.no-event'])
  const cited = { basis: 4 as const, citations: [{ ...words, status: 'C' as const }] }
  assert.deepEqual(faults({ ...cited, keep: { from: 'event', span: { days: 30 } } }), [])
  assert.deepEqual(faults({ ...cited, keep: { from: 'event', span: { years: 2 } } }), ['/keep purpose-fault.event-long'])
})

test('without its purposes an element of people stands in the list; an ordinary one of a place does not', () => {
  const uncovered = uncoveredElements([sound], elements)
  assert.ok(uncovered.includes('person.name') && uncovered.includes('household.head-name') && !uncovered.includes('person.phone'))
  const estate = [...elements.values()].find(({ kind, sensitivity }) => kind === 'estate' && sensitivity === 'ordinary')!
  assert.ok(!uncovered.includes(estate.id))
})
