/** One grid of the demo town with its staff, as a first start would have it: what there is to see on each page of the clerk, and of the grid worker. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { makeTown } from '#catalogue/town/make-town.ts'
import { mainStreet } from '#catalogue/town/plan.ts'
import { writeSampleWorkbooks } from '#catalogue/town/workbooks.ts'
import * as counter from '#circles/living/counter/views.ts'
import * as board from '#circles/management/board/views.ts'
import { orders } from '#circles/management/hotline/views.ts'
import * as requests from '#circles/management/reports/views.ts'
import * as topics from '#circles/management/topics/views.ts'
import * as rounds from '#circles/management/visits/views.ts'
import * as care from '#circles/service/care/views.ts'
import * as asks from '#ground/asks/views.ts'
import { rates } from '#ground/matters/rates/views.ts'
import { rate } from '#ground/matters/ratings/views.ts'
import * as matters from '#ground/matters/views.ts'
import * as announcements from '#ground/notices/announcements/views.ts'
import * as letters from '#ground/notices/letters/views.ts'
import { upsertRegions } from '#ground/places/queries.ts'
import { enterLetter } from '#ground/residents/actions.ts'
import { type Actor, houseActor } from '#kernel/access/actor.ts'
import { workOn } from '../../test/served.ts'
import { openStanding, type Standing } from '../../test/standing.ts'
import { oneGrid } from '../../test/town.ts'
import { loadStaff, loadStreet } from './demo.ts'
import { loadAsked } from './demo-asked.ts'
import { does, getStaff } from './demo-hands.ts'
import { loadMatters } from './demo-matters.ts'
import { loadMonths } from './demo-months.ts'
import { loadNotices } from './demo-notices.ts'
import { loadRequests } from './demo-requests.ts'
import { COMMUNITY } from './demo-residents.ts'

const GRID = COMMUNITY * 1000 + 1

describe('a first start', () => {
  let standing: Standing
  let clerk: Actor
  let worker: Actor
  let letter: Awaited<ReturnType<typeof loadAsked>>
  before(async () => {
    standing = await openStanding()
    const whole = makeTown({ seed: 'linli', today: '2026-11-22' })
    const town = oneGrid(whole, GRID)
    const names = [
      { code: `${mainStreet}000`, name: '文昌路街道办事处', level: 'street', parent: '370683000000' },
      { code: `${COMMUNITY}`, name: '文泉社区居民委员会', level: 'community', parent: `${mainStreet}000` },
    ] as const
    await upsertRegions(standing.above, [...names], '2026-01-01')
    await loadStreet(standing.house, town, mainStreet, () => undefined)
    await loadStaff(standing.house, town)
    const samples = await writeSampleWorkbooks(whole, join(standing.folder, 'samples'))
    const working = workOn(standing.house)
    try {
      for (const _again of [1, 2]) {
        await loadRequests(standing.house, town, samples)
        await loadNotices(standing.house, town)
        await loadMatters(standing.house, town)
        await loadMonths(standing.house, town)
        letter = await loadAsked(standing.house, town, [])
      }
    } finally {
      await working.stop()
    }
    clerk = await getStaff(standing.house, town, 'chenjing')
    worker = await getStaff(standing.house, town, 'sunli')
  })
  after(() => standing?.close())

  test('has a table that waits, and a roster that was filled and handed over, also when it is begun again', async () => {
    const { requests: found } = await does(standing.house, clerk, requests.list, {})
    assert.deepEqual(found.map(({ asker, state, basis, handedOn }) => [asker, state, basis !== null, handedOn]).sort(), [
      ['莱州市应急管理局', 'filled', true, null],
      ['莱州市民政局', 'delivered', true, '2026-11-22'],
      ['莱州市统计局', 'received', false, null],
    ])
    const roster = found.find(({ asker }) => asker === '莱州市民政局')!
    const { deliveries } = await does(standing.house, clerk, requests.read, { id: roster.id })
    assert.equal(deliveries.length, 1)
    assert.ok(deliveries[0]!.counts.known > 50 && deliveries[0]!.counts.missing > 5, JSON.stringify(deliveries[0]!.counts))
  })

  test('asks at doors what the roster lacks, and the grid worker has begun to walk', async () => {
    const { grids, requests: asking } = await does(standing.house, clerk, asks.list, {})
    assert.ok(
      grids.some(({ region, questions, doors }) => region === GRID && questions >= doors && doors >= 3),
      JSON.stringify(grids),
    )
    assert.deepEqual(
      asking.map(({ asker, refused, open }) => [asker, refused > 0, open > 0]),
      [
        ['莱州市民政局', true, true],
        ['莱州市应急管理局', false, true],
      ],
    )
    const mine = (await does(standing.house, worker, rounds.list, {})).rounds
    assert.deepEqual(
      mine.map(({ state, mine, walker, visited, comeBack }) => [state, mine, walker.name, visited, comeBack]),
      [['open', true, '孙丽', 1, 1]],
    )
    const { list } = await does(standing.house, worker, rounds.read, { id: mine[0]!.id })
    assert.ok(list.length >= 3 && list.length <= 8)
    assert.deepEqual(list.flatMap(({ last }) => last?.outcome ?? []).sort(), ['nobody-home', 'refused'])
    assert.ok(list.some(({ open, last, parties }) => open && !last && parties.some(({ questions }) => questions.length > 0)))
  })

  test('asks residents who have days to answer first; the number of a letter opens what is asked of its reader', async () => {
    assert.match(letter?.number ?? '', /^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/)
    const { person } = await does(standing.house, clerk, enterLetter, { number: letter!.number })
    const { parties, requests: asking } = await does(standing.house, clerk, counter.read, { party: person!, contact: 'telephone' })
    const elements = parties.find(({ as }) => as === 'self')!.questions.map(({ element }) => element)
    assert.ok(elements.length >= 1 && elements.every((element) => /emergency-contact|phone/.test(element)), elements.join())
    assert.ok(asking.some(({ asker }) => asker === '莱州市应急管理局'))
  })

  test('has matters at every stage: with a department that was called, at work, answered, of care', async () => {
    const { lines } = await does(standing.house, clerk, matters.list, { list: 'open', limit: 100 })
    const stands = new Map(lines.map(({ title, stand }) => [title, stand]))
    for (const [title, stand] of [
      ['希望每周有人联系一次', 'in-hand'],
      ['新生儿怎么上医保', 'answered'],
      ['楼下烧烤店夜里油烟呛人', 'in-hand'],
      ['楼道灯坏了一周', 'in-hand'],
      ['楼道里堆满纸箱和电动车', 'received'],
    ] as const)
      assert.equal(stands.get(title), stand, title)
    const officer = await getStaff(standing.house, makeTown({ seed: 'linli', today: '2026-11-22' }), 'zhenghao')
    const theirs = await does(standing.house, officer, matters.list, { list: 'mine' })
    assert.deepEqual(
      theirs.lines.map(({ title }) => title),
      ['楼下烧烤店夜里油烟呛人'],
    )
  })

  test('has two announcements up and a letter that can be printed', async () => {
    const { announcements: up } = await does(standing.house, clerk, announcements.list, {})
    assert.deepEqual(up.map(({ title, state }) => [title, state]).sort(), [
      ['65岁及以上老年人免费体检', 'up'],
      ['停水通知', 'up'],
    ])
    const { grids, batches } = await does(standing.house, clerk, letters.queue, {})
    assert.deepEqual([grids.map(({ readers, notices, ring }) => [readers, notices, ring]), batches], [[[1, 1, true]], []])
  })

  test('has two months that are told on the board, with the way they came, a topic behind which enough stand, and an answer for everybody', async () => {
    const everybody = houseActor(mainStreet, new Set(['board.read']))
    const { months, told, answers } = await does(standing.house, everybody, board.read, { community: COMMUNITY })
    assert.deepEqual(months, ['2026-10', '2026-09'])
    assert.ok(told!.asked! >= 20 && told!.answered! >= 15 && told!.hours !== null && told!.onTime !== null && told!.satisfied !== null)
    assert.ok(told!.categories.length >= 2 && told!.channels.length >= 2, JSON.stringify(told))
    assert.equal(answers.length, 1)
    const { topics: shown } = await does(standing.house, everybody, topics.forEverybody, { community: COMMUNITY })
    assert.deepEqual(shown.map(({ supporters, outcome }) => [supporters >= 5, outcome !== null]).sort(), [
      [true, false],
      [true, true],
    ])
    assert.equal((await does(standing.house, clerk, topics.list, {})).topics.length, 2)
  })

  test('has rates of each of its months by the way they came, and units rated by those who called them', async () => {
    for (const period of ['2026-09', '2026-10', '2026-11']) {
      const { counted, rates: shown } = await does(standing.house, clerk, rates, { period })
      assert.ok(counted >= 10, period)
      const solved = shown.find(({ byChannel, denominator }) => denominator > 0 && byChannel.length >= 2)
      assert.ok(solved, JSON.stringify(shown))
    }
    const { rows } = await does(standing.house, clerk, rate, { from: '2026-09-01', to: '2026-11-22' })
    const guard = rows.find(({ name }) => name === '城管执法中队')!
    const air = rows.find(({ name }) => name === '生态环境所')!
    assert.ok(guard.inTime >= 3 && guard.did.numerator === guard.inTime && air.absent >= 3, JSON.stringify(rows))
  })

  test('has orders of the hotline that are worked on, one whose reply waits and one whose reply has gone', async () => {
    const count = async (list: 'came' | 'unsent' | 'sent') => (await does(standing.house, clerk, orders, { list })).orders.length
    assert.deepEqual([await count('came'), await count('unsent'), await count('sent')], [2, 1, 1])
  })

  test('has people who are looked after, some of whom were not reached, and a closing of a building that is over', async () => {
    const { counts } = await does(standing.house, clerk, care.list, { list: 'unreached' })
    assert.ok(counts.all >= 4 && counts.unreached >= 2 && counts.due >= 1, JSON.stringify(counts))
    const { lines } = await does(standing.house, worker, care.list, { list: 'all', mine: true })
    assert.equal(lines.length, 3)
    const { lines: over } = await does(standing.house, clerk, matters.list, { list: 'closed', type: 'restriction' })
    assert.deepEqual(
      over.map(({ outcome }) => outcome),
      ['ruled'],
    )
  })
})
