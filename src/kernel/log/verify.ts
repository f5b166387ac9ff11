/**
 * `verify` walks every chain from its start and finds any flip, insertion, deletion or reorder of sealed rows, a tail cut off
 * against the last head stored outside the database, and names the rows not sealed yet.
 */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Sql } from 'postgres'
import { type ChainName, type ChainRow, chainHash, contentOf, firstHash } from './chain.ts'

export type ChainFault = { street: number; chain: ChainName; seq: number; fault: 'changed' | 'missing' | 'order' | 'tail-cut' | 'head' }
export type Verification = { rows: number; unsealed: number; faults: ChainFault[]; streets: number }

type Sealed = ChainRow & { seq: number; prev: Buffer; hash: Buffer }
const MOST_FAULTS = 100

/** `headsFile` is the file the sealer wrote outside the database; without it a cut tail is only found against the head row. */
export async function verifyLog(
  sql: Sql,
  options: { headsFile?: string; onProgress?: (rows: number) => void } = {},
): Promise<Verification> {
  const outside = options.headsFile ? await readHeads(options.headsFile) : new Map<string, { seq: number; hash: string }>()
  const result: Verification = { rows: 0, unsealed: 0, faults: [], streets: 0 }
  const streets = new Set<number>()
  for (const chain of ['log', 'look'] as const) {
    const found = await sql<{ street_id: number }[]>`
      select street_id from seal_head where chain = ${chain} union select distinct street_id from ${sql(chain)}`
    for (const key of outside.keys())
      if (key.endsWith(chain) && !found.some((row) => `${row.street_id} ${chain}` === key))
        found.push({ street_id: Number(key.split(' ')[0]) })
    for (const { street_id } of found) {
      streets.add(street_id)
      await verifyChain(sql, chain, street_id, outside.get(`${street_id} ${chain}`), result, options.onProgress)
    }
    const [open] = await sql<{ count: number }[]>`select count(*)::int as count from ${sql(chain)} where seq is null`
    result.unsealed += open?.count ?? 0
  }
  result.streets = streets.size
  return result
}

async function verifyChain(
  sql: Sql,
  chain: ChainName,
  street: number,
  outside: { seq: number; hash: string } | undefined,
  result: Verification,
  onProgress: ((rows: number) => void) | undefined,
): Promise<void> {
  let prev: Buffer = firstHash
  let seq = 0
  let outsideSeen = outside === undefined || outside.seq === 0
  const fault = (at: number, kind: ChainFault['fault']) => {
    if (result.faults.length < MOST_FAULTS) result.faults.push({ street, chain, seq: at, fault: kind })
  }
  const rows = sql<Sealed[]>`
    select id, seq, prev, hash, ${sql.unsafe(contentOf[chain])} as content from ${sql(chain)}
    where street_id = ${street} and seq is not null order by seq, at, id`.cursor(2000)
  for await (const batch of rows) {
    for (const row of batch) {
      if (row.seq === seq) fault(row.seq, 'order')
      else if (row.seq !== seq + 1) fault(seq + 1, 'missing')
      if (!row.prev.equals(prev)) fault(row.seq, 'order')
      if (!row.hash.equals(chainHash(row.prev, row.seq, row))) fault(row.seq, 'changed')
      if (outside && row.seq === outside.seq) {
        outsideSeen = true
        if (row.hash.toString('hex') !== outside.hash) fault(row.seq, 'head')
      }
      prev = row.hash
      seq = row.seq
    }
    result.rows += batch.length
    onProgress?.(result.rows)
  }
  if (!outsideSeen) fault(outside!.seq, 'tail-cut')
  const [head] = await sql<
    { seq: number; hash: Buffer }[]
  >`select seq, hash from seal_head where street_id = ${street} and chain = ${chain}`
  if (head && (head.seq !== seq || !head.hash.equals(prev))) fault(head.seq, seq < head.seq ? 'tail-cut' : 'head')
}

/** The last head of each chain; a torn last line (power loss) is skipped. */
async function readHeads(file: string): Promise<Map<string, { seq: number; hash: string }>> {
  const heads = new Map<string, { seq: number; hash: string }>()
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })
  for await (const line of lines) {
    if (!line.endsWith('}')) continue
    const head = JSON.parse(line) as { street: number; chain: ChainName; seq: number; hash: string }
    heads.set(`${head.street} ${head.chain}`, { seq: head.seq, hash: head.hash })
  }
  return heads
}
