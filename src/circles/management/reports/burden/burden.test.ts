/** The account of a street and of a community, against numbers reckoned by hand. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sync } from '#circles/management/visits/outbox/actions.ts'
import { stop } from '#ground/asks/actions.ts'
import * as objections from '#ground/duties/objections/actions.ts'
import { readWorkbook } from '#ground/workbooks/read/read-workbook.ts'
import type { Actor } from '#kernel/access/actor.ts'
import { bringWorkbook } from '../../../../../test/requests.ts'
import { ask, employ, handOver, item, lack, settleTown, type Town } from '../../../../../test/rounds.ts'
import { OTHER_COMMUNITY, type Stage, useStage } from '../../../../../test/stage.ts'
import { fill, receive } from '../actions.ts'
import { close, reopen } from '../answers/actions.ts'
import { enter } from '../calendar/actions.ts'
import { streetBook } from './actions.ts'
import { held, street } from './views.ts'

const story = useStage()

/** 12 cells of which 8 are known, 4 questions at 3 doors; a day later 8 cells of which 5 are known, 3 questions that are open already. */
async function askTwice(stage: Stage): Promise<Town & { first: string; second: string }> {
  const town = await settleTown(stage)
  const first = await ask(stage, town.clerk, '居民信息核对')
  stage.setNow(new Date('2026-11-23T02:00:00Z'))
  const second = await ask(stage, town.clerk, '就业摸底', ['姓名', '工作单位'])
  return { ...town, first, second }
}

test(
  'cells that nobody was asked for, questions that were open already, and the knocks both would have cost',
  story(async (stage) => {
    const { clerk, first, second } = await askTwice(stage)
    const burden = await stage.does(street, clerk, {})
    assert.deepEqual([burden.period, burden.whole], ['2026-11', false])
    assert.deepEqual(burden.cells, { requests: 2, lawful: 20, known: 13, stale: 0, open: 7, withheld: 0 })
    const { asked, joined, open, dropped } = burden.questions
    assert.deepEqual([asked, joined, open, dropped], [4, 3, 4, 0])
    assert.deepEqual(burden.knocks, { homes: 3, apart: 6, joined: 3, walked: 0 })
    // 13 cells × 8 s; 3 employers × 25 s; 3 doors × 150 s.
    assert.deepEqual(burden.given, { cells: 1, questions: 1, knocks: 7 })
    assert.deepEqual(burden.months.at(-1), { month: '2026-11', requests: 2, given: 9, apart: 2, joined: 1 })
    assert.deepEqual(burden.askers, [
      { asker: '区民政局', requests: 2, lawful: 20, known: 13, repeats: 1, merged: 0, sentBack: 0, minutes: 60 },
    ])
    assert.deepEqual(
      burden.ways.filter(({ requests }) => requests > 0),
      [{ way: 'workbook', requests: 2, minutes: 60 }],
    )
    // Three employers of 25 s and a telephone of 20 s.
    assert.deepEqual(await stage.does(held, clerk, { id: first }), { cells: 12, known: 8, asked: 4, joined: 0, doors: 3, seconds: 95 })
    assert.deepEqual(await stage.does(held, clerk, { id: second }), { cells: 8, known: 5, asked: 0, joined: 3, doors: 0, seconds: 0 })
  }),
)

test(
  'filled again after people were asked, a form held no more than before; what was answered is told as answered',
  story(async (stage) => {
    const town = await askTwice(stage)
    const { clerk, worker, door, who } = town
    const round = await handOver(stage, town, [door('502')])
    await stage.does(sync, worker, {
      items: [
        item(round, door('502'), worker, { subject: who('王强'), answers: [{ element: 'person.employer', value: '二厂' }] }),
        item(round, door('502'), worker, { kind: 'visit', outcome: 'done' }),
      ],
    })
    await stage.exhaust()
    const before = await stage.does(street, clerk, {})
    await stage.does(fill, clerk, { id: town.first })
    await stage.work()
    const after = await stage.does(street, clerk, {})
    assert.deepEqual(after.cells, before.cells)
    assert.deepEqual([after.questions.answered, after.questions.open], [1, 3], 'once, though two forms asked it')
    assert.equal((await stage.does(held, clerk, { id: town.first })).known, 8)
  }),
)

