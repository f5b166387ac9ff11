/** Opening a file is a look at those it names. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as reports from '#circles/management/reports/actions.ts'
import * as imports from '#ground/imports/actions.ts'
import * as people from '#ground/people/views.ts'
import { bringWorkbook, fillSheet } from '../../../test/requests.ts'
import { bring, headings, importFile, person } from '../../../test/rosters.ts'
import { COMMUNITY, STREET, type Stage, useStage } from '../../../test/stage.ts'
import { open } from './actions.ts'

const story = useStage()

const roster = [headings, person(1, '3', '2', '501', '户主', '张伟', '1950-03-07', '13800001111')]

async function opened(stage: Stage, clerk: ReturnType<Stage['actor']>, file: string) {
  await stage.does(open, clerk, { id: file })
  const [look] = await stage.sql<{ subjects: string[]; fields: string[]; filter: Record<string, unknown> }[]>`
    select subjects, fields, filter from look where street_id = ${STREET} and filter->>'file' = ${file} order by at desc, id desc limit 1`
  return look!
}

test(
  'whose roster or filled workbook was opened finds that among the looks at her',
  story(async (stage) => {
    const clerk = stage.actor('clerk', COMMUNITY)
    const file = await bring(stage, clerk, '人口台账.xlsx', roster)
    await importFile(stage, clerk, file)
    await stage.ctx()
    const [zhang] = await stage.sql<{ id: string }[]>`select id from subject where values->>'person.name' = '张伟'`
    assert.deepEqual((await opened(stage, clerk, file)).subjects, [zhang!.id])
    const empty = await bringWorkbook(stage, clerk, '名册.xlsx', [{ name: '名册', rows: [['姓名', '联系电话'], []] }])
    assert.deepEqual((await opened(stage, clerk, empty)).filter, { file: empty }, 'an empty form names nobody')
    const { delivery } = await fillSheet(stage, clerk, empty, { basis: '区民政局通知' })
    assert.deepEqual((await opened(stage, clerk, delivery.file)).subjects, [zhang!.id])
    const { looks } = await stage.does(people.looks, stage.actor('director', COMMUNITY), { subject: zhang!.id })
    assert.equal(looks.filter(({ view }) => view === 'file.open').length, 2)
  }),
)

test(
  'a roster nobody has looked through may name anybody of its area',
  story(async (stage) => {
    const clerk = stage.actor('clerk', COMMUNITY)
    const file = await bring(stage, clerk, '人口台账.xlsx', roster)
    await stage.does(imports.understand, clerk, { file })
    const area = { lo: COMMUNITY * 1000, hi: COMMUNITY * 1000 + 999, count: 0 }
    assert.deepEqual(await opened(stage, clerk, file), { subjects: [], fields: [], filter: { file, ...area } })
    const named = await bringWorkbook(stage, clerk, '核对.xlsx', [
      {
        name: '名册',
        rows: [
          ['姓名', '联系电话'],
          ['张伟', ''],
        ],
      },
    ])
    await stage.does(reports.receive, clerk, { file: named, asker: '区民政局' })
    assert.deepEqual((await opened(stage, clerk, named)).filter, { file: named, ...area })
  }),
)
