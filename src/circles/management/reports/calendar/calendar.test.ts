/** Everything that was asked of a street in one calendar, with its load by week. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays } from '#base/values/day.ts'
import { bringWorkbook } from '../../../../../test/requests.ts'
import { COMMUNITY, OTHER_COMMUNITY, useStage } from '../../../../../test/stage.ts'
import { receive } from '../actions.ts'
import { list, read } from '../views.ts'
import { end, enter } from './actions.ts'
import { everies } from './contract.ts'
import { type Entered, mondayOf, spread } from './rules.ts'
import { calendar } from './views.ts'

const story = useStage()

test(
  'inspections, group chats and workbooks stand in one calendar; each week says how long they take',
  story(async (stage) => {
    const head = stage.actor('head')
    const base = { asker: '区安监局', basis: '年度检查计划' }
    const { id } = await stage.does(enter, head, {
      ...base,
      kind: 'inspection',
      title: '消防检查',
      on: '2026-11-25',
      every: 'once',
      minutes: 240,
      planned: true,
    })
    const chat = await stage.does(enter, head, {
      ...base,
      kind: 'group-chat',
      title: '安全生产群',
      on: '2026-11-02',
      every: 'weekly',
      minutes: 90,
    })
    const file = await bringWorkbook(stage, head, '名册.xlsx', [{ name: '名册', rows: [['姓名', '联系电话'], []] }])
    await stage.does(receive, head, { file, asker: '区民政局', title: '困难名册', dueOn: '2026-11-24' })
    const weeks = async () => (await stage.does(calendar, head, { from: '2026-11-25', weeks: 3 })).weeks
    const [first, second] = await weeks()
    assert.equal(first?.monday, '2026-11-23')
    assert.deepEqual(
      first?.entries.map(({ kind, title, on, minutes, reckoned }) => [kind, title, on, minutes, reckoned]),
      [
        ['group-chat', '安全生产群', '2026-11-23', 90, false],
        ['workbook', '困难名册', '2026-11-24', 30, true],
        ['inspection', '消防检查', '2026-11-25', 240, false],
      ],
    )
    assert.deepEqual([first?.minutes, second?.minutes], [360, 90])
    await stage.does(end, head, { id, on: '2026-11-25' })
    await stage.does(end, head, { id: chat.id, on: '2026-11-29' })
    assert.deepEqual(
      (await weeks()).map(({ minutes }) => minutes),
      [120, 0, 0],
      'what is done takes no time any more, what was closed does not come again',
    )
    assert.equal((await stage.does(list, head, {})).requests.length, 1, 'only workbooks are filled')
    await stage.refused(read, head, { id }, 'thing.unknown')
  }),
)

test(
  'a community sees its own entries; what ends before it begins, or was not entered here, is refused',
  story(async (stage) => {
    const clerk = stage.actor('clerk', COMMUNITY)
    const entry = { kind: 'app' as const, title: '某某通打卡', asker: '市某局', on: '2026-11-23', every: 'weekly' as const, minutes: 60 }
    const { id } = await stage.does(enter, clerk, entry)
    const refused = await stage.refused(enter, clerk, { ...entry, until: '2026-11-22' }, 'input.invalid')
    assert.deepEqual(refused.fields, [{ path: '/until', say: 'calendar.until-before' }])
    const beside = stage.actor('clerk', OTHER_COMMUNITY)
    assert.ok((await stage.does(calendar, beside, {})).weeks.every(({ entries }) => entries.length === 0))
    await stage.refused(end, beside, { id, on: '2026-11-30' }, 'thing.unknown')
    const file = await bringWorkbook(stage, clerk, '名册.xlsx', [{ name: '名册', rows: [['姓名', '联系电话'], []] }])
    const workbook = await stage.does(receive, clerk, { file, asker: '区民政局' })
    await stage.refused(end, clerk, { id: workbook.id, on: '2026-11-30' }, 'thing.unknown')
  }),
)

const entered = (more: Partial<Entered>): Entered => ({
  ...{ id: 'x', kind: 'inspection', title: '检查', asker: '局', on: '2026-01-31', every: 'monthly', until: null },
  ...{ minutes: 60, state: 'received', counts: {}, planned: null },
  ...more,
})

test('on the 31st of a short month it comes on its last day; by quarter and by year in its own months', () => {
  const days = (more: Partial<Entered>) => spread([entered(more)], '2026-01-01', 60).flatMap(({ entries }) => entries.map(({ on }) => on))
  assert.deepEqual(days({}).slice(0, 4), ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'])
  assert.deepEqual(days({ every: 'quarterly' }).slice(0, 3), ['2026-01-31', '2026-04-30', '2026-07-31'])
  assert.deepEqual(days({ every: 'yearly' }), ['2026-01-31', '2027-01-31'])
  assert.deepEqual(days({ until: '2026-03-01' }), ['2026-01-31', '2026-02-28'])
})

test('whatever is entered comes only between its first and last day, in its week, and never twice on one day', () => {
  const day = fc.integer({ min: 0, max: 700 }).map((days) => addDays('2026-01-01', days))
  fc.assert(
    fc.property(day, day, fc.constantFrom(...everies), fc.option(day, { nil: null }), (on, from, every, until) => {
      const weeks = spread([entered({ on, every, until })], from, 10)
      const all = weeks.flatMap(({ monday, entries }) => entries.map((one) => ({ monday, on: one.on })))
      assert.ok(all.every((one) => one.on >= on && (until === null || one.on <= until) && mondayOf(one.on) === one.monday))
      assert.equal(new Set(all.map((one) => one.on)).size, all.length)
    }),
  )
})
