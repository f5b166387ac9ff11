/** A morning's export of the city's hotline comes in; what was answered goes back, in their sheet, in a plain one, or copied. */
import assert from 'node:assert/strict'
import { createReadStream } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import iconv from 'iconv-lite'
import { makeCalendar } from '#base/calendar/working-days.ts'
import { exports } from '#circles/management/reports/register/views.ts'
import * as matters from '#ground/matters/actions.ts'
import { merge } from '#ground/matters/merge-actions.ts'
import { read as readMatter } from '#ground/matters/views.ts'
import { upsertRegions } from '#ground/places/queries.ts'
import { readWorkbook } from '#ground/workbooks/read/read-workbook.ts'
import type { Actor } from '#kernel/access/actor.ts'
import { bring as bringFile } from '#kernel/files/actions.ts'
import { hire } from '../../../../test/matters/posts.ts'
import { bring } from '../../../../test/rosters.ts'
import { COMMUNITY, OTHER_COMMUNITY, STREET, type Stage, useStage } from '../../../../test/stage.ts'
import { bringIn, makeReplies, markSent, receive, reply, setSource } from './actions.ts'
import { decideHeld } from './deciding.ts'
import { heldAs } from './holding.ts'
import { readDue, readMoment, sayMoment } from './moments.ts'
import { mapHeadings } from './order.ts'
import { titleOf } from './taking.ts'
import { order, orders, readFile, sources } from './views.ts'

const story = useStage((owner) =>
  upsertRegions(
    owner,
    [
      { code: `${STREET}000`, name: '文昌路街道办事处', level: 'street', parent: '370683000000' },
      { code: `${COMMUNITY}`, name: '文昌社区居民委员会', level: 'community', parent: `${STREET}000` },
      { code: `${OTHER_COMMUNITY}`, name: '书院社区居民委员会', level: 'community', parent: `${STREET}000` },
    ],
    '2026-01-01',
  ),
)

const headings = [
  '序号',
  '工单编号*',
  '来电时间',
  '诉求人',
  '联系电话（必填）',
  '诉求内容',
  '诉求地点',
  '所属社区',
  '派单时间',
  '办理时限',
  '备注',
]
const row = (n: number, number: string, content: string, due: string, community = '文昌社区') => [
  ...[
    String(n),
    number,
    '2026-11-23 08:12:33',
    '欧阳秘',
    '13800009999',
    content,
    '阳光花园3号楼2单元501',
    community,
    '2026/11/23 8:40',
    due,
    '',
  ],
]
const morning = [
  ['烟台市12345政务服务便民热线工单明细'],
  ['导出时间：2026-11-23 09:00'],
  headings,
  row(1, 'YT 2026112300017', '来电人反映楼下烧烤店夜里油烟呛人，希望处理。', '2026-11-24 17:30:00'),
  row(2, 'YT2026112300018', '欧阳秘反映小区楼道灯坏了一周。', '5个工作日', '书院社区'),
  row(3, '', '没有编号的一行', '2026-11-24'),
  row(4, 'YT2026112300019', '咨询居住证怎么办', '下周'),
  ['合计：3 件'],
]

async function settle(stage: Stage) {
  stage.setNow(new Date('2026-11-23T01:00:00Z'))
  const [street, clerk] = [await hire(stage, 'street'), await hire(stage, 'clerk', COMMUNITY)]
  return { street, clerk }
}

async function bringAll(stage: Stage, who: Actor, sheet: string[][], name = '工单.xlsx') {
  const file = await bring(stage, who, name, sheet)
  const found = await stage.does(readFile, who, { source: '12345', file })
  const columns = found.columns.map(({ column, part }) => ({ column, part }))
  return { file, found, columns, done: () => stage.does(bringIn, who, { source: '12345', file, columns }) }
}

const listed = async (stage: Stage, who: Actor, list: 'came' | 'due' | 'unsent' | 'sent') =>
  (await stage.does(orders, who, { list })).orders

async function answer(stage: Stage, who: Actor, id: string, text: string) {
  const { rev } = await stage.does(readMatter, who, { id })
  await stage.does(matters.work, who, { id, act: { kind: 'take' } }, { version: rev })
  await stage.does(matters.work, who, { id, act: { kind: 'answer' }, text }, { version: rev + 1 })
}

