import assert from 'node:assert/strict'
import { readdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { test } from 'node:test'
import { Problem } from '#base/problem.ts'
import { handMadeParts, zipped } from '#ground/workbooks/hand-made.ts'
import { runJob } from '#kernel/jobs/jobs.ts'
import { bringWorkbook, fillSheet } from '../../../../test/requests.ts'
import { person, takeIn } from '../../../../test/rosters.ts'
import { COMMUNITY, STREET, type Stage, useStage } from '../../../../test/stage.ts'
import * as actions from './actions.ts'
import { fillJob } from './fill.ts'
import * as views from './views.ts'

const story = useStage()
const basis = '区民政局通知'

async function settle(stage: Stage) {
  const clerk = stage.actor('clerk', COMMUNITY)
  await takeIn(stage, clerk, [person(1, '3', '2', '501', '户主', '张伟', '1950-03-07', '13800001111')])
  return clerk
}

const sheet = { name: '名册', rows: [['姓名', '联系电话'], []] }

async function received(stage: Stage, clerk: ReturnType<Stage['actor']>) {
  const { id } = await stage.does(actions.receive, clerk, {
    file: await bringWorkbook(stage, clerk, '名册.xlsx', [sheet]),
    asker: '区民政局',
    basis,
  })
  return id
}

async function countRows(stage: Stage) {
  const ctx = await stage.ctx()
  const [row] = await ctx.sql<{ deliveries: number; exports: number }[]>`
    select (select count(*)::int from delivery) as deliveries, (select count(*)::int from export_register) as exports`
  return row
}

test(
  'the same filling asked five times is one job, one delivery and one row of the register',
  story(async (stage) => {
    const clerk = await settle(stage)
    const id = await received(stage, clerk)
    const asked: string[] = []
    for (let time = 0; time < 5; time++) asked.push((await stage.does(actions.fill, clerk, { id }, { key: `fill-key-${time % 2}` })).job)
    assert.equal(new Set(asked).size, 1)
    assert.equal((await stage.does(views.read, clerk, { id })).state, 'filling')
    await stage.work()
    assert.deepEqual({ ...(await countRows(stage)) }, { deliveries: 1, exports: 1 })
    assert.equal((await stage.does(views.read, clerk, { id })).state, 'filled')
  }),
)

test(
  'a filling cut off after it was recorded, and begun again, is the same delivery',
  story(async (stage) => {
    const clerk = await settle(stage)
    const id = await received(stage, clerk)
    const { job } = await stage.does(actions.fill, clerk, { id })
    const first = await stage.work()
    const ctx = await stage.ctx()
    // As a kill leaves it: everything is recorded but the end of the job itself.
    await ctx.sql`update job set state = 'running', result = null, ended_at = null where street_id = ${STREET} and id = ${job}`
    await runJob(stage.house, new Map([[fillJob.kind, fillJob as never]]), STREET, job, async () => clerk)
    assert.deepEqual({ ...(await countRows(stage)) }, { deliveries: 1, exports: 1 })
    const [ended] = await ctx.sql<{ state: string; result: { delivery: string; file: string } }[]>`
      select state, result from job where street_id = ${STREET} and id = ${job}`
    assert.deepEqual([ended?.state, ended?.result.delivery, ended?.result.file], ['done', first.delivery, first.file])
  }),
)

test(
  'a filling that fails leaves no file, no folder, no delivery, and the request as it was',
  story(async (stage) => {
    const clerk = await settle(stage)
    const id = await received(stage, clerk)
    const { job } = await stage.does(actions.fill, clerk, { id })
    const full = { ...stage.house.files, write: () => Promise.reject(new Problem('house.disk-full')) }
    await runJob({ ...stage.house, files: full }, new Map([[fillJob.kind, fillJob as never]]), STREET, job, async () => clerk)
    const request = await stage.does(views.read, clerk, { id })
    assert.deepEqual([request.state, request.deliveries.length], ['received', 0])
    assert.deepEqual({ ...(await countRows(stage)) }, { deliveries: 0, exports: 0 })
    const path = stage.house.files.path(STREET, job)
    await assert.rejects(stat(path))
    assert.deepEqual(
      (await readdir(dirname(path))).filter((name) => name.startsWith(job)),
      [],
    )
    const ctx = await stage.ctx()
    const [failed] = await ctx.sql<{ state: string; problem: { code: string } }[]>`
      select state, problem from job where street_id = ${STREET} and id = ${job}`
    assert.deepEqual([failed?.state, failed?.problem.code], ['failed', 'house.disk-full'])
  }),
)

test(
  'a workbook with macros keeps its kind and its macros; its formulas stay and their old results are not trusted',
  story(async (stage) => {
    const clerk = await settle(stage)
    const parts = handMadeParts({
      sheets: [
        {
          name: '名册',
          xml: '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c><c r="B1" t="inlineStr"><is><t>联系电话</t></is></c><c r="C1" t="inlineStr"><is><t>年龄</t></is></c></row><row r="2"><c r="A2" s="0"/><c r="B2" s="0"/><c r="C2"><f>1+1</f><v>99</v></c></row></sheetData>',
        },
      ],
      relationships: { rIdMacros: ['vbaProject', 'vbaProject.bin'] },
      parts: { 'xl/vbaProject.bin': Buffer.from('the macros') },
      types: { 'xl/vbaProject.bin': 'application/vnd.ms-office.vbaProject' },
    })
    const types = String(parts['[Content_Types].xml'])
    parts['[Content_Types].xml'] = types.replace(
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
      'application/vnd.ms-excel.sheet.macroEnabled.main+xml',
    )
    const file = await bringWorkbook(stage, clerk, '名册.xlsm', await zipped(parts))
    const { result, cells, request } = await fillSheet(stage, clerk, file, { basis })
    assert.equal(result.name, '名册.xlsm')
    assert.ok(request.notes.some(({ say }) => say.includes('macro')))
    assert.equal(cells.get(2)?.[0], '张伟')
    assert.notEqual(cells.get(2)?.[2], '99')
  }),
)

test(
  'a large workbook is understood by a job; one that cannot be read says so and is not filled',
  story(async (stage) => {
    const clerk = await settle(stage)
    const rows = [
      ['姓名', '备注'],
      ...Array.from({ length: 20_000 }, (_, at) => [`甲${at}`, `${at}-${Math.sin(at)}-${Math.cos(at)}-${Math.tan(at)}`]),
    ]
    const file = await bringWorkbook(stage, clerk, '名册.xlsx', [{ name: '名册', rows }])
    const { id, job } = await stage.does(actions.receive, clerk, { file, asker: '区民政局', basis })
    assert.ok(job)
    assert.equal((await stage.does(views.read, clerk, { id })).state, 'reading')
    await stage.work()
    const request = await stage.does(views.read, clerk, { id })
    assert.deepEqual([request.state, request.plan.sheets.map(({ population }) => population.who)], ['received', ['given']])

    const junk = Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(700_000, 7)])
    const broken = await bringWorkbook(stage, clerk, '坏的.xlsx', junk)
    const large = await stage.does(actions.receive, clerk, { file: broken, asker: '区民政局' })
    await assert.rejects(stage.work(), (error) => error instanceof Problem && error.code === 'workbook.broken')
    assert.equal((await stage.does(views.read, clerk, { id: large.id })).state, 'unreadable')
    const small = await bringWorkbook(stage, clerk, '坏的.xlsx', junk.subarray(0, 2000))
    await stage.refused(actions.receive, clerk, { file: small, asker: '区民政局' }, 'workbook.broken')
  }),
)