async function walkOnce(stage: Stage, town: Town, worker: Actor, room: string): Promise<void> {
  const round = await handOver(stage, { ...town, worker }, [town.door(room)])
  await stage.does(sync, worker, { items: [item(round, town.door(room), worker, { kind: 'visit', outcome: 'nobody-home' })] })
}

test(
  'knocks of two people are not told; those of three are',
  story(async (stage) => {
    const town = await askTwice(stage)
    const range = { lo: town.region, hi: town.region }
    const walked = async () => (await stage.does(street, town.clerk, {})).knocks.walked
    await walkOnce(stage, town, town.worker, '502')
    await walkOnce(stage, town, await employ(stage, 'grid', '李网格', range), '501')
    assert.equal(await walked(), null)
    await walkOnce(stage, town, await employ(stage, 'grid', '赵网格', range), '101')
    assert.equal(await walked(), 3)
  }),
)

test(
  'what was asked by mistake and taken back counts as neither asked nor saved; another community sees nothing of it',
  story(async (stage) => {
    const { clerk, second } = await askTwice(stage)
    await stage.does(stop, clerk, { id: second })
    const { questions, knocks, given } = await stage.does(street, clerk, {})
    assert.deepEqual([questions.asked, questions.joined, questions.dropped], [4, 0, 3])
    assert.deepEqual([knocks.apart, knocks.joined, given.questions, given.knocks], [3, 3, 0, 0])
    const beside = await stage.does(street, stage.actor('clerk', OTHER_COMMUNITY), {})
    assert.deepEqual([beside.cells.lawful, beside.questions.asked, beside.knocks.homes, beside.askers], [0, 0, 0, []])
    const all = await stage.does(street, stage.actor('head'), {})
    assert.deepEqual([all.whole, all.cells.lawful, all.questions.asked, all.knocks.homes], [true, 20, 4, 3])
  }),
)

test(
  'inspections and group chats count each time they come, up to today; objections are told with their silence',
  story(async (stage) => {
    const head = stage.actor('head')
    const base = { asker: '区安监局', on: '2026-11-02' }
    await stage.does(enter, head, { ...base, kind: 'group-chat', title: '安全生产群', every: 'weekly', minutes: 90 })
    await stage.does(enter, head, { ...base, kind: 'inspection', title: '消防检查', every: 'once', minutes: 240, on: '2026-11-25' })
    const about = { kind: 'request' as const, id: '00000000-0000-7000-8000-00000000000a', title: '占道经营处罚台账' }
    const given = { about, asker: '市综合行政执法局', reasons: ['withdrawn' as const], words: '已上收。' }
    await stage.does(objections.raise, head, given)
    const now = await stage.does(street, head, {})
    assert.deepEqual(
      now.ways.filter(({ requests }) => requests > 0),
      [{ way: 'group-chat', requests: 3, minutes: 270 }],
      '2, 9 and 16 November',
    )
    assert.deepEqual([now.objections?.raised, now.objections?.waiting, now.objections?.silent], [1, 1, 0])
    stage.setNow(new Date('2026-12-31T02:00:00Z'))
    const year = await stage.does(street, head, { period: '2026' })
    assert.deepEqual(
      year.ways.filter(({ requests }) => requests > 0),
      [
        { way: 'inspection', requests: 1, minutes: 240 },
        { way: 'group-chat', requests: 9, minutes: 810 },
      ],
      'of nine Mondays the last is 28 December',
    )
    assert.deepEqual([year.objections?.waiting, year.objections?.silent], [0, 1])
    assert.equal(year.months.length, 12)
    const month = await stage.does(street, head, { period: '2026-12' })
    assert.deepEqual([month.objections?.raised, month.months[0]?.month], [0, '2026-01'])
    assert.equal((await stage.does(street, stage.actor('clerk', OTHER_COMMUNITY), { period: '2026' })).objections, null)
    const coming = await stage.does(street, head, { period: '2027-05' })
    assert.deepEqual([coming.cells.lawful, coming.askers], [0, []])
  }),
)

