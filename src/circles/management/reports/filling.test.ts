import assert from 'node:assert/strict'
import { test } from 'node:test'
import { correct } from '#ground/facts/actions.ts'
import { bringWorkbook, fillSheet } from '../../../../test/requests.ts'
import { idNumber, person, takeIn } from '../../../../test/rosters.ts'
import { COMMUNITY, type Stage, useStage } from '../../../../test/stage.ts'
import * as views from './views.ts'

const story = useStage()

/** Five people of one building, brought in by an import. */
async function settle(stage: Stage) {
  const clerk = stage.actor('clerk', COMMUNITY)
  await takeIn(stage, clerk, [
    person(1, '3', '2', '501', '户主', '张伟', '1950-03-07', '13800001111', '一厂'),
    person(2, '3', '2', '501', '配偶', '李娜', '1952-05-09', '13800002222'),
    person(3, '3', '2', '502', '户主', '王强', '1975-01-30', '13800003333'),
    person(4, '3', '2', '503', '户主', '张伟', '1990-06-01', ''),
    person(5, '3', '2', '503', '女', '张小雨', '2015-08-12', ''),
  ])
  return clerk
}

const basis = '民政局2026年11月通知'

test(
  'beside names that stand in the sheet only empty cells are filled, and nothing beside a name that could be another’s',
  story(async (stage) => {
    const clerk = await settle(stage)
    const file = await bringWorkbook(stage, clerk, '核对表.xlsx', [
      {
        name: '名册',
        rows: [
          ['序号', '姓名', '性别', '公民身份号码', '联系电话', '备注'],
          [1, '李娜', '', '', '', '已搬？'],
          [2, '王强', '男', '', '12345', ''],
          [3, '张伟', '', '', '', ''],
          [4, '张伟', '', idNumber('1990-06-01', 4), '', ''],
          [5, '赵不知', '', '', '', ''],
        ],
      },
    ])
    const { request, cells, result } = await fillSheet(stage, clerk, file, { basis })
    assert.equal(request.plan.sheets[0]?.population.who, 'given')
    assert.deepEqual(cells.get(2), ['1', '李娜', '女', idNumber('1952-05-09', 2), '13800002222', '已搬？'])
    assert.deepEqual(cells.get(3), ['2', '王强', '男', idNumber('1975-01-30', 3), '12345'])
    assert.deepEqual(cells.get(4), ['3', '张伟'])
    assert.deepEqual(cells.get(5), ['4', '张伟', '女', idNumber('1990-06-01', 4)])
    assert.deepEqual(cells.get(6), ['5', '赵不知'])
    assert.equal(result.strangers, 2)
  }),
)

test(
  'listing everybody keeps the rows that stand, goes on with their numbers, and lists nobody twice',
  story(async (stage) => {
    const clerk = await settle(stage)
    const rows = [
      ['居民名册'],
      ['序号', '姓名', '出生日期', '填表人', '填报日期'],
      [7, '李娜', '', '', ''],
      ['小计', '', '', '', ''],
      [8, '', '', '', ''],
    ]
    const file = await bringWorkbook(stage, clerk, '居民名册.xlsx', [{ name: '名册', rows, merges: [[1, 1, 1, 5]] }])
    const { cells } = await fillSheet(stage, clerk, file, { basis }, (sheet) => ({
      ...sheet,
      dataRows: [3, 5],
      population: { kind: 'person', who: 'all', conditions: [] },
    }))
    const own = [clerk.name, '2026-11-22']
    assert.deepEqual(cells.get(3), ['7', '李娜', '1952-05-09', ...own])
    assert.deepEqual(cells.get(4), ['小计'])
    assert.deepEqual(
      [5, 6, 7, 8].map((row) => cells.get(row)?.slice(0, 2)),
      [
        ['8', '张伟'],
        ['9', '王强'],
        ['10', '张伟'],
        ['11', '张小雨'],
      ],
    )
    assert.equal(cells.size, 8)
  }),
)

test(
  'numbered lines nobody needs keep their numbers',
  story(async (stage) => {
    const clerk = await settle(stage)
    const rows = [['序号', '姓名', '年龄'], [1], [2], [3], [4], [5], [6], [7]]
    const file = await bringWorkbook(stage, clerk, '60周岁以上老年人花名册.xlsx', [{ name: '名册', rows }])
    const { cells } = await fillSheet(stage, clerk, file, { basis })
    assert.deepEqual(
      [...cells.values()].map((row) => row.join(' ')),
      ['序号 姓名 年龄', '1 张伟 76', '2 李娜 74', '3', '4', '5', '6', '7'],
    )
  }),
)