test(
  'a heading the clerk points out makes the plan of that sheet anew, and no other’s',
  story(async (stage) => {
    const clerk = await settle(stage)
    const sheets = [
      { name: '甲', rows: [['姓名', '联系电话'], []] },
      { name: '乙', rows: [['说明'], ['姓名', '出生日期'], []] },
    ]
    const file = await bringWorkbook(stage, clerk, '名册.xlsx', sheets)
    const { id } = await stage.does(actions.receive, clerk, { file, asker: '区民政局', basis })
    const { job } = await stage.does(actions.layout, clerk, { id, sheet: '乙', layout: 'roster', headerRows: [2, 2], dataRows: [3, 6] })
    assert.equal(job, null)
    const { plan } = await stage.does(views.read, clerk, { id })
    assert.deepEqual(
      plan.sheets.map((one) => [one.sheet, one.columns.map(({ element }) => element)]),
      [
        ['甲', ['person.name', 'person.phone']],
        ['乙', ['person.name', 'person.birth-date']],
      ],
    )
    assert.deepEqual(plan.sheets[1]?.dataRows, [3, 6])
  }),
)

test(
  'an old format comes back as .xlsx and says so beforehand',
  story(async (stage) => {
    const clerk = await settle(stage)
    const file = await bringWorkbook(stage, clerk, '名册.csv', Buffer.from('\ufeff姓名,联系电话\r\n,\r\n'))
    const { result, request } = await fillSheet(stage, clerk, file, { basis }, (plan) => ({ ...plan, dataRows: [2, 2] }))
    assert.deepEqual([result.name, result.converted], ['名册.xlsx', true])
    assert.ok(request.notes.some(({ say }) => say === 'note.comes-back-as-xlsx'))
  }),
)

test(
  'whoever may only read fills nothing; nothing to fill is said in words',
  story(async (stage) => {
    const clerk = await settle(stage)
    const id = await received(stage, clerk)
    await stage.refused(actions.fill, { ...clerk, rights: new Set(['report.read']) }, { id }, 'access.forbidden')
    const file = await bringWorkbook(stage, clerk, '通知.xlsx', [{ name: '通知', rows: [['关于做好工作的通知'], ['请各社区认真落实。']] }])
    const { id: notice } = await stage.does(actions.receive, clerk, { file, asker: '区民政局' })
    await stage.does(actions.fill, clerk, { id: notice })
    await assert.rejects(stage.work(), (error) => error instanceof Problem && error.code === 'report.nothing-to-fill')
  }),
)

test(
  'a delivery whose bytes are gone says so, and stays with its counts',
  story(async (stage) => {
    const clerk = await settle(stage)
    const id = await received(stage, clerk)
    await stage.does(actions.fill, clerk, { id })
    const { file } = await stage.work()
    const purged = async () => (await stage.does(views.read, clerk, { id })).deliveries.map((one) => [one.purged, one.counts.known])
    assert.deepEqual(await purged(), [[false, 2]])
    const ctx = await stage.ctx()
    await ctx.sql`update file set purged_at = ${ctx.now} where street_id = ${STREET} and id = ${String(file)}`
    assert.deepEqual(await purged(), [[true, 2]])
  }),
)
