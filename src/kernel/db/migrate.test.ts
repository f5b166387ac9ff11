import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type EmptyDatabase, makeEmptyDatabase } from '../../../test/server.ts'
import { type Database, openDatabase } from './connect.ts'
import { StartFailure } from './failures.ts'
import { compareWithCatalog, readManifest } from './manifest.ts'
import { migrate } from './migrate.ts'
import { moduleSqlOf } from './sql-files.ts'

const doors = `-- One door.
-- table: street
create table door (street_id bigint not null, id int not null, name text, primary key (street_id, id));
`
const doorPolicies = `alter table door enable row level security;
alter table door force row level security;
grant select, insert on door to linli_app;
create policy door_own on door to linli_app using (street_id = 1) with check (street_id = 1);
`
const first = { 'ground/doors/tables/0001-door.sql': doors, 'ground/doors/policies.sql': doorPolicies }
const houseOf = (texts: Record<string, string>, modules = ['ground/doors']) => modules.map((module) => moduleSqlOf(module, texts))

describe('migrations', () => {
  let place: EmptyDatabase
  let database: Database
  before(async () => {
    place = await makeEmptyDatabase()
    database = await openDatabase({ url: place.url, folder: '' })
  })
  after(async () => {
    await database.close()
    await place.drop()
  })

  const refused = async (texts: Record<string, string>, modules?: string[]) => {
    const error: unknown = await migrate(database.owner, houseOf(texts, modules)).catch((reason: unknown) => reason)
    assert.ok(error instanceof StartFailure, String(error))
    return error
  }

  test('two servers starting at once do the work once', async () => {
    const said: string[] = []
    const both = await Promise.all([
      migrate(database.owner, houseOf(first), (line) => said.push(line)),
      migrate(database.owner, houseOf(first)),
    ])
    assert.deepEqual(
      both.flatMap((result) => result.applied),
      ['ground/doors/0001-door.sql'],
    )
    assert.deepEqual(await migrate(database.owner, houseOf(first)).then(({ applied, policies }) => ({ applied, policies })), {
      applied: [],
      policies: [],
    })
    assert.deepEqual([...(await database.app`select name from door`)], [])
  })

  test('nothing is lost when line ends change, and an edited file is refused', async () => {
    const windows = Object.fromEntries(Object.entries(first).map(([path, text]) => [path, text.replaceAll('\n', '\r\n')]))
    assert.deepEqual((await migrate(database.owner, houseOf(windows))).applied, [])
    const error = await refused({ ...first, 'ground/doors/tables/0001-door.sql': `${doors}-- later thought\n` })
    assert.equal(error.code, 'migration-changed')
    assert.deepEqual(error.details, { module: 'ground/doors', number: 1 })
  })

  test('policies are replaced whole: what the text no longer grants is gone', async () => {
    await database.app`insert into door values (1, 1, '1-101')`
    const narrower = doorPolicies.replace('select, insert', 'select').replace('door_own', 'door_of_one')
    assert.deepEqual((await migrate(database.owner, houseOf({ ...first, 'ground/doors/policies.sql': narrower }))).policies, [
      'ground/doors',
    ])
    await assert.rejects(() => database.app`insert into door values (1, 2, '1-102')`, { code: '42501' })
    const found = await database.owner`select policyname from pg_policies where tablename = 'door' order by policyname`
    assert.deepEqual(
      found.map((row) => row.policyname),
      ['backup_reads', 'door_of_one'],
    )
    await migrate(database.owner, houseOf(first))
  })

  test('a failing file changes nothing and names its line', async () => {
    const error = await refused({
      ...first,
      'ground/doors/tables/0002-broken.sql': 'alter table door add column floor int;\nselect nothing;\n',
    })
    assert.equal(error.code, 'migration-failed')
    assert.match(error.message, /0002-broken\.sql.*line 2.*42703/)
    const columns = await database.owner`select 1 from information_schema.columns where table_name = 'door' and column_name = 'floor'`
    assert.equal(columns.length, 0)
  })

  test('a migration that row policies would blind fails instead of doing nothing', async () => {
    const blind = { ...first, 'ground/doors/tables/0002-names.sql': `update door set name = 'x';` }
    assert.match((await refused(blind)).message, /row-level security/)
    const seeing = {
      ...first,
      'ground/doors/tables/0002-names.sql': `alter table door no force row level security;\nupdate door set name = 'x';`,
    }
    const { applied, policies } = await migrate(database.owner, houseOf(seeing))
    assert.deepEqual([applied, policies], [['ground/doors/0002-names.sql'], ['ground/doors']])
    assert.deepEqual([...(await database.app`select name from door`)], [{ name: 'x' }])
    const [row] = await database.owner`select relforcerowsecurity as forced from pg_class where relname = 'door'`
    assert.deepEqual(row, { forced: true }, 'the policies were renewed')
  })

  test('a function over a table whose rows are already kept from the owner can be made, and made anew', async () => {
    const owned = await makeEmptyDatabase()
    const other = await openDatabase({ url: owned.url, folder: '' })
    try {
      await migrate(other.owner, houseOf(first))
      const count = (name: string) => ({
        [`ground/doors/tables/${name}.sql`]:
          'create or replace function app_doors() returns bigint language sql stable security definer as $$ select count(*) from door $$;\n',
      })
      const { applied } = await migrate(other.owner, houseOf({ ...first, ...count('0002-count'), ...count('0003-again') }))
      assert.equal(applied.length, 2)
    } finally {
      await other.close()
      await owned.drop()
    }
  })

  test('an older Linli is kept from a newer database', async () => {
    const error = await refused(first)
    assert.equal(error.code, 'database-newer')
    assert.deepEqual(error.details, { module: 'ground/doors', number: 2 })
    assert.match(error.message, /更新版本/)
  })

  test('a file slipped in before an applied one is an error of ours', async () => {
    const texts = { 'ground/doors/tables/0002-names.sql': `alter table door no force row level security;\nupdate door set name = 'x';` }
    const before = { ...first, ...texts, 'ground/doors/tables/0000-early.sql': 'select 1' }
    await assert.rejects(() => migrate(database.owner, houseOf(before)), /comes too late/)
  })

  test('tables nobody declared are found', async () => {
    const manifest = readManifest(houseOf(first))
    await database.owner`create table stray (a int)`
    assert.deepEqual(await compareWithCatalog(database.owner, manifest), { undeclared: ['stray'], missing: [] })
    await database.owner`drop table stray`
  })
})