test(
  'a protected column stays empty without a basis stated for it, and is filled with one; a picture of the notice is a basis for the others',
  story(async (stage) => {
    const clerk = await settle(stage)
    await stage.ctx()
    const [wang] = await stage.sql<{ id: string; rev: number }[]>`select id, rev from subject where values->>'person.name' = '王强'`
    await stage.does(
      correct,
      clerk,
      { id: wang!.id, values: { 'person.religion': '00' }, source: 'self', asOf: '2026-11-20' },
      { version: wang!.rev },
    )
    const rows = [['姓名', '宗教信仰'], ['王强']]
    const file = await bringWorkbook(stage, clerk, '名册.xlsx', [{ name: '名册', rows }])
    const bare = await fillSheet(stage, clerk, file, {})
    assert.deepEqual(
      bare.delivery.columns.map(({ why }) => why),
      ['why.basis-needed', 'why.protected'],
    )
    const general = await fillSheet(stage, clerk, file, { basis })
    assert.deepEqual(general.cells.get(2), ['王强'])
    const stated = await fillSheet(stage, clerk, file, { basis }, (sheet) => ({
      ...sheet,
      columns: sheet.columns.map((column) => (column.element === 'person.religion' ? { ...column, basis: '宗教事务条例' } : column)),
    }))
    assert.equal(stated.cells.get(2)?.length, 2)
    const notice = await bringWorkbook(stage, clerk, 'notice.jpg', Buffer.from('a picture'))
    const empty = await bringWorkbook(stage, clerk, '全体.xlsx', [{ name: '名册', rows: [['姓名', '联系电话'], []] }])
    const withNotice = await fillSheet(stage, clerk, empty, { basisFile: notice })
    assert.equal(withNotice.cells.get(2)?.[0], '张伟')
    const withNothing = await fillSheet(stage, clerk, empty, {})
    assert.equal(withNothing.cells.size, 1)
    assert.deepEqual(
      withNothing.delivery.columns.map(({ why }) => why),
      ['why.basis-needed', 'why.basis-needed'],
    )
  }),
)

test(
  'rows that name a class narrow every count; whom a count cannot be judged of stands on the list by door',
  story(async (stage) => {
    const clerk = await settle(stage)
    const rows = [['老年人统计表'], ['类别', '人数', '男', '独居'], ['60岁以上'], ['75岁以上'], ['合计']]
    const file = await bringWorkbook(stage, clerk, '统计.xlsx', [{ name: '统计', rows }])
    const { cells, delivery } = await fillSheet(stage, clerk, file, {}, (sheet) => ({
      ...sheet,
      use: true,
      layout: 'statistics',
      headerRows: [2, 2],
      dataRows: [3, 5],
      rowLabelColumn: 1,
      columns: [
        { path: ['类别'], column: 1, element: null, local: 'leave' },
        { path: ['人数'], column: 2, element: null, count: { counted: 'persons', conditions: [] } },
        {
          path: ['男'],
          column: 3,
          element: null,
          count: { counted: 'persons', conditions: [{ element: 'person.sex', op: '=', value: '1' }] },
        },
        {
          path: ['独居'],
          column: 4,
          element: null,
          count: { counted: 'persons', conditions: [{ element: 'person.living-arrangement', op: '=', value: 'alone' }] },
        },
        { path: ['信某教'], column: 5, element: null, local: 'leave' },
        { path: ['备注'], column: 6, element: null, local: 'leave' },
      ],
    }))
    assert.deepEqual(
      [3, 4, 5].map((row) => cells.get(row)),
      [
        ['60岁以上', '2', '1'],
        ['75岁以上', '1', '1'],
        ['合计', '5', '3'],
      ],
    )
    assert.deepEqual(
      delivery.columns.map(({ why }) => why),
      [null, null, null, 'why.unjudged', 'why.left', null],
    )
    const missing = await stage.does(views.missing, clerk, { id: delivery.id })
    assert.equal(missing.total, 5)
    assert.deepEqual(missing.doors[0]?.people[0]?.missing, ['person.living-arrangement'])
  }),
)

test(
  'a card is filled where it is empty, its boxes are ticked, and what stands in it stays',
  story(async (stage) => {
    const clerk = await settle(stage)
    await stage.ctx()
    const [wang] = await stage.sql<{ id: string }[]>`select id from subject where values->>'person.name' = '王强'`
    const rows = [['居民登记卡'], ['姓名', '', '性别', '□男 □女'], ['出生日期', '', '联系电话', '见附件'], ['公民身份号码', '']]
    const file = await bringWorkbook(stage, clerk, '登记卡.xlsx', [{ name: '卡', rows }])
    const { cells } = await fillSheet(stage, clerk, file, { basis }, (sheet) => ({
      ...sheet,
      use: true,
      layout: 'card',
      subject: wang!.id,
      columns: [
        { path: ['姓名'], cell: 'B2', element: 'person.name' },
        { path: ['性别'], cell: 'D2', element: 'person.sex' },
        { path: ['出生日期'], cell: 'B3', element: 'person.birth-date' },
        { path: ['联系电话'], cell: 'D3', element: 'person.phone' },
      ],
    }))
    assert.deepEqual(cells.get(2), ['姓名', '王强', '性别', '☑男 □女'])
    assert.deepEqual(cells.get(3), ['出生日期', '1975-01-30', '联系电话', '见附件'])
  }),
)
