/** The running house as the kernel sees it: database, keys, files, clock, and the operations the modules declared. */
import type { Sql, TransactionSql } from 'postgres'
import type { Linked } from '../access/linked.ts'
import type { Residents } from '../access/residents.ts'
import type { Carriers } from '../carriers/carrier.ts'
import type { LeavingFile } from '../files/leaving.ts'
import type { FileNaming } from '../files/naming.ts'
import type { PieceSource } from '../files/pieces.ts'
import type { Files } from '../files/store.ts'
import type { Forgetting } from '../forgetting/forgetting.ts'
import type { Keys } from '../keys/keys.ts'
import type { Sms } from '../sms/sms.ts'
import type { Operation } from './action.ts'
import type { Gate } from './gate.ts'

export type Scope = {
  street: number
  lo: number
  hi: number
  login: string
  post: string
  sensitive: boolean
  /** Of a resident: the ids that are hers. Her transaction runs as `linli_resident`, and `lo` and `hi` count for nothing. */
  own?: readonly string[]
  /** The commit need not wait for the disk: reads, which write nothing but their look, and what a job stages. */
  relaxed?: boolean
}

export type House = {
  /** One transaction under the app role with its scope set as the first statement. */
  transaction: <T>(scope: Scope, run: (sql: TransactionSql) => Promise<T>) => Promise<T>
  /** The app role's pool, for tables without rows of streets (logins, sessions, definitions). */
  app: Sql
  keys: Keys
  files: Files
  /** Whom a file names, asked of every module when it is opened. */
  naming: readonly FileNaming[]
  /** What can be laid to an inspector's item, beside what the ground has. */
  pieces: readonly PieceSource[]
  /** Keeps a file that may name somebody in the register of what left, when it is opened. */
  leaves: LeavingFile
  /** What must go goes by a role of its own. */
  forgetting: Forgetting
  /** What takes texts out of the house; what is not configured is not there. */
  carriers: Carriers
  /** Program of the threads in which jobs read large sheets beside their own; without it they read by themselves. */
  sheetReader?: URL
  now: () => Date
  operations: Map<string, Operation>
  /** Rights by role, from the catalogue. */
  rightsOf: (role: string) => ReadonlySet<string>
  /** Whose a telephone is. */
  residents: Residents
  sms: Sms
  /** What else is kept of a person, asked of every module for her own copy. */
  linked: readonly Linked[]
  /** Asked before anything is said of anybody. */
  gates: readonly Gate[]
  /** Every role there is. */
  roles: readonly string[]
  /** Sessions are read again from the database. */
  forgetSessions: () => void
  /** Wakes the sealer after a commit; it also polls. */
  sealSoon: () => void
  log: (level: 'info' | 'warn' | 'error', message: string, details?: Record<string, string | number | undefined>) => void
}

/** Civil day in China Standard Time (all streets so far), independent of the machine's zone. */
export function dayOf(now: Date): string {
  return new Date(now.getTime() + 8 * 3600_000).toISOString().slice(0, 10)
}
