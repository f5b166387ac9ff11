import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bringWorkbook, fillSheet } from '../../../../test/requests.ts'
import { idNumber, person, takeIn } from '../../../../test/rosters.ts'
import { COMMUNITY, type Stage, useStage } from '../../../../test/stage.ts'
import * as actions from './actions.ts'
import * as views from './views.ts'

const story = useStage()
const basis = '最低生活保障审核确认办法'

async function settle(stage: Stage) {
  const clerk = stage.actor('clerk', COMMUNITY)
  await takeIn(stage, clerk, [
    person(1, '3', '2', '501', '户主', '张伟', '1950-03-07', '13800001111', '已退休'),
    person(2, '3', '2', '501', '妻', '李芳', '1952-04-08', '13800001112'),
    person(3, '3', '2', '501', '长子', '张强', '1978-05-09', '13800001113', '机械厂'),
    person(4, '3', '2', '501', '非亲属', '王租', '1999-06-10', '13800001114'),
    person(5, '3', '2', '501', '', '赵客', '1990-06-10', '13800001115'),
    person(6, '3', '2', '502', '户主', '邻居', '1960-06-10', '13800001116'),
  ])
  return clerk
}

async function idOf(stage: Stage, name: string): Promise<string> {
  await stage.ctx()
  const [row] = await stage.sql<{ id: string }[]>`select id from subject where values->>'person.name' = ${name}`
  return row!.id
}

const form = (lines: number) => [
  {
    name: '审批表',
    rows: [
      ['最低生活保障申请审批表'],
      ['姓名', '', '性别', '', '出生日期', ''],
      ['身份证号码', '', '联系电话', '', '民族', ''],
      ['家庭成员情况'],
      ['序号', '姓名', '与本人关系', '身份证号码', '工作单位', '联系电话'],
      ...Array.from({ length: lines }, (_, at) => [at + 1]),
      ['备注', '', '', '', '', ''],
    ],
  },
]

test(
  'the table of relatives in a card is filled with who lives with its subject, related to her, and with nobody else',
  story(async (stage) => {
    const clerk = await settle(stage)
    const subject = await idOf(stage, '李芳')
    const file = await bringWorkbook(stage, clerk, '审批表.xlsx', form(4))
    const { cells, delivery, id } = await fillSheet(stage, clerk, file, { basis }, (sheet) => ({ ...sheet, use: true, subject }))
    assert.deepEqual(cells.get(2)?.slice(0, 2), ['姓名', '李芳'])
    assert.deepEqual(cells.get(6), ['1', '张伟', '夫', idNumber('1950-03-07', 1), '已退休', '13800001111'])
    assert.deepEqual(cells.get(7), ['2', '张强', '长子', idNumber('1978-05-09', 3), '机械厂', '13800001113'])
    assert.deepEqual([cells.get(8), cells.get(9)], [['3'], ['4']])
    // Of the lodger whose tie to the family nobody knows every cell is missing, and she stands on the list by door.
    const counts = (heading: string) => delivery.columns.findLast(({ path }) => path.at(-1) === heading)?.counts
    assert.deepEqual([counts('与本人关系')?.known, counts('与本人关系')?.missing], [2, 1])
    const missing = await stage.does(views.missing, clerk, { id: delivery.id })
    assert.deepEqual(
      missing.doors.flatMap(({ people }) => people.flatMap((one) => (one.missing.includes('person.relation-to-head') ? [one.name] : []))),
      ['赵客'],
    )
    const shown = await stage.does(views.preview, clerk, { id, sheet: '审批表' })
    const at = shown.columns.findLastIndex(({ path }) => path.at(-1) === '姓名')
    assert.equal(shown.rows[0]?.cells[at]?.text, '张伟；张强')
  }),
)

test(
  'without a basis nothing is said of relatives; of more relatives than lines the rest counts as missing',
  story(async (stage) => {
    const clerk = await settle(stage)
    const subject = await idOf(stage, '张伟')
    const file = await bringWorkbook(stage, clerk, '审批表.xlsx', form(1))
    const { id } = await stage.does(actions.receive, clerk, { file, asker: '区民政局' })
    const { plan } = await stage.does(views.read, clerk, { id })
    assert.equal(plan.sheets[0]?.columns.filter(({ lines }) => lines === 1).length, 6)
    const bare = await fillSheet(stage, clerk, file, {}, (sheet) => ({ ...sheet, use: true, subject }))
    assert.deepEqual(bare.cells.get(6), ['1'])
    const { cells, delivery } = await fillSheet(stage, clerk, file, { basis }, (sheet) => ({ ...sheet, use: true, subject }))
    assert.deepEqual(cells.get(6)?.slice(0, 3), ['1', '李芳', '妻'])
    assert.equal(delivery.columns.findLast(({ path }) => path.at(-1) === '姓名')?.counts.missing, 2)
  }),
)
