import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as asks from '#ground/asks/actions.ts'
import { listOpenByDoor, sumOpenByDoor } from '#ground/asks/open-doors.ts'
import * as askViews from '#ground/asks/views.ts'
import { correct } from '#ground/facts/actions.ts'
import * as imports from '#ground/imports/actions.ts'
import { bringWorkbook, fillSheet, type Terms } from '../../../../../test/requests.ts'
import { bring, headings, idNumber, importFile, type Line, person, takeIn } from '../../../../../test/rosters.ts'
import { COMMUNITY, OTHER_COMMUNITY, type Stage, useStage } from '../../../../../test/stage.ts'
import { terms as changeTerms } from '../actions.ts'
import { askMissing } from './actions.ts'

const story = useStage()
const basis = '区民政局2026年11月通知'
const purpose = '核对高龄津贴'

/** Four people at three doors: a telephone is missing of one, an employer of three. */
async function settle(stage: Stage) {
  const clerk = stage.actor('clerk', COMMUNITY)
  await takeIn(stage, clerk, [
    person(1, '3', '2', '502', '户主', '王强', '1975-01-30', '13800003333'),
    person(2, '3', '2', '501', '户主', '张伟', '1950-03-07', '13800001111', '一厂'),
    person(3, '3', '2', '501', '配偶', '李娜', '1952-05-09', ''),
    person(4, '3', '1', '101', '户主', '赵敏', '1990-06-01', '13800004444'),
  ])
  return clerk
}

const wide = { lo: COMMUNITY * 1000, hi: COMMUNITY * 1000 + 999 }
const columns: Line = ['姓名', '联系电话', '工作单位']

async function requested(stage: Stage, clerk: Awaited<ReturnType<typeof settle>>, title: string, heads: Line = columns, more: Terms = {}) {
  const file = await bringWorkbook(stage, clerk, `${title}.xlsx`, [{ name: '名册', rows: [heads, []] }])
  return fillSheet(stage, clerk, file, { title, basis, purpose, dueOn: '2026-12-10', ...more })
}

/** What is open, as `door · name · elements`. */
async function open(stage: Stage): Promise<string[]> {
  const ctx = await stage.ctx()
  const { doors } = await listOpenByDoor(ctx, wide)
  const ids = doors.flatMap((door) => door.subjects.map(({ subject }) => subject))
  const names = new Map(
    (
      await ctx.sql<{ id: string; name: string }[]>`select id, values->>'person.name' as name from subject where id = any(${ids}::uuid[])`
    ).map((row) => [row.id, row.name]),
  )
  return doors.flatMap((door) =>
    door.subjects.map(
      ({ subject, questions }) => `${door.label} · ${names.get(subject)} · ${questions.map(({ element }) => element.slice(7)).join(' ')}`,
    ),
  )
}

async function personOf(stage: Stage, name: string): Promise<{ id: string; rev: number }> {
  const ctx = await stage.ctx()
  const [row] = await ctx.sql<{ id: string; rev: number }[]>`select id, rev from subject where values->>'person.name' = ${name}`
  return row!
}

async function say(stage: Stage, clerk: Awaited<ReturnType<typeof settle>>, name: string, values: Record<string, unknown>): Promise<void> {
  const { id, rev } = await personOf(stage, name)
  await stage.does(correct, clerk, { id, values, source: 'self', asOf: '2026-11-22' }, { version: rev })
}

test(
  'what two requests lack is asked once of each person, door by door in walking order, and a dry run only tells how much it would be',
  story(async (stage) => {
    const clerk = await settle(stage)
    const one = await requested(stage, clerk, '居民信息核对')
    const other = await requested(stage, clerk, '就业摸底', ['姓名', '工作单位'], { dueOn: '2026-11-30' })

    const foreseen = await stage.does(askMissing, clerk, { id: one.delivery.id }, { dryRun: true })
    assert.deepEqual([foreseen.doors, foreseen.people, foreseen.questions, foreseen.until], [3, 3, 4, '2026-12-10'])
    assert.ok(foreseen.minutes >= 8)
    assert.deepEqual(await open(stage), [])

    await stage.does(askMissing, clerk, { id: one.delivery.id })
    const second = await stage.does(askMissing, clerk, { id: other.delivery.id })
    assert.deepEqual([second.questions, second.shared], [3, 3])
    assert.deepEqual(await open(stage), [
      '阳光花园3号楼1单元101室 · 赵敏 · employer',
      '阳光花园3号楼2单元501室 · 李娜 · employer phone',
      '阳光花园3号楼2单元502室 · 王强 · employer',
    ])
    const ctx = await stage.ctx()
    const { requests, doors } = await listOpenByDoor(ctx, wide)
    assert.deepEqual(
      requests.map(({ title }) => title),
      ['就业摸底', '居民信息核对'],
    )
    const [employer, phone] = doors[1]!.subjects[0]!.questions
    assert.deepEqual([employer!.requests, employer!.until, phone!.requests, phone!.until], [[0, 1], '2026-11-30', [1], '2026-12-10'])
    const sums = await sumOpenByDoor(ctx, wide)
    assert.deepEqual(
      sums.doors.map(({ people, questions, until }) => [people, questions, until]),
      [
        [1, 1, '2026-11-30'],
        [1, 2, '2026-11-30'],
        [1, 1, '2026-11-30'],
      ],
    )

    const listed = await stage.does(askViews.list, clerk, {})
    assert.deepEqual(
      listed.grids.map(({ doors, people, questions, cells, until }) => ({ doors, people, questions, cells, until })),
      [{ doors: 3, people: 3, questions: 4, cells: 7, until: '2026-11-30' }],
    )
  }),
)