describe('the manifest', () => {
  const manifestOf = (...texts: string[]) =>
    readManifest(houseOf(Object.fromEntries(texts.map((text, at) => [`ground/doors/tables/000${at + 1}-a.sql`, text]))))

  test('reads the kind above each table, follows renames and drops, and leaves partitions to their parent', () => {
    const manifest = manifestOf(
      `${doors}\n-- table: reference\ncreate table if not exists code (id text);\n-- table: local\ncreate unlogged table queue (id int);`,
      `-- table: street\ncreate table log (at date) partition by range (at);\ncreate table log_2026 partition of log default;\nalter table code rename to entry;\ndrop table queue;`,
    )
    manifest.delete('migration')
    manifest.delete('policy_text')
    assert.deepEqual(Object.fromEntries([...manifest].map(([name, { kind }]) => [name, kind])), {
      door: 'street',
      entry: 'reference',
      log: 'street',
    })
  })

  test('refuses a table without a declaration', () => {
    assert.throws(() => manifestOf('create table bare (a int)'), /directly above create table bare/)
    assert.throws(() => manifestOf('-- table: tenant\ncreate table bare (a int)'), /bare/)
  })

  test('refuses badly named and doubly numbered files', () => {
    assert.throws(() => houseOf({ 'ground/doors/tables/1-door.sql': '' }), /NNNN-name/)
    assert.throws(() => houseOf({ 'ground/doors/tables/0001-a.sql': '', 'ground/doors/tables/0001-b.sql': '' }), /two migrations/)
  })
})
