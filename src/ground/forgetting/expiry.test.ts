/** What is past its time goes by itself, not a day early, and the log says how much. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { utimes, writeFile } from 'node:fs/promises'
import { after, before, describe, test } from 'node:test'
import { correct } from '#ground/facts/actions.ts'
import * as householdViews from '#ground/households/views.ts'
import * as imports from '#ground/imports/actions.ts'
import * as emergencies from '#ground/purposes/keeping/actions.ts'
import type { Actor } from '#kernel/access/actor.ts'
import { expireSignIns } from '#kernel/access/forgets.ts'
import { newId } from '#kernel/log/id.ts'
import { bringWorkbook, fillSheet } from '../../../test/requests.ts'
import { bring, headings, importFile, person } from '../../../test/rosters.ts'
import { COMMUNITY, STREET } from '../../../test/stage.ts'
import { openStanding, readEverything, type Standing } from '../../../test/standing.ts'
import { expireStreet } from './expiry.ts'

const begin = new Date('2026-11-22T02:00:00Z')
const daysOn = (days: number) => new Date(begin.getTime() + days * 86_400_000)

describe('what is past its time', () => {
  let house: Standing
  let clerk: Actor
  let used: { id: string; file: string }
  let unused: string
  let upload: string
  let filled: { file: string; request: string }
  const pathOf = (file: string) => house.house.files.path(STREET, file)
  const night = (days: number) => {
    house.setNow(daysOn(days))
    return expireStreet(house.house, STREET)
  }

  before(async () => {
    house = await openStanding()
    clerk = house.actor('clerk', COMMUNITY)
    const lines = [
      ['阳光花园人口台账（2026年11月）'],
      headings,
      person(1, '3', '2', '501', '户主', '张伟', '1950-03-07', '13800001111', '一厂'),
      person(3, '3', '2', '502', '户主', '王强', '1975-01-30', '13800003333'),
    ]
    const file = await bring(house, clerk, '人口台账.xlsx', lines)
    used = { id: (await importFile(house, clerk, file)).id, file }
    unused = await bring(house, clerk, '旧台账.xlsx', lines)
    await house.does(imports.understand, clerk, { file: unused })
    upload = await bring(house, clerk, '没用过.xlsx', lines)
    const sent = await bringWorkbook(house, clerk, '居民名册.xlsx', [{ name: '名册', rows: [['序号', '姓名', '出生日期'], [1], [2]] }])
    const { delivery } = await fillSheet(house, clerk, sent, { basis: '统计法第七条' }, (sheet) => ({
      ...sheet,
      population: { kind: 'person', who: 'all', conditions: [] },
    }))
    filled = { file: delivery.file, request: sent }
    const days = { beganOn: '2026-11-22', until: '2027-02-20' }
    await house.does(emergencies.begin, house.actor('head'), { title: '流感应急', document: '区应急〔2026〕1号', level: '四级', ...days })
    const [man] = await house.above<{ id: string; rev: number }[]>`select id, rev from subject where values->>'person.name' = '王强'`
    const version = { version: man!.rev, key: 'a-temperature' }
    await house.does(correct, clerk, { id: man!.id, values: { 'person.temperature': 38.5 }, source: 'seen', asOf: '2026-11-22' }, version)
    await house.above`
      insert into form_answer (street_id, id, subject_id, region_no, form_id, origin, version, channel, as_of, at, post_id, elements, local, keep_until)
      values (${STREET}, ${newId()}, ${man!.id}, ${COMMUNITY * 1000}, 'elder-visit', 'shipped', 1, 'door', '2026-11-20', ${begin}, ${clerk.post}, '{}',
        ${house.above.json({ mood: '想念孙子' })}, '2026-12-31')`
  })
  after(() => house.close())

  // Moments are left out: the seconds of one could read like a temperature.
  const holding = async (text: string) =>
    [...(await readEverything(house.above))].flatMap(([table, rows]) =>
      rows.some((row) => row.replace(/\d\d:\d\d:[\d.]+/g, '').includes(text)) ? [table] : [],
    )

  test('in the first week nothing goes', async () => {
    assert.deepEqual(await night(6), {})
    for (const file of [used.file, unused, upload, filled.file]) assert.ok(existsSync(pathOf(file)))
  })

  test('an upload nobody used goes after a week, work that was cut off after a day', async () => {
    const stray = pathOf(`${newId()}.part`)
    await writeFile(stray, '半个文件')
    await utimes(stray, daysOn(5), daysOn(5))
    assert.deepEqual(await night(8), { upload: 1, bytes: 2 })
    assert.ok(!existsSync(pathOf(upload)) && !existsSync(stray))
    assert.ok(existsSync(pathOf(unused)), 'what an import holds stays')
  })

  test('an import that was never applied goes after thirty days; replies under keys after thirty-five', async () => {
    assert.deepEqual(await night(30), {})
    assert.deepEqual(await night(31), { 'import-unused': 1, bytes: 1 })
    const [row] = await house.above<{ state: string }[]>`select state from import where file_id = ${unused}`
    assert.equal(row?.state, 'dropped')
    assert.deepEqual(await night(36), { reply: 1 })
  })

  test('answers to a form’s own questions go on the day after its term, not only from sight', async () => {
    assert.deepEqual(await night(39), {})
    assert.ok((await holding('想念孙子')).includes('form_answer'))
    assert.deepEqual(await night(40), { 'form-answer': 1 })
    assert.deepEqual(await holding('想念孙子'), [])
  })

  test('an applied import comes to rest after ninety days and can still be undone; what was asked in an emergency is deleted then too', async () => {
    assert.deepEqual(await night(90), {})
    const counts = await night(91)
    assert.deepEqual([counts.import, counts['expired-fact']], [1, 1])
    assert.ok(!existsSync(pathOf(used.file)))
    assert.deepEqual(await holding('38.5'), [])
    assert.ok(!(await holding('王强')).includes('import_row') && !(await holding('王强')).includes('import'))
    assert.equal((await house.does(householdViews.search, clerk, { text: '王强' })).found.length, 1)
    await house.does(imports.undo, clerk, { id: used.id })
    await house.work()
    assert.equal((await house.does(householdViews.search, clerk, { text: '张伟' })).found.length, 0)
  })

  test('a filled workbook goes on its recall date with the one it was made from; register and hash stay', async () => {
    const counts = await night(182)
    assert.deepEqual([counts.delivery, counts.request], [1, 1])
    for (const file of [filled.file, filled.request]) assert.ok(!existsSync(pathOf(file)))
    const [row] = await house.above<{ sha256: string; purged: boolean }[]>`
      select x.sha256, f.purged_at is not null as purged from export_register x join file f on f.id = x.delivery_id`
    assert.ok(row?.purged && row.sha256.length === 64)
  })

  test('somebody an undone import brought, of whom nobody spoke since, is not kept for ever', async () => {
    assert.ok((await holding('张伟')).includes('statement'))
    const counts = await night(91 + 181)
    assert.ok((counts.record ?? 0) >= 1)
    assert.deepEqual(await holding('张伟'), [])
  })

  test('sessions and tries to come in end', async () => {
    const login = newId()
    await house.above`
      insert into session (token_hash, login_id, stage, created_at, seen_at, expires_at) values ('\\x01', ${login}, 'full', ${begin}, ${begin}, ${begin})`
    await house.above`insert into sign_in (id, login_id, at, outcome, address, agent) values (${newId()}, ${login}, ${begin}, 'in', '10.0.0.1', '')`
    await expireSignIns(house.database.app, daysOn(183))
    assert.deepEqual((await house.above`select 1 from session`).length, 0)
    assert.deepEqual((await house.above`select 1 from sign_in`).length, 1)
    await expireSignIns(house.database.app, daysOn(184))
    assert.deepEqual((await house.above`select 1 from sign_in`).length, 0)
  })

  test('the log tells each night’s counts', async () => {
    const rows = await house.above<{ events: { name: string; refs: Record<string, number> }[] }[]>`
      select events from log where action = 'expiry.note' order by at`
    assert.deepEqual(rows[0]?.events[0]?.refs, { upload: 1, bytes: 2 })
    assert.ok(rows.length >= 6)
  })
})
