/**
 * Rows of the log given away as proof: what was hashed, as text, with number and hash. Whoever holds them reckons the hash anew; the house (`linli verify
 * --pack`) also says whether its own chain has that row under that number.
 */
import type { Sql } from 'postgres'
import type { Tx } from '../action/context.ts'
import { chainHash, contentOf } from './chain.ts'

/** `seq`, `prev` and `hash` are null while the sealer, a second behind, has not been there. Bytes in hex. */
export type ProofRow = { seq: number | null; id: string; content: string; prev: string | null; hash: string | null }
/** With what its matching events speak of. */
export type FoundRow = ProofRow & { refs: Record<string, string | number>[] }
export type Proof = { street: number; chain: 'log'; rows: ProofRow[] }
export type ProofFault = { seq: number | null; id: string; fault: 'unsealed' | 'changed' | 'unknown' }

/** Rows in which these events stand, at these moments: found by them, for nothing else of the log is looked through. */
export async function listProof(sql: Tx, street: number, moments: readonly string[], refs: Record<string, string>): Promise<FoundRow[]> {
  const wanted = sql.json(refs)
  return sql<FoundRow[]>`
    select id, seq, ${sql.unsafe(contentOf.log)} as content, encode(prev, 'hex') as prev, encode(hash, 'hex') as hash,
      (select jsonb_agg(e->'refs') from jsonb_array_elements(events) e where e->'refs' @> ${wanted}) as refs
    from log where street_id = ${street} and at = any(${[...moments]}::timestamptz[]) and events @> ${sql.json([{ refs }])} order by at, id`
}

/** By itself: a row whose text was touched has another hash. */
export function isWhole({ seq, id, content, prev, hash }: ProofRow): boolean {
  return seq !== null && prev !== null && chainHash(Buffer.from(prev, 'hex'), seq, { id, content }).toString('hex') === hash
}

/** Against the chain of the house it is said to come from. */
export async function checkProof(sql: Sql, { street, rows }: Proof): Promise<ProofFault[]> {
  const seqs = rows.flatMap(({ seq }) => seq ?? [])
  const known = await sql<{ seq: number; id: string; hash: string }[]>`
    select seq, id, encode(hash, 'hex') as hash from log where street_id = ${street} and seq = any(${seqs}::bigint[])`
  const bySeq = new Map(known.map((row) => [Number(row.seq), row]))
  return rows.flatMap((row): ProofFault[] => {
    const { seq, id, hash } = row
    if (seq === null) return [{ seq, id, fault: 'unsealed' }]
    if (!isWhole(row)) return [{ seq, id, fault: 'changed' }]
    const own = bySeq.get(seq)
    return own?.id === id && own.hash === hash ? [] : [{ seq, id, fault: 'unknown' }]
  })
}
