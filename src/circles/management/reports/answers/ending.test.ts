/** How a request ends without being handed over: an objection is upheld, it was received by mistake, its form is past its validity. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as askViews from '#ground/asks/views.ts'
import * as objections from '#ground/duties/objections/actions.ts'
import { list as listObjections } from '#ground/duties/objections/views.ts'
import { open } from '#kernel/files/actions.ts'
import { readCells } from '../../../../../test/requests.ts'
import { type Stage, useStage } from '../../../../../test/stage.ts'
import { askStreets, bringForm, COUNTY, type County, peopleCounty, prepareCounty, returnFrom, roster } from '../../../../../test/streets.ts'
import * as reports from '../actions.ts'
import { askMissing } from '../asking/actions.ts'
import { enter } from '../calendar/actions.ts'
import { calendar } from '../calendar/views.ts'
import * as demands from '../demands/actions.ts'
import { read } from '../demands/views.ts'
import { giveBack } from '../signing/actions.ts'
import * as reportViews from '../views.ts'
import { close, reopen } from './actions.ts'
import { duplicates } from './views.ts'

const story = useStage(prepareCounty)
const allowance = [{ name: '名册', rows: [['姓名', '公民身份号码', '联系电话', '工作单位', '婚姻状况'], []] }]
const above = { street: COUNTY }

async function object(stage: Stage, { streets }: County, id: string): Promise<string> {
  const raised = await stage.does(objections.raise, streets[0]!.head, {
    about: { kind: 'request', id, title: '高龄津贴名册' },
    asker: '莱州市民政局',
    reasons: ['duplicate'],
    words: '卫健局上月已要过。',
  })
  await stage.exhaust()
  return raised.id
}

const decide = async (stage: Stage, id: string, answer: 'upheld' | 'partly' | 'dismissed', words: string) => {
  await stage.does(objections.answer, stage.actorAt('head', COUNTY), { id, answer, words }, { ...above, version: 1 })
  await stage.exhaust()
}

const lineOf = async (stage: Stage, { asker }: County, id: string) => (await stage.does(read, asker, { id })).targets[0]!

test(
  'upheld, it is over in that street alone: nothing more is filled or asked, the words are there, and the office sees them',
  story(async (stage) => {
    const county = await peopleCounty(stage)
    const id = await askStreets(stage, county, allowance, { period: 'monthly' })
    const { head } = county.streets[0]!
    await stage.does(reports.fill, head, { id })
    await stage.exhaust()
    const { deliveries } = await stage.does(reportViews.read, head, { id })
    await stage.does(askMissing, head, { id: deliveries[0]!.id, until: '2026-12-01' })
    const asking = async () => (await stage.does(askViews.request, head, { id })).asking
    assert.ok((await asking())!.open > 0)
    const objection = await object(stage, county, id)
    assert.equal((await lineOf(stage, county, id)).state, 'objected')
    await decide(stage, objection, 'upheld', '同样的内容不再另要。')
    assert.deepEqual([(await asking())!.open, (await asking())!.withdrawn], [0, true])
    const { state, ending } = await stage.does(reportViews.read, head, { id })
    assert.deepEqual(
      [state, ending?.kind, ending?.why, ending?.words, ending?.by],
      ['upheld', 'upheld', ['duplicate'], '同样的内容不再另要。', '莱州市'],
    )
    await stage.refused(reports.fill, head, { id }, 'thing.changed')
    await stage.refused(giveBack, head, { id, delivery: deliveries[0]!.id, partial: true }, 'thing.changed')
    const line = await lineOf(stage, county, id)
    assert.deepEqual(
      [line.state, line.answer?.kind, line.answer?.answered, line.answer?.ruling],
      ['upheld', 'objected', 'upheld', '同样的内容不再另要。'],
    )
    assert.equal((await stage.does(reportViews.read, county.streets[1]!.head, { id })).state, 'received')
    // The same for the next month is not asked of it again.
    const next = await stage.does(demands.again, county.asker, { id, dueOn: '2027-01-05' })
    await stage.exhaust()
    assert.deepEqual(
      (await stage.does(read, county.asker, { id: next.id })).targets.map(({ street }) => street),
      [370683002, 370683003],
    )
    assert.equal((await stage.does(reportViews.list, head, {})).requests.length, 1)
  }),
)

test(
  'upheld while it is being filled, the filling comes to nothing',
  story(async (stage) => {
    const county = await peopleCounty(stage)
    const id = await askStreets(stage, county)
    const { head } = county.streets[0]!
    const objection = await object(stage, county, id)
    await stage.does(
      objections.answer,
      stage.actorAt('head', COUNTY),
      { id: objection, answer: 'upheld', words: '同意' },
      { ...above, version: 1 },
    )
    await stage.does(reports.fill, head, { id })
    // The answer is heard while the filling waits: who runs first is the stage's affair, the end is the same.
    await stage.exhaust().catch((error: { code?: string }) => assert.equal(error.code, 'thing.changed'))
    await stage.exhaust()
    const { state, deliveries } = await stage.does(reportViews.read, head, { id })
    assert.ok(state === 'upheld' && deliveries.length <= 1)
  }),
)

test(
  'dismissed, or upheld in part, it goes on with its day; silence is recorded, shown, and stops nothing',
  story(async (stage) => {
    const county = await peopleCounty(stage)
    const id = await askStreets(stage, county)
    const { head } = county.streets[0]!
    const first = await object(stage, county, id)
    const due = (await stage.does(reportViews.read, head, { id })).dueOn
    const said = (await stage.does(listObjections, head, { about: id })).objections[0]!
    stage.setNow(new Date('2026-12-02T02:00:00Z'))
    assert.ok(said.dueOn < '2026-12-02')
    assert.equal((await stage.does(listObjections, head, { about: id })).objections[0]!.state, 'silent')
    const silent = await lineOf(stage, county, id)
    assert.deepEqual([silent.state, silent.answer?.due, silent.answer?.answered], ['objected', said.dueOn, null])
    await decide(stage, first, 'partly', '先填已有的部分。')
    const partly = await lineOf(stage, county, id)
    assert.deepEqual([partly.state, partly.answer?.answered, partly.answer?.ruling], ['received', 'partly', '先填已有的部分。'])
    await decide(stage, await object(stage, county, id), 'dismissed', '两份用途不同。')
    const request = await stage.does(reportViews.read, head, { id })
    assert.deepEqual([request.state, request.dueOn, request.ending], ['received', due, null])
    assert.deepEqual((await lineOf(stage, county, id)).answer?.answered, 'dismissed')
    await returnFrom(stage, county.streets[0]!, id)
    assert.equal((await lineOf(stage, county, id)).state, 'returned')
  }),
)

test(
  'received by mistake, it is closed with a reason, is no longer open, due or alike, and can be opened again; what an office asked cannot',
  story(async (stage) => {
    const county = await peopleCounty(stage)
    const { head, clerks } = county.streets[0]!
    const clerk = clerks[0]
    const file = await bringForm(stage, clerk, allowance)
    const { id } = await stage.does(reports.receive, clerk, { file, asker: '某公司', dueOn: '2026-11-25', basis: '口头' })
    const twin = await stage.does(reports.receive, clerk, { file, asker: '区民政局', dueOn: '2026-11-26', basis: '通知' })
    const onCalendar = async () => (await stage.does(calendar, clerk, {})).weeks.flatMap(({ entries }) => entries.map((one) => one.id))
    assert.deepEqual(await onCalendar(), [id, twin.id])
    await stage.does(reports.fill, clerk, { id })
    await stage.work()
    const wordless = await stage.refused(close, clerk, { id, reason: 'other' }, 'input.invalid')
    assert.equal(wordless.fields[0]?.path, '/words')
    await stage.refused(close, clerks[1], { id, reason: 'mistake' }, 'thing.unknown')
    await stage.does(close, clerk, { id, reason: 'mistake', words: '不是政府部门' })
    const closed = await stage.does(reportViews.read, clerk, { id })
    assert.deepEqual([closed.state, closed.ending?.why, closed.ending?.words], ['closed', ['mistake'], '不是政府部门'])
    assert.deepEqual(await onCalendar(), [twin.id])
    assert.deepEqual((await stage.does(duplicates, clerk, { id: twin.id })).duplicates, [])
    await stage.refused(reports.fill, clerk, { id }, 'thing.changed')
    // Closed is not deleted: what was filled goes at its recall date, which asks for no state.
    await stage.does(open, clerk, { id: closed.deliveries[0]!.file })
    assert.equal((await readCells(stage, clerk, closed.file)).size > 0, true)
    assert.deepEqual(await stage.does(reopen, clerk, { id }), { state: 'filled' })
    await stage.refused(reopen, clerk, { id }, 'thing.changed')
    const asked = await askStreets(stage, county)
    await stage.refused(close, head, { id: asked, reason: 'mistake' }, 'access.forbidden')
    const entry = await stage.does(enter, clerk, {
      kind: 'inspection',
      title: '检查',
      asker: '局',
      on: '2026-11-27',
      every: 'once',
      minutes: 60,
    })
    await stage.does(close, clerk, { id: entry.id, reason: 'twice' })
    assert.ok(!(await onCalendar()).includes(entry.id))
  }),
)

test(
  'a form past its validity is closed by itself from the day on, in lists and in the calendar, and is not late',
  story(async (stage) => {
    const { streets } = await peopleCounty(stage)
    const clerk = streets[0]!.clerks[0]
    const file = await bringForm(stage, clerk, roster)
    const { id } = await stage.does(reports.receive, clerk, {
      file,
      asker: '统计局',
      dueOn: '2026-11-25',
      basis: '通知',
      formValidTo: '2026-11-24',
    })
    const stateNow = async () => (await stage.does(reportViews.list, clerk, {})).requests.map(({ state }) => state)
    const minutes = async () => (await stage.does(calendar, clerk, {})).weeks[0]!.minutes
    stage.setNow(new Date('2026-11-24T02:00:00Z'))
    assert.deepEqual([await stateNow(), await minutes()], [['received'], 30])
    stage.setNow(new Date('2026-11-25T02:00:00Z'))
    assert.deepEqual([await stateNow(), await minutes()], [['expired'], 0])
    const refused = await stage.refused(reports.fill, clerk, { id }, 'form.expired')
    assert.equal(refused.details.day, '2026-11-24')
  }),
)
