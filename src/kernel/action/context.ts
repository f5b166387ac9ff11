/** What `run` is given: one transaction in one street, as one actor, at one moment. */
import type { TransactionSql } from 'postgres'
import type { Actor } from '../access/actor.ts'
import type { House } from './house.ts'

export type Tx = TransactionSql

/** Something that happened, for the log and for followers after commit. Ids and element names only, never values. */
export type Event = { name: string; subjects: string[]; fields: string[]; refs?: Record<string, string | number> }

/** A look at people: who is in `actor`; what and why is here. More than 200 subjects are kept as the filter instead of ids. */
export type Look = { subjects: string[]; fields: string[]; reason?: string; sensitive?: boolean; filter?: Record<string, string | number> }

export type Ctx = {
  house: House
  sql: Tx
  /** The jurisdiction (9 digits) this request is about. */
  street: number
  actor: Actor
  now: Date
  /** The civil day in the street's zone, YYYY-MM-DD. */
  today: string
  dryRun: boolean
  /** Version the caller had in hands (If-Match), when sent. */
  version?: number
  /** The stated reason for opening something that needs one. */
  reason?: string
  note: (event: Event) => void
  look: (look: Look) => void
}

/** Note an event with little writing. */
export function noteEvent(ctx: Ctx, name: string, subjects: string[], fields: string[] = [], refs?: Record<string, string | number>): void {
  ctx.note(refs ? { name, subjects, fields, refs } : { name, subjects, fields })
}
