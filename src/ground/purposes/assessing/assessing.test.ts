/** A purpose that touches people more than others is put in force with its assessment, which stands from then on as it was written. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadCatalogue } from '#catalogue/load.ts'
import { COMMUNITY, useStage } from '../../../../test/stage.ts'
import { change } from '../actions.ts'
import type { Purpose } from '../contract.ts'
import { list, read } from '../views.ts'
import { assess } from './assess.ts'
import { isAssessed, needsAssessment, subjectOf } from './rules.ts'

const story = useStage()
const { elements } = loadCatalogue()
const assessment = {
  necessity: '只问安排探访必需的几项。',
  effect: '身体情况被人知道会难堪，只给照顾她的人看。',
  measures: '加密存放，打开要理由，留记录。',
}

test(
  'without it a change of what is protected is refused; with it the change stands, and what is added later is assessed anew',
  story(async (stage) => {
    const head = stage.actor('head')
    const before = await stage.does(read, head, { id: 'elder-care' })
    assert.deepEqual([before.unassessed, before.assessments], [true, []])
    const longer = { ...before.purpose, keep: { from: 'said' as const, span: { years: 3 } } }
    const problem = await stage.refused(change, head, { id: 'elder-care', purpose: longer, edition: before.edition }, 'purpose.unassessed')
    assert.deepEqual(problem.fields.map(({ path }) => path), ['/assessment']) // biome-ignore format: one call
    await stage.does(change, head, { id: 'elder-care', purpose: longer, edition: before.edition, assessment }, { key: 'with' })
    const after = await stage.does(read, stage.actor('clerk', COMMUNITY), { id: 'elder-care' })
    assert.equal(after.unassessed, false)
    assert.deepEqual(after.assessments.map(({ effect }) => effect), [assessment.effect]) // biome-ignore format: one call
    const shorter = { ...longer, keep: before.purpose.keep }
    await stage.does(change, head, { id: 'elder-care', purpose: shorter, edition: after.edition }, { key: 'shorter' })
    const wider = { ...shorter, recipients: [...shorter.recipients, { zh: '保险公司', en: '' }] }
    await stage.refused(change, head, { id: 'elder-care', purpose: wider, edition: 'street-2' }, 'purpose.unassessed')
  }),
)

test(
  'one that was shipped is assessed as it stands, is marked until then, and by nobody who may not change it',
  story(async (stage) => {
    const head = stage.actor('head')
    const marked = async () => (await stage.does(list, head, {})).purposes.flatMap(({ id, unassessed }) => (unassessed ? [id] : []))
    assert.ok((await marked()).includes('disability-service'))
    await stage.refused(assess, stage.actor('clerk', COMMUNITY), { id: 'disability-service', assessment }, 'access.forbidden')
    await stage.refused(assess, head, { id: 'never-was', assessment }, 'thing.unknown')
    const named = { ...assessment, effect: '联系 13800001234 的那一位。' }
    await stage.refused(assess, head, { id: 'disability-service', assessment: named }, 'input.invalid')
    await stage.does(assess, head, { id: 'disability-service', assessment }, { key: 'assessed' })
    assert.ok(!(await marked()).includes('disability-service'))
    await assert.rejects(
      stage.sql.savepoint((sql) => sql`delete from assessment`),
      { code: '42501' },
    )
  }),
)

test('sensitive elements, decisions by machine and publishing need one; ordinary ones do not', () => {
  const plain: Purpose = {
    id: 'plain',
    title: { zh: '一', en: '' },
    what: { zh: '二', en: '' },
    basis: 1,
    citations: [],
    covers: [{ kind: 'person', elements: ['person.employer'] }],
    sources: { zh: '三', en: '' },
    recipients: [{ zh: '社区', en: '' }],
    keep: { from: 'said', span: { years: 1 } },
    refusal: { zh: '四', en: '' },
    contact: { zh: '五', en: '' },
  }
  const needs = (more: Partial<Purpose>) => needsAssessment(subjectOf({ ...plain, ...more }, elements))
  assert.deepEqual([needs({}), needs({ automated: true }), needs({ published: true })], [false, true, true])
  assert.equal(needs({ covers: [{ kind: 'person', elements: ['person.allergies'] }] }), true)
  const published = subjectOf({ ...plain, published: true }, elements)
  assert.equal(isAssessed(published, [subjectOf({ ...plain, automated: true }, elements)]), false)
  assert.equal(isAssessed(published, [published]), true)
})
