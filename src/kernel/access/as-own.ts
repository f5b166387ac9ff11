/**
 * Rows by their ids instead of by area, inside a transaction of staff: the same role and policies as a resident's own (kernel/db/tables/0003-own.sql), so
 * that no policy of the staff knows of it and no plan of theirs changes. Only what is read in `read`, and only for who was let in by name.
 */
import type { Tx } from '../action/context.ts'

/** A refusal thrown in `read` rolls the transaction back, and with it the role. */
export async function asOwn<T>(sql: Tx, ids: readonly string[], read: () => Promise<T>): Promise<T> {
  await sql`select set_config('app.own', ${ids as string[]}::uuid[]::text, true), set_config('role', 'linli_resident', true)`
  const found = await read()
  await sql`select set_config('role', 'linli_app', true), set_config('app.own', '', true)`
  return found
}
