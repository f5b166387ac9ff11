import assert from 'node:assert/strict'
import { test } from 'node:test'
import { recall } from '#circles/management/reports/register/actions.ts'
import { due, exports } from '#circles/management/reports/register/views.ts'
import { newId } from '#kernel/log/id.ts'
import { COMMUNITY, OTHER_COMMUNITY, useStage } from '../../../../test/stage.ts'
import { print } from './actions.ts'
import { registerExport } from './leaving.ts'

const story = useStage()
const list = { what: 'missing' as const, subjects: 3, elements: ['person.name', 'person.phone'] }

test(
  'a printed list of people has its mark and its day, stands in the register of its area, and is called back once',
  story(async (stage) => {
    const clerk = stage.actor('clerk', COMMUNITY)
    const { mark, recallOn } = await stage.does(print, clerk, list)
    assert.match(mark, /^linli [0-9a-f-]{36}$/)
    assert.equal(recallOn, '2027-05-21')
    const [row] = (await stage.does(exports, clerk, {})).exports
    assert.deepEqual(
      [row?.kind, row?.what, row?.mark, row?.subjects, row?.elements, row?.recalled],
      ['print', 'missing', mark, 3, list.elements, null],
    )
    const beside = stage.actor('clerk', OTHER_COMMUNITY)
    assert.deepEqual((await stage.does(exports, beside, {})).exports, [])
    await stage.refused(recall, beside, { id: row!.id, how: 'destroyed' }, 'thing.unknown')
    await stage.refused(recall, stage.actor('grid', COMMUNITY), { id: row!.id, how: 'destroyed' }, 'access.forbidden')
    await stage.refused(recall, clerk, { id: newId(), how: 'destroyed' }, 'thing.unknown')
    await stage.does(recall, clerk, { id: row!.id, how: 'destroyed' })
    await stage.does(recall, clerk, { id: row!.id, how: 'returned' }, { key: 'said-again' })
    assert.equal((await stage.does(exports, clerk, {})).exports[0]?.recalled?.how, 'destroyed', 'what was said first stands')
  }),
)

test(
  'what somebody takes of her own is registered without her name, and nobody calls it back',
  story(async (stage) => {
    const head = stage.actor('head')
    const ctx = await stage.ctx(head)
    const { mark, recallOn } = await registerExport(ctx, {
      kind: 'own',
      what: 'json',
      subjects: 1,
      elements: ['person.name'],
      region: COMMUNITY * 1000,
    })
    assert.equal(recallOn, null)
    const [row] = (await stage.does(exports, head, {})).exports
    assert.deepEqual([row?.kind, row?.who, row?.mark, row?.recallOn], ['own', '', mark, null])
    await stage.refused(recall, head, { id: row!.id, how: 'returned' }, 'thing.unknown')
  }),
)

test(
  'a print of nobody, of something else, or without end is refused',
  story(async (stage) => {
    const clerk = stage.actor('clerk', COMMUNITY)
    await stage.refused(print, clerk, { ...list, subjects: 0 }, 'input.invalid')
    await stage.refused(print, clerk, { ...list, what: 'everything' }, 'input.invalid')
    await stage.refused(print, clerk, { ...list, elements: Array.from({ length: 301 }, () => 'person.name') }, 'input.invalid')
  }),
)

test(
  'past its day it is counted as due and stands first, however much left since, until somebody says what became of it; elsewhere it counts for nobody',
  story(async (stage) => {
    const clerk = stage.actor('clerk', COMMUNITY)
    const { mark } = await stage.does(print, clerk, list)
    const since = 510
    stage.setNow(new Date('2027-05-21T02:00:00Z'))
    const ctx = await stage.ctx(clerk)
    for (let n = 0; n < since; n += 1) await registerExport(ctx, { kind: 'print', ...list, region: COMMUNITY * 1000 })
    assert.deepEqual(await stage.does(due, clerk, {}), { due: 0 }, 'on its day it may still come')
    stage.setNow(new Date('2027-05-22T02:00:00Z'))
    assert.deepEqual(await stage.does(due, clerk, {}), { due: 1 })
    assert.deepEqual(await stage.does(due, stage.actor('clerk', OTHER_COMMUNITY), {}), { due: 0 })
    const [first] = (await stage.does(exports, clerk, {})).exports
    assert.equal(first!.mark, mark)
    await stage.does(recall, clerk, { id: first!.id, how: 'destroyed' })
    assert.deepEqual(await stage.does(due, clerk, {}), { due: 0 })
    assert.notEqual((await stage.does(exports, clerk, {})).exports[0]!.mark, mark)
  }),
)
