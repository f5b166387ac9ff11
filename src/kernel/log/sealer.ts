/**
 * One sealer numbers and hash-chains the log (and the looks) of each street in batches, at most about a second behind, and hands the
 * sealed rows' events to followers in that order. It has a role of its own that may write seq, prev and hash and nothing else.
 */
import { appendFile } from 'node:fs/promises'
import type { Sql, TransactionSql } from 'postgres'
import type { Event } from '../action/context.ts'
import { type ChainName, type ChainRow, chainHash, contentOf, firstHash } from './chain.ts'

const BATCH = 1000

/** Called inside the sealing transaction for each batch of log rows, so that no event is handed over twice or never. */
export type HandOver = (sql: TransactionSql, street: number, rows: { id: string; action: string; events: Event[] }[]) => Promise<void>

export type Sealer = {
  /** Seal everything now; returns how many rows were sealed. */
  sealAll: () => Promise<number>
  /** Ask for a round soon. */
  soon: () => void
  /** Rows not yet sealed, over all streets. */
  backlog: () => Promise<number>
  stop: () => Promise<void>
}

export function startSealer(
  sql: Sql,
  options: { headsFile?: string; handOver: HandOver; everyMs: number; onError: (error: unknown) => void },
): Sealer {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let running: Promise<number> | undefined
  let asked = false

  const round = (): Promise<number> => {
    asked = false
    running ??= sealRound(sql, options.handOver, options.headsFile).finally(() => {
      running = undefined
    })
    return running
  }
  const plan = (ms: number): void => {
    if (stopped) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      round()
        .catch(options.onError)
        .finally(() => plan(asked ? 100 : options.everyMs))
    }, ms)
    timer.unref()
  }
  plan(options.everyMs)

  return {
    sealAll: async () => {
      let total = 0
      for (let sealed = await round(); sealed > 0; sealed = await round()) total += sealed
      return total
    },
    soon: () => {
      if (asked) return
      asked = true
      plan(200)
    },
    backlog: async () => {
      const [row] = await sql<{ count: number }[]>`
        select (select count(*) from log where seq is null)::int + (select count(*) from look where seq is null)::int as count`
      return row?.count ?? 0
    },
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}

async function sealRound(sql: Sql, handOver: HandOver, headsFile: string | undefined): Promise<number> {
  let sealed = 0
  for (const chain of ['log', 'look'] as const) {
    const streets = await sql<{ street_id: number }[]>`select distinct street_id from ${sql(chain)} where seq is null limit 1000`
    for (const { street_id } of streets) sealed += await sealBatch(sql, chain, street_id, handOver, headsFile)
  }
  return sealed
}

/** One batch of one street, in one transaction that holds the chain's head. */
async function sealBatch(sql: Sql, chain: ChainName, street: number, handOver: HandOver, headsFile: string | undefined): Promise<number> {
  const head = await sql.begin(async (tx) => {
    await tx`insert into seal_head (street_id, chain, seq, hash) values (${street}, ${chain}, 0, ${firstHash}) on conflict do nothing`
    const [at] = await tx<{ seq: number; hash: Buffer }[]>`
      select seq, hash from seal_head where street_id = ${street} and chain = ${chain} for update`
    const rows = await tx<(ChainRow & { at: string; action?: string; events?: Event[] })[]>`
      select id, at::text as at, ${tx.unsafe(contentOf[chain])} as content ${chain === 'log' ? tx`, action, events` : tx``}
      from ${tx(chain)} where street_id = ${street} and seq is null order by at, id limit ${BATCH}`
    if (!at || rows.length === 0) return undefined
    let seq = at.seq
    let hash: Buffer = at.hash
    const sealedRows = rows.map((row) => {
      const prev = hash
      seq += 1
      hash = chainHash(prev, seq, row)
      return { id: row.id, at: row.at, seq, prev: prev.toString('hex'), hash: hash.toString('hex') }
    })
    await tx`
      update ${tx(chain)} as target set seq = s.seq, prev = decode(s.prev, 'hex'), hash = decode(s.hash, 'hex')
      from jsonb_to_recordset(${tx.json(sealedRows)}) as s(id uuid, at timestamptz, seq bigint, prev text, hash text)
      where target.street_id = ${street} and target.at = s.at and target.id = s.id and target.seq is null`
    await tx`update seal_head set seq = ${seq}, hash = ${hash} where street_id = ${street} and chain = ${chain}`
    if (chain === 'log')
      await handOver(
        tx,
        street,
        rows.map((row) => ({ id: row.id, action: row.action ?? '', events: row.events ?? [] })),
      )
    return { seq, hash: hash.toString('hex'), sealed: rows.length }
  })
  if (!head) return 0
  if (headsFile) await appendFile(headsFile, `${JSON.stringify({ street, chain, seq: head.seq, hash: head.hash })}\n`, { mode: 0o600 })
  return head.sealed
}
