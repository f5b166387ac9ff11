/** The same command five times is done once: the key of a login, with the hash of what was sent. */
import { createHash } from 'node:crypto'
import { Problem } from '#base/problem.ts'
import type { Tx } from '../action/context.ts'

type Keyed = { street: number; actor: { login: string }; key?: string }

/**
 * Claim the key for this transaction and find the reply given earlier under it. Whoever comes with the same key meanwhile waits here, so that it
 * never judges what the first one is just changing. Sent in one go; the second statement sees what was committed while the first one waited.
 */
export async function claimKey(sql: Tx, keyed: Keyed, hash: Buffer): Promise<{ reply: unknown } | undefined> {
  const { street, actor, key } = keyed
  const claimed = sql`select pg_advisory_xact_lock(${lockOf(keyed)}::bigint)`.execute()
  const [, [earlier]] = await Promise.all([
    claimed,
    sql<{ hash: Buffer; reply: unknown }[]>`
      select hash, reply from idempotency where street_id = ${street} and login_id = ${actor.login} and key = ${key!}`,
  ])
  if (earlier && !earlier.hash.equals(hash)) throw new Problem('idempotency.mismatch')
  return earlier
}

/** Two keys that share a number by chance (one in 2^64) only wait for each other. */
function lockOf({ street, actor, key }: Keyed): string {
  return createHash('sha256').update(`${street} ${actor.login} ${key}`).digest().readBigInt64BE().toString()
}

/** Keep the reply with the work, in one transaction that claimed the key. Replies of actions are ids, states and counts, never values of people. */
export async function keepReply(sql: Tx, { street, actor, key }: Keyed, hash: Buffer, reply: unknown, now: Date): Promise<void> {
  await sql`
    insert into idempotency (street_id, login_id, key, hash, at, reply)
    values (${street}, ${actor.login}, ${key!}, ${hash}, ${now}, ${sql.json((reply ?? null) as never)})`
}
