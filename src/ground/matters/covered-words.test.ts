import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { hire, makeUnit } from '../../../test/matters/posts.ts'
import { COMMUNITY, useStage } from '../../../test/stage.ts'
import * as actions from './actions.ts'
import { triage } from './triage/views.ts'
import * as views from './views.ts'

const story = useStage()
const PHONE = '13812345678'
const ID = '11010519491231002X'

describe('numbers of people in what is written', () => {
  test(
    'are kept covered and sealed: whole for whoever answers for the area, covered for the grid worker, the unit it was given to, and in every list',
    story(async (stage) => {
      stage.setNow(new Date('2026-11-02T01:00:00Z'))
      const [clerk, grid, department] = [
        await hire(stage, 'clerk', COMMUNITY),
        await hire(stage, 'grid', COMMUNITY),
        await hire(stage, 'department'),
      ]
      const unit = await makeUnit(stage, '住建中心', [department])
      const said = { title: `请回${PHONE}`, text: `房主身份证${ID}，电话 138 1234 5678` }
      const { id } = await stage.does(actions.open, clerk, {
        type: 'appeal',
        category: 'other',
        channel: 'letter',
        region: COMMUNITY,
        ...said,
      })
      await stage.does(actions.work, clerk, { id, act: { kind: 'note' }, text: `家属是${PHONE}` }, { version: 1 })
      await stage.does(actions.steer, clerk, { id, act: { kind: 'dispatch', lead: unit } }, { version: 2 })
      const whole = await stage.does(views.read, clerk, { id })
      assert.deepEqual([whole.title, whole.text, whole.acts[1]?.text], [said.title, said.text, `家属是${PHONE}`])
      for (const who of [grid, department]) {
        const shown = await stage.does(views.read, who, { id })
        assert.deepEqual(
          [shown.title, shown.text, shown.acts[1]?.text],
          ['请回138****5678', '房主身份证110***********002X，电话 138****5678', '家属是138****5678'],
          who.role,
        )
      }
      for (const who of [clerk, grid, department]) {
        const lists = await Promise.all((['mine', 'open', 'due'] as const).map((list) => stage.does(views.list, who, { list })))
        assert.doesNotMatch(JSON.stringify(lists), new RegExp(PHONE), who.role)
      }
      // What is alike is found by words, and told without numbers.
      assert.doesNotMatch(JSON.stringify(await stage.does(triage, clerk, { id })), /13812345678|1234 5678/)
      const rows = await stage.sql<{ words: string }[]>`select words::text as words from act`
      assert.doesNotMatch(JSON.stringify(rows), /13812345678|1234 5678|11010519491231002X/)
      assert.match(JSON.stringify(rows), /138\*{4}5678/)
    }),
  )
})
