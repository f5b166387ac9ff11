/**
 * Databases for tests. `npm test` starts one embedded server for the whole run and names it in LINLI_TEST_DB; a test file run alone starts
 * its own. Each process copies a template that is keyed by the text of the migrations, so nothing stale is ever tested.
 */
import { createHash } from 'node:crypto'
import postgres, { type Sql } from 'postgres'
import { type Database, openDatabase } from '#kernel/db/connect.ts'
import { readModuleSql } from '#kernel/db/sql-files.ts'
import { startTestServer, type TestServer } from './embedded-server.ts'
import { atEnd } from './end.ts'

let own: Promise<TestServer> | undefined

/** The superuser's address of the server that tests use. */
export async function testServerUrl(): Promise<string> {
  const given = process.env.LINLI_TEST_DB
  if (given) return given
  if (!own) {
    own = startTestServer()
    atEnd(async () => (await own)?.stop())
  }
  return (await own).url
}

export type EmptyDatabase = { name: string; url: string; drop: () => Promise<void> }
export type TestDatabase = Database & { url: string }

let made = 0

/** An empty database of its own. */
export async function makeEmptyDatabase(): Promise<EmptyDatabase> {
  return makeDatabase('template0')
}

/** The whole house's database, migrated and with its definitions, opened with the roles of the house. `close` ends the pools and drops it. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const { url, drop } = await makeDatabase(await ensureTemplate())
  const database = await openDatabase({ url, folder: '' })
  return {
    ...database,
    url,
    close: async () => {
      await database.close()
      await drop()
    },
  }
}

async function makeDatabase(template: string): Promise<EmptyDatabase> {
  made += 1
  const name = `linli_test_${process.pid}_${made}`
  await asAdmin(async (sql) => {
    await sql.unsafe(`drop database if exists ${name} with (force)`)
    await sql.unsafe(`create database ${name} template ${template} strategy file_copy`)
  })
  return { name, url: await addressOf(name), drop: () => asAdmin((sql) => sql.unsafe(`drop database ${name} with (force)`)) }
}

/** Made beside and renamed when whole. Processes that want the same one wait for the first. The house is loaded only by tests that need it. */
async function ensureTemplate(): Promise<string> {
  const { modules } = await import('#server/modules.ts')
  const { prepareDatabase } = await import('#server/start-house.ts')
  const { loadShipped } = await import('#catalogue/load.ts')
  const content = JSON.stringify([await readModuleSql(modules), loadShipped()])
  const name = `linli_template_${createHash('sha256').update(content).digest('hex').slice(0, 16)}`
  await asAdmin(async (sql) => {
    await sql`select pg_advisory_lock(5115003)`
    const found = await sql`select 1 from pg_database where datname = ${name}`
    if (found.length > 0) return
    await sql.unsafe(`drop database if exists ${name}_new with (force)`)
    await sql.unsafe(`create database ${name}_new template template0 strategy file_copy`)
    const database = await openDatabase({ url: await addressOf(`${name}_new`), folder: '' })
    await prepareDatabase(database, () => undefined).finally(() => database.close())
    await sql.unsafe(`alter database ${name}_new rename to ${name}`)
  })
  return name
}

/** Work as the superuser of the test server. */
export async function asAdmin(work: (sql: Sql) => Promise<unknown>): Promise<void> {
  const url = new URL(await testServerUrl())
  const place = { host: url.searchParams.get('host') ?? url.hostname, port: Number(url.port || 5432), user: url.username }
  const sql = postgres({
    ...place,
    password: decodeURIComponent(url.password),
    database: 'postgres',
    max: 1,
    fetch_types: false,
    onnotice: () => undefined,
  })
  try {
    await work(sql)
  } finally {
    await sql.end()
  }
}

/** The address of a database on the test server, as its superuser or as another user who may sign in. */
export async function addressOf(name: string, user?: string): Promise<string> {
  const url = new URL(await testServerUrl())
  url.pathname = `/${name}`
  if (user) url.username = user
  return url.href
}

/** A connection as the superuser of the test server, above every row policy: for tests that tamper. */
export function connectAsSuperuser({ url }: { url: string }): Sql {
  const { searchParams, hostname, port, username, password, pathname } = new URL(url)
  return postgres({
    host: searchParams.get('host') ?? hostname,
    port: Number(port || 5432),
    user: username,
    password: decodeURIComponent(password),
    database: pathname.slice(1),
    max: 1,
    fetch_types: false,
    onnotice: () => undefined,
  })
}
