/** What the kernel asks the ground about residents: it knows telephones and letters, the ground knows whose they are. Handed in by the server. */
import type { Sql } from 'postgres'
import type { Tx } from '../action/context.ts'
import type { Own } from './actor.ts'

/** Who signed in: a telephone by its token, or a letter by its id. */
export type SignedIn = { phoneToken: string } | { letter: string }

export type Residents = {
  /** Whose it is in this street today. Runs in a transaction over the whole street. */
  findOwn: (sql: Tx, street: number, who: SignedIn, today: string) => Promise<Own>
  /** The letter's number was used. False when the letter is no longer good. */
  useLetter: (sql: Tx, street: number, letter: string, at: Date) => Promise<boolean>
  /** What this telephone stood for since before then ends: the number may be another's. */
  lapse: (sql: Tx, street: number, phoneToken: string, before: Date, at: Date) => Promise<void>
  nameStreets: (sql: Sql, streets: number[]) => Promise<{ street: number; name: string }[]>
}
