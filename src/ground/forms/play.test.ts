import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Value } from '#base/condition.ts'
import type { ValueType } from '#base/condition-check.ts'
import { addDays } from '#base/values/day.ts'
import { shippedForms } from '#catalogue/forms.ts'
import { loadCatalogue } from '#catalogue/load.ts'
import { sentencesOf } from './answers.ts'
import { namesFor } from './asked.ts'
import { formFaults } from './check-form.ts'
import type { Form, Question } from './contract.ts'
import { readElement, readLocal } from './read-answer.ts'
import { judgeForm, keptUntil, lineKey, linesOf, type PlayedPart } from './rules.ts'

const TODAY = '2026-11-22'
const catalogue = loadCatalogue()
const shipped = (id: string): Form => shippedForms.find((form) => form.id === id)!
const words = (zh: string) => ({ zh, en: zh })

function part(key: string, known: Record<string, Value>, answered: Record<string, Value | null> = {}): PlayedPart {
  const kind = key.startsWith('member:') ? 'person' : (key as PlayedPart['kind'])
  return { key, kind, known: new Map(Object.entries(known)), answered: new Map(Object.entries(answered)) }
}

const small = (questions: Question[], more: Partial<Form> = {}): Form => ({
  id: 'small',
  title: words('小表'),
  subject: 'person',
  purpose: words('试'),
  basis: [words('据')],
  recipients: words('本社区'),
  keepYears: 1,
  notice: words('可以不答'),
  sections: [{ id: 'one', title: words('一'), questions }],
  ...more,
})

test('a question comes and goes with the answers before it, and an answer to what is not asked counts for nothing', () => {
  const form = shipped('newcomer')
  const judged = (answered: Record<string, Value | null>) =>
    judgeForm(form, catalogue, [part('person', { 'person.birth-date': '1990-03-07' }, answered)], TODAY)
  const verdict = (answered: Record<string, Value | null>, name: string) => judged(answered).get(lineKey('person', name))!
  assert.equal(verdict({}, 'person.landlord-name').shown, undefined)
  assert.equal(verdict({ 'person.housing-kind': 'own' }, 'person.landlord-name').shown, false)
  assert.equal(verdict({ 'person.housing-kind': 'rented' }, 'person.landlord-name').shown, true)
  const left = { 'person.employment-status': 'retired', 'person.wants-training': true, 'person.training-wish': '电工' }
  assert.equal(verdict(left, 'person.wants-training').value, undefined)
  assert.equal(verdict(left, 'person.training-wish').shown, undefined)
  assert.equal(verdict({ 'person.flow-in-date': '2026-11-20' }, 'days-here').value, 2)
})

test('an age follows from the birth date as it is typed, and opens the questions for grown-ups', () => {
  const shown = (known: Record<string, Value>, answered: Record<string, Value | null>) =>
    judgeForm(shipped('resident'), catalogue, [part('person', known, answered)], TODAY).get(lineKey('person', 'person.employment-status'))!
      .shown
  assert.equal(shown({}, {}), undefined)
  assert.equal(shown({}, { 'person.birth-date': '2015-01-01' }), false)
  assert.equal(shown({ 'person.birth-date': '2015-01-01' }, { 'person.birth-date': '1985-01-01' }), true)
})

test('members answer for themselves and are counted together', () => {
  const parts = [
    part('household', {}),
    part('dwelling', { 'dwelling.floor-area': 90 }),
    part('member:a', { 'person.birth-date': '1950-01-01' }, { 'person.name': '王秀英' }),
    part('member:b', { 'person.birth-date': '2020-01-01' }, { away: true }),
    part('member:c', { 'person.birth-date': '1980-01-01' }, { away: true }),
  ]
  const verdicts = judgeForm(shipped('household'), catalogue, parts, TODAY)
  assert.equal(verdicts.get('household people')?.value, 3)
  assert.equal(verdicts.get('household elders')?.value, 1)
  assert.equal(verdicts.get('household children')?.value, 1)
  assert.equal(verdicts.get('household area-each')?.value, 30)
  assert.equal(
    verdicts.get('member:b person.outflow-place')?.shown,
    undefined,
    'a child is not asked, so nothing follows from what was said',
  )
  assert.equal(verdicts.get('member:c person.outflow-place')?.shown, true)
  assert.equal(verdicts.get('member:b person.name')?.missing, true)
  assert.equal(linesOf(shipped('household'), parts).filter(({ part: key }) => key.startsWith('member:')).length, 30)
})