test(
  'what has no basis is not lawful and lowers no share; what was never filled is in none',
  story(async (stage) => {
    const { clerk } = await settleTown(stage)
    await lack(stage, clerk, '没有依据的表', ['姓名', '工作单位'], { basis: undefined as never })
    const { cells } = await stage.does(street, clerk, {})
    assert.deepEqual([cells.lawful, cells.withheld], [0, 8])
  }),
)

test(
  'what was received by mistake never came, until it is opened again; what its form’s validity ended came, and is told as filled or not filled',
  story(async (stage) => {
    const { clerk } = await settleTown(stage)
    const told = async () => {
      const { ways, cells, questions, askers, months } = await stage.does(street, clerk, {})
      const came = ways.find(({ way }) => way === 'workbook')!
      return [came.requests, came.minutes, cells.lawful, questions.asked, askers.length, months.at(-1)!.requests]
    }
    const stray = await ask(stage, clerk, '收错的表')
    assert.deepEqual(await told(), [1, 30, 12, 4, 1, 1])
    await stage.does(close, clerk, { id: stray, reason: 'mistake' })
    assert.deepEqual(await told(), [0, 0, 0, 0, 0, 0], 'and nobody is asked for it any more')
    await stage.does(reopen, clerk, { id: stray })
    assert.deepEqual(await told(), [1, 30, 12, 0, 1, 1])
    await stage.does(close, clerk, { id: stray, reason: 'mistake' })
    const entry = { kind: 'inspection' as const, title: '检查', asker: '区安监局', on: '2026-11-20', every: 'once' as const, minutes: 60 }
    const { id } = await stage.does(enter, clerk, entry)
    await stage.does(close, clerk, { id, reason: 'twice' })
    assert.ok((await stage.does(street, clerk, {})).ways.every(({ requests, minutes }) => requests === 0 && minutes === 0))
    await lack(stage, clerk, '填过才到期', ['姓名', '工作单位'], { formValidTo: '2026-11-24' })
    const file = await bringWorkbook(stage, clerk, '没填就到期.xlsx', [{ name: '名册', rows: [['姓名'], []] }])
    await stage.does(receive, clerk, { file, asker: '区统计局', basis: '通知', dueOn: '2026-11-25', formValidTo: '2026-11-24' })
    const before = await told()
    stage.setNow(new Date('2026-11-25T02:00:00Z'))
    assert.deepEqual([before, await told()], [[2, 30, 8, 0, 2, 2], before])
  }),
)

test(
  'the workbook says what the page says, in the reader’s language',
  story(async (stage) => {
    const { clerk } = await askTwice(stage)
    const { file } = await stage.does(streetBook, clerk, { period: '2026-11', language: 'zh' })
    const book = await readWorkbook(stage.house.files.path(clerk.street, file), { name: 'burden.xlsx' })
    const texts = book.sheets.map(({ rows }) => rows.map(({ cells }) => [...cells.values()].map(({ text }) => text)))
    assert.ok(texts[0]!.some(([label, value]) => label === '不问人就填好的格' && value === '13'))
    assert.ok(texts[2]!.some(([asker, requests]) => asker === '区民政局' && requests === '2'))
    const english = await stage.does(streetBook, clerk, { period: '2026-11', language: 'en' })
    const other = await readWorkbook(stage.house.files.path(clerk.street, english.file), { name: 'burden.xlsx' })
    assert.ok(other.sheets[0]!.rows.some(({ cells }) => [...cells.values()][0]?.text === 'Cells filled without asking'))
  }),
)
