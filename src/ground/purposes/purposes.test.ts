import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shippedElements } from '#catalogue/load.ts'
import { COMMUNITY, type Stage, useStage } from '../../../test/stage.ts'
import { change, retire } from './actions.ts'
import type { Purpose } from './contract.ts'
import { list, read } from './views.ts'

const story = useStage()

async function begun(stage: Stage, id: string) {
  const head = stage.actor('head')
  return { head, clerk: stage.actor('clerk', COMMUNITY), ...(await stage.does(read, head, { id })) }
}

test(
  'every purpose is shown with what it covers, and no element of people is without one',
  story(async (stage) => {
    const clerk = stage.actor('clerk', COMMUNITY)
    const { purposes, uncovered } = await stage.does(list, clerk, {})
    assert.deepEqual(uncovered, [])
    assert.ok(purposes.length >= 20 && purposes.every(({ faulty, retired, elements }) => !faulty && !retired && elements > 0))
    const { elements, versions } = await stage.does(read, clerk, { id: 'elder-care' })
    assert.ok(elements.includes('person.self-care') && elements.every((id) => shippedElements.some((one) => one.id === id)))
    assert.deepEqual(
      versions.map(({ edition }) => edition),
      ['shipped-1'],
    )
  }),
)

test(
  'another recipient or another term is a new version, made from the one on the screen; what the street changed stays its own',
  story(async (stage) => {
    const { head, purpose, edition } = await begun(stage, 'volunteers')
    const longer: Purpose = { ...purpose, keep: { from: 'left', span: { years: 1 } } }
    assert.deepEqual(await stage.does(change, head, { id: purpose.id, purpose: longer, edition }), {
      id: 'volunteers',
      edition: 'street-1',
    })
    await stage.refused(change, head, { id: purpose.id, purpose: longer, edition }, 'thing.changed')
    await stage.refused(change, head, { id: purpose.id, purpose: longer }, 'thing.changed')
    const wider: Purpose = { ...longer, recipients: [...longer.recipients, { zh: '区志愿者协会', en: '' }] }
    await stage.does(change, head, { id: purpose.id, purpose: wider, edition: 'street-1' })
    const now = await stage.does(read, head, { id: purpose.id })
    assert.deepEqual([now.edition, now.origin, now.purpose.recipients.length], ['street-2', 'street', purpose.recipients.length + 1])
    assert.deepEqual(
      now.versions.map((one) => one.edition),
      ['street-2', 'street-1', 'shipped-1'],
    )
  }),
)

test(
  'a duty without a citation is refused at the field, and so is one who may only read',
  story(async (stage) => {
    const { head, clerk, purpose, edition } = await begun(stage, 'volunteers')
    for (const basis of [3, 4, 7] as const) {
      const problem = await stage.refused(
        change,
        head,
        { id: purpose.id, purpose: { ...purpose, basis, citations: [] }, edition },
        'purpose.faulty',
      )
      assert.deepEqual(problem.fields, [{ path: '/purpose/citations', say: 'purpose-fault.no-citation' }])
    }
    await stage.refused(change, clerk, { id: purpose.id, purpose, edition }, 'access.forbidden')
    await stage.refused(retire, clerk, { id: purpose.id }, 'access.forbidden')
    await stage.refused(change, head, { id: 'another', purpose }, 'input.invalid')
  }),
)

test(
  'a purpose that alone covers something cannot be narrowed or retired; one that covers nothing alone can',
  story(async (stage) => {
    const { head, purpose, edition } = await begun(stage, 'vaccination')
    const problem = await stage.refused(retire, head, { id: purpose.id }, 'purpose.needed')
    assert.equal(problem.details.count, 11)
    const narrowed = { ...purpose, covers: [{ kind: 'person' as const, elements: ['person.vaccine-name'] }] }
    assert.equal((await stage.refused(change, head, { id: purpose.id, purpose: narrowed, edition }, 'purpose.needed')).details.count, 10)
    const copy: Purpose = { ...purpose, id: 'vaccination-days' }
    const assessment = {
      necessity: '只问必需的几项。今后照旧。',
      effect: '被外人知道会难堪，只给经办人看。',
      measures: '加密存放，打开要理由，留记录。',
    }
    await stage.does(change, head, { id: copy.id, purpose: copy, assessment })
    assert.deepEqual(await stage.does(retire, head, { id: purpose.id }), { id: 'vaccination', edition: 'street-1' })
    const { purposes, uncovered } = await stage.does(list, head, {})
    assert.deepEqual([uncovered, purposes.find(({ id }) => id === 'vaccination')?.retired], [[], true])
    await stage.refused(retire, head, { id: purpose.id }, 'thing.unknown')
    await stage.refused(read, head, { id: 'never-was' }, 'thing.unknown')
  }),
)
