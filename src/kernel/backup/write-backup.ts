/** A backup: every table in one snapshot, read by the backup role; then the files that snapshot knows; then what stands beside the database. */
import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Sql, TransactionSql } from 'postgres'
import { type ArchiveWriter, writeArchive } from './archive-writer.ts'
import {
  type BackupManifest,
  checkOf,
  type EntryRecord,
  FORMAT,
  MAC,
  MANIFEST,
  macOf,
  SEALED_KEY,
  type TableRecord,
  TOMBSTONES,
} from './format.ts'
import { sealKey } from './seal-key.ts'

export type BackupSource = {
  /** The pool of `linli_backup`. */
  backup: Sql
  /** All tables but the runner's own, those others point at first. */
  tables: readonly string[]
  /** The data folder: files, heads, tombstones. */
  folder: string
  master: Buffer
  version: string
  now: Date
  /** Seals the master key into the backup; without it the key must be kept apart. */
  passphrase?: string
  onProgress?: (stage: string, done: number, total: number) => void
}

/** Sign-ins that are open are nobody's business after a restore. */
const leftOut = new Set(['session'])
const BATCH = 500

type FileRow = { street_id: number; id: string; sha256: string }
type Snapshot = Pick<BackupManifest, 'server' | 'migrations' | 'tables' | 'months' | 'heads'> & { fileRows: FileRow[] }

/** @throws BackupFailure passphrase-short */
export async function writeBackup(source: BackupSource, path: string): Promise<BackupManifest> {
  const sealedKey = source.passphrase === undefined ? undefined : await sealKey(source.master, source.passphrase)
  let manifest: BackupManifest | undefined
  await writeArchive(path, async (writer) => {
    const { fileRows, ...snapshot } = await source.backup.begin('isolation level repeatable read read only', (sql) =>
      writeSnapshot(sql, source, writer),
    )
    const { files, faults } = await writeFiles(source, writer, fileRows)
    const stones = join(source.folder, TOMBSTONES)
    const tombstones = existsSync(stones) ? recordOf(await writer.add(TOMBSTONES, createReadStream(stones))) : null
    if (sealedKey) await writer.add(SEALED_KEY, sealedKey)
    manifest = {
      format: FORMAT,
      linli: source.version,
      at: source.now.toISOString(),
      ...snapshot,
      files,
      faults,
      tombstones,
      keySealed: sealedKey !== undefined,
      keyCheck: checkOf(source.master),
    }
    const bytes = Buffer.from(JSON.stringify(manifest))
    await writer.add(MANIFEST, bytes)
    await writer.add(MAC, Buffer.from(macOf(source.master, bytes)))
  })
  if (!manifest) throw new Error('an archive without a manifest')
  return manifest
}

function recordOf({ name, bytes, sha256 }: EntryRecord): EntryRecord {
  return { name, bytes, sha256 }
}

async function writeSnapshot(sql: TransactionSql, source: BackupSource, writer: ArchiveWriter): Promise<Snapshot> {
  const [server] = await sql<{ version: number }[]>`select current_setting('server_version_num')::int as version`
  const migrations = await sql<BackupManifest['migrations']>`select module, number, hash from migration order by module, number`
  const tables: TableRecord[] = []
  for (const [at, table] of source.tables.entries()) {
    if (leftOut.has(table)) continue
    source.onProgress?.('tables', at, source.tables.length)
    tables.push(await writeTable(sql, writer, table))
  }
  source.onProgress?.('tables', source.tables.length, source.tables.length)
  const months = await sql<{ month: string }[]>`
    select distinct replace(right(c.relname::text, 7), '_', '-') as month from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent in ('log'::regclass, 'look'::regclass) and c.relname ~ '_[0-9]{4}_[0-9]{2}$' order by 1`
  const heads = await sql<BackupManifest['heads']>`
    select street_id as street, chain, seq, encode(hash, 'hex') as hash from seal_head order by street_id, chain`
  const fileRows = await sql<FileRow[]>`select street_id, id, sha256 from file where purged_at is null order by street_id, id`
  return {
    server: server?.version ?? 0,
    migrations: [...migrations],
    tables,
    months: months.map(({ month }) => month),
    heads: [...heads],
    fileRows: [...fileRows],
  }
}

async function writeTable(sql: TransactionSql, writer: ArchiveWriter, table: string): Promise<TableRecord> {
  const rows = await sql<{ name: string }[]>`
    select attname::text as name from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`
  const columns = rows.map(({ name }) => name)
  const counted = { rows: 0 }
  const entry = await writer.add(`tables/${table}.copy`, Readable.from(readTable(sql, table, columns, counted)))
  return { ...recordOf(entry), table, columns, rows: counted.rows }
}

/**
 * The rows of a table as COPY writes them in its text format, but by a cursor: the driver's stream of a COPY never ends once it was made to wait.
 */
async function* readTable(sql: TransactionSql, table: string, columns: string[], counted: { rows: number }): AsyncGenerator<Buffer> {
  const line = columns.map((name) => `coalesce(${escaped(`"${name}"::text`)}, '${NULL}')`).join(` || chr(9) || `)
  for await (const batch of sql.unsafe<{ line: string }[]>(`select ${line} as line from "${table}"`).cursor(BATCH)) {
    counted.rows += batch.length
    yield Buffer.from(batch.map((row) => `${row.line}\n`).join(''))
  }
}

/** How COPY's text format says that there is no value. */
const NULL = String.raw`\N`

/** Backslash first, then what would end a value or a row. Standard strings of SQL: a backslash in them is a backslash. */
function escaped(value: string): string {
  const withoutBackslash = String.raw`replace(${value}, '\', '\\')`
  const withoutLineEnd = String.raw`replace(${withoutBackslash}, chr(10), '\n')`
  const withoutReturn = String.raw`replace(${withoutLineEnd}, chr(13), '\r')`
  return String.raw`replace(${withoutReturn}, chr(9), '\t')`
}

async function writeFiles(
  { folder, onProgress }: BackupSource,
  writer: ArchiveWriter,
  rows: FileRow[],
): Promise<Pick<BackupManifest, 'files' | 'faults'>> {
  const files: EntryRecord[] = []
  const faults: BackupManifest['faults'] = []
  for (const [at, row] of rows.entries()) {
    onProgress?.('files', at, rows.length)
    const name = `files/${row.street_id}/${row.id}`
    const place = join(folder, name)
    if (!existsSync(place)) {
      faults.push({ file: name, fault: 'missing' })
      continue
    }
    // Workbooks and pictures are packed already.
    const entry = recordOf(await writer.add(name, createReadStream(place), { compress: false }))
    files.push(entry)
    if (entry.sha256 !== row.sha256) faults.push({ file: name, fault: 'changed' })
  }
  if (rows.length > 0) onProgress?.('files', rows.length, rows.length)
  return { files, faults }
}
