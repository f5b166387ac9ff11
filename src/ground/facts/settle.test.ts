import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/log/id.ts'
import { COMMUNITY, OTHER_COMMUNITY, type Stage, useStage } from '../../../test/stage.ts'
import * as actions from './actions.ts'
import { getStreetCatalogue } from './definitions.ts'
import { holdSubjects, sayAll } from './store.ts'

const story = useStage()

const PHONE = 'person.phone'

/** The police say one telephone, the community's books another of the same day. */
async function contradict(stage: Stage): Promise<string> {
  const subject = newId()
  const about = { subject, kind: 'person' as const, region: COMMUNITY * 1000, asOf: '2026-06-30' }
  await sayAll(await stage.ctx(), [
    { ...about, source: 'department:公安', body: { 'person.name': '张伟', [PHONE]: '13800001111' } },
    { ...about, source: 'register', body: { [PHONE]: '13900009999' } },
  ])
  return subject
}

async function phoneOf(stage: Stage, subject: string) {
  const ctx = await stage.ctx()
  const held = await holdSubjects(ctx, await getStreetCatalogue(ctx), [subject])
  const known = held.get(subject)!.state.get(PHONE)!
  return { value: known.value, source: known.standing.source, asOf: known.standing.asOf, rivals: known.rivals.length }
}

test(
  'the side said to be right stands from its own source and day, and nothing waits beside it',
  story(async (stage) => {
    const clerk = stage.actor('clerk', COMMUNITY)
    const [first, second] = [await contradict(stage), await contradict(stage)]
    assert.equal((await phoneOf(stage, first)).rivals, 1)
    await stage.does(actions.settle, clerk, { id: first, element: PHONE, side: 1 }, { version: 1 })
    assert.deepEqual(await phoneOf(stage, first), { value: '13900009999', source: 'register', asOf: '2026-06-30', rivals: 0 })
    await stage.does(actions.settle, clerk, { id: second, element: PHONE, side: 0 }, { version: 1 })
    assert.deepEqual(await phoneOf(stage, second), { value: '13800001111', source: 'department:公安', asOf: '2026-06-30', rivals: 0 })
  }),
)

test(
  'who may not change people, sees an older version, names no side, or is elsewhere, settles nothing',
  story(async (stage) => {
    const clerk = stage.actor('clerk', COMMUNITY)
    const id = await contradict(stage)
    const said = { id, element: PHONE, side: 1 }
    await stage.refused(actions.settle, stage.actor('grid', COMMUNITY), said, 'access.forbidden', { version: 1 })
    await stage.refused(actions.settle, clerk, said, 'precondition.required')
    await stage.refused(actions.settle, clerk, said, 'precondition.failed', { version: 7 })
    await stage.refused(actions.settle, clerk, { ...said, side: 2 }, 'thing.unknown', { version: 1 })
    await stage.refused(actions.settle, clerk, { ...said, element: 'person.name' }, 'thing.unknown', { version: 1 })
    await stage.refused(actions.settle, stage.actor('clerk', OTHER_COMMUNITY), said, 'thing.unknown', { version: 1 })
    assert.equal((await phoneOf(stage, id)).rivals, 1)
  }),
)