describe('orders of the hotline', () => {
  test(
    'an export as it comes: columns are known by their words, what cannot be read is told by its cell, each order is one matter where it belongs',
    story(async (stage) => {
      const { street, clerk } = await settle(stage)
      const { found, done } = await bringAll(stage, street, morning)
      assert.deepEqual(
        found.columns.map(({ heading, part }) => [heading, part]),
        [
          ['序号', null],
          ['工单编号*', 'number'],
          ['来电时间', 'called'],
          ['诉求人', 'caller'],
          ['联系电话（必填）', 'phone'],
          ['诉求内容', 'content'],
          ['诉求地点', 'address'],
          ['所属社区', 'community'],
          ['派单时间', 'dispatched'],
          ['办理时限', 'due'],
          ['备注', null],
        ],
      )
      assert.deepEqual([found.fresh, found.same, found.changed], [2, 0, 0])
      assert.deepEqual(found.faults, [
        { path: 'B6', say: 'hotline.lacks-number' },
        { path: 'J7', say: 'hotline.due-unread' },
      ])
      assert.deepEqual(await done(), { fresh: 2, same: 0, changed: 0, left: 2 })
      const [smoke] = (await listed(stage, clerk, 'due')).filter(({ number }) => number === 'YT2026112300017')
      assert.deepEqual(
        [smoke!.title, smoke!.leadName, sayMoment(smoke!.due)],
        ['楼下烧烤店夜里油烟呛人，希望处理', '文昌社区', '2026-11-24 17:30'],
      )
      assert.equal((await listed(stage, clerk, 'came')).length, 1, 'the other community’s order is not hers')
      const matter = await stage.does(readMatter, clerk, { id: smoke!.matter })
      assert.deepEqual(
        [matter.channel, matter.where, matter.people[0]?.name, matter.people[0]?.phone],
        ['hotline', '阳光花园3号楼2单元501', '欧阳秘', '13800009999'],
      )
      const light = (await listed(stage, street, 'due')).find(({ number }) => number === 'YT2026112300018')!
      assert.equal(sayMoment(light.due), '2026-11-30 17:30', 'five workdays from when it was sent here')
      assert.ok(!light.title.includes('欧阳'))
    }),
  )

  test(
    'the earlier of both terms binds: the hotline’s is over on its own, pauses do not move it, and who answers after it was late',
    story(async (stage) => {
      const { clerk } = await settle(stage)
      const made = await stage.does(receive, clerk, {
        source: '12345',
        number: 'A-1',
        content: '咨询医保怎么缴费',
        due: '2026-11-23T09:00:00Z',
      })
      const clocks = async () => (await stage.does(readMatter, clerk, { id: made.matter })).clocks
      const outside = (await clocks()).find(({ name }) => name === 'outside')!
      assert.equal(outside.due, '2026-11-23T09:00:00.000Z')
      const [line] = await listed(stage, clerk, 'due')
      assert.deepEqual([line!.due !== null, new Date(line!.binds!).toISOString()], [true, '2026-11-23T09:00:00.000Z'])
      stage.setNow(new Date('2026-11-23T10:00:00Z'))
      await answer(stage, clerk, made.matter, '每年 12 月底前在手机上缴')
      const sql = (await stage.ctx()).sql
      const [row] = await sql<{ late: boolean }[]>`select resolve_late as late from matter where id = ${made.matter}`
      assert.equal(row!.late, true, 'in time by the own term of three workdays, late by theirs')
      assert.ok((await clocks()).every(({ name, over }) => name !== 'outside' || over !== null))
    }),
  )

  test(
    'the same order twice is one matter, by file and by the interface; a changed one is told to it and marked',
    story(async (stage) => {
      const { street } = await settle(stage)
      const first = await bringAll(stage, street, morning)
      await first.done()
      const again = await bringAll(stage, street, morning)
      assert.deepEqual([again.found.fresh, again.found.same], [0, 2])
      await again.done()
      const later = morning.map((cells) =>
        cells[1] === 'YT 2026112300017' ? row(1, 'yt2026112300017', '补充：还有噪声。', '2026-11-25 12:00') : cells,
      )
      const changed = await bringAll(stage, street, later)
      assert.deepEqual([changed.found.fresh, changed.found.same, changed.found.changed], [0, 1, 1])
      assert.deepEqual(await changed.done(), { fresh: 0, same: 1, changed: 1, left: 2 })
      const smoke = (await listed(stage, street, 'came')).find(({ number }) => number === 'YT2026112300017')!
      assert.deepEqual([smoke.changed, sayMoment(smoke.due)], [['content', 'due'], '2026-11-25 12:00'])
      const { acts, clocks } = await stage.does(readMatter, street, { id: smoke.matter })
      assert.ok(acts.some(({ kind, text }) => kind === 'note' && text?.includes('还有噪声')))
      assert.equal(clocks.filter(({ name, over }) => name === 'outside' && over === null).length, 1)
      const sent = { source: '12345', number: ' yt2026112300018', content: '欧阳秘反映小区楼道灯坏了一周。' }
      assert.equal((await stage.does(receive, street, sent)).was, 'same')
      assert.equal((await stage.does(receive, street, { ...sent, number: 'YT9' })).was, 'fresh')
      const [count] = await (await stage.ctx()).sql<{ n: number }[]>`select count(*)::int as n from matter where street_id = ${STREET}`
      assert.equal(count!.n, 3)
    }),
  )

  test(
    'a text file in the code page of an old office is read too; what somebody says of a heading holds for the next export',
    story(async (stage) => {
      const { street } = await settle(stage)
      const path = join(tmpdir(), `linli-hotline-${process.pid}.csv`)
      await writeFile(path, iconv.encode('单据号,事情经过,限期\n甲1,门口的井盖翘起来了,2026-11-26\n', 'gb18030'))
      const written = await stage.house.files.write(STREET, createReadStream(path))
      await rm(path)
      await stage.does(bringFile, street, { ...written, name: '邻市平台.csv', media: 'text/csv' })
      const found = await stage.does(readFile, street, { source: '12345', file: written.id })
      assert.deepEqual(
        found.columns.map(({ heading, part }) => [heading, part]),
        [
          ['单据号', null],
          ['事情经过', null],
          ['限期', null],
        ],
      )
      const columns = (['number', 'content', 'due'] as const).map((part, at) => ({ column: at + 1, part }))
      await stage.refused(bringIn, street, { source: '12345', file: written.id, columns: columns.slice(1) }, 'input.invalid')
      assert.equal((await stage.does(readFile, street, { source: '12345', file: written.id, columns })).fresh, 1)
      await stage.does(bringIn, street, { source: '12345', file: written.id, columns })
      const next = await stage.does(readFile, street, { source: '12345', file: written.id })
      assert.deepEqual([next.columns.map(({ part }) => part), next.same], [['number', 'content', 'due'], 1])
      await stage.refused(readFile, street, { source: 'nowhere', file: written.id }, 'thing.unknown')
    }),
  )

  test(
    'a reply is copied field by field in the order of their screen, and the next one follows',
    story(async (stage) => {
      const { street, clerk } = await settle(stage)
      const [one, two] = [
        await stage.does(receive, clerk, { source: '12345', number: 'B1', content: '咨询居住证怎么办理', caller: '欧阳秘' }),
        await stage.does(receive, clerk, { source: '12345', number: 'B2', content: '咨询医保怎么缴费' }),
      ]
      const said = { id: one.id, result: 'explained' as const, text: '已电话告知带身份证到窗口办理。', way: 'telephone' as const }
      await stage.refused(reply, clerk, said, 'matter.state')
      await answer(stage, clerk, one.matter, '带身份证到社区窗口')
      await answer(stage, clerk, two.matter, '手机上就能缴')
      assert.equal((await stage.does(order, clerk, { id: one.id })).draft, '带身份证到社区窗口')
      await stage.refused(markSent, clerk, { id: one.id }, 'input.invalid')
      await stage.refused(reply, clerk, { ...said, contacted: '2026-11-30T00:00:00Z' }, 'input.invalid')
      await stage.does(reply, clerk, { ...said, contacted: '2026-11-23T00:30:00Z' })
      const { fields: before } = await stage.does(order, clerk, { id: one.id })
      assert.deepEqual(before.slice(0, 4), [
        { field: 'number', label: '工单编号', value: 'B1' },
        { field: 'result', label: '办理结果', value: '已解释说明' },
        { field: 'text', label: '办理情况', value: said.text },
        { field: 'contacted', label: '联系诉求人时间', value: '2026-11-23 08:30' },
      ])
      const fields = [
        { field: 'text' as const, label: '回复意见' },
        { field: 'number' as const, label: '受理编号' },
      ]
      const [usual] = (await stage.does(sources, street, {})).sources
      await stage.refused(setSource, clerk, { code: '12345', name: '12345', fields }, 'access.forbidden', { version: 0 })
      await stage.refused(setSource, street, { code: '12345', name: '12345', fields: [fields[0]!, fields[0]!] }, 'input.invalid', {
        version: 0,
      })
      await stage.does(setSource, street, { code: '12345', name: '市民热线', fields }, { version: usual!.rev })
      const shown = await stage.does(order, clerk, { id: one.id })
      assert.deepEqual([shown.sourceName, shown.fields.map(({ label }) => label)], ['市民热线', ['回复意见', '受理编号']])
      assert.deepEqual(await stage.does(markSent, clerk, { id: one.id }), { next: two.id })
      assert.deepEqual(
        (await listed(stage, clerk, 'sent')).map(({ number, went }) => [number, went]),
        [['B1', 'copied']],
      )
      await stage.does(reply, clerk, { ...said, text: '更正：下周二起在二楼办理。' })
      assert.equal((await listed(stage, clerk, 'sent')).length, 0, 'a new reply has not gone yet')
    }),
  )

  test(
    'their own workbook is filled by its order numbers and left alone besides; it stands in the register of what left, once',
    story(async (stage) => {
      const { street, clerk } = await settle(stage)
      const made = [
        await stage.does(receive, street, { source: '12345', number: 'C1', content: '咨询居住证怎么办理', community: COMMUNITY }),
        await stage.does(receive, street, { source: '12345', number: 'C2', content: '咨询医保怎么缴费', community: COMMUNITY }),
      ]
      for (const { id, matter } of made) {
        await answer(stage, clerk, matter, '已答复本人')
        await stage.does(reply, clerk, { id, result: 'explained', text: `已答复本人，谢谢。`, way: 'telephone' })
      }
      const theirs = await bring(stage, street, '待回复工单.xlsx', [
        ['工单编号', '诉求内容', '处理情况', '办理结论', '反馈时间'],
        ['C2', '医保', '', '', ''],
        ['C9', '别人的', '已回', '', ''],
        ['C1', '居住证', '', '', ''],
      ])
      const book = await stage.does(makeReplies, street, { source: '12345', file: theirs })
      assert.deepEqual([book.replies, book.lacking], [2, 1])
      const { sheets } = await readWorkbook(stage.house.files.path(STREET, book.file), { name: 'x' })
      const texts = sheets[0]!.rows.map(({ cells }) => [...cells.values()].map(({ text }) => text))
      assert.deepEqual(texts, [
        ['工单编号', '诉求内容', '处理情况', '办理结论', '反馈时间'],
        ['C2', '医保', '已答复本人，谢谢。', '已解释说明', '2026-11-23 09:00'],
        ['C9', '别人的', '已回'],
        ['C1', '居住证', '已答复本人，谢谢。', '已解释说明', '2026-11-23 09:00'],
      ])
      const [left] = (await stage.does(exports, street, {})).exports
      assert.deepEqual([left!.kind, left!.what, left!.subjects], ['file', 'hotline-replies', 2])
      assert.equal((await listed(stage, street, 'unsent')).length, 0)
      await stage.refused(makeReplies, street, { source: '12345' }, 'input.invalid')
      await stage.does(reply, clerk, { id: made[0]!.id, result: 'solved', text: '再次回复：已办好。', way: 'counter' })
      const strange = await bring(stage, street, '别的表.xlsx', [
        ['姓名', '电话'],
        ['甲', '乙'],
      ])
      await stage.refused(makeReplies, street, { source: '12345', file: strange }, 'input.invalid')
      const plain = await stage.does(makeReplies, street, { source: '12345' })
      const own = await readWorkbook(stage.house.files.path(STREET, plain.file), { name: 'x' })
      assert.deepEqual(
        own.sheets[0]!.rows.map(({ cells }) => cells.get(1)?.text),
        ['工单编号', 'C1'],
      )
    }),
  )

  test(
    'where the matter was merged, the order waits for the one it went into and is answered by its answer; theirs still binds',
    story(async (stage) => {
      const { clerk } = await settle(stage)
      const main = await stage.does(matters.open, clerk, {
        ...{ type: 'consultation', category: 'how-to', channel: 'counter', region: COMMUNITY, title: '居住证怎么办' },
      })
      const { id, matter } = await stage.does(receive, clerk, {
        source: '12345',
        number: 'D1',
        content: '咨询居住证',
        due: '2026-11-23T05:00:00Z',
      })
      await stage.does(merge, clerk, { id: main.id, others: [matter] }, { version: 1 })
      const [line] = await listed(stage, clerk, 'due')
      assert.deepEqual([line!.matter, new Date(line!.binds!).toISOString()], [main.id, '2026-11-23T05:00:00.000Z'])
      await answer(stage, clerk, main.id, '到窗口办')
      assert.equal((await stage.does(order, clerk, { id })).draft, '到窗口办')
    }),
  )
})

