/**
 * What a backup is: one zip with `tables/<table>.copy` (PostgreSQL's text format of COPY), `files/<street>/<file>`, what stands beside the
 * database (`tombstones.jsonl`), the sealed master key where a passphrase was given, and last `manifest.json` with its MAC.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { deriveKey } from '../keys/cipher.ts'

export const FORMAT = 1
export const MANIFEST = 'manifest.json'
export const MAC = 'manifest.mac'
export const SEALED_KEY = 'key.json'
/** Who was erased, in the data folder. The heads are not taken from there: they run ahead of the snapshot. */
export const TOMBSTONES = 'tombstones.jsonl'

export type EntryRecord = { name: string; bytes: number; sha256: string }
export type TableRecord = EntryRecord & { table: string; columns: string[]; rows: number }

export type BackupManifest = {
  format: number
  /** Version of Linli that wrote it, and of its server (`server_version_num`). */
  linli: string
  server: number
  at: string
  migrations: { module: string; number: number; hash: string }[]
  /** In an order in which they can be filled again. */
  tables: TableRecord[]
  /** Months that the log and the looks are cut into. */
  months: string[]
  files: EntryRecord[]
  /** Rows of files whose bytes were missing or not the ones that were brought: `missing` or `changed`. */
  faults: { file: string; fault: 'missing' | 'changed' }[]
  tombstones: EntryRecord | null
  /** Where each chain ended in the snapshot. */
  heads: { street: number; chain: string; seq: number; hash: string }[]
  keySealed: boolean
  /** Tells one master key from another without saying it. */
  keyCheck: string
}

/** Over the manifest's bytes, which hold the hash of everything else: who has no master key cannot change a backup unseen. */
export function macOf(master: Buffer, manifest: Buffer): string {
  return createHmac('sha256', deriveKey(master, 'linli backup manifest', 32))
    .update(manifest)
    .digest('hex')
}

export function checkOf(master: Buffer): string {
  return deriveKey(master, 'linli backup key check', 16).toString('hex')
}

export function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
