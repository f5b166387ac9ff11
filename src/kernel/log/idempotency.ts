/** The same command five times is done once: the key of a login, with the hash of what was sent. */
import { Problem } from '#base/problem.ts'
import type { Tx } from '../action/context.ts'

type Keyed = { street: number; actor: { login: string }; key?: string }

/** Two requests with the same key ran side by side and the other one was first: roll back, and answer with its reply. */
export class KeyTaken extends Error {}

/** The reply given earlier under this key, or `undefined`; another input under the same key is refused. */
export async function findReply(sql: Tx, { street, actor, key }: Keyed, hash: Buffer): Promise<{ reply: unknown } | undefined> {
  const [earlier] = await sql<{ hash: Buffer; reply: unknown }[]>`
    select hash, reply from idempotency where street_id = ${street} and login_id = ${actor.login} and key = ${key!}`
  if (earlier && !earlier.hash.equals(hash)) throw new Problem('idempotency.mismatch')
  return earlier
}

/** Keep the reply with the work, in one transaction. Replies of actions are ids, states and counts, never values of people. */
export async function keepReply(sql: Tx, { street, actor, key }: Keyed, hash: Buffer, reply: unknown, now: Date): Promise<void> {
  const kept = await sql`
    insert into idempotency (street_id, login_id, key, hash, at, reply)
    values (${street}, ${actor.login}, ${key!}, ${hash}, ${now}, ${sql.json((reply ?? null) as never)})
    on conflict (street_id, login_id, key) do nothing returning 1`
  if (kept.length === 0) throw new KeyTaken()
}