test('a check that does not hold is said; one that cannot be judged is not', () => {
  const said = (answered: Record<string, Value | null>) =>
    judgeForm(shipped('veteran'), catalogue, [part('person', { 'person.is-veteran': true }, answered)], TODAY).get(
      'person person.discharged-date',
    )!.failed.length
  assert.equal(said({ 'person.discharged-date': '1990-12-01' }), 0)
  assert.equal(said({ 'person.discharged-date': '1990-12-01', 'person.enlisted-date': '1995-12-01' }), 1)
  assert.equal(said({ 'person.discharged-date': '2030-12-01', 'person.enlisted-date': '1995-12-01' }), 1)
})

/** An answer of the question's own type. */
function answerTo(form: Form, name: string, inside: boolean): fc.Arbitrary<Value | null> {
  const { type, codes } = namesFor(form, catalogue, inside).find(name)!
  const day = fc.integer({ min: 0, max: 50_000 }).map((days) => addDays('1900-01-01', days))
  const code = fc.constantFrom(...(codes ?? ['words']))
  const kinds: Partial<Record<ValueType, fc.Arbitrary<Value>>> = {
    number: fc.integer({ min: 0, max: 200 }),
    boolean: fc.boolean(),
    day,
    codes: fc.uniqueArray(code, { minLength: 1, maxLength: 3 }),
  }
  return fc.option(kinds[type] ?? code)
}

test('whatever is answered, judging ends, in any order of the questions, and asks for nothing that is not shown', () => {
  for (const form of shippedForms) {
    const parts = [part(form.subject, {}), part('dwelling', {}), part('household', {}), part('member:a', {})].filter(
      (one, at, all) => all.findIndex((other) => other.key === one.key) === at,
    )
    const names = linesOf(form, parts)
    fc.assert(
      fc.property(fc.tuple(...names.map((line) => answerTo(form, line.name, line.part.startsWith('member:')))), (given) => {
        const played = parts.map((one) =>
          part(one.key, {}, Object.fromEntries(names.flatMap((line, at) => (line.part === one.key ? [[line.name, given[at]!]] : [])))),
        )
        const backwards: Form = {
          ...form,
          sections: [...form.sections].reverse().map((section) => ({ ...section, questions: [...section.questions].reverse() })),
        }
        const [one, other] = [judgeForm(form, catalogue, played, TODAY), judgeForm(backwards, catalogue, played, TODAY)]
        for (const [key, verdict] of one) {
          assert.deepEqual(other.get(key), verdict, key)
          if (verdict.missing) assert.equal(verdict.shown, true)
        }
      }),
      { numRuns: 20 },
    )
  }
})

test('a form that makes no sense is told where and why', () => {
  const says = (form: Form) => formFaults(form, catalogue).map(({ path, say }) => `${path} ${say}`)
  assert.deepEqual(says(small([{ element: 'person.name' }])), [])
  assert.deepEqual(says(small([])), ['/sections form-fault.no-question'])
  assert.deepEqual(says(small([{ element: 'person.shoe-size' }])), ['/sections/0/questions/0 form-fault.element-unknown'])
  assert.deepEqual(says(small([{ element: 'premises.name' }])), ['/sections/0/questions/0 form-fault.element-elsewhere'])
  assert.deepEqual(says(small([{ element: 'person.age' }])), ['/sections/0/questions/0 form-fault.element-derived'])
  assert.deepEqual(says(small([{ element: 'person.residence' }])), ['/sections/0/questions/0 form-fault.element-tie'])
  assert.deepEqual(says(small([{ element: 'person.religion', required: true }])), [
    '/sections/0/questions/0 form-fault.protected-basis',
    '/sections/0/questions/0 form-fault.protected-required',
  ])
  assert.deepEqual(says(small([{ element: 'person.name' }, { element: 'person.name' }])), [
    '/sections/0/questions/1 form-fault.asked-twice',
  ])
  assert.deepEqual(says(small([{ local: 'colour', label: words('颜色'), type: 'code' }])), ['/sections/0/questions/0 form-fault.choices'])
  const reckoned = { local: 'days', label: words('天'), type: 'text', calculation: { days: [{ today: true }, { today: true }] } } as const
  assert.deepEqual(says(small([reckoned as never])), ['/sections/0/questions/0 form-fault.calculated-type'])
  const about = (element: string) => ({ element, op: 'known', value: true }) as const
  assert.deepEqual(says(small([{ element: 'person.name', relevance: about('person.religion') }])), [
    '/sections/0/questions/0/relevance condition.name-unknown',
  ])
  assert.deepEqual(
    says(
      small([
        { element: 'person.name', relevance: about('person.phone') },
        { element: 'person.phone', relevance: about('a') },
        { local: 'a', label: words('甲'), type: 'text', relevance: about('person.name') },
      ]),
    ),
    [0, 1, 2].map((at) => `/sections/0/questions/${at} form-fault.cycle`),
  )
  const members: Form['sections'] = [{ id: 'm', title: words('成员'), each: 'members', questions: [{ element: 'person.name' }] }]
  assert.deepEqual(says(small([], { sections: members })), ['/sections/0/each form-fault.no-members'])
})

