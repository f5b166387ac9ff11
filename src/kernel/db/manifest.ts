/**
 * Which kind each table is, as declared by the comment line `-- table: street|reference|local` directly above its `create table`:
 * - `street` its rows belong to one street: `street_id` comes first in every key (distributed.md R2–R4)
 * - `reference` the same for all streets, small, written by the house; - `local` the house's own (sign-ins, queues, migrations)
 */
import type { Sql } from 'postgres'
import type { ModuleSql } from './sql-files.ts'

export type TableKind = 'street' | 'reference' | 'local'
export type Manifest = Map<string, { kind: TableKind; module: string }>

/** The runner's own tables. */
const own: Manifest = new Map([
  ['migration', { kind: 'local', module: 'kernel/db' }],
  ['policy_text', { kind: 'local', module: 'kernel/db' }],
])

const createTable =
  /^[ \t]*create[ \t]+(?:unlogged[ \t]+)?table[ \t]+(?:if[ \t]+not[ \t]+exists[ \t]+)?"?([a-z_][a-z0-9_]*)"?([ \t]+partition[ \t]+of\b)?/gim
const dropTable = /^[ \t]*drop[ \t]+table[ \t]+(?:if[ \t]+exists[ \t]+)?"?([a-z_][a-z0-9_]*)"?/gim
const renameTable = /^[ \t]*alter[ \t]+table[ \t]+"?([a-z_][a-z0-9_]*)"?[ \t]+rename[ \t]+to[ \t]+"?([a-z_][a-z0-9_]*)"?/gim

/** Read from the texts of all migrations, in order. Partitions follow their parent and are not listed. @throws Error for an undeclared table */
export function readManifest(modules: readonly ModuleSql[]): Manifest {
  const manifest: Manifest = new Map(own)
  for (const { module, migrations } of modules) {
    for (const { number, text } of migrations) {
      for (const [name, kind] of declared(text, `${module}/tables/${number}`)) manifest.set(name, { kind, module })
      for (const [, from = '', to = ''] of text.matchAll(renameTable)) rename(manifest, from, to)
      for (const [, name = ''] of text.matchAll(dropTable)) manifest.delete(name)
    }
  }
  return manifest
}

function declared(text: string, where: string): [name: string, kind: TableKind][] {
  return [...text.matchAll(createTable)].flatMap((found) => {
    const [, name = '', partition] = found
    if (partition) return []
    const above = text.slice(0, found.index).trimEnd().split('\n').at(-1) ?? ''
    const kind = /^\s*--\s*table:\s*(street|reference|local)\s*$/.exec(above)?.[1]
    if (!kind) throw new Error(`${where}: say "-- table: street", "reference" or "local" directly above create table ${name}`)
    return [[name, kind as TableKind]]
  })
}

function rename(manifest: Manifest, from: string, to: string): void {
  const entry = manifest.get(from)
  if (!entry) return
  manifest.delete(from)
  manifest.set(to, entry)
}

/** Tables (without partitions) that stand in the database but not in the manifest, and the other way round. Both lists are empty in a sound house. */
export async function compareWithCatalog(owner: Sql, manifest: Manifest): Promise<{ undeclared: string[]; missing: string[] }> {
  const rows = await owner<{ name: string }[]>`
    select c.relname::text as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and c.relowner = 'linli_owner'::regrole order by 1`
  const found = new Set(rows.map((row) => row.name))
  return { undeclared: [...found].filter((name) => !manifest.has(name)), missing: [...manifest.keys()].filter((name) => !found.has(name)) }
}
