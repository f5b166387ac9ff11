import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildHouse } from '../../../../test/doors.ts'
import { moveIn } from '../../../../test/readers.ts'
import { COMMUNITY, OTHER_COMMUNITY, STREET, type Stage, useStage } from '../../../../test/stage.ts'
import * as notices from '../actions.ts'
import { noChoice } from '../rules.ts'
import { sendDue } from '../sending.ts'
import * as noticeViews from '../views.ts'
import * as actions from './actions.ts'
import * as views from './views.ts'

const story = useStage()

/** A lady who wants to be rung, told two things. */
async function begin(stage: Stage) {
  const [door] = (await buildHouse(stage, ['101'])) as [string]
  const lady = await moveIn(stage, door, { 'person.name': '王秀英', 'person.phone': '0535-2261235' })
  const clerk = stage.actor('clerk', COMMUNITY)
  await stage.does(notices.choose, clerk, { id: lady, choice: { ...noChoice, channel: 'call' } }, { version: 0 })
  for (const what of ['换证', '缴费']) await stage.does(notices.tellPerson, clerk, { id: lady, kind: 'please.ring', words: { what } })
  await sendDue(stage.house, STREET)
  const list = () => stage.does(views.calls, clerk, {})
  const note = async (outcome: 'said' | 'not-reached' | 'wrong') => {
    const [call] = (await list()).calls
    return stage.does(actions.note, clerk, { id: lady, notices: call!.notices.map(({ id }) => id), outcome })
  }
  const page = async () => (await stage.does(noticeViews.ofPerson, clerk, { id: lady })).notices
  return { lady, clerk, list, note, page }
}

test(
  'the list says whom to ring, on which number and what to say; what was said is told',
  story(async (stage) => {
    const { lady, list, note, page } = await begin(stage)
    const { calls, more } = await list()
    assert.deepEqual(
      calls.map(({ person, name, phone, door, tries, notices: told }) => [person, name, phone, door, tries, told.length]),
      [[lady, '王秀英', '0535-2261235', '阳光花园1幢1单元101', 0, 2]],
    )
    assert.match(calls[0]!.notices[0]!.body, /换证/)
    assert.equal(more, false)
    assert.deepEqual(await note('said'), { next: 'told' })
    assert.deepEqual((await list()).calls, [])
    assert.deepEqual(
      (await page()).map(({ state, attempts }) => [state, attempts.at(-1)!.step]),
      [
        ['told', 'rang'],
        ['told', 'rang'],
      ],
    )
    const looks = await stage.sql<{ fields: string[] }[]>`select fields from look where view = 'call.list'`
    assert.ok(looks.some(({ fields }) => fields.includes('person.phone')))
  }),
)

test(
  'who is not reached three times gets a letter; a wrong number means a letter at once',
  story(async (stage) => {
    const { list, note, page } = await begin(stage)
    assert.deepEqual(await note('not-reached'), { next: 'again' })
    const [call] = (await list()).calls
    assert.equal(call!.tries, 1)
    assert.ok(call!.last)
    assert.deepEqual(await note('not-reached'), { next: 'again' })
    assert.deepEqual(await note('not-reached'), { next: 'another' })
    await sendDue(stage.house, STREET)
    assert.deepEqual(
      (await page()).map(({ state, channel }) => [state, channel]),
      [
        ['queued', 'letter'],
        ['queued', 'letter'],
      ],
    )
  }),
)

test(
  'a wrong number is not rung again',
  story(async (stage) => {
    const { note, page } = await begin(stage)
    assert.deepEqual(await note('wrong'), { next: 'another' })
    await sendDue(stage.house, STREET)
    assert.equal((await page())[0]!.channel, 'letter')
  }),
)

test(
  'two colleagues with the same list: the second is told that it changed; nobody notes a call for another’s notices',
  story(async (stage) => {
    const { lady, clerk, list, note } = await begin(stage)
    const [call] = (await list()).calls
    const ids = call!.notices.map(({ id }) => id)
    await stage.refused(actions.note, clerk, { id: ids[0]!, notices: ids, outcome: 'said' }, 'thing.changed')
    await stage.refused(actions.note, stage.actor('clerk', OTHER_COMMUNITY), { id: lady, notices: ids, outcome: 'said' }, 'thing.changed')
    await note('said')
    await stage.refused(actions.note, clerk, { id: lady, notices: ids, outcome: 'said' }, 'thing.changed')
    await stage.refused(views.calls, stage.actor('auditor'), {}, 'access.forbidden')
  }),
)