test(
  'asking again adds nothing; an answer by any way closes the question for all who asked it, and already before that nobody is asked it',
  story(async (stage) => {
    const clerk = await settle(stage)
    const one = await requested(stage, clerk, '居民信息核对')
    const other = await requested(stage, clerk, '就业摸底', ['姓名', '工作单位'])
    for (const { delivery } of [one, other, one]) await stage.does(askMissing, clerk, { id: delivery.id })
    assert.equal((await stage.does(askMissing, clerk, { id: one.delivery.id })).opened, 0)

    await say(stage, clerk, '王强', { 'person.employer': '二厂' })
    const before = ['阳光花园3号楼1单元101室 · 赵敏 · employer', '阳光花园3号楼2单元501室 · 李娜 · employer phone']
    assert.deepEqual(await open(stage), before, 'said, though its question is not closed yet')
    await stage.exhaust()
    assert.deepEqual(await open(stage), before)
    const ctx = await stage.ctx()
    const closed = await ctx.sql<{ how: string; count: number; stated: boolean }[]>`
      select closed_how as how, count(*)::int as count, bool_and(exists (select 1 from statement s where s.id = closed_ref)) as stated
      from ask where closed_at is not null group by 1`
    assert.deepEqual([...closed], [{ how: 'answered', count: 2, stated: true }])
    assert.deepEqual((await stage.does(askViews.request, clerk, { id: one.id })).asking, {
      until: '2026-12-10',
      withdrawn: false,
      open: 3,
      answered: 1,
      refused: 0,
      without: 0,
      firstUntil: null,
      channels: [],
    })
  }),
)

test(
  'an import answers what it brings; taken back, it is asked again. That there is none is an answer as well, and is not asked again',
  story(async (stage) => {
    const clerk = await settle(stage)
    const one = await requested(stage, clerk, '居民信息核对')
    await stage.does(askMissing, clerk, { id: one.delivery.id })
    const lines = [headings, person(4, '3', '1', '101', '户主', '赵敏', '1990-06-01', '13800004444', '三厂')]
    const { id } = await importFile(stage, clerk, await bring(stage, clerk, '就业.xlsx', lines))
    await stage.exhaust()
    assert.deepEqual(await open(stage), ['阳光花园3号楼2单元501室 · 李娜 · employer phone', '阳光花园3号楼2单元502室 · 王强 · employer'])
    const ctx = await stage.ctx()
    assert.deepEqual([...(await ctx.sql`select closed_how from ask where closed_at is not null`)], [{ closed_how: 'known' }])

    await stage.does(imports.undo, clerk, { id })
    await stage.work()
    await stage.exhaust()
    assert.equal((await open(stage)).length, 3)

    await say(stage, clerk, '赵敏', { 'person.employer': null })
    await stage.exhaust()
    assert.equal((await open(stage)).length, 2)
    const again = await requested(stage, clerk, '另一张表', ['姓名', '工作单位'])
    assert.equal((await stage.does(askMissing, clerk, { id: again.delivery.id })).questions, 2)
  }),
)

test(
  'what somebody declines is asked no more for this purpose, by whatever request; another purpose may ask it once again',
  story(async (stage) => {
    const clerk = await settle(stage)
    const one = await requested(stage, clerk, '居民信息核对')
    await stage.does(askMissing, clerk, { id: one.delivery.id })
    const { id } = await personOf(stage, '李娜')
    const { slip, closed } = await stage.does(asks.refuse, clerk, { subject: id, elements: ['person.phone'], reason: '不愿意说' })
    assert.equal(closed, 1)
    assert.equal((await open(stage))[1], '阳光花园3号楼2单元501室 · 李娜 · employer')
    await stage.refused(asks.refuse, clerk, { subject: id, elements: ['person.phone'] }, 'thing.unknown')

    assert.equal((await stage.does(askMissing, clerk, { id: one.delivery.id })).opened, 0)
    const next = await requested(stage, clerk, '下月核对', columns, { purpose: '核对高龄津贴（12月）' })
    await stage.does(askMissing, clerk, { id: next.delivery.id })
    assert.equal((await open(stage))[1], '阳光花园3号楼2单元501室 · 李娜 · employer', 'the same purpose a month later')

    await stage.does(changeTerms, clerk, { id: next.id, purpose: '防汛联络' })
    await stage.does(askMissing, clerk, { id: next.delivery.id })
    assert.equal((await open(stage))[1], '阳光花园3号楼2单元501室 · 李娜 · employer phone')
    await stage.does(asks.refuse, clerk, { subject: id, elements: ['person.phone'] })
    await stage.does(askMissing, clerk, { id: next.delivery.id })
    assert.equal((await open(stage))[1], '阳光花园3号楼2单元501室 · 李娜 · employer')

    const shown = await stage.does(askViews.slip, clerk, { id: slip })
    assert.deepEqual(
      { ...shown, at: '', id: '' },
      {
        id: '',
        at: '',
        name: '李娜',
        reason: '不愿意说',
        elements: ['person.phone'],
        requests: [{ title: '居民信息核对', asker: '区民政局', basis, purpose, elements: ['person.phone'], optional: ['person.phone'] }],
        phones: [],
      },
    )
    await stage.refused(askViews.slip, stage.actor('clerk', OTHER_COMMUNITY), { id: slip }, 'thing.unknown')
  }),
)

