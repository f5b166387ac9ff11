/**
 * Restoring: into a database without rows only. The tables are made as they were when the backup was written, filled in one transaction, and
 * brought up to date afterwards; until that transaction commits there is nothing, after it there is everything.
 */
import { createWriteStream } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Sql, TransactionSql } from 'postgres'
import { errorCode, StartFailure } from '../db/failures.ts'
import { readManifest } from '../db/manifest.ts'
import { migrate } from '../db/migrate.ts'
import type { ModuleSql } from '../db/sql-files.ts'
import { ensureMonths } from '../log/partitions.ts'
import type { OpenBackup } from './archive-reader.ts'
import { BackupFailure } from './failures.ts'
import { type BackupManifest, TOMBSTONES } from './format.ts'
import { appendTombstones, parseTombstones, type Tombstone } from './tombstones.ts'

export type RestoreTarget = {
  owner: Sql
  modules: readonly ModuleSql[]
  folder: string
  /** Where it is restored to, for words. */
  where: string
  /** Tombstones kept apart, later than the backup. */
  tombstones: readonly Tombstone[]
  /** Forget subjects, and tell the files they stood in; handed in, because the kernel knows no facts. */
  erase: (sql: TransactionSql, street: number, subjects: string[]) => Promise<{ files: string[] }>
  onProgress?: (stage: string, done: number, total: number) => void
}

const LINE_END = 10

/** Told by the size of the tables, which no row policy hides. @throws BackupFailure not-empty */
export async function refuseIfNotEmpty(owner: Sql, modules: readonly ModuleSql[], where: string): Promise<void> {
  const own = [...readManifest(modules)].filter(
    ([name, { kind, module }]) => kind !== 'reference' && module !== 'kernel/db' && name !== 'session',
  )
  const [filled] = await owner<{ table: string }[]>`
    select c.relname::text as table from pg_class c left join pg_inherits i on i.inhrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and coalesce(i.inhparent, c.oid)::regclass::text in ${owner(own.map(([name]) => name))}
      and pg_relation_size(c.oid) > 0 limit 1`
  if (filled) throw new BackupFailure('not-empty', { where, table: filled.table })
}

/**
 * Fill the empty house. The queue's own tables stand already. What is left to do: bring migrations and policies up to date.
 * @returns rows loaded, and subjects that were forgotten again
 */
export async function loadBackup(backup: OpenBackup, target: RestoreTarget): Promise<{ rows: number; erased: number }> {
  const { manifest } = backup
  await writeFiles(backup, target)
  const stones = await gatherTombstones(backup, target)
  await makeTables(manifest, target)
  await ensureMonths(target.owner, manifest.months)
  return target.owner.begin(async (sql) => {
    const names = manifest.tables.map(({ table }) => table)
    for (const table of names) await sql`alter table ${sql(table)} no force row level security`
    await sql.unsafe(`truncate ${names.map((name) => `"${name}"`).join(', ')}`)
    let rows = 0
    for (const [at, table] of manifest.tables.entries()) {
      target.onProgress?.('tables', at, names.length)
      rows += await fillTable(sql, backup, table)
    }
    target.onProgress?.('tables', names.length, names.length)
    const subjects = await forgetAgain(sql, stones, target)
    // Work that was waiting or under way is done again from its start.
    await sql`select app_queue_job(street_id, id) from job where state in ('queued', 'running')`
    return { rows, erased: subjects }
  })
}

/** Street by street; the files they stood in go from the folder, and their rows say so. Returns how many subjects there were. */
async function forgetAgain(sql: TransactionSql, stones: readonly Tombstone[], { erase, folder }: RestoreTarget): Promise<number> {
  for (const street of new Set(stones.map((stone) => stone.street))) {
    const own = stones.filter((stone) => stone.street === street && !stone.withdrawn)
    const found = await erase(
      sql,
      street,
      own.map(({ subject }) => subject),
    )
    const files = [...new Set([...found.files, ...own.flatMap((stone) => stone.files ?? [])])]
    await sql`update file set purged_at = now() where street_id = ${street} and id = any(${files}::uuid[]) and purged_at is null`
    for (const file of files) await rm(join(folder, 'files', String(street), file), { force: true })
  }
  return stones.filter(({ withdrawn }) => !withdrawn).length
}

