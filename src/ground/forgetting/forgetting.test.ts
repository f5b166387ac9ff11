/** Somebody is erased, through every table and file; and what is past its time goes by itself. Over connections of their own, so on a standing house. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { correct } from '#ground/facts/actions.ts'
import * as forms from '#ground/forms/actions.ts'
import * as formViews from '#ground/forms/views.ts'
import * as households from '#ground/households/actions.ts'
import * as householdViews from '#ground/households/views.ts'
import * as imports from '#ground/imports/actions.ts'
import * as people from '#ground/people/actions.ts'
import type { Actor } from '#kernel/access/actor.ts'
import { runJob } from '#kernel/jobs/jobs.ts'
import { bringWorkbook, fillSheet } from '../../../test/requests.ts'
import { bring, headings, idNumber, importFile, person } from '../../../test/rosters.ts'
import { COMMUNITY, STREET } from '../../../test/stage.ts'
import { openStanding, readEverything, type Standing } from '../../../test/standing.ts'
import * as actions from './actions.ts'
import { expireStreet } from './expiry.ts'
import { eraseJob } from './job.ts'
import * as views from './views.ts'

/** A name nobody else has in any fixture. */
const NAME = '欧阳素心'
const PHONE = '13800007788'
const ID = idNumber('1952-05-09', 2)
const order = { ground: 'consent-withdrawn', reason: '本人2026年11月21日书面请求' } as const

