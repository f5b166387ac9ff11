/** How a row is hashed into its chain: SHA-256 over the hash before it and every column but seq, prev and hash. */
import { createHash } from 'node:crypto'

export type ChainName = 'log' | 'look'

/** A row as the database prints it; the text form is what is hashed, so that any flip shows. */
export type ChainRow = { id: string; content: string }

/** The start of every chain. */
export const firstHash = Buffer.alloc(32)

export function chainHash(prev: Buffer, seq: number, row: ChainRow): Buffer {
  return createHash('sha256').update(prev).update(`${seq}\n${row.id}\n${row.content}`).digest()
}

/** SQL text of a row's content, per chain. Timestamps as microseconds, so that no zone setting changes the hash. */
export const contentOf: Record<ChainName, string> = {
  log: `concat_ws(E'\\x1f', street_id, (extract(epoch from at) * 1000000)::bigint, login_id, post_id, action, events::text)`,
  look: `concat_ws(E'\\x1f', street_id, (extract(epoch from at) * 1000000)::bigint, login_id, post_id, view, subjects::text, coalesce(filter::text, '-'), fields::text, coalesce(reason, '-'), sensitive)`,
}
