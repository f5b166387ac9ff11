/** What could not be kept at a door is asked there again; and where only children are at home nothing is asked. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask, handOver, item, settleTown, type Town } from '../../../../../test/rounds.ts'
import { type Stage, useStage } from '../../../../../test/stage.ts'
import { reassign } from '../actions.ts'
import { read } from '../views.ts'
import { record, sync } from './actions.ts'

const story = useStage()

async function walking(stage: Stage): Promise<{
  town: Town
  round: string
  door: (room: string) => Promise<{ open: boolean; outcome: string | undefined; asked: string[] }>
}> {
  const town = await settleTown(stage)
  await ask(stage, town.clerk, '居民核对')
  const round = await handOver(stage, town, [town.door('501'), town.door('502')])
  const door = async (room: string) => {
    const { list } = await stage.does(read, town.clerk, { id: round })
    const found = list.find(({ dwelling }) => dwelling === town.door(room))!
    return {
      open: found.open,
      outcome: found.last?.outcome,
      asked: found.parties.flatMap(({ questions }) => questions.map(({ element }) => element)),
    }
  }
  return { town, round, door }
}

test(
  'an answer that could not be kept opens its door again, sent with the knock or after it; mended, it is kept',
  story(async (stage) => {
    const { town, round, door } = await walking(stage)
    const subject = town.who('李娜')
    const wrong = item(round, town.door('501'), town.worker, { subject, answers: [{ element: 'person.phone', value: '138' }] })
    const knock = item(round, town.door('501'), town.worker, { kind: 'visit', outcome: 'done' })
    const replies = await stage.does(sync, town.worker, { items: [wrong, knock] })
    assert.deepEqual(
      replies.items.map(({ became }) => became),
      ['refused', 'accepted'],
    )
    const again = await door('501')
    assert.deepEqual([again.open, again.outcome, again.asked.includes('person.phone')], [true, 'done', true])

    // Sent alone after the door was closed.
    const later = item(round, town.door('502'), town.worker, { kind: 'visit', outcome: 'done' })
    await stage.does(record, town.worker, later)
    assert.equal((await door('502')).open, false)
    const late = item(round, town.door('502'), town.worker, {
      subject: town.who('王强'),
      answers: [{ element: 'person.phone', value: '139' }],
    })
    assert.equal((await stage.does(record, town.worker, late)).became, 'refused')
    assert.equal((await door('502')).open, town.door('502') !== undefined)
    const mended = { ...wrong, answers: [{ element: 'person.phone', value: '13800002222' }] }
    assert.equal((await stage.does(record, town.worker, mended)).became, 'accepted')
  }),
)

test(
  'nobody who does not walk the round opens its doors by sending what cannot be kept',
  story(async (stage) => {
    const { town, round, door } = await walking(stage)
    await stage.does(record, town.worker, item(round, town.door('501'), town.worker, { kind: 'visit', outcome: 'done' }))
    const before = town.worker
    await stage.does(reassign, town.clerk, { id: round, post: town.clerk.post }).catch(() => undefined)
    const stray = item(round, town.door('501'), before, { subject: town.who('李娜'), answers: [{ element: 'person.phone', value: '138' }] })
    const other = { ...before, login: before.login, post: '00000000-0000-7000-8000-0000000000aa' }
    await stage.does(record, other, { ...stray, post: other.post }).catch(() => undefined)
    assert.equal((await door('501')).open, false)
  }),
)

test(
  'only children at home: the door stays open and says so, and no question is closed by it',
  story(async (stage) => {
    const { town, round, door } = await walking(stage)
    const before = (await door('501')).asked
    await stage.does(record, town.worker, item(round, town.door('501'), town.worker, { kind: 'visit', outcome: 'no-adult' }))
    assert.deepEqual(await door('501'), { open: true, outcome: 'no-adult', asked: before })
    assert.ok(before.length > 0)
  }),
)