describe('erasing a person', () => {
  let house: Standing
  let clerk: Actor
  let head: Actor
  let her: string
  let door: string
  let roster: string
  let importId: string
  let delivery: { file: string; sha256?: string }

  before(async () => {
    house = await openStanding()
    clerk = house.actor('clerk', COMMUNITY)
    head = house.actor('head')
    roster = await bring(house, clerk, `${NAME}家台账.xlsx`, [
      ['阳光花园人口台账（2026年11月）'],
      headings,
      person(1, '3', '2', '501', '户主', '张伟', '1950-03-07', '13800001111', '一厂'),
      person(2, '3', '2', '501', '配偶', NAME, '1952-05-09', PHONE),
      person(3, '3', '2', '502', '户主', '王强', '1975-01-30', '13800003333'),
    ])
    importId = (await importFile(house, clerk, roster)).id
    const found = await house.does(householdViews.search, clerk, { text: NAME })
    her = found.found[0]!.id
    const [tie] = await house.above<{ dwelling_id: string }[]>`select dwelling_id from tie where person_id = ${her}`
    door = tie!.dwelling_id
  })
  after(() => house.close())

  const rev = async () => (await house.above<{ rev: number }[]>`select rev from subject where id = ${her}`)[0]!.rev
  const holding = async (text: string) =>
    [...(await readEverything(house.above))].flatMap(([table, rows]) => (rows.some((row) => row.includes(text)) ? [table] : []))

  test('she stands in every road first: corrected, filled over, reported, mentioned, doubled', async () => {
    const [husband] = await house.above<{ id: string; rev: number }[]>`
      select id, rev from subject where values->>'person.name' = '张伟'`
    await house.does(
      correct,
      clerk,
      { id: husband!.id, values: { 'person.spouse-name': NAME }, source: 'seen', asOf: '2026-11-20' },
      { version: husband!.rev },
    )
    await house.does(households.sayOf, clerk, {
      id: door,
      values: { 'household.head-name': NAME, 'household.head-id-number': ID },
      source: 'seen',
      asOf: '2026-11-20',
    })
    const opened = await house.does(formViews.open, clerk, { id: 'resident', subject: her })
    await house.does(forms.fill, clerk, {
      id: 'resident',
      subject: her,
      edition: opened.edition,
      channel: 'counter',
      asOf: '2026-11-20',
      parts: opened.parts.map(({ key, rev: version }) => ({
        key,
        rev: version,
        values: key === 'subject' ? { 'person.employer': `${NAME}面馆` } : {},
        still: [],
        local: {},
      })),
    })
    const twin = (
      await house.does(households.addPerson, clerk, {
        id: door,
        relation: 'residence',
        values: { 'person.name': NAME },
        source: 'seen',
        asOf: '2026-11-20',
      })
    ).person
    await house.does(people.merge, clerk, { keep: her, gone: twin, reasons: [] })
    const sent = await bringWorkbook(house, clerk, '居民名册.xlsx', [
      { name: '名册', rows: [['序号', '姓名', '出生日期', '联系电话'], [1], [2]] },
    ])
    const filled = await fillSheet(house, clerk, sent, { basis: '统计法第七条' }, (sheet) => ({
      ...sheet,
      population: { kind: 'person', who: 'all', conditions: [] },
    }))
    delivery = filled.delivery
    assert.ok([...filled.cells.values()].flat().includes(NAME))
    const tables = await holding(NAME)
    for (const table of ['subject', 'statement', 'import_row', 'import']) assert.ok(tables.includes(table), table)
  })

  test('only heads of the community and the street may, and only with the version that was looked at', async () => {
    await house.refused(actions.erase, clerk, { id: her, ...order }, 'access.forbidden', { version: await rev() })
    await house.refused(actions.erase, head, { id: her, ...order }, 'precondition.required')
    await house.refused(actions.erase, head, { id: her, ...order }, 'precondition.failed', { version: 1 })
    await house.refused(actions.erase, house.actor('director', 370683001002), { id: her, ...order }, 'thing.unknown', {
      version: await rev(),
    })
  })

  test('while she lives here the record is kept by duty, and the refusal says what to do', async () => {
    const refusal = await house.refused(actions.erase, head, { id: her, ...order }, 'erase.kept', { version: await rev() })
    assert.deepEqual(
      refusal.fields.map(({ say }) => say),
      ['erase.kept.residence'],
    )
    await house.does(
      correct,
      clerk,
      {
        id: her,
        values: { 'person.residence': { dwelling: door, from: '2020-01-01', to: '2026-11-01' } },
        source: 'seen',
        asOf: '2026-11-20',
      },
      { version: await rev() },
    )
  })

  test('an import that names her and is not finished keeps her too', async () => {
    const again = await bring(house, clerk, '次月台账.xlsx', [
      ['阳光花园人口台账（2026年11月）'],
      headings,
      person(2, '3', '2', '501', '配偶', NAME, '1952-05-09', PHONE, '新单位'),
    ])
    const { id } = await house.does(imports.understand, clerk, { file: again })
    await house.does(imports.stage, clerk, { id })
    await house.work()
    const refusal = await house.refused(actions.erase, head, { id: her, ...order }, 'erase.kept', { version: await rev() })
    assert.deepEqual(
      refusal.fields.map(({ say }) => say),
      ['erase.kept.import'],
    )
    await house.does(imports.drop, clerk, { id })
  })

  test('a dry run tells in counts what would go, and changes nothing', async () => {
    const before = await readEverything(house.above)
    const { goes } = await house.does(actions.erase, head, { id: her, ...order }, { version: await rev(), dryRun: true })
    assert.ok(goes.record === 2 && goes.form === 1 && goes.merge === 1 && goes.import === 1, JSON.stringify(goes))
    assert.ok((goes.mention ?? 0) >= 2 && (goes.file ?? 0) >= 2 && (goes.identifier ?? 0) >= 1, JSON.stringify(goes))
    assert.deepEqual(await readEverything(house.above), before)
    assert.ok(existsSync(house.house.files.path(STREET, roster)))
  })

  test('cut off after everything went it ends all the same; nothing of her is left in any table or file, and the log tells in ids', async () => {
    const { erasure } = await house.does(actions.erase, head, { id: her, ...order }, { version: await rev(), key: 'erase-her-once' })
    const run = house.house.files.remove
    house.house.files.remove = () => Promise.reject(new Error('killed here'))
    await assert.rejects(() => house.work(), /killed here/)
    house.house.files.remove = run
    const [job] = await house.above<{ id: string }[]>`
      update job set state = 'queued', problem = null where kind = ${eraseJob.kind} returning id`
    assert.ok(job)
    await house.work()
    await runJob(house.house, new Map([[eraseJob.kind, eraseJob as never]]), STREET, job.id, async () => head)
    for (const value of [NAME, ID, PHONE]) assert.deepEqual(await holding(value), [], value)
    const [row] = await house.above<{ purged: boolean; sha256: string }[]>`
      select purged_at is not null as purged, sha256 from file where id = ${delivery.file}`
    assert.ok(row?.purged && row.sha256.length === 64, 'row and hash stay')
    for (const file of [roster, delivery.file]) assert.ok(!existsSync(house.house.files.path(STREET, file)), file)
    const [still] = await house.above<{ rows: number }[]>`select count(*)::int as rows from export_register`
    assert.equal(still?.rows, 1)
    const { erasures } = await house.does(views.erasures, head, {})
    assert.ok(erasures[0]?.id === erasure && erasures[0].state === 'done' && (erasures[0].counts.saying ?? 0) > 0)
    const [logged] = await house.above<{ events: string }[]>`select events::text as events from log where action = 'erasure.close'`
    assert.match(logged?.events ?? '', new RegExp(her))
    assert.match(await readFile(join(house.folder, 'tombstones.jsonl'), 'utf8'), new RegExp(her))
    await house.refused(householdViews.person, clerk, { id: her }, 'thing.unknown')
  })

  test('her neighbours stay, with what they are called themselves', async () => {
    const { found } = await house.does(householdViews.search, clerk, { text: '张伟' })
    const whole = await house.does(householdViews.person, clerk, { id: found[0]!.id })
    assert.ok(!whole.facts.some(({ element }) => element === 'person.spouse-name'))
    assert.ok(whole.facts.some(({ element, value }) => element === 'person.employer' && value === '一厂'))
  })

  test('undoing the import that brought her takes back the others and does not bring her back', async () => {
    await house.does(imports.undo, clerk, { id: importId })
    await house.work()
    assert.deepEqual((await house.does(householdViews.search, clerk, { text: '王强' })).found, [])
    for (const value of [NAME, ID, PHONE]) assert.deepEqual(await holding(value), [], value)
    assert.equal((await house.above`select 1 from subject where id = ${her}`).length, 0)
  })

  test('what comes back by a road nobody thought of goes with the next night', async () => {
    await house.above`insert into subject (street_id, id, kind, region_no, rev, values, meta)
      values (${STREET}, ${her}, 'person', ${COMMUNITY * 1000}, 1, ${house.above.json({ 'person.name': NAME })}, '{"at":[]}')`
    await expireStreet(house.house, STREET)
    assert.deepEqual(await holding(NAME), [])
  })
})
