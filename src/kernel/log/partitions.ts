/** Log and looks are cut by month, so that old months can be moved away whole (distributed.md R21). Made ahead, by the owner. */
import type { Sql } from 'postgres'

const AHEAD_MONTHS = 3

/** Idempotent; a month whose rows already went to the rest partition is left there. */
export async function ensurePartitions(owner: Sql, now: Date): Promise<void> {
  const first = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1)
  await ensureMonths(
    owner,
    Array.from({ length: AHEAD_MONTHS }, (_, ahead) => monthAfter(first, ahead)),
  )
}

/** @param months as `2026-11` */
export async function ensureMonths(owner: Sql, months: readonly string[]): Promise<void> {
  for (const month of months) for (const table of ['log', 'look']) await ensureMonth(owner, table, month)
}

function monthAfter(first: number, ahead: number): string {
  const day = new Date(first)
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + ahead, 1)).toISOString().slice(0, 7)
}

async function ensureMonth(owner: Sql, table: string, month: string): Promise<void> {
  const name = `${table}_${month.replace('-', '_')}`
  const [found] = await owner<{ there: boolean }[]>`select to_regclass(${name}) is not null as there`
  if (found?.there) return
  const from = `${month}-01T00:00:00.000Z`
  const to = `${monthAfter(Date.parse(from), 1)}-01T00:00:00.000Z`
  try {
    await owner.unsafe(`create table if not exists ${name} partition of ${table} for values from ('${from}') to ('${to}')`)
  } catch (error) {
    // Rows of that month stand in the rest partition already: they stay there.
    if ((error as { code?: string }).code !== '23514') throw error
  }
}
