/**
 * The SQL of the modules: `tables/NNNN-name.sql` and `policies.sql` in each module's folder. The bundle carries them in `sql.json` beside
 * itself; without it they are read from the source tree.
 */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { errorCode } from './failures.ts'

export type Migration = { number: number; name: string; text: string; hash: string }
export type ModuleSql = {
  /** The module's folder under src, such as `ground/places`. */
  module: string
  /** In the order of their numbers. */
  migrations: Migration[]
  policies?: { text: string; hash: string }
}

/** What `sql.json` holds: by path under src, the text. */
type SqlTexts = Record<string, string>

/** @param modules folders under src, in the order of their dependencies. A module without SQL may be listed. */
export async function readModuleSql(modules: readonly string[]): Promise<ModuleSql[]> {
  const texts = (await readBundled()) ?? (await readTree(fileURLToPath(new URL('../../', import.meta.url)), modules))
  return modules.map((module) => moduleSqlOf(module, texts))
}

/** Hashes do not see how a checkout ends its lines. */
export function moduleSqlOf(module: string, texts: SqlTexts): ModuleSql {
  const migrations = Object.entries(texts)
    .filter(([path]) => path.startsWith(`${module}/tables/`) && path.endsWith('.sql'))
    .map(([path, text]) => migrationOf(path, text))
    .sort((a, b) => a.number - b.number)
  const twice = migrations.find((migration, at) => migrations[at + 1]?.number === migration.number)
  if (twice) throw new Error(`two migrations of ${module} have the number ${twice.number}`)
  const policies = texts[`${module}/policies.sql`]
  return { module, migrations, ...(policies === undefined ? {} : { policies: { text: policies, hash: hashOf(policies) } }) }
}

function migrationOf(path: string, text: string): Migration {
  const parts = /^(\d{4})-([a-z0-9-]+)\.sql$/.exec(basename(path))
  if (!parts?.[1] || !parts[2]) throw new Error(`${path} must be named NNNN-name.sql`)
  return { number: Number(parts[1]), name: parts[2], text, hash: hashOf(text) }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex')
}

async function readBundled(): Promise<SqlTexts | undefined> {
  const text = await readFile(new URL('./sql.json', import.meta.url), 'utf8').catch(unlessMissing)
  return text === undefined ? undefined : (JSON.parse(text) as SqlTexts)
}

async function readTree(source: string, modules: readonly string[]): Promise<SqlTexts> {
  const texts: SqlTexts = {}
  for (const module of modules) {
    const names = (await readdir(join(source, module, 'tables')).catch(unlessMissing)) ?? []
    for (const path of [...names.map((name) => `${module}/tables/${name}`), `${module}/policies.sql`]) {
      const text = await readFile(join(source, path), 'utf8').catch(unlessMissing)
      if (text !== undefined) texts[path] = text
    }
  }
  return texts
}

function unlessMissing(error: unknown): undefined {
  if (errorCode(error) !== 'ENOENT') throw error
  return undefined
}