test(
  'nobody is asked without a basis, by a form past its validity, about the dead, or after the request was withdrawn or its day is past',
  story(async (stage) => {
    const clerk = await settle(stage)
    const bare = await requested(stage, clerk, '没有依据的表', ['姓名', '工作单位'], { basis: undefined as never })
    await stage.refused(askMissing, clerk, { id: bare.delivery.id }, 'basis.needed')
    const stale = await requested(stage, clerk, '过期的表', columns, { formNo: '民统1号', formValidTo: '2026-11-25' })
    stage.setNow(new Date('2026-11-26T02:00:00Z'))
    await stage.refused(askMissing, clerk, { id: stale.delivery.id }, 'basis.needed')
    stage.setNow(new Date('2026-11-22T02:00:00Z'))
    const one = await requested(stage, clerk, '居民信息核对')
    await stage.refused(askMissing, clerk, { id: one.delivery.id, until: '2026-11-21' }, 'input.invalid')
    await stage.refused(askMissing, { ...clerk, rights: new Set(['report.read']) }, { id: one.delivery.id }, 'access.forbidden')
    await stage.does(askMissing, clerk, { id: one.delivery.id })
    await say(stage, clerk, '王强', { 'person.is-deceased': true })
    await stage.exhaust()
    assert.deepEqual(await open(stage), ['阳光花园3号楼1单元101室 · 赵敏 · employer', '阳光花园3号楼2单元501室 · 李娜 · employer phone'])

    stage.setNow(new Date('2026-12-11T02:00:00Z'))
    assert.deepEqual(await open(stage), [])
    stage.setNow(new Date('2026-11-23T02:00:00Z'))
    assert.equal((await open(stage)).length, 2)
    assert.deepEqual(await stage.does(asks.stop, clerk, { id: one.id }), { closed: 3 })
    assert.deepEqual(await open(stage), [])
    await stage.refused(asks.stop, clerk, { id: one.id }, 'thing.unknown')
  }),
)

test(
  'a protected question is opened only with the basis of its column and asked only by who may open it; a computed one asks for what it follows from',
  story(async (stage) => {
    const clerk = await settle(stage)
    const file = await bringWorkbook(stage, clerk, '信仰.xlsx', [{ name: '名册', rows: [['姓名', '宗教信仰', '年龄'], []] }])
    const { delivery } = await fillSheet(stage, clerk, file, { basis, purpose }, (sheet) => ({
      ...sheet,
      columns: sheet.columns.map((column) => (column.element === 'person.religion' ? { ...column, basis: '宗教事务条例第四条' } : column)),
    }))
    const asked = await stage.does(askMissing, clerk, { id: delivery.id })
    assert.deepEqual([asked.questions, asked.until], [4, '2026-12-22'])
    assert.equal((await open(stage)).length, 4)
    const grid = stage.actor('grid', COMMUNITY)
    assert.deepEqual((await listOpenByDoor(await stage.ctx(grid), wide)).doors, [])
    assert.equal(idNumber('1990-06-01', 4).length, 18)
  }),
)

test(
  'residents have their days first when the clerk says so: proposed, within the time of asking, and decided anew once they are over',
  story(async (stage) => {
    const clerk = await settle(stage)
    const { delivery } = await requested(stage, clerk, '居民信息核对')
    const foreseen = await stage.does(askMissing, clerk, { id: delivery.id }, { dryRun: true })
    assert.equal(foreseen.firstUntil, '2026-11-29', 'a week of the eighteen days there are')
    for (const firstUntil of ['2026-11-21', '2026-12-11'])
      await stage.refused(askMissing, clerk, { id: delivery.id, firstUntil }, 'input.invalid')
    const asked = await stage.does(askMissing, clerk, { id: delivery.id, firstUntil: '2026-11-25' })
    assert.equal(asked.firstUntil, '2026-11-25')
    assert.equal((await stage.does(askMissing, clerk, { id: delivery.id }, { dryRun: true })).firstUntil, '2026-11-25')
    stage.setNow(new Date('2026-11-26T02:00:00Z'))
    assert.equal((await stage.does(askMissing, clerk, { id: delivery.id }, { dryRun: true })).firstUntil, '2026-12-03')
    const short = await stage.does(askMissing, clerk, { id: delivery.id, until: '2026-11-27' }, { dryRun: true })
    assert.equal(short.firstUntil, null, 'a day is no time to be asked first')
  }),
)
