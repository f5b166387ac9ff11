/** The rules of the house, held against its database (DESIGN §5, §7): what each table, key, policy and role must be. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Sql } from 'postgres'
import { describeTables } from '#kernel/db/describe-tables.ts'
import { compareWithCatalog, type Manifest, readManifest } from '#kernel/db/manifest.ts'
import { roles } from '#kernel/db/roles.ts'
import { readModuleSql } from '#kernel/db/sql-files.ts'
import { modules } from '#server/modules.ts'
import { inScope } from '#server/open-house.ts'
import { connectAsSuperuser, openTestDatabase, type TestDatabase } from './server.ts'
import { readText } from './sources.ts'

describe('the database of the house', () => {
  let database: TestDatabase
  let admin: Sql
  let manifest: Manifest
  let streets: string[]

  before(async () => {
    database = await openTestDatabase()
    admin = connectAsSuperuser(database)
    manifest = readManifest(await readModuleSql(modules))
    streets = [...manifest].flatMap(([name, { kind }]) => (kind === 'street' ? [name] : []))
  })
  after(async () => {
    await admin.end()
    await database.close()
  })

  const names = (rows: readonly { name: string }[]) => rows.map(({ name }) => name)

  test('every table is declared, and every declared table stands', async () => {
    assert.deepEqual(await compareWithCatalog(database.owner, manifest), { undeclared: [], missing: [] })
    assert.ok(streets.length > 20)
  })

  test('docs/tables.sql says what each table is', async (t) => {
    const [server] = await admin<{ version: number }[]>`select current_setting('server_version_num')::int as version`
    // Older servers print conditions with other brackets.
    if ((server?.version ?? 0) < 180_000) return t.skip('the page is printed by the server that comes along')
    assert.equal(
      readText('docs/tables.sql'),
      await describeTables(database.owner, manifest),
      'write it anew: npm run linli -- house --tables > docs/tables.sql',
    )
  })

  test('street_id is a bigint that is never empty, and comes first in every key, unique index and foreign key of a street table', async () => {
    const columns = await admin<{ name: string }[]>`
      select attrelid::regclass::text as name from pg_attribute
      where attname = 'street_id' and attnotnull and atttypid = 'bigint'::regtype and attrelid::regclass::text in ${admin(streets)}`
    assert.deepEqual(new Set(names(columns)), new Set(streets))
    const keys = await admin<{ name: string }[]>`
      select i.indexrelid::regclass::text as name from pg_index i
      where i.indisunique and i.indrelid::regclass::text in ${admin(streets)}
        and (select attname from pg_attribute where attrelid = i.indrelid and attnum = i.indkey[0]) is distinct from 'street_id'`
    assert.deepEqual(names(keys), [])
    const foreign = await admin<{ name: string }[]>`
      select conname::text as name from pg_constraint c
      where contype = 'f' and conrelid::regclass::text in ${admin(streets)}
        and ((select attname from pg_attribute where attrelid = c.conrelid and attnum = c.conkey[1]) is distinct from 'street_id'
          or (select attname from pg_attribute where attrelid = c.confrelid and attnum = c.confkey[1]) is distinct from 'street_id'
          or confdeltype in ('n', 'd'))`
    assert.deepEqual(names(foreign), [])
    const primary = await admin<
      { name: string }[]
    >`select indrelid::regclass::text as name from pg_index where indisprimary and indrelid::regclass::text in ${admin(streets)}`
    assert.deepEqual(new Set(names(primary)), new Set(streets))
  })

  test('tables that are not of a street point at none', async () => {
    const wrong = await admin<{ name: string }[]>`
      select conname::text as name from pg_constraint
      where contype = 'f' and confrelid::regclass::text in ${admin(streets)} and conrelid::regclass::text not in ${admin(streets)} and conparentid = 0
        and not exists (select 1 from pg_inherits where inhrelid = conrelid)`
    assert.deepEqual(names(wrong), [])
  })

  test('row security binds everybody on every street table, and the app has a policy there', async () => {
    const open = await admin<{ name: string }[]>`
      select relname::text as name from pg_class c where relname in ${admin(streets)} and relnamespace = 'public'::regnamespace
        and (not relrowsecurity or not relforcerowsecurity
          or not exists (select 1 from pg_policies p where p.tablename = c.relname and 'linli_app' = any(p.roles)))`
    assert.deepEqual(names(open), [])
  })

  test('policies hold no subquery, name the street and are bound to a role', async () => {
    const policies = await admin<{ name: string; text: string; roles: string[] }[]>`
      select tablename || '.' || policyname as name, coalesce(qual, '') || ' ' || coalesce(with_check, '') as text, roles::text[] as roles from pg_policies where schemaname = 'public'`
    assert.ok(policies.length > 40)
    assert.deepEqual(
      policies.filter(({ text }) => /\bselect\b/i.test(text)).map(({ name }) => name),
      [],
    )
    assert.deepEqual(
      policies.filter((one) => one.roles.includes('public')).map(({ name }) => name),
      [],
    )
    const app = policies.filter((one) => one.roles.includes('linli_app'))
    assert.deepEqual(
      app.filter(({ text }) => !text.includes('(street_id = app_street())')).map(({ name }) => name),
      [],
    )
  })

  test('a resident has policies of her own, bound to her ids or her login, and nothing by area', async () => {
    const policies = await admin<{ name: string; text: string }[]>`
      select tablename || '.' || policyname as name, coalesce(qual, '') || ' ' || coalesce(with_check, '') as text from pg_policies
      where schemaname = 'public' and 'linli_resident' = any(roles)`
    assert.ok(policies.length > 10)
    assert.deepEqual(
      policies.filter(({ text }) => !text.includes('(street_id = app_street())') || /app_(lo|hi)\(/.test(text)).map(({ name }) => name),
      [],
    )
    // What names nobody: what is announced, where an emergency goes on, whom to ring, which words were said again, who holds which post, what units are called, the key to open her
    // numbers with. Matters that were opened to her (`app_open_own`) hang on her ids.
    assert.deepEqual(names(policies.filter(({ text }) => !/app_own\(\)|app_login\(\)|app_matters\(\)/.test(text))).sort(), [
      'announcement.announcement_seen',
      'announcement_area.announcement_area_seen',
      'confirmation.confirmation_seen',
      'emergency.emergency_own',
      'office.office_seen',
      'post.post_seen',
      'street_key.street_key_read',
      'unit.unit_named',
    ])
    const [row] = await admin<{ inherits: boolean }[]>`select pg_has_role('linli_app', 'linli_resident', 'usage') as inherits`
    assert.equal(row?.inherits, false, 'no policy of hers holds for staff')
  })

  test('without a scope nothing shows, whatever was set before on the connection', async () => {
    const nobody = '00000000-0000-7000-8000-000000000000'
    await inScope(database.app, { street: 1, lo: 0, hi: 1, login: nobody, post: nobody, sensitive: true }, async () => undefined)
    const [scope] = await database.app<
      { street: number | null; sensitive: boolean }[]
    >`select app_street() as street, app_sensitive() as sensitive`
    assert.deepEqual(scope, { street: null, sensitive: false })
  })

  test('the backup role reads every table whole, and changes none', async () => {
    const blind = await admin<{ name: string }[]>`
      select relname::text as name from pg_class c where relname in ${admin([...manifest.keys()])} and relnamespace = 'public'::regnamespace
        and (not has_table_privilege('linli_backup', c.oid, 'select') or has_table_privilege('linli_backup', c.oid, 'insert, update, delete, truncate')
          or (relrowsecurity and not exists (
            select 1 from pg_policies p where p.tablename = c.relname and roles = '{linli_backup}' and cmd = 'SELECT' and qual = 'true')))`
    assert.deepEqual(names(blind), [])
  })

  test('statements, logs and looks are only added to by the app', async () => {
    const changed = await admin<{ name: string }[]>`
      select relname::text as name from pg_class c where relname in ('statement', 'statement_s', 'log', 'look', 'act', 'delivery', 'export_register')
        and has_table_privilege('linli_app', c.oid, 'update, delete, truncate')`
    assert.deepEqual(names(changed), [])
  })

  test('the roles own nothing, stand above nothing and may not make tables; the queue is closed to the app', async () => {
    const others = roles.filter((role) => role !== 'linli_owner')
    const [row] = await admin<{ owned: number; above: number; making: number }[]>`
      select (select count(*)::int from pg_class where relowner::regrole::text in ${admin(others)}) as owned,
        (select count(*)::int from pg_roles where rolname in ${admin([...roles])} and (rolsuper or rolbypassrls)) as above,
        (select count(*)::int from pg_roles where rolname in ${admin(others)} and has_schema_privilege(oid, 'public', 'create')) as making`
    assert.deepEqual(row, { owned: 0, above: 0, making: 0 })
    await assert.rejects(() => database.app`select 1 from graphile_worker._private_jobs`, { code: '42501' })
  })

  test('no triggers, no identity columns and no sequences in the house’s own tables', async () => {
    const found = await admin<{ name: string }[]>`
      select tgrelid::regclass::text as name from pg_trigger where not tgisinternal and tgrelid::regclass::text in ${admin([...manifest.keys()])}
      union all select attrelid::regclass::text from pg_attribute where attidentity <> '' and attrelid::regclass::text in ${admin([...manifest.keys()])}
      union all select relname::text from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace`
    assert.deepEqual(names(found), [])
  })

  test('no column keeps a score, rank, star or risk label of somebody', async () => {
    const found = await admin<{ name: string }[]>`
      select attrelid::regclass || '.' || attname as name from pg_attribute
      where attnum > 0 and attrelid::regclass::text in ${admin([...manifest.keys()])} and attname ~ '(^|_)(score|rank|rating|stars?|risk|points|trust)(_|$)'`
    assert.deepEqual(names(found), [])
  })

  test('functions with more rights than their caller are few, fixed in what they find, and closed to the public', async () => {
    const found = await admin<{ name: string; fixed: boolean; open: boolean }[]>`
      select proname::text as name, coalesce(proconfig::text, '') like '%search_path=%' as fixed, has_function_privilege('public', oid, 'execute') as open
      from pg_proc where prosecdef and pronamespace = 'public'::regnamespace order by 1`
    assert.deepEqual(
      found.map(({ name }) => name),
      // One tells what an office’s neighbours asked of streets, without which and what for, one which requests ask a resident, two search inside the scope they read themselves, one finds who somebody claims to be, one who is behind a number and a name, one ends the sessions of a telephone, three measure tables, two add to the queue, one sorts an index;
      // of matters one draws a number nobody has, one opens an id nobody uses, one what may be joined, one counts how units came when they were called, and three tell a resident what is like hers, what she was answered, and what her doors are part of; two say which workbooks named her and what is staged about her.
      [
        'app_asked_of_streets',
        'app_asking',
        'app_draw_number',
        'app_end_sessions',
        'app_find_alike',
        'app_find_claimed',
        'app_find_subjects',
        'app_measure_asked',
        'app_measure_staged',
        'app_measure_written',
        'app_open_glass',
        'app_open_joinable',
        'app_open_new',
        'app_own_deliveries',
        'app_own_places',
        'app_own_restrictions',
        'app_own_staged',
        'app_own_topics',
        'app_own_words',
        'app_queue_follower',
        'app_queue_job',
        'app_rate_units',
        'app_similar_open',
        'app_sort_search',
        'app_topic_supporters',
      ],
    )
    assert.ok(found.every(({ fixed, open }) => fixed && !open))
  })
})
