/** Rows about people of other streets, and about people who are no more. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findSubjects, findTies } from '#ground/facts/queries.ts'
import { bring, idNumber, type Line } from '../../../test/rosters.ts'
import { COMMUNITY, STREET, type Stage, useStage } from '../../../test/stage.ts'
import * as actions from './actions.ts'
import { recogniseCommunities } from './communities.ts'
import { readSheets } from './reading/read-sheets.ts'
import type { Reading } from './reading/reading.ts'
import { openFrame, readingWork } from './source.ts'
import * as views from './views.ts'

const story = useStage()
const names = [{ code: '370683001001', name: '文泉社区居民委员会', toDay: null }]
const surroundings = {
  divisions: ['山东省', '烟台市', '莱州市', '文昌路街道办事处'],
  towns: ['程郭镇', '城港路街道办事处'],
  communities: ['云峰社区居民委员会', '坊北村村民委员会'],
}

async function staged(stage: Stage, lines: readonly Line[]) {
  const clerk = stage.actor('clerk', COMMUNITY)
  const { id } = await stage.does(actions.understand, clerk, { file: await bring(stage, clerk, '名册.xlsx', lines) })
  await stage.does(actions.stage, clerk, { id })
  await stage.work()
  return { clerk, id, rows: (await stage.does(views.rows, clerk, { id, limit: 50 })).rows }
}

test('a community is known with the names of the divisions before it, and one of another street as another’s', () => {
  const communities = recogniseCommunities(names, surroundings)
  for (const text of ['莱州市文昌路街道文泉社区居民委员会', '山东省烟台市莱州市文昌路街道办事处文泉社区', '文昌路街道文泉', '文泉居委会']) {
    assert.equal(communities.find(text)?.code, 370683001001, text)
    assert.equal(communities.isElsewhere(text), false, text)
  }
  for (const text of ['程郭镇文泉社区', '莱州市城港路街道文泉社区', '云峰社区', '坊北村', '永安路街道某社区']) {
    assert.equal(communities.find(text), undefined, text)
    assert.equal(communities.isElsewhere(text), true, text)
  }
  for (const text of ['文全社区', '第一网格']) {
    assert.equal(communities.find(text), undefined, text)
    assert.equal(communities.isElsewhere(text), false, text)
  }
})

test(
  'a row of another street’s community is elsewhere, not the own community’s with a note',
  story(async (stage) => {
    const { clerk, id } = await staged(stage, [
      ['姓名', '公民身份号码', '居住社区', '小区', '楼栋', '单元', '房号'],
      ['张伟', idNumber('1980-03-07', 1), '莱州市文昌路街道文泉社区居民委员会', '阳光花园', '3', '2', '501'],
      ['李娜', idNumber('1982-05-09', 2), '坊北村', '阳光花园', '3', '2', '502'],
      ['王强', idNumber('1983-05-09', 3), '程郭镇文泉社区', '阳光花园', '3', '2', '503'],
      ['赵静', idNumber('1984-05-09', 4), '文全社区', '阳光花园', '3', '2', '503'],
    ])
    const frame = await openFrame(stage.sql, stage.house, STREET, id)
    const places = [{ code: COMMUNITY, places: { estates: [], buildings: [], doors: [] } }]
    const { file_id: file } = frame.row
    const known = { ...frame, communityNames: names, surroundings }
    const readings: Reading[] = []
    for await (const batch of readSheets(readingWork(known, clerk, stage.house.files.path(STREET, file), places)))
      if ('readings' in batch) readings.push(...batch.readings.filter(({ kind }) => kind === 'person'))
    assert.deepEqual(
      readings.map(({ label, elsewhere, problems }) => [label, elsewhere, problems.map(({ say }) => say)]),
      [
        ['张伟', false, []],
        ['李娜', true, []],
        ['王强', true, []],
        ['赵静', false, ['import.row.community-unknown']],
      ],
    )
  }),
)

test(
  'who has died by a remark, behind the name or in place of a telephone is seen, said to have died, and lives nowhere',
  story(async (stage) => {
    const { clerk, id, rows } = await staged(stage, [
      ['姓名', '公民身份号码', '联系电话', '小区', '楼栋', '单元', '房号', '备注'],
      ['张伟', idNumber('1940-03-07', 1), '', '阳光花园', '3', '2', '501', '2025年3月8日去世'],
      ['李娜（已故）', idNumber('1942-05-09', 2), '', '阳光花园', '3', '2', '501', ''],
      ['王强', idNumber('1943-05-09', 3), '死亡', '阳光花园', '3', '2', '502', ''],
      ['赵静', idNumber('1944-05-09', 4), '13800001111', '阳光花园', '3', '2', '502', '丈夫去世，享受死亡抚恤金'],
    ])
    assert.deepEqual(
      rows.map(({ problems }) => problems.map(({ say }) => say)),
      [['import.row.deceased'], ['import.row.deceased'], ['import.row.deceased'], []],
    )
    await stage.does(actions.apply, clerk, { id })
    await stage.work()
    const ids = await stage.sql<{ id: string }[]>`select id from subject where kind = 'person' and region_no / 1000 = ${COMMUNITY}`
    const people = await findSubjects(
      stage.sql,
      STREET,
      ids.map((one) => one.id),
    )
    const died = people.map(({ values }) => [values['person.name'], values['person.is-deceased'], values['person.deceased-date']])
    assert.deepEqual(
      died.sort(([one], [other]) => (String(one) < String(other) ? -1 : 1)),
      [
        ['张伟', true, '2025-03-08'],
        ['李娜', true, undefined],
        ['王强', true, undefined],
        ['赵静', undefined, undefined],
      ],
    )
    const ties = await findTies(
      stage.sql,
      STREET,
      people.map((one) => one.id),
    )
    assert.equal(ties.length, 1)
  }),
)

test(
  'a door written once for a block of rows holds for the blank ones under it, and for nobody else',
  story(async (stage) => {
    const { rows } = await staged(stage, [
      ['姓名', '与户主关系', '公民身份号码', '小区', '楼栋', '单元', '房号'],
      ['张伟', '户主', idNumber('1980-03-07', 1), '阳光花园', '3', '2', '501'],
      ['李娜', '妻', idNumber('1982-05-09', 2), '', '', '', ''],
      ['王强', '户主', idNumber('1983-05-09', 3), '', '', '', '502'],
      ['赵静', '户主', idNumber('1984-05-09', 4), '', '', '3', '101'],
      ['钱文', '户主', idNumber('1985-05-09', 5), '阳光花园', '5', '', '101'],
      ['孙客', '户主', idNumber('1986-05-09', 6), '', '', '', ''],
      ['周一', '', idNumber('1987-05-09', 7), '阳光花园', '5', '1', '102'],
      ['吴二', '', idNumber('1988-05-09', 8), '', '', '', ''],
    ])
    const people = rows.filter(({ label }) => label !== '')
    assert.deepEqual(
      people.map(({ label, door }) => [label, door]),
      [
        ['张伟', '阳光花园3号楼2单元501室'],
        ['李娜', '阳光花园3号楼2单元501室'],
        ['王强', '阳光花园3号楼2单元502室'],
        ['赵静', '阳光花园3号楼3单元101室'],
        ['钱文', '阳光花园5号楼101室'],
        ['孙客', null],
        ['周一', '阳光花园5号楼1单元102室'],
        ['吴二', null],
      ],
    )
  }),
)
