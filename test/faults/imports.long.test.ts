/**
 * Imports under real kills: the process, and the thread, that understands, stages, applies or undoes one is gone in the middle of it. What is
 * begun again ends as if nothing had happened; what is not begun again stands where it stood.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as actions from '#ground/imports/actions.ts'
import { type ImportHouse, openImportHouse } from './import-house.ts'

/** Large enough to be understood by a job, and staged in several goes. */
const ROWS = 5500

let imports: ImportHouse
before(async () => {
  imports = await openImportHouse(ROWS)
})
after(() => imports?.close())

test('an import whose process is killed at every step ends as if nothing had happened', async () => {
  const { id, job } = await imports.understand()
  await imports.runKilled(job, { stage: 'import.stage.reading', at: 1 })
  assert.equal((await imports.stateOf(id)).state, 'reading')
  await imports.run(job)
  assert.equal((await imports.stateOf(id)).state, 'understood')

  const staging = (await imports.does(actions.stage, { id })).job
  await imports.runKilled(staging, { stage: 'import.stage.rows', at: 3 })
  const half = await imports.written()
  assert.ok(half.rows > 0 && half.rows < ROWS, `${half.rows} rows were staged when it died`)
  assert.deepEqual([half.people, half.statements, half.doors], [0, 0, 0], 'nobody sees them')
  assert.equal((await imports.stateOf(id)).state, 'staging')
  await imports.run(staging)
  const staged = await imports.stateOf(id)
  assert.deepEqual([staged.state, staged.counts.invalid, staged.counts.joined], ['staged', 0, 0])
  assert.equal(staged.counts.new, staged.counts.rows)
  assert.equal((await imports.written()).rows, staged.counts.rows, 'no row twice')

  const applying = (await imports.does(actions.apply, { id })).job
  await imports.runKilled(applying, { stage: 'import.stage.writing', at: 1 })
  const cut = await imports.written()
  assert.deepEqual([cut.people, cut.statements, cut.doors, cut.identifiers, cut.logged], [0, 0, 0, 0, 0], 'nothing is half-written')
  assert.equal((await imports.stateOf(id)).state, 'applying')
  await imports.run(applying)
  const whole = await imports.written()
  assert.deepEqual(
    [whole.people, whole.statements, whole.twice, whole.identifiers, whole.logged],
    [ROWS, staged.counts.rows, 0, ROWS, 1],
    'everybody once, one log row',
  )
  assert.deepEqual([(await imports.stateOf(id)).state, (await imports.endOf(applying))[0]], ['applied', 'done'])
  await imports.run(applying)
  assert.deepEqual(await imports.written(), whole, 'a job that is done is not done again')

  const undoing = (await imports.does(actions.undo, { id })).job
  await imports.runKilled(undoing, { stage: 'import.stage.withdrawing', at: 1 })
  assert.deepEqual(await imports.written(), whole, 'nothing is half-undone')
  assert.equal((await imports.stateOf(id)).state, 'undoing')
  await imports.run(undoing)
  const { people, doors, identifiers } = await imports.written()
  assert.deepEqual([people, doors, identifiers], [0, 0, 0])
  assert.equal((await imports.stateOf(id)).state, 'undone')
})

test('an import whose thread dies stands where it stood, says so, and can be gone on with', async () => {
  const { id, job } = await imports.understand()
  await imports.run(job)
  const before = await imports.written()
  const staging = (await imports.does(actions.stage, { id })).job
  await assert.rejects(imports.run(staging, await imports.thread({ stage: 'import.stage.rows', at: 3 })), /ended with 1/)
  assert.deepEqual([(await imports.stateOf(id)).state, await imports.endOf(staging)], ['understood', ['failed', 'internal']])
  assert.deepEqual(await imports.written(), before, 'nothing staged is left')
  const again = (await imports.does(actions.stage, { id })).job
  await imports.run(again, await imports.thread())
  assert.equal((await imports.stateOf(id)).state, 'staged')

  const applying = (await imports.does(actions.apply, { id })).job
  await imports.run(applying)
  const whole = await imports.written()
  const undoing = (await imports.does(actions.undo, { id })).job
  await assert.rejects(imports.run(undoing, await imports.thread({ stage: 'import.stage.withdrawing', at: 1 })), /ended with 1/)
  assert.deepEqual([(await imports.stateOf(id)).state, (await imports.endOf(undoing))[0]], ['applied', 'failed'])
  assert.deepEqual(await imports.written(), whole)
  await imports.run((await imports.does(actions.undo, { id })).job)
  assert.equal((await imports.stateOf(id)).state, 'undone')
})
