/**
 * Forgetting: what must go, because a person is erased or because its time is over. Each module says for its own tables what goes (`Forgets`,
 * handed in by `server/house.ts`); only the role `linli_erase` deletes, on a connection of its own.
 */
import type { TransactionSql } from 'postgres'
import type { Tombstone } from '../backup/tombstones.ts'

/**
 * What went, or would go: rows by what they are called in texts, files whose bytes go with them (their rows stay, marked purged), and subjects of
 * whom something was taken and who are to be folded again from what remains.
 */
export type Gone = { rows: Record<string, number>; files: string[]; refold?: string[] }

/** The moment and the civil day of the street at which something is past its time. */
export type Moment = { now: Date; today: string }

export type Forgets = {
  module: string
  /** Everything kept of these subjects goes. Called from the upper modules down: what a lower one knows is still there. */
  erase?: (sql: TransactionSql, street: number, subjects: string[]) => Promise<Gone>
  /** What was read from files whose bytes go: samples, rows not yet decided. */
  loseFiles?: (sql: TransactionSql, street: number, files: string[]) => Promise<void>
  /** Work is under way or waiting that would bring these subjects back, or needs them until it ends. */
  busy?: (sql: TransactionSql, street: number, subjects: string[]) => Promise<boolean>
  /** Everything past its time goes. */
  expire?: (sql: TransactionSql, street: number, moment: Moment) => Promise<Gone>
  /** Files that Linli filled: whoever stands in one by name alone stands in it. */
  filled?: (sql: TransactionSql, street: number) => Promise<string[]>
  /** Files that are still somebody's: what no module names, a week after it was brought, is nobody's. */
  holds?: (sql: TransactionSql, street: number) => Promise<string[]>
}

export type Forgetting = {
  /** One transaction of `linli_erase` in a street. */
  within: <T>(street: number, run: (sql: TransactionSql) => Promise<T>) => Promise<T>
  /** Upper modules first. */
  parts: readonly Forgets[]
  /** Written beside the database before anything goes: who was erased, or took back a consent, stays so whatever is restored. */
  bury: (stones: Tombstone[]) => Promise<void>
}

export function addGone(...parts: Gone[]): Gone {
  const rows: Record<string, number> = {}
  for (const part of parts) for (const [what, count] of Object.entries(part.rows)) if (count > 0) rows[what] = (rows[what] ?? 0) + count
  const all = (lists: string[][]) => [...new Set(lists.flat())]
  return { rows, files: all(parts.map(({ files }) => files)), refold: all(parts.map(({ refold }) => refold ?? [])) }
}

/** Everything that all modules keep of these subjects, and what they read from files that go with them. */
export async function eraseAll(
  parts: readonly Forgets[],
  sql: TransactionSql,
  street: number,
  subjects: string[],
  files: readonly string[] = [],
): Promise<Gone> {
  const gone: Gone[] = [{ rows: {}, files: [...files] }]
  for (const { erase } of parts) if (erase) gone.push(await erase(sql, street, subjects))
  const all = addGone(...gone)
  if (all.files.length > 0) for (const { loseFiles } of parts) await loseFiles?.(sql, street, all.files)
  return all
}
