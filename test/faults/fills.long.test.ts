/**
 * A filling whose process, or thread, is gone at some moment from its start to its end: begun again it ends as one delivery with one row in the
 * register of exports, and nothing else of it lies in the folder.
 */
import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { after, before, test } from 'node:test'
import * as reports from '#circles/management/reports/actions.ts'
import * as views from '#circles/management/reports/views.ts'
import * as imports from '#ground/imports/actions.ts'
import { writeSimpleWorkbook } from '#ground/workbooks/write/simple.ts'
import { bring } from '#kernel/files/actions.ts'
import { type ImportHouse, openImportHouse } from './import-house.ts'

/** Moments between the start of a filling and its end at which it is cut off; LINLI_KILLS of them, over fewer rows, in the short form. */
const POINTS = Number(process.env.LINLI_KILLS ?? 8)
const ROWS = POINTS < 8 ? 500 : 1500
const STREET = 370683001

let house: ImportHouse
let request: unknown
before(async () => {
  house = await openImportHouse(ROWS)
  const { id, job } = await house.understand()
  if (job) await house.run(job)
  for (const step of [imports.stage, imports.apply]) await house.run((await house.does(step, { id })).job)
  const rows = [['姓名', '性别', '出生日期', '联系电话'], []]
  const file = await house.house.files.write(STREET, writeSimpleWorkbook({ sheets: [{ name: '名册', rows }], at: new Date(0) }))
  await house.does(bring, { ...file, name: '名册.xlsx', media: 'application/octet-stream' })
  request = (await house.does(reports.receive, { file: file.id, asker: '区民政局', basis: '区民政局通知' })).id
})
after(() => house?.close())

async function recorded() {
  const [row] = await house.above<{ deliveries: number; exports: number; logged: number }[]>`
    select (select count(*)::int from delivery) as deliveries, (select count(*)::int from export_register) as exports,
      (select count(*)::int from log where events::text like '%report.delivered%') as logged`
  return { ...row! }
}

/** Names in the folder that no row of a file speaks of. */
async function strays(): Promise<string[]> {
  const known = await house.above<{ id: string }[]>`select id::text from file`
  const names = await readdir(dirname(house.house.files.path(STREET, 'any')))
  return names.filter((name) => !known.some(({ id }) => id === name))
}

const begin = async () => (await house.does(reports.fill, { id: request })).job

test('a filling cut off anywhere is begun again and is one delivery, one row of the register, one file', async () => {
  const took = { process: 0, thread: 0 }
  for (const how of ['process', 'thread'] as const) {
    const started = Date.now()
    assert.ok(await house.runCutOff(await begin(), how, 120_000), 'it ends by itself')
    took[how] = Date.now() - started
  }
  let cutOff = 0
  for (let tries = 0; cutOff < POINTS && tries < 4 * POINTS; tries += 1) {
    const before = await recorded()
    const job = await begin()
    const how = tries % 2 === 0 ? 'process' : 'thread'
    // Starting takes the first part of the time; the end is where most is at stake.
    const ended = await house.runCutOff(job, how, took[how] * (0.35 + (0.65 * cutOff) / POINTS))
    // The machine is faster now than when it was measured.
    if (ended) took[how] *= 0.9
    else cutOff += 1
    const between = await recorded()
    assert.ok(between.deliveries - before.deliveries <= 1)
    assert.equal(between.exports - before.exports, between.deliveries - before.deliveries, 'both or none')
    await house.run(job)
    const one = { deliveries: before.deliveries + 1, exports: before.exports + 1, logged: before.logged + 1 }
    assert.deepEqual(await recorded(), one, `${how}, point ${cutOff}`)
    assert.deepEqual(await house.endOf(job), ['done', undefined])
    assert.deepEqual(await strays(), [])
    await house.run(job)
    assert.deepEqual(await recorded(), one, 'what is done is not done again')
    assert.equal(((await house.does(views.read, { id: request })) as { state: string }).state, 'filled')
  }
  assert.equal(cutOff, POINTS)
})