describe('words and times of platforms', () => {
  const calendar = makeCalendar([], [{ since: '01-01', morning: ['08:30', '12:00'], afternoon: ['13:30', '17:30'] }])
  const since = new Date('2026-11-23T01:00:00Z')
  const due = (text: string) => sayMoment(readDue(text, since, calendar) ?? null)

  test('moments are read as they are written; a day alone ends when offices close', () => {
    for (const text of ['2026-11-24 17:30:00', '2026/11/24 17:30', '2026年11月24日17时30分', '2026-11-24T17:30', '2026.11.24 17：30'])
      assert.equal(due(text), '2026-11-24 17:30', text)
    assert.equal(due('2026-11-24'), '2026-11-24 17:30')
    assert.equal(due('2026-11-28'), '2026-11-29 00:00', 'a Saturday is over at midnight')
    assert.equal(due('24小时'), '2026-11-24 09:00')
    assert.equal(due('3'), '2026-11-26 17:30')
    for (const text of ['', '下周', '2026-13-40', '2026-11-24 25:00', '尽快']) assert.equal(readDue(text, since, calendar), undefined, text)
    assert.deepEqual(readMoment('2026-11-24'), { day: '2026-11-24' })
  })

  test('each part is taken once, by the heading that says so most; what was confirmed here goes first', () => {
    const columns = ['来电号码', '手机', '编号', '工单编号', '内容'].map((heading, at) => ({ column: at + 1, heading }))
    assert.deepEqual(
      [...mapHeadings(columns, new Map())].map(([column, part]) => `${column} ${part}`),
      ['1 phone', '3 number', '5 content'],
    )
    assert.deepEqual(
      [
        ...mapHeadings(
          columns,
          new Map([
            ['工单编号', 'number' as const],
            ['内容', null],
          ]),
        ),
      ].map(([column, part]) => `${column} ${part}`),
      ['4 number', '1 phone'],
    )
  })

  test('a title names nobody and no door', () => {
    const title = (content: string, more = {}) => titleOf({ number: '1', content, ...more })
    assert.equal(title('来电人反映：楼道灯不亮。已多日', {}), '楼道灯不亮')
    assert.equal(title('王先生投诉3号楼2单元501室漏水', {}), '3号楼漏水')
    assert.equal(title('欧阳秘13800009999反映噪声扰民', { caller: '欧阳秘', phone: '13800009999' }), '噪声扰民')
    assert.equal(title('13800009999'), '热线工单')
  })
})