test('what is typed is read as the cells of a workbook are, and each refusal says why', () => {
  const element = (id: string) => catalogue.elements.get(id)!
  const read = (id: string, given: unknown) => readElement(element(id), given, catalogue, TODAY)
  assert.deepEqual(read('person.phone', '138 0000 1234'), { value: '13800001234' })
  assert.deepEqual(read('person.id-number', '11010519491231002x'), { value: '11010519491231002X' })
  assert.deepEqual(read('person.marital-status', '已婚'), { value: '20' })
  assert.deepEqual(read('dwelling.floor-area', '89.5'), { value: 89.5 })
  assert.deepEqual(read('person.is-volunteer', false), { value: false })
  assert.deepEqual(read('person.volunteer-services', []), { value: null })
  assert.equal((read('person.id-number', '110105194912310021') as { refused: string }).refused, 'id-number.check')
  assert.equal((read('person.phone', { number: 1 }) as { refused: string }).refused, 'value.shape')
  const local = (type: 'text' | 'codes' | 'integer' | 'day' | 'boolean', given: unknown) =>
    readLocal(
      { local: 'x', label: words('x'), type, ...(type === 'codes' ? { choices: [{ code: 'a', zh: '甲', en: 'a' }] } : {}) },
      given,
      TODAY,
    )
  assert.deepEqual(local('codes', ['a', 'a']), { value: ['a'] })
  assert.equal((local('codes', ['b']) as { refused: string }).refused, 'value.not-in-list')
  assert.deepEqual(local('integer', '三'), { value: 3 })
  assert.deepEqual(local('day', '2026.3.7'), { value: '2026-03-07' })
  assert.deepEqual(local('boolean', 'false'), { value: false })
  assert.equal((local('text', '长'.repeat(301)) as { refused: string }).refused, 'value.too-long')
})

test('an answer older than what is known waits beside it; a tick taken away is said first; keeping one of two sayings decides', () => {
  const standing = (asOf: string) => ({ statement: 's', source: 'seen', asOf })
  const state = new Map([
    ['person.phone', { value: '1', standing: standing('2026-11-20'), rivals: [] }],
    ['person.volunteer-services', { value: ['a', 'b'], standing: standing('2026-01-01'), rivals: [] }],
    ['person.employer', { value: '甲厂', standing: standing('2026-01-01'), rivals: [{ ...standing('2026-01-02'), value: '乙厂' }] }],
  ])
  const said = sentencesOf(
    state,
    { key: 'person', said: { 'person.phone': '2', 'person.volunteer-services': ['b'] }, still: { 'person.employer': '甲厂' }, local: {} },
    '2026-11-10',
  )
  assert.deepEqual(said, [
    { body: { 'person.volunteer-services': null }, decides: true },
    { body: { 'person.employer': '甲厂', 'person.volunteer-services': ['b'] }, decides: true },
    { body: { 'person.phone': '2' }, decides: false },
  ])
})

test('retention ends on a day that exists', () => {
  assert.equal(keptUntil('2026-11-22', 3), '2029-11-22')
  assert.equal(keptUntil('2028-02-29', 1), '2029-02-28')
})
