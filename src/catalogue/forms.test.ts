import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isProtected, listAsked, nameOf } from '#ground/forms/asked.ts'
import { formFaults } from '#ground/forms/check-form.ts'
import { FormShape } from '#ground/forms/contract.ts'
import { parseInput } from '#kernel/action/input.ts'
import { shippedForms } from './forms.ts'
import { loadCatalogue } from './load.ts'

const catalogue = loadCatalogue()

test('every shipped form has the shape the wire asks for, and contradicts neither itself nor the catalogue', () => {
  assert.ok(shippedForms.length >= 8)
  assert.equal(new Set(shippedForms.map(({ id }) => id)).size, shippedForms.length)
  for (const form of shippedForms) {
    parseInput(FormShape, form)
    assert.deepEqual(formFaults(form, catalogue), [], form.id)
  }
})

test('there is a form for each kind of page that offers one', () => {
  const kinds = new Set(shippedForms.map(({ subject }) => subject))
  for (const kind of ['person', 'household', 'dwelling', 'premises'] as const) assert.ok(kinds.has(kind), kind)
})

test('everything is said in both languages', () => {
  const silent = shippedForms.flatMap((form) => {
    const words = [form.title, form.purpose, form.recipients, form.notice, ...form.basis, ...form.sections.map((section) => section.title)]
    const asked = listAsked(form).flatMap(({ question }) => [
      ...('local' in question ? [question.label, ...(question.choices ?? [])] : []),
      ...(question.hint ? [question.hint] : []),
      ...(question.basis ? [question.basis] : []),
      ...(question.checks ?? []).map((check) => check.say),
    ])
    return [...words, ...asked].filter(({ zh, en }) => zh.trim() === '' || en.trim() === '').map(() => form.id)
  })
  assert.deepEqual(silent, [])
})

test('what is protected is asked under its own basis and may be refused; political and religious life is asked nowhere', () => {
  for (const form of shippedForms)
    for (const { question } of listAsked(form)) {
      const element = catalogue.elements.get(nameOf(question))
      if (isProtected(element)) assert.ok(question.basis && !question.required, `${form.id} ${element?.id}`)
      assert.notEqual(element?.sensitivity, 'forbidden', `${form.id} ${element?.id}`)
    }
})
