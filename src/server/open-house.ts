/** Put a house together on an open database: keys, files, operations, clock. Used by the server, its threads, commands and tests. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Sql, TransactionSql } from 'postgres'
import { rightsOf, roles } from '#catalogue/roles.ts'
import { registerOpened } from '#ground/purposes/leaving/leaving.ts'
import { residents } from '#ground/residents/own/whose.ts'
import { openSessions, type Sessions } from '#kernel/access/sessions.ts'
import type { House, Scope } from '#kernel/action/house.ts'
import { TOMBSTONES } from '#kernel/backup/format.ts'
import { appendTombstones } from '#kernel/backup/tombstones.ts'
import { type Carriers, overSms } from '#kernel/carriers/carrier.ts'
import { openFiles } from '#kernel/files/store.ts'
import { openKeys, readMasterKey } from '#kernel/keys/keys.ts'
import { noSms, type Sms } from '#kernel/sms/sms.ts'
import { listOperations } from './house.ts'
import { forgets, gates, linked, naming, pieces } from './keeping.ts'

export type OpenHouse = { house: House; sessions: Sessions }

export type HouseParts = {
  app: Sql
  folder: string
  sheetReader?: URL
  carriers?: Carriers
  now?: () => Date
  sealSoon?: () => void
  log?: House['log']
  /** Without it nobody signs in by telephone. */
  sms?: Sms
  /** The pool of `linli_erase`; a house without it forgets nobody. */
  erase?: Sql
  /** Tests put every transaction inside one of their own. */
  transaction?: House['transaction']
}

export async function openHouse(parts: HouseParts): Promise<OpenHouse> {
  await mkdir(join(parts.folder, 'files'), { recursive: true, mode: 0o700 })
  const profile = process.env.LINLI_CRYPTO === 'gm' ? 'g' : 'a'
  const house: House = {
    app: parts.app,
    transaction: parts.transaction ?? ((scope, run) => inScope(parts.app, scope, run)),
    keys: openKeys(await readMasterKey(join(parts.folder, 'master.key')), profile),
    files: openFiles(join(parts.folder, 'files')),
    naming,
    pieces,
    leaves: registerOpened,
    forgetting: {
      within: (street, run) => forgetIn(parts.erase, street, run),
      parts: forgets,
      bury: (stones) => appendTombstones(join(parts.folder, TOMBSTONES), stones),
    },
    carriers: parts.carriers ?? (parts.sms ? { sms: overSms(parts.sms) } : {}),
    ...(parts.sheetReader ? { sheetReader: parts.sheetReader } : {}),
    now: parts.now ?? (() => new Date()),
    operations: new Map(listOperations().map((operation) => [operation.contract.name, operation])),
    rightsOf,
    roles: Object.keys(roles),
    residents,
    linked,
    gates,
    sms: parts.sms ?? noSms,
    forgetSessions: () => sessions.forget(),
    sealSoon: parts.sealSoon ?? (() => undefined),
    log: parts.log ?? logLine,
  }
  const sessions = openSessions(house)
  return { house, sessions }
}

/** The scope is the first statement; it travels with what follows, so it costs no round trip of its own. */
export async function inScope<T>(sql: Sql, scope: Scope, run: (tx: TransactionSql) => Promise<T>): Promise<T> {
  return sql.begin(async (tx) => {
    const begun = beginScope(tx, scope).execute()
    const [, result] = await Promise.all([begun, run(tx)])
    return result
  }) as Promise<T>
}

const nobody = '00000000-0000-0000-0000-000000000000'

/** As the role that deletes, over a whole street. */
function forgetIn<T>(erase: Sql | undefined, street: number, run: (tx: TransactionSql) => Promise<T>): Promise<T> {
  if (!erase) throw new Error('this house was opened without the role that forgets')
  const [lo, hi] = [street * 1_000_000, street * 1_000_000 + 999_999]
  return inScope(erase, { street, lo, hi, login: nobody, post: nobody, sensitive: true }, run)
}

export function beginScope(tx: TransactionSql, { street, lo, hi, login, post, sensitive, own, relaxed = false }: Scope) {
  if (own)
    return tx`
      select app_begin_own(${street}::bigint, ${login}::uuid, ${post}::uuid, ${own as string[]}::uuid[], ${sensitive}::boolean, ${relaxed}::boolean)`
  return tx`
    select app_begin(${street}::bigint, ${lo}::bigint, ${hi}::bigint, ${login}::uuid, ${post}::uuid, ${sensitive}::boolean, ${relaxed}::boolean)`
}

/** One line of JSON for each entry, on stderr; never a value of a person. */
function logLine(level: string, message: string, details: Record<string, string | number | undefined> = {}): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, message, ...details })}\n`)
}