/** Of whom it may be, in the words people use; and what only sounds like it. */
test('what may be a complaint about the staff, or violence at home, is held; what is about a landlord, a shop or a lamp is not', () => {
  const held = (text: string) => heldAs(text, [], new Set())
  for (const text of [
    '社区网格员态度恶劣，当众骂我',
    '城管粗暴执法，把摊子掀了',
    '窗口办事人员推诿，跑了三趟',
    '村支书优亲厚友，低保给了亲戚',
    '举报派出所民警收红包',
  ])
    assert.equal(held(text), 'complaint', text)
  for (const text of ['邻居家老公喝酒打老婆，孩子一直哭', '我被前夫家暴']) assert.equal(held(text), 'home-violence', text)
  for (const text of ['小区路灯坏了，没人管', '我老公在外地打工，孩子怎么上学', '物业态度不好。请社区书记帮忙协调', '感谢网格员帮忙'])
    assert.equal(held(text), undefined, text)
})

describe('an order about the staff', () => {
  const rude = (number: string) => ({
    ...{ source: '12345', number, content: '文昌社区网格员态度恶劣，当众辱骂我。', caller: '欧阳秘', phone: '13800009999' },
    ...{ community: COMMUNITY, due: '2026-11-25T09:30:00Z' },
  })

  test(
    'is sealed as it comes in: nobody sees it in a list, a count or by its number, not who brought it either; the head says whom it is about',
    story(async (stage) => {
      const { street, clerk } = await settle(stage)
      const [head, director, grid] = [
        await hire(stage, 'head'),
        await hire(stage, 'director', COMMUNITY),
        await hire(stage, 'grid', COMMUNITY),
      ]
      const before = await stage.does(orders, clerk, { list: 'due' })
      const { id, matter, number } = await stage.does(receive, street, rude('YT001'))
      assert.equal(number, '')
      const lists = ['came', 'due', 'unsent', 'sent', 'held'] as const
      for (const who of [street, clerk, director]) {
        for (const list of lists) assert.deepEqual((await stage.does(orders, who, { list })).orders, [], `${who.role} ${list}`)
        assert.deepEqual((await stage.does(orders, who, { list: 'due' })).counts, before.counts)
        await stage.refused(order, who, { id }, 'thing.unknown')
        await stage.refused(readMatter, who, { id: matter }, 'thing.unknown')
      }
      await stage.refused(decideHeld, director, { id, accused: { login: grid.login } }, 'thing.unknown')
      await stage.refused(decideHeld, clerk, { id, accused: { login: grid.login } }, 'access.forbidden')
      assert.deepEqual(
        (await stage.does(orders, head, { list: 'held' })).orders.map((one) => [one.number, one.held, one.leadName]),
        [['YT001', 'waiting', '文昌路街道']],
      )
      // What the platform changes meanwhile is written down, unseen by whoever brings it.
      const { was } = await stage.does(receive, street, { ...rude('YT001'), content: '网格员态度恶劣，当众辱骂我，还推了我。' })
      assert.equal(was, 'changed')
      const seen = await stage.does(readMatter, head, { id: matter })
      assert.deepEqual([seen.sealed, seen.what, seen.due, seen.people[0]?.name], [true, 'outside', '2026-11-25T09:30:00.000Z', '欧阳秘'])
      assert.match(seen.acts.at(-1)?.text ?? '', /还推了我/)
      await stage.refused(decideHeld, head, { id }, 'input.invalid')
      await stage.does(decideHeld, head, { id, accused: { login: grid.login } })
      await stage.refused(decideHeld, head, { id, accused: { login: grid.login } }, 'input.invalid')
      // A complaint about a grid worker is her director's to look into.
      assert.equal((await stage.does(readMatter, director, { id: matter })).id, matter)
      await stage.refused(readMatter, grid, { id: matter }, 'thing.unknown')
      for (const list of ['came', 'due'] as const) assert.deepEqual((await stage.does(orders, director, { list })).orders, [])
      const { rev } = await stage.does(readMatter, head, { id: matter })
      await stage.does(matters.steer, head, { id: matter, act: { kind: 'refuse', code: 'discipline' }, text: '已转纪检' }, { version: rev })
      await stage.does(reply, head, { id, result: 'solved', text: '已当面道歉', way: 'telephone' })
      await stage.does(markSent, head, { id })
      assert.deepEqual((await stage.does(order, head, { id })).order.went, 'copied')
      assert.deepEqual((await stage.does(orders, clerk, { list: 'sent' })).orders, [])
    }),
  )

  test(
    'that is none after all becomes a matter like any other, with its words, its caller and its term; the sealed one ends',
    story(async (stage) => {
      const { street, clerk } = await settle(stage)
      const head = await hire(stage, 'head')
      const { id, matter } = await stage.does(receive, street, rude('YT002'))
      const { matter: anew } = await stage.does(decideHeld, head, { id, ordinary: { type: 'appeal', category: 'other' } })
      assert.notEqual(anew, matter)
      const shown = await stage.does(readMatter, clerk, { id: anew })
      assert.deepEqual(
        [shown.sealed, shown.text, shown.channel, shown.clocks.some(({ name }) => name === 'outside'), shown.people[0]?.phone],
        [false, '文昌社区网格员态度恶劣，当众辱骂我。', 'hotline', true, '13800009999'],
      )
      assert.deepEqual(
        (await listed(stage, clerk, 'came')).map((one) => [one.number, one.matter]),
        [['YT002', anew]],
      )
      const left = await stage.does(readMatter, head, { id: matter })
      assert.deepEqual([left.stand, left.outcome], ['closed', 'ruled'])
      await stage.refused(readMatter, clerk, { id: matter }, 'thing.unknown')
      assert.deepEqual((await stage.does(orders, head, { list: 'held' })).orders, [])
    }),
  )
})
