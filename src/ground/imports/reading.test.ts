/** Rosters as they are kept: what a row says, and of whom, when columns, sheets and cells leave it half said. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findSubjects } from '#ground/facts/queries.ts'
import { bring, headings, idNumber, importFile, type Line, person } from '../../../test/rosters.ts'
import { COMMUNITY, type Stage, useStage } from '../../../test/stage.ts'
import * as actions from './actions.ts'
import type { RowView } from './shapes.ts'
import * as views from './views.ts'

const story = useStage()

async function stageRows(stage: Stage, lines: readonly Line[], sheetName?: string): Promise<{ id: string; rows: RowView[] }> {
  const clerk = stage.actor('clerk', COMMUNITY)
  const file = sheetName
    ? await bring(stage, clerk, '名册.xlsx', [], [{ name: sheetName, rows: lines }])
    : await bring(stage, clerk, '名册.xlsx', lines)
  const { id } = await stage.does(actions.understand, clerk, { file })
  await stage.does(actions.stage, clerk, { id })
  await stage.work()
  const { rows } = await stage.does(views.rows, clerk, { id, limit: 200 })
  return { id, rows }
}

const said = (row: RowView | undefined, element: string) => row?.values.find((value) => value.element === element)?.value
const problems = (row: RowView | undefined) => row?.problems.map(({ say }) => say)

/** Three people of one door whom the register knows. */
async function settle(stage: Stage): Promise<void> {
  const clerk = stage.actor('clerk', COMMUNITY)
  const file = await bring(stage, clerk, '底册2026年10月.xlsx', [
    headings,
    person(1, '3', '2', '501', '户主', '张伟', '1980-03-07', '13800001111'),
    person(2, '3', '2', '501', '配偶', '李娜', '1982-05-09', '13800002222'),
    person(3, '3', '2', '502', '户主', '王强', '1975-01-30', '13800003333'),
  ])
  await importFile(stage, clerk, file)
}

test(
  'a column of document numbers holds identity numbers: its people are recognised, and what is wrong with one is said',
  story(async (stage) => {
    await settle(stage)
    const wrong = idNumber('1975-01-30', 3)
    const { rows } = await stageRows(stage, [
      ['姓名', '证件类型', '证件号码', '小区', '楼栋', '单元', '房号'],
      ['张伟', '身份证', idNumber('1980-03-07', 1), '阳光花园', '3', '2', '501'],
      ['李娜', '', idNumber('1982-05-09', 2), '阳光花园', '3', '2', '501'],
      ['王强', '身份证', `${wrong.slice(0, 17)}${wrong.endsWith('1') ? '2' : '1'}`, '阳光花园', '3', '2', '502'],
      ['约翰', '护照', 'E12345678', '阳光花园', '3', '2', '502'],
    ])
    const [known, unnamed, misread, guest] = rows
    for (const row of [known, unnamed]) {
      assert.ok(row?.subject, 'recognised by the number')
      assert.equal(row.values.find(({ element }) => element === 'person.id-number')?.outcome, 'same')
      assert.equal(said(row, 'person.document-number'), undefined)
    }
    assert.equal(misread?.verdict, 'invalid')
    assert.deepEqual(problems(misread), ['id-number.check'])
    assert.equal(guest?.verdict, 'new')
    assert.equal(said(guest, 'person.document-number'), '*****5678', 'masked, as every number of a person')
  }),
)

test(
  'a column of identity numbers beside one of document kinds holds passports too, and they are sealed where they are stored',
  story(async (stage) => {
    const clerk = stage.actor('clerk', COMMUNITY)
    const file = await bring(stage, clerk, '名册.xlsx', [
      ['姓名', '证件类型', '公民身份号码', '居住地址'],
      ['约翰', '护照', 'E12345678', '阳光花园3号楼2单元501室'],
      ['张伟', '居民身份证', idNumber('1980-03-07', 1), '阳光花园3号楼2单元501室'],
    ])
    const { applied } = await importFile(stage, clerk, file)
    assert.deepEqual([applied.new, applied.invalid, applied.applied], [2, 0, 2])
    const ids = await stage.sql<{ id: string }[]>`select id from subject where kind = 'person' and region_no / 1000 = ${COMMUNITY}`
    const stored = await findSubjects(
      stage.sql,
      clerk.street,
      ids.map(({ id }) => id),
    )
    assert.equal(stored.length, 2)
    assert.ok(!JSON.stringify(stored).includes('E12345678'))
  }),
)

