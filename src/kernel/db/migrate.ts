/**
 * Bringing the database to what the code expects: plain SQL files in the order of the modules, then of their numbers, each in a transaction
 * of its own that first takes one advisory lock and looks again, so that servers starting at once do the work once.
 */
import type { Sql, TransactionSql } from 'postgres'
import { errorCode, StartFailure } from './failures.ts'
import { type Manifest, readManifest } from './manifest.ts'
import { roles } from './roles.ts'
import type { Migration, ModuleSql } from './sql-files.ts'

export type Migrated = { applied: string[]; policies: string[]; manifest: Manifest }

/** Any number, the same in all versions of Linli. */
const LOCK = 5_115_002

/**
 * @param owner the pool of `linli_owner`
 * @param say progress, only when there is work
 * @throws StartFailure database-newer, migration-changed, migration-failed, disk-full
 */
export async function migrate(owner: Sql, modules: readonly ModuleSql[], say: (line: string) => void = () => undefined): Promise<Migrated> {
  const manifest = readManifest(modules)
  await ensureRecords(owner)
  const before = await readRecords(owner)
  refuseIfNewer(modules, before)
  const applied: string[] = []
  const touched = new Set<string>()
  for (const { module, migrations } of modules) {
    for (const migration of migrations) {
      if (isApplied(module, migration, before)) continue
      if (applied.length === 0) say('正在准备数据库的表……\nPreparing the tables of the database …')
      if (await applyMigration(owner, module, migration)) applied.push(`${module}/${fileName(migration)}`)
      touched.add(module)
    }
  }
  const policies: string[] = []
  for (const module of modules) if (await applyPolicies(owner, module, manifest, touched.has(module.module))) policies.push(module.module)
  await letBackupRead(owner, manifest)
  return { applied, policies, manifest }
}

/** Whatever a module's policies say, the backup role reads every row of every table: a backup that misses one is none. */
async function letBackupRead(owner: Sql, manifest: Manifest): Promise<void> {
  const closed = await owner<{ name: string; granted: boolean; open: boolean }[]>`
    select c.relname::text as name, has_table_privilege('linli_backup', c.oid, 'select') as granted,
      not c.relrowsecurity or exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'backup_reads') as open
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relname in ${owner([...manifest.keys()])}`
  for (const { name, granted, open } of closed) {
    if (!granted) await owner`grant select on ${owner(name)} to linli_backup`
    if (!open) await owner`create policy backup_reads on ${owner(name)} for select to linli_backup using (true)`.catch(unlessThere)
  }
}

/** Another server that starts at the same time was faster. */
function unlessThere(error: unknown): void {
  if (errorCode(error) !== '42710') throw error
}

type MigrationRecord = { module: string; number: number; hash: string }

async function ensureRecords(owner: Sql): Promise<void> {
  const [row] = await owner<{ there: boolean }[]>`select to_regclass('public.policy_text') is not null as there`
  if (row?.there) return
  await owner.begin(async (sql) => {
    await lock(sql)
    await sql`
      create table if not exists migration (
        module text not null, number int not null, name text not null, hash text not null, at timestamptz not null, primary key (module, number))`
    await sql`create table if not exists policy_text (module text primary key, hash text not null, at timestamptz not null)`
  })
}