/** The migrations the backup knows, without policies: those come with the rest, when the rows are there. */
async function makeTables(manifest: BackupManifest, { owner, modules, where }: RestoreTarget): Promise<void> {
  const known = new Set(manifest.migrations.map(({ module, number }) => `${module} ${number}`))
  const past = modules.map(({ module, migrations }) => ({
    module,
    migrations: migrations.filter(({ number }) => known.has(`${module} ${number}`)),
  }))
  const [there] = await owner<{ there: boolean }[]>`select to_regclass('public.migration') is not null as there`
  const present = there?.there ? await owner<{ module: string; number: number }[]>`select module, number from migration` : []
  const newer = present.find(({ module, number }) => !known.has(`${module} ${number}`))
  if (newer) throw new BackupFailure('other-tables', { where, ...newer })
  await migrate(owner, past)
  const made = await owner<{ module: string; number: number; hash: string }[]>`select module, number, hash from migration`
  for (const { module, number, hash } of manifest.migrations) {
    const same = made.find((one) => one.module === module && one.number === number)
    if (!same) throw new StartFailure('database-newer', { module, number })
    if (same.hash !== hash) throw new StartFailure('migration-changed', { module, number })
  }
}

async function fillTable(
  sql: TransactionSql,
  backup: OpenBackup,
  { table, columns, name, rows }: BackupManifest['tables'][number],
): Promise<number> {
  let seen = 0
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      for (let at = chunk.indexOf(LINE_END); at >= 0; at = chunk.indexOf(LINE_END, at + 1)) seen += 1
      done(null, chunk)
    },
  })
  const writable = await sql`copy ${sql(table)} (${sql(columns)}) from stdin`.writable()
  await pipeline(await backup.read(name), count, writable)
  const [counted] = await sql<{ rows: number }[]>`select count(*)::int as rows from ${sql(table)}`
  if (seen !== rows || counted?.rows !== rows) throw new Error(`${table}: ${counted?.rows} of ${rows} rows arrived`)
  return rows
}

async function writeFiles({ manifest, master, read }: OpenBackup, { folder, onProgress }: RestoreTarget): Promise<void> {
  await mkdir(join(folder, 'files'), { recursive: true, mode: 0o700 })
  if (!process.env.LINLI_MASTER_KEY) await writeFile(join(folder, 'master.key'), `${master.toString('hex')}\n`, { mode: 0o600 })
  const heads = manifest.heads.map((head) => `${JSON.stringify(head)}\n`).join('')
  await writeFile(join(folder, 'heads.jsonl'), heads, { mode: 0o600 })
  for (const [at, { name }] of manifest.files.entries()) {
    onProgress?.('files', at, manifest.files.length)
    await mkdir(dirname(join(folder, name)), { recursive: true, mode: 0o700 })
    await pipeline(await read(name), createWriteStream(join(folder, name), { mode: 0o600 }))
  }
}

/** What this folder, the backup and the operator know to be forgotten; the folder knows all of it afterwards. */
async function gatherTombstones({ manifest, read }: OpenBackup, { folder, tombstones }: RestoreTarget): Promise<Tombstone[]> {
  const path = join(folder, TOMBSTONES)
  const own = parseTombstones(await readFile(path, 'utf8').catch(unlessMissing))
  const carried = manifest.tombstones ? parseTombstones(await textOf(await read(TOMBSTONES))) : []
  const keyOf = ({ street, subject, withdrawn }: Tombstone) => `${street} ${subject} ${withdrawn?.id ?? ''}`
  const known = new Set(own.map(keyOf))
  const added = [...carried, ...tombstones].filter((stone) => !known.has(keyOf(stone)) && known.add(keyOf(stone)))
  await appendTombstones(path, added)
  return [...own, ...added]
}

async function textOf(source: AsyncIterable<Buffer | string>): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of source) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString()
}

function unlessMissing(error: unknown): string {
  if (errorCode(error) !== 'ENOENT') throw error
  return ''
}
