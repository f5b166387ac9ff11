/** One request to many streets, from the office that asks to the workbook that comes back. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { open } from '#kernel/files/actions.ts'
import { readCells } from '../../../../../test/requests.ts'
import { useStage } from '../../../../../test/stage.ts'
import {
  askStreets,
  basis,
  bringForm,
  COUNTY,
  HEALTH,
  peopleCounty,
  prepareCounty,
  returnFrom,
  roster,
  STREETS,
  terms,
} from '../../../../../test/streets.ts'
import * as reports from '../actions.ts'
import { giveBack, sign } from '../signing/actions.ts'
import { signing } from '../signing/views.ts'
import * as reportViews from '../views.ts'
import * as demands from './actions.ts'
import * as views from './views.ts'

const story = useStage(prepareCounty)

test(
  'what an office asks arrives in every street as a request of its own, with its workbook, basis and day, and the office hears of it',
  story(async (stage) => {
    const county = await peopleCounty(stage)
    const id = await askStreets(stage, county)
    const demand = await stage.does(views.read, county.asker, { id })
    assert.deepEqual(
      demand.targets.map(({ name, state }) => [name, state]),
      [
        ['文昌路街道', 'received'],
        ['永安路街道', 'received'],
        ['三山岛街道', 'received'],
      ],
    )
    assert.equal(demand.asker, '莱州市民政局', 'the office speaks by the title of the post')
    for (const { head, clerks } of county.streets) {
      const request = await stage.does(reportViews.read, head, { id })
      const { title, asker, dueOn, from, own, state } = request
      assert.deepEqual(
        [title, asker, dueOn, request.basis, from, own, state],
        ['高龄津贴名册', '莱州市民政局', '2026-12-05', basis, COUNTY, true, 'received'],
      )
      await stage.does(open, head, { id: request.file })
      const seen = await stage.does(reportViews.read, clerks[0], { id })
      assert.equal(seen.own, false, 'a community reads it')
      await stage.does(open, clerks[1], { id: seen.file })
      await stage.refused(reports.fill, clerks[0], { id }, 'thing.unknown')
    }
  }),
)

test(
  'handed over five times, each event is done once',
  story(async (stage) => {
    const county = await peopleCounty(stage)
    const { asker, desk } = county
    const { id } = await stage.does(demands.draft, asker, { file: await bringForm(stage, asker), ...terms })
    await stage.does(demands.submit, asker, { id })
    await stage.does(demands.decide, desk, { id, admit: true })
    await stage.exhaust(5)
    const { head } = county.streets[0]!
    assert.equal((await stage.does(reportViews.list, head, {})).requests.length, 1)
    await stage.does(reports.fill, head, { id })
    await stage.exhaust(5)
    const { delivery } = await stage.does(signing, head, { id })
    await stage.does(giveBack, head, { id, delivery: delivery!, partial: true })
    await stage.exhaust(5)
    assert.equal((await stage.does(views.read, asker, { id })).targets[0]!.returns.length, 1)
  }),
)

test(
  'each community signs for its part, the street for the whole, and the very bytes it signed come to the office',
  story(async (stage) => {
    const county = await peopleCounty(stage)
    const id = await askStreets(stage, county)
    const { head, clerks } = county.streets[1]!
    await stage.does(reports.fill, head, { id })
    await stage.exhaust()
    const before = await stage.does(signing, head, { id })
    assert.deepEqual(
      before.parts.map(({ name, subjects, signed }) => [name, subjects, signed]),
      [
        ['第一社区居民委员会', 2, null],
        ['第二社区居民委员会', 2, null],
      ],
    )
    const delivery = before.delivery!
    assert.deepEqual((await stage.does(signing, clerks[0], { id })).parts.length, 1, 'a community sees its own part')
    await stage.does(sign, clerks[0], { id, delivery })
    await stage.does(sign, clerks[0], { id, delivery })
    await stage.exhaust()
    const heard = await stage.does(views.read, county.asker, { id })
    assert.deepEqual(
      heard.targets.map(({ state, parts, signed }) => [state, parts, signed]),
      [
        ['received', 0, 0],
        ['filled', 2, 1],
        ['received', 0, 0],
      ],
    )
    await stage.refused(giveBack, head, { id, delivery }, 'request.unsigned')
    await stage.refused(giveBack, clerks[1], { id, delivery }, 'access.forbidden')
    await stage.does(sign, clerks[1], { id, delivery })
    await stage.does(giveBack, head, { id, delivery })
    await stage.exhaust()
    const { targets } = await stage.does(views.read, county.asker, { id })
    const [returned] = targets[1]!.returns
    assert.deepEqual([targets[1]!.state, returned?.unsigned, returned?.signedBy, returned?.subjects], ['returned', [], 'head', 4])
    const request = await stage.does(reportViews.read, head, { id })
    const theirs = await readCells(stage, head, request.deliveries[0]!.file)
    assert.deepEqual(await readCells(stage, county.asker, returned!.file), theirs)
    const listed = [...theirs.values()].slice(1)
    assert.deepEqual(
      listed.map(([number]) => number),
      ['1', '2', '3', '4'],
    )
    assert.deepEqual(new Set(listed.map(([, name]) => name)), new Set(['李一山', '李二水', '赵一山', '赵二水']))
    assert.equal(request.state, 'delivered')
  }),
)

test(
  'a street may return what it has and says who has not signed; filled anew, it is signed anew and returned beside the first',
  story(async (stage) => {
    const county = await peopleCounty(stage)
    const id = await askStreets(stage, county)
    const { head, clerks } = county.streets[0]!
    await stage.does(reports.fill, head, { id })
    await stage.exhaust()
    const first = (await stage.does(signing, head, { id })).delivery!
    await stage.does(sign, clerks[0], { id, delivery: first })
    await stage.does(giveBack, head, { id, delivery: first, partial: true })
    await stage.exhaust()
    await stage.refused(sign, clerks[1], { id, delivery: first }, 'request.returns')
    await stage.refused(giveBack, head, { id, delivery: first }, 'request.returns')
    await stage.does(reports.fill, head, { id })
    await stage.exhaust()
    const second = (await stage.does(signing, head, { id })).delivery!
    assert.notEqual(second, first)
    await stage.refused(sign, clerks[0], { id, delivery: first }, 'thing.changed')
    for (const clerk of clerks) await stage.does(sign, clerk, { id, delivery: second })
    await stage.does(giveBack, head, { id, delivery: second })
    await stage.exhaust()
    const { returns } = (await stage.does(views.read, county.asker, { id })).targets[0]!
    assert.deepEqual(
      returns.map((one) => [one.id, one.unsigned]),
      [
        [second, []],
        [first, ['第二社区居民委员会']],
      ],
    )
  }),
)

test(
  'what came back belongs to the office that asked: not to another office, and not to the desk that admits',
  story(async (stage) => {
    const county = await peopleCounty(stage)
    const id = await askStreets(stage, county, roster, { streets: [STREETS[0]] })
    await returnFrom(stage, county.streets[0]!, id)
    const [returned] = (await stage.does(views.read, county.asker, { id })).targets[0]!.returns
    await stage.does(open, county.asker, { id: returned!.file })
    await stage.refused(open, county.desk, { id: returned!.file }, 'access.forbidden')
    const other = stage.actorAt('asker', COUNTY, HEALTH)
    await stage.refused(open, other, { id: returned!.file }, 'thing.unknown')
    await stage.refused(views.read, other, { id }, 'thing.unknown')
    assert.deepEqual((await stage.does(views.list, other, {})).demands, [])
    assert.deepEqual(
      (await stage.does(views.list, county.desk, {})).demands.map((one) => one.id),
      [id],
    )
  }),
)

test(
  'nothing leaves before it says whom, by when, on which basis, what for; nor a workbook that names people to streets that are not theirs',
  story(async (stage) => {
    const { asker, desk } = await peopleCounty(stage)
    const file = await bringForm(stage, asker)
    const { id } = await stage.does(demands.draft, asker, { file })
    const refused = await stage.refused(demands.submit, asker, { id }, 'input.invalid')
    assert.deepEqual(
      refused.fields.map(({ path }) => path),
      ['/streets', '/dueOn', '/basis', '/purpose'],
    )
    await stage.refused(demands.change, asker, { id, streets: [370683004] }, 'region.unknown')
    await stage.refused(demands.change, asker, { id, streets: [370684001] }, 'region.unknown')
    const named = await bringForm(stage, asker, [
      {
        name: '核查',
        rows: [
          ['姓名', '公民身份号码', '联系电话'],
          ['张一山', null, null],
          ['王二水', null, null],
        ],
      },
    ])
    const { id: listed } = await stage.does(demands.draft, asker, { file: named, ...terms })
    const list = { id: listed }
    const named2 = await stage.refused(demands.submit, asker, list, 'input.invalid')
    assert.deepEqual(named2.fields, [{ path: '/file', say: 'demand.lacks.names' }])
    await stage.does(demands.change, asker, { ...list, streets: [STREETS[0]] })
    await stage.does(demands.submit, asker, list)
    await stage.refused(demands.change, asker, { ...list, purpose: '别的' }, 'thing.changed')
    await stage.refused(demands.decide, asker, { ...list, admit: true }, 'access.forbidden')
    await stage.refused(demands.decide, desk, { ...list, admit: false }, 'input.invalid')
    await stage.does(demands.decide, desk, { ...list, admit: false, note: '民政台账里已有' })
    await stage.exhaust()
    assert.equal((await stage.does(views.read, asker, list)).decisionNote, '民政台账里已有')
  }),
)

test(
  'a survey form is over with the day its validity ends: nothing more is submitted, filled or returned, and it says by which law',
  story(async (stage) => {
    const county = await peopleCounty(stage)
    const id = await askStreets(stage, county, roster, { survey: true, formNo: '民统 3 号表', formValidTo: '2026-11-30' })
    const { head } = county.streets[0]!
    stage.setNow(new Date('2026-11-30T15:59:00Z'))
    await stage.does(reports.fill, head, { id })
    await stage.exhaust()
    const { delivery } = await stage.does(signing, head, { id })
    stage.setNow(new Date('2026-11-30T16:00:00Z'))
    const refused = await stage.refused(giveBack, head, { id, delivery: delivery!, partial: true }, 'form.expired')
    assert.deepEqual(refused.details, { day: '2026-11-30' })
    await stage.refused(reports.fill, head, { id }, 'form.expired')
    assert.equal((await stage.does(views.read, county.asker, { id })).state, 'expired')
    await stage.refused(demands.withdraw, county.asker, { id }, 'form.expired')
    const { id: again } = await stage.does(demands.draft, county.asker, {
      file: await bringForm(stage, county.asker),
      ...terms,
      survey: true,
      formNo: '民统 3 号表',
      formValidTo: '2026-11-30',
    })
    const late = await stage.refused(demands.submit, county.asker, { id: again }, 'input.invalid')
    assert.deepEqual(late.fields, [{ path: '/formValidTo', say: 'demand.lacks.expired' }])
  }),
)

test(
  'a street office asks its own communities in the same way',
  story(async (stage) => {
    const county = await peopleCounty(stage)
    const { head, clerks, street } = county.streets[2]!
    assert.deepEqual(
      (await stage.does(views.targets, head, {})).streets.map((one) => one.street),
      [street],
    )
    const { id } = await stage.does(demands.draft, head, { file: await bringForm(stage, head, roster), ...terms, streets: [street] })
    await stage.does(demands.submit, head, { id })
    await stage.does(demands.decide, head, { id, admit: true })
    await stage.exhaust()
    await stage.does(reports.fill, head, { id })
    await stage.exhaust()
    const { delivery } = await stage.does(signing, head, { id })
    for (const clerk of clerks) await stage.does(sign, clerk, { id, delivery: delivery! })
    await stage.does(giveBack, head, { id, delivery: delivery! })
    await stage.exhaust()
    const { targets } = await stage.does(views.read, head, { id })
    assert.deepEqual([targets[0]!.state, targets[0]!.returns[0]!.unsigned], ['returned', []])
  }),
)

test(
  'taken back by its asker, it is over in the streets too',
  story(async (stage) => {
    const county = await peopleCounty(stage)
    const id = await askStreets(stage, county)
    await stage.does(demands.withdraw, county.asker, { id })
    await stage.exhaust()
    const { head } = county.streets[0]!
    assert.equal((await stage.does(reportViews.read, head, { id })).state, 'withdrawn')
    await stage.refused(reports.fill, head, { id }, 'thing.changed')
  }),
)