async function lock(sql: TransactionSql): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK})`
}

function readRecords(sql: Sql | TransactionSql): Promise<MigrationRecord[]> {
  return sql<MigrationRecord[]>`select module, number, hash from migration order by module, number`
}

/** A database that knows changes we do not know was made by a later Linli; running an older one on it would write what the later does not expect. */
function refuseIfNewer(modules: readonly ModuleSql[], records: readonly MigrationRecord[]): void {
  const known = new Set(modules.flatMap(({ module, migrations }) => migrations.map(({ number }) => `${module} ${number}`)))
  const unknown = records.find(({ module, number }) => !known.has(`${module} ${number}`))
  if (unknown) throw new StartFailure('database-newer', { module: unknown.module, number: unknown.number })
}

function isApplied(module: string, migration: Migration, records: readonly MigrationRecord[]): boolean {
  const ofModule = records.filter((record) => record.module === module)
  const record = ofModule.find(({ number }) => number === migration.number)
  if (record && record.hash !== migration.hash) throw new StartFailure('migration-changed', { module, number: migration.number })
  const later = ofModule.find(({ number }) => number > migration.number)
  if (!record && later)
    throw new Error(`${module}/${fileName(migration)} comes too late: number ${later.number} is already applied; give it a higher number`)
  return record !== undefined
}

function fileName({ number, name }: Migration): string {
  return `${String(number).padStart(4, '0')}-${name}.sql`
}

/**
 * Row policies that bind the owner too would hide rows from a migration without a word; with row_security off such a statement fails. It then
 * says `alter table … no force row level security` first, and the policies, renewed afterwards, force it again.
 * @returns false when another server applied it while we waited for the lock
 */
async function applyMigration(owner: Sql, module: string, migration: Migration): Promise<boolean> {
  return owner.begin(async (sql) => {
    await lock(sql)
    if (isApplied(module, migration, await readRecords(sql))) return false
    await sql`set local row_security = off`
    // The body of a function is judged when it is made, as if it ran here: one that reads such a table could not be made in a database that has policies already.
    await sql`set local check_function_bodies = off`
    await runText(sql, module, fileName(migration), migration.text)
    await sql`set local row_security = on`
    await sql`insert into migration (module, number, name, hash, at) values (${module}, ${migration.number}, ${migration.name}, ${migration.hash}, now())`
    return true
  })
}

/**
 * A module's `policies.sql` is the whole truth about its tables: what stood before is dropped and revoked, then the text runs.
 * @param renew also when the text is unchanged, because the module's tables changed
 */
async function applyPolicies(owner: Sql, module: ModuleSql, manifest: Manifest, renew: boolean): Promise<boolean> {
  const { policies } = module
  const isCurrent = async (sql: Sql | TransactionSql) => {
    const [row] = await sql<{ hash: string }[]>`select hash from policy_text where module = ${module.module}`
    return policies ? row?.hash === policies.hash : row === undefined
  }
  if (!renew && (await isCurrent(owner))) return false
  return owner.begin(async (sql) => {
    await lock(sql)
    if (!renew && (await isCurrent(sql))) return false
    await clearPolicies(sql, tablesOf(module.module, manifest))
    await sql`delete from policy_text where module = ${module.module}`
    if (!policies) return false
    await runText(sql, module.module, 'policies.sql', policies.text)
    await sql`insert into policy_text (module, hash, at) values (${module.module}, ${policies.hash}, now())`
    return true
  })
}

function tablesOf(module: string, manifest: Manifest): string[] {
  return [...manifest].filter(([, entry]) => entry.module === module).map(([name]) => name)
}

async function clearPolicies(sql: TransactionSql, tables: readonly string[]): Promise<void> {
  if (tables.length === 0) return
  const found = await sql<{ policy: string; table: string }[]>`
    select policyname::text as policy, tablename::text as table from pg_policies where schemaname = 'public' and tablename in ${sql([...tables])}`
  for (const { policy, table } of found) await sql`drop policy ${sql(policy)} on ${sql(table)}`
  const others = roles.filter((role) => role !== 'linli_owner')
  await sql.unsafe(`revoke all on ${tables.map((name) => `"${name}"`).join(', ')} from ${others.join(', ')}`)
}

async function runText(sql: TransactionSql, module: string, file: string, text: string): Promise<void> {
  try {
    await sql.unsafe(text)
  } catch (error) {
    const code = errorCode(error)
    if (code === '53100') throw new StartFailure('disk-full', { folder: 'PostgreSQL' }, error)
    throw new StartFailure('migration-failed', { module, file, reason: `${reasonOf(error, text)} [${code}]` }, error)
  }
}

function reasonOf(error: unknown, text: string): string {
  if (!(error instanceof Error)) return String(error)
  const position = 'position' in error ? Number(error.position) : Number.NaN
  return Number.isFinite(position) ? `${error.message}, line ${text.slice(0, position).split('\n').length}` : error.message
}