test(
  'a sheet for each building says in its name or title where its doors are',
  story(async (stage) => {
    await settle(stage)
    const lines = (title: string): Line[] => [
      [title],
      ['单元', '室', '姓名', '与户主关系', '身份证号'],
      ['2', '501', '张伟', '户主', idNumber('1980-03-07', 1)],
      ['2', '502', '王强', '户主', idNumber('1975-01-30', 3)],
      [null, null, '共2人', null, null],
    ]
    for (const [name, title] of [
      ['阳光花园3号楼', '住户信息表'],
      ['3号楼', '阳光花园住户信息表'],
      ['Sheet1', '阳光花园3号楼住户信息表'],
    ] as const) {
      const { rows } = await stageRows(stage, lines(title), name)
      assert.deepEqual(
        rows.map(({ door, verdict }) => [door, verdict]),
        [
          ['阳光花园3号楼2单元501室', 'same'],
          ['阳光花园3号楼2单元502室', 'same'],
        ],
        `${name} ${title}`,
      )
    }
  }),
)

test(
  'a bare door number is no new door where doors stand in buildings, and nobody new is registered without a name',
  story(async (stage) => {
    await settle(stage)
    const { rows } = await stageRows(stage, [
      ['姓名', '身份证号', '小区', '门牌号'],
      ['赵六', idNumber('1990-01-01', 7), '阳光花园', '501'],
      ['', idNumber('1990-01-02', 9), '阳光花园', '3-2-501'],
      ['', idNumber('1980-03-07', 1), '阳光花园', '3-2-501'],
    ])
    assert.deepEqual(
      rows.map(({ verdict }) => verdict),
      ['new', 'invalid', 'same'],
    )
    assert.deepEqual([rows[0]?.door, problems(rows[0])], [null, ['import.door.incomplete']])
    assert.deepEqual(problems(rows[1]), ['import.row.nameless'])
  }),
)

test(
  'a birth is as exact as it was written, whatever the heading asks for',
  story(async (stage) => {
    const births = async (heading: string) => {
      const { rows } = await stageRows(stage, [
        ['姓名', heading, '居住地址'],
        ['赵一', '1980-03-07', '阳光花园3号楼2单元501室'],
        ['钱二', '1981.05', '阳光花园3号楼2单元501室'],
        ['孙三', { day: '1982-06-01' }, '阳光花园3号楼2单元502室'],
        ['李四', { day: '1983-06-09' }, '阳光花园3号楼2单元502室'],
        ['周五', '1984-02-30', '阳光花园3号楼2单元503室'],
      ])
      return rows.map((row) => [said(row, 'person.birth-date'), said(row, 'person.birth-month'), problems(row)])
    }
    const exact = ['1980-03-07', undefined, []]
    const month = [undefined, '1981-05', []]
    assert.deepEqual(await births('出生日期'), [
      exact,
      month,
      ['1982-06-01', undefined, []],
      ['1983-06-09', undefined, []],
      [undefined, undefined, ['day.absent']],
    ])
    assert.deepEqual(await births('出生年月'), [
      exact,
      month,
      [undefined, '1982-06', []],
      ['1983-06-09', undefined, []],
      [undefined, undefined, ['day.absent']],
    ])
  }),
)

test(
  'numbers of the answers a heading lists are those answers, a circled one that no heading explains is none, and 未知 says nothing',
  story(async (stage) => {
    const { rows } = await stageRows(stage, [
      ['姓名', '公民身份号码', '性别（①女②男）', '学历（1.初中 2.大学本科）', '婚姻状况', '小区', '楼栋', '单元', '房号'],
      ['张伟', idNumber('1980-03-07', 1), '②', '2', '①', '阳光花园', '3', '2', '501'],
      ['李娜', idNumber('1982-05-09', 2), '①', '未知', '已婚', '阳光花园', '3', '2', '501'],
    ])
    const [zhang, li] = rows
    assert.equal(said(zhang, 'person.sex'), '1')
    assert.equal(said(li, 'person.sex'), '2')
    assert.equal(said(zhang, 'person.education-level'), '20')
    assert.equal(said(li, 'person.education-level'), undefined)
    assert.equal(said(zhang, 'person.marital-status'), undefined)
    assert.ok(said(li, 'person.marital-status'))
    assert.deepEqual(problems(zhang), ['value.not-in-list'])
    assert.deepEqual(problems(li), [])
  }),
)
