import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, beforeEach, describe, test } from 'node:test'
import type { Sql } from 'postgres'
import { Problem } from '#base/problem.ts'
import { allRights } from '#catalogue/roles.ts'
import { addEstate } from '#ground/places/actions.ts'
import { openHouse } from '#server/open-house.ts'
import { connectAsSuperuser, openTestDatabase, type TestDatabase } from '../../../test/server.ts'
import { COMMUNITY, STREET } from '../../../test/stage.ts'
import { type Actor, houseActor } from '../access/actor.ts'
import type { Action, View } from '../action/action.ts'
import { enter } from '../action/door.ts'
import type { House } from '../action/house.ts'
import { bring, open } from '../files/actions.ts'
import { chainHash, contentOf } from './chain.ts'
import { newId } from './id.ts'
import { type Sealer, startSealer } from './sealer.ts'
import { verifyLog } from './verify.ts'

const OTHER_STREET = 370683002

describe('the log', () => {
  let database: TestDatabase
  let folder: string
  let house: House
  let admin: Sql
  let sealer: Sealer
  let heads: string
  const handed: string[] = []

  before(async () => {
    database = await openTestDatabase()
    folder = await mkdtemp(join(tmpdir(), 'linli-log-'))
    heads = join(folder, 'heads.jsonl')
    house = (await openHouse({ app: database.app, folder, log: () => undefined })).house
    admin = connectAsSuperuser(database)
    sealer = startSealer(database.sealer, {
      headsFile: heads,
      handOver: async (_sql, _street, rows) => void handed.push(...rows.flatMap((row) => row.events.map((event) => event.name))),
      everyMs: 600_000,
      onError: (error) => assert.fail(String(error)),
    })
    for (const name of ['甲', '乙', '丙', '丁', '戊', '己']) await draw(name)
    await draw('庚', OTHER_STREET)
    for (let look = 0; look < 3; look += 1) {
      const stored = await house.files.write(STREET, Readable.from([Buffer.from('x')]))
      await ask(bring, { ...stored, name: 'a.txt', media: 'text/plain' })
      await ask(open, { id: stored.id })
    }
    assert.equal(await sealer.sealAll(), 13)
    await admin`create table kept_log as table log`
    await admin`create table kept_look as table look`
    await admin`create table kept_head as table seal_head`
  })
  after(async () => {
    await sealer.stop()
    await admin.end()
    await database.close()
    await rm(folder, { recursive: true, force: true })
  })
  beforeEach(async () => {
    for (const [table, kept] of [
      ['log', 'kept_log'],
      ['look', 'kept_look'],
      ['seal_head', 'kept_head'],
    ] as const) {
      await admin`delete from ${admin(table)}`
      await admin`insert into ${admin(table)} select * from ${admin(kept)}`
    }
  })

  const ask = (operation: Action | View, input: unknown, more: { street?: number; actor?: Actor; key?: string; dryRun?: boolean } = {}) => {
    const { street = STREET, actor = houseActor(street, allRights), ...rest } = more
    return enter(house, operation, { street, actor, input, ...rest })
  }
  const draw = (name: string, street = STREET, more: { key?: string; dryRun?: boolean; actor?: Actor } = {}) =>
    ask(addEstate, { region: street === STREET ? COMMUNITY : street * 1000 + 13, kind: 'estate', name }, { street, ...more })
  const faultsOf = async (headsFile?: string) => {
    const { faults } = await verifyLog(database.sealer, headsFile ? { headsFile } : {})
    return faults.map(({ chain, street, seq, fault }) => `${chain} ${street} ${seq} ${fault}`)
  }
  const inStreet = (seq: number) => admin`street_id = ${STREET} and seq = ${seq}`

  test('sealed rows are numbered from 1 in each street and chain; events are handed over in that order', async () => {
    const rows = await admin<
      { street_id: string; seq: string; action: string }[]
    >`select street_id, seq, action from log order by street_id, seq`
    assert.deepEqual(
      rows.map((row) => `${row.street_id} ${row.seq}`),
      [
        '370683001 1',
        '370683001 2',
        '370683001 3',
        '370683001 4',
        '370683001 5',
        '370683001 6',
        '370683001 7',
        '370683001 8',
        '370683001 9',
        '370683002 1',
      ],
    )
    assert.deepEqual(handed, [
      'estate.drawn',
      'estate.drawn',
      'estate.drawn',
      'estate.drawn',
      'estate.drawn',
      'estate.drawn',
      'file.brought',
      'file.brought',
      'file.brought',
      'estate.drawn',
    ])
    const found = await verifyLog(database.sealer, { headsFile: heads })
    assert.deepEqual([found.rows, found.unsealed, found.streets, found.faults], [13, 0, 2, []])
  })

  test('rows that wait for the sealer are named, and are sealed after the others', async () => {
    await draw('辛')
    assert.equal((await verifyLog(database.sealer)).unsealed, 1)
    assert.equal(await sealer.backlog(), 1)
    const before = await readFile(heads)
    assert.equal(await sealer.sealAll(), 1)
    assert.deepEqual(await faultsOf(heads), [])
    await writeFile(heads, before)
  })

  const flips: [string, () => Promise<unknown>][] = [
    ['the action', () => admin`update log set action = 'estate.moved' where ${inStreet(3)}`],
    ['an event', () => admin`update log set events = jsonb_set(events, '{0,subjects}', '[]') where ${inStreet(3)}`],
    ['the moment, by a microsecond', () => admin`update log set at = at + interval '1 microsecond' where ${inStreet(3)}`],
    ['the login', () => admin`update log set login_id = post_id, post_id = ${newId()} where ${inStreet(3)}`],
    ['the hash', () => admin`update log set hash = set_byte(hash, 5, get_byte(hash, 5) # 1) where ${inStreet(3)}`],
  ]
  for (const [what, flip] of flips) {
    test(`a flip is found: ${what}`, async () => {
      await flip()
      assert.ok((await faultsOf(heads)).includes(`log ${STREET} 3 changed`))
    })
  }

  test('a flip is found in the looks: of whom, why, which fields', async () => {
    for (const column of ['reason', 'filter', 'fields'] as const) {
      const value = { reason: admin`'因公'`, filter: admin`'{"file":"0"}'::jsonb`, fields: admin`array['person.name']` }[column]
      await admin`update look set ${admin(column)} = ${value} where ${inStreet(2)}`
      assert.ok((await faultsOf(heads)).includes(`look ${STREET} 2 changed`), column)
    }
  })

  test('an inserted row is found, in the middle and behind the end', async () => {
    const copy = (seq: number) => admin`
      insert into log select street_id, at, ${newId()}, login_id, post_id, action, events, ${seq}, prev, hash from kept_log where ${inStreet(4)}`
    await copy(4)
    assert.ok((await faultsOf(heads)).some((fault) => / 4 (order|changed)$/.test(fault)))
    await admin`delete from log`
    await admin`insert into log select * from kept_log`
    await copy(10)
    assert.ok((await faultsOf(heads)).some((fault) => / 10 (order|changed)$/.test(fault)))
  })

  test('a removed row is found, at the start, in the middle and at the end', async () => {
    for (const [seq, fault] of [
      [1, 'missing'],
      [4, 'missing'],
      [9, 'tail-cut'],
    ] as const) {
      await admin`delete from log where ${inStreet(seq)}`
      assert.ok((await faultsOf()).includes(`log ${STREET} ${seq} ${fault}`), String(seq))
      await admin`insert into log select * from kept_log where ${inStreet(seq)}`
    }
    assert.deepEqual(await faultsOf(heads), [])
  })

  test('two rows that changed places are found', async () => {
    await admin`update log set seq = case seq when 3 then 4 else 3 end where street_id = ${STREET} and seq in (3, 4)`
    const faults = await faultsOf(heads)
    assert.ok(
      faults.some((fault) => fault.startsWith(`log ${STREET} 3 `)) && faults.some((fault) => fault.startsWith(`log ${STREET} 4 `)),
      faults.join(),
    )
  })

  test('a tail cut off together with its head is found by the heads kept outside', async () => {
    await admin`delete from log where street_id = ${STREET} and seq > 5`
    await admin`update seal_head set seq = 5, hash = (select hash from log where ${inStreet(5)}) where street_id = ${STREET} and chain = 'log'`
    assert.deepEqual(await faultsOf(), [])
    assert.deepEqual(await faultsOf(heads), [`log ${STREET} 9 tail-cut`])
  })

  test('a street that vanished whole, and a chain computed anew from a lie, are found by the heads kept outside', async () => {
    await admin`delete from log where street_id = ${OTHER_STREET}`
    await admin`delete from seal_head where street_id = ${OTHER_STREET}`
    assert.deepEqual(await faultsOf(heads), [`log ${OTHER_STREET} 1 tail-cut`])
    await admin`update log set action = 'estate.moved' where ${inStreet(2)}`
    let prev: Buffer = Buffer.alloc(32)
    const rows = await admin<
      { id: string; content: string }[]
    >`select id, ${admin.unsafe(contentOf.log)} as content from log where street_id = ${STREET} order by seq`
    for (const [at, row] of rows.entries()) {
      const hash = chainHash(prev, at + 1, row)
      await admin`update log set prev = ${prev}, hash = ${hash} where ${inStreet(at + 1)}`
      prev = hash
    }
    await admin`update seal_head set hash = ${prev} where street_id = ${STREET} and chain = 'log'`
    assert.deepEqual(
      (await faultsOf()).filter((fault) => fault.includes(String(STREET))),
      [],
    )
    assert.ok((await faultsOf(heads)).includes(`log ${STREET} 9 head`))
  })

  test('a torn last line of the heads does not matter', async () => {
    const whole = await readFile(heads, 'utf8')
    await writeFile(heads, `${whole}{"street":370683001,"chain":"log","se`)
    assert.deepEqual(await faultsOf(heads), [])
    await writeFile(heads, whole)
  })

  test('the sealer can number rows and nothing else; the app can neither change nor remove them', async () => {
    const refused = { code: '42501' }
    const { sealer: seal, app } = database
    await assert.rejects(() => seal`update log set action = 'x' where ${seal`seq = 1`}`, refused)
    await assert.rejects(() => seal`update look set reason = 'x'`, refused)
    await assert.rejects(() => seal`delete from log`, refused)
    await assert.rejects(() => seal`insert into log select * from log limit 0`, refused)
    await assert.rejects(() => seal`select 1 from subject`, refused)
    for (const table of ['log', 'look']) {
      await assert.rejects(() => app`update ${app(table)} set seq = 1`, refused)
      await assert.rejects(() => app`delete from ${app(table)}`, refused)
    }
    await assert.rejects(() => app`insert into seal_head values (1, 'log', 1, ''::bytea)`, refused)
  })

  test('nobody writes into the log under another login, in another street, or already numbered', async () => {
    const me = houseActor(STREET, allRights)
    const scope = { street: STREET, lo: me.lo, hi: me.hi, login: me.login, post: me.post, sensitive: false }
    const write = (street: number, login: string, seq: number | null) =>
      house.transaction(
        scope,
        (sql) =>
          sql`insert into log (street_id, at, id, login_id, post_id, action, events, seq) values (${street}, now(), ${newId()}, ${login}, ${me.post}, 'x', '[]', ${seq})`,
      )
    for (const row of [
      [OTHER_STREET, me.login, null],
      [STREET, newId(), null],
      [STREET, me.login, 99],
    ] as const)
      await assert.rejects(() => write(row[0], row[1], row[2]), { code: '42501' })
  })

  test('the same command five times at once is done once, and all five get its reply', async () => {
    for (let round = 0; round < 20; round += 1) {
      const key = newId()
      const replies = await Promise.all(Array.from({ length: 5 }, () => draw(`壬${round}`, STREET, { key })))
      assert.equal(new Set(replies.map(({ data }) => JSON.stringify(data))).size, 1)
      assert.equal(replies.filter(({ replayed }) => replayed).length, 4)
    }
    const [row] = await admin<{ estates: number; logged: number }[]>`
      select (select count(*)::int from estate where name like '壬%') as estates, (select count(*)::int from log where seq is null) as logged`
    assert.deepEqual(row, { estates: 20, logged: 20 })
  })

  test('of the same key with two inputs at once one is done, the other refused', async () => {
    const key = newId()
    const done = await Promise.allSettled(['寅', '卯'].map((name) => draw(name, STREET, { key })))
    assert.deepEqual(done.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
    const refused = done.find(({ status }) => status === 'rejected') as PromiseRejectedResult
    assert.ok(refused.reason instanceof Problem && refused.reason.code === 'idempotency.mismatch', String(refused.reason))
  })

  test('a refused command may come again under its key', async () => {
    const key = newId()
    const refusedAsKnown = (error: unknown) => error instanceof Problem && error.code === 'place.known'
    await assert.rejects(() => draw('甲', STREET, { key }), refusedAsKnown)
    await admin`delete from estate where name = '甲'`
    assert.equal((await draw('甲', STREET, { key })).replayed, false)
  })

  test('a key is bound to its input and its login; a try-out leaves neither key nor row', async () => {
    const key = newId()
    const tried = await draw('癸', STREET, { key, dryRun: true })
    assert.ok((tried.data as { estate: string }).estate)
    await draw('癸', STREET, { key })
    await assert.rejects(
      () => draw('子', STREET, { key }),
      (error) => error instanceof Problem && error.code === 'idempotency.mismatch',
    )
    await draw('子', STREET, { key, actor: { ...houseActor(STREET, allRights), login: newId() } })
    const [row] = await admin<{ estates: number }[]>`select count(*)::int as estates from estate where name in ('癸', '子')`
    assert.equal(row?.estates, 2)
  })
})
