/**
 * Opening the database: the embedded one, or the PostgreSQL (15 or newer) of `DATABASE_URL`. Either way every pool acts as one role of the
 * house from its first statement: embedded by signing in as it, elsewhere by the `role` startup parameter (so no pooler that drops it).
 */
import { setTimeout as wait } from 'node:timers/promises'
import postgres, { type Options, type PostgresType, type Sql } from 'postgres'
import { SUPERUSER } from './cluster.ts'
import { type EmbeddedServer, type Endpoint, startEmbedded } from './embedded.ts'
import { errorCode, StartFailure } from './failures.ts'
import { dataFolder } from './folders.ts'
import { guardTransactions } from './lost.ts'
import { ensureOwnership, ensureRoles, type Role } from './roles.ts'
import { postgresTypes } from './values.ts'

export type DatabaseConfig = {
  /** postgres://user:password@host:port/database; a socket as `?host=/folder`. Absent: the embedded database in `folder`. */
  url?: string
  folder: string
  /** For commands: join the embedded server of a running house instead of refusing. */
  shared?: boolean
  /** `loopback` is the way of Windows (127.0.0.1, random port and password), the default there. */
  way?: 'socket' | 'loopback'
  /** Lines for the person at the console, in both languages. Never on stdout. */
  say?: (line: string) => void
  /** The embedded server died and could not be started again: say so and leave. */
  onLost?: (error: unknown) => void
  /** How long an unreachable server is waited for; 30 unless given. */
  waitSeconds?: number
}

export type Database = {
  /** Every action and view: `linli_app`. */
  app: Sql
  /** Reads that write no look (boards, lists without persons): `linli_app`, read-only, 15 s at most. */
  reader: Sql
  /** Migrations and partitions: `linli_owner`. */
  owner: Sql
  /** `linli_seal` */
  sealer: Sql
  /** `linli_backup` */
  backup: Sql
  /** `linli_erase` */
  erase: Sql
  /** `server_version_num`, such as 180004. */
  serverVersion: number
  /** For libraries that bring the `pg` driver (graphile-worker): the configuration of its Pool. */
  poolSettings: (role: Role) => NodePostgresSettings
  /** Whether this process keeps the embedded server; undefined with DATABASE_URL. */
  keeper: boolean | undefined
  /** Ends the pools (running queries get five seconds) and, for its keeper, the embedded server. */
  close: () => Promise<void>
}

export type NodePostgresSettings =
  | { connectionString: string; options: string }
  | { host: string; port: number; user: string; database: string; password?: string }

/** DATABASE_URL and LINLI_DATA. */
export function databaseConfig(env: NodeJS.ProcessEnv): DatabaseConfig {
  return env.DATABASE_URL ? { url: env.DATABASE_URL, folder: dataFolder(env) } : { folder: dataFolder(env) }
}

/** @throws StartFailure with words for the person at the console */
export async function openDatabase(config: DatabaseConfig): Promise<Database> {
  if (config.url) return openForeign(config.url, config)
  const embedded = await startEmbedded(config)
  try {
    const serverVersion = await prepareEmbedded(embedded.endpoint)
    return makePools((role) => ({ ...embedded.endpoint, user: role, database: DATABASE }), serverVersion, embedded)
  } catch (error) {
    await embedded.stop()
    throw error
  }
}

const DATABASE = 'linli'
const OLDEST = 15
/** A passing connection with the rights to prepare the house; it needs no array types. */
const ADMIN: Settings = { max: 1, fetch_types: false }

async function prepareEmbedded(endpoint: Endpoint): Promise<number> {
  const signIn = endpoint.password ? { password: endpoint.password } : {}
  const server = connectAs({ ...endpoint, user: SUPERUSER, database: 'postgres' }, ADMIN)
  try {
    await ensureRoles(server, signIn)
    const found = await server`select 1 from pg_database where datname = ${DATABASE}`
    if (found.length === 0)
      await server.unsafe(`create database ${DATABASE} owner linli_owner template template0 strategy file_copy`).catch(unlessThere)
  } finally {
    await server.end()
  }
  const inside = connectAs({ ...endpoint, user: SUPERUSER, database: DATABASE }, ADMIN)
  try {
    await ensureOwnership(inside)
    return await serverVersionOf(inside)
  } finally {
    await inside.end()
  }
}

function unlessThere(error: unknown): void {
  if (!['42P04', '23505'].includes(errorCode(error))) throw error
}

async function openForeign(url: string, config: DatabaseConfig): Promise<Database> {
  const target = readUrl(url)
  const admin = connectAs(target, { ...ADMIN, connect_timeout: 10 })
  try {
    const serverVersion = await reach(admin, target, config)
    await ensureRoles(admin, undefined)
    await ensureOwnership(admin)
    const database = makePools((role) => ({ ...target, connection: { role } }), serverVersion, undefined)
    await refuseIfRoleIgnored(database)
    return database
  } finally {
    await admin.end({ timeout: 1 })
  }
}

/** A pooler between us and the server may drop the `role` of a connection, which would then act with all rights of the given user. */
async function refuseIfRoleIgnored(database: Database): Promise<void> {
  const [row] = await database.app<{ user: string }[]>`select current_user::text as user`
  if (row?.user === 'linli_app') return
  await database.close()
  throw new StartFailure('role-ignored', { user: row?.user ?? '' })
}

