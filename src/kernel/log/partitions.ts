/** Log and looks are cut by month, so that old months can be moved away whole (distributed.md R21). Made ahead, by the owner. */
import type { Sql } from 'postgres'

const AHEAD_MONTHS = 3

/** Idempotent; a month whose rows already went to the rest partition is left there. */
export async function ensurePartitions(owner: Sql, now: Date): Promise<void> {
  for (let ahead = 0; ahead < AHEAD_MONTHS; ahead += 1) {
    const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1))
    const to = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead + 1, 1))
    for (const table of ['log', 'look']) await ensureMonth(owner, table, from, to)
  }
}

async function ensureMonth(owner: Sql, table: string, from: Date, to: Date): Promise<void> {
  const name = `${table}_${from.toISOString().slice(0, 7).replace('-', '_')}`
  const [found] = await owner<{ there: boolean }[]>`select to_regclass(${name}) is not null as there`
  if (found?.there) return
  try {
    await owner.unsafe(`create table if not exists ${name} partition of ${table} for values from ('${from.toISOString()}') to ('${to.toISOString()}')`)
  } catch (error) {
    // Rows of that month stand in the rest partition already: they stay there.
    if ((error as { code?: string }).code !== '23514') throw error
  }
}
