/** The same roster again: whoever stands in it as she stands in the register is the same. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findSubjects } from '#ground/facts/queries.ts'
import { bring, idNumber, importFile, type Line } from '../../../test/rosters.ts'
import { COMMUNITY, useStage } from '../../../test/stage.ts'
import * as views from './views.ts'

const story = useStage()

const roster = (kinds: boolean): Line[] =>
  [
    ['姓名', '证件类型', '证件号码', '小区', '楼栋', '单元', '房号'],
    ['张伟', '居民身份证', idNumber('1980-03-07', 1), '阳光花园', '3', '2', '501'],
    ['李娜', '户口簿', idNumber('1982-05-09', 2), '阳光花园', '3', '2', '501'],
  ].map((line) => (kinds ? line : line.filter((_, at) => at !== 1)))

test(
  'the kind of document that bears a number already known is kept, and is no change to look at in every row',
  story(async (stage) => {
    const clerk = stage.actor('clerk', COMMUNITY)
    const verdicts: string[][] = []
    for (const [name, kinds] of [
      ['底册', false],
      ['名册', true],
      ['名册再来', true],
    ] as const) {
      const { id } = await importFile(stage, clerk, await bring(stage, clerk, `${name}.xlsx`, roster(kinds)))
      verdicts.push((await stage.does(views.rows, clerk, { id, limit: 10 })).rows.map(({ verdict }) => verdict))
    }
    assert.deepEqual(verdicts, [
      ['new', 'new'],
      ['same', 'same'],
      ['same', 'same'],
    ])
    const ids = await stage.sql<{ id: string }[]>`select id from subject where kind = 'person' and region_no / 1000 = ${COMMUNITY}`
    const kept = await findSubjects(
      stage.sql,
      clerk.street,
      ids.map(({ id }) => id),
    )
    assert.deepEqual(kept.map(({ values }) => values['person.document-type']).sort(), ['id-card', 'register'])
  }),
)

test(
  'another document than the one known is a change',
  story(async (stage) => {
    const clerk = stage.actor('clerk', COMMUNITY)
    await importFile(stage, clerk, await bring(stage, clerk, '底册.xlsx', roster(false)))
    const [heads, first] = roster(true)
    const lines = [heads!, [first![0]!, '护照', 'E12345678', ...first!.slice(3)]]
    const { id } = await importFile(stage, clerk, await bring(stage, clerk, '名册.xlsx', lines))
    const { rows } = await stage.does(views.rows, clerk, { id, limit: 10 })
    assert.notEqual(rows[0]?.verdict, 'same')
  }),
)
