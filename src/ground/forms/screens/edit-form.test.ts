import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { shippedForms } from '#catalogue/forms.ts'
import { listAsked, nameOf } from '../asked.ts'
import { addQuestion, addSection, freeName, moveQuestion, newFormId, removeQuestion, tidy } from './edit-form.ts'

const resident = shippedForms.find(({ id }) => id === 'resident')!
const household = shippedForms.find(({ id }) => id === 'household')!
const names = (form: typeof resident) => listAsked(form).map(({ question }) => nameOf(question))

test('moving loses no question and repeats none, and never leaves a repeated part', () => {
  for (const form of [resident, household])
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(9), fc.nat(12), fc.constantFrom<-1 | 1>(-1, 1)), { maxLength: 30 }), (moves) => {
        let now = form
        for (const [at, index, by] of moves) if (now.sections[at]?.questions[index]) now = moveQuestion(now, at, index, by)
        assert.deepEqual(names(now).sort(), names(form).sort())
        const inside = (one: typeof form) =>
          one.sections
            .filter(({ each }) => each)
            .flatMap(({ questions }) => questions.map(nameOf))
            .sort()
        assert.deepEqual(inside(now), inside(form))
      }),
    )
})

test('over the edge of a part a question goes on into the next', () => {
  const last = resident.sections[0]!.questions.length - 1
  const moved = moveQuestion(resident, 0, last, 1)
  assert.equal(nameOf(moved.sections[1]!.questions[0]!), nameOf(resident.sections[0]!.questions[last]!))
  assert.equal(moveQuestion(resident, 0, 0, -1), resident)
})

test('new parts, names and ids collide with nothing', () => {
  const twice = addSection(addSection(resident, { zh: '新', en: '' }), { zh: '新', en: '' })
  assert.equal(new Set(twice.sections.map(({ id }) => id)).size, twice.sections.length)
  const own = addQuestion(resident, 0, { local: freeName(resident), label: { zh: '甲', en: '' }, type: 'text' })
  assert.notEqual(freeName(own), freeName(resident))
  assert.equal(names(removeQuestion(own, 0, own.sections[0]!.questions.length - 1)).length, names(resident).length)
  assert.match(newFormId(Date.now(), 0.999999), /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
})

test('what says nothing is left out', () => {
  assert.deepEqual(tidy({ element: 'person.name', required: false, basis: { zh: ' ', en: '' } }), { element: 'person.name' })
})