async function serverVersionOf(sql: Sql): Promise<number> {
  const [row] = await sql<{ version: number; encoding: string }[]>`
    select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`
  if (!row) throw new Error('no row from a select without a table')
  if (row.version < OLDEST * 10_000) throw new StartFailure('server-too-old', { found: Math.floor(row.version / 10_000), needed: OLDEST })
  if (row.encoding !== 'UTF8') throw new StartFailure('encoding', { found: row.encoding })
  return row.version
}

/** A server that is still coming up, or a name not yet known, is worth waiting for; a refused sign-in is not. */
async function reach(admin: Sql, target: Target, config: DatabaseConfig): Promise<number> {
  const until = Date.now() + (config.waitSeconds ?? 30) * 1000
  for (let told = false; ; await wait(500)) {
    try {
      return await serverVersionOf(admin)
    } catch (error) {
      if (error instanceof StartFailure) throw error
      const failure = reachFailure(error, target)
      if (failure?.code !== 'unreachable' || Date.now() >= until) throw failure ?? error
      if (!told) config.say?.('等待数据库……\nWaiting for the database …')
      told = true
    }
  }
}

function reachFailure(error: unknown, target: Target): StartFailure | undefined {
  const code = errorCode(error)
  const where = `${target.host}:${target.port}/${target.database}`
  const reason = error instanceof Error ? error.message || code : code
  if (code === '3D000' || code.startsWith('28') || code.startsWith('SASL'))
    return new StartFailure('sign-in-refused', { where, reason }, error)
  if (/^(E[A-Z_]+|CONNECT\w+|57P0\d|53300|08\d+)$/.test(code)) return new StartFailure('unreachable', { where, reason }, error)
  return undefined
}

type Target = { host: string; port: number; user: string; database: string; password?: string; url?: string }

/** The parts of the address. A socket folder may be given as `?host=/folder`, as libpq reads it. @throws StartFailure url-invalid */
function readUrl(text: string): Target {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !['postgres:', 'postgresql:'].includes(url.protocol) || url.pathname.length < 2) throw new StartFailure('url-invalid')
  const socket = url.searchParams.get('host')
  const user = decodeURIComponent(url.username) || url.searchParams.get('user') || 'postgres'
  const parts = { port: Number(url.port || 5432), user, database: decodeURIComponent(url.pathname.slice(1)) }
  const password = url.password ? { password: decodeURIComponent(url.password) } : {}
  return socket?.startsWith('/')
    ? { host: socket, ...parts, ...password }
    : { host: url.hostname.replace(/^\[(.*)\]$/, '$1'), ...parts, ...password, url: text }
}

type Settings = Options<Record<string, PostgresType>>

/**
 * Blanks that say nothing and make the first message of a connection longer than the kilobyte up to which the driver puts off sending: what it
 * had put off when a connection was lost otherwise holds back all that is to be sent on the next one, for ever (postgres 3.4.9).
 */
const SENT_AT_ONCE = ' '.repeat(1024)

/** Beyond a megabyte of new search entries whoever adds one sorts them all in, so that no search walks a long list. */
const OPTIONS = `-c gin_pending_list_limit=1MB${SENT_AT_ONCE}`

/** With an address the driver reads it itself, for its `sslmode`. */
function connectAs({ url, ...target }: Target & Settings, more: Settings): Sql {
  const options: Settings = {
    ...target,
    ...more,
    types: postgresTypes,
    onnotice: () => undefined,
    backoff: (attempt) => Math.min(0.1 * attempt, 2),
    connection: { application_name: 'linli', TimeZone: 'UTC', options: OPTIONS, ...target.connection, ...more.connection },
  }
  return guardTransactions(url ? postgres(url, options) : postgres(options))
}

/** Pools open connections when first used. In all about forty at most, of the sixty the embedded server allows. */
function makePools(targetFor: (role: Role) => Target & Settings, serverVersion: number, embedded: EmbeddedServer | undefined): Database {
  const pool = (role: Role, max: number, limits: Record<string, string | number> = {}) => {
    const target = targetFor(role)
    return connectAs(target, { max, connection: { ...target.connection, application_name: role, ...limits } })
  }
  const pools = {
    app: pool('linli_app', 14, { statement_timeout: 60_000, idle_in_transaction_session_timeout: 60_000 }),
    reader: pool('linli_app', 6, { statement_timeout: 15_000, default_transaction_read_only: 'on' }),
    owner: pool('linli_owner', 2),
    sealer: pool('linli_seal', 2),
    backup: pool('linli_backup', 2),
    erase: pool('linli_erase', 1),
  }
  return {
    ...pools,
    serverVersion,
    poolSettings: (role) => nodePostgresSettings(targetFor(role), role),
    keeper: embedded?.keeper,
    close: async () => {
      await Promise.all(Object.values(pools).map((sql) => sql.end({ timeout: 5 })))
      await embedded?.stop()
    },
  }
}

function nodePostgresSettings(target: Target & Settings, role: Role): NodePostgresSettings {
  const options = `-c role=${role} -c TimeZone=UTC`
  if (target.url) return { connectionString: target.url, options }
  const { host, port, user, database, password } = target
  const plain = { host, port, user, database, ...(password ? { password } : {}) }
  return target.connection ? { ...plain, options } : plain
}
