/** Purposes as the street has them. */
import type { Tx } from '#kernel/action/context.ts'
import type { Purpose } from './contract.ts'
import { listPurposeRows, type PurposeRow } from './queries.ts'

/** A purpose with the version that is told to people. */
export type Standing = Purpose & { edition: string }

export function editionOf({ origin, version }: Pick<PurposeRow, 'origin' | 'version'>): string {
  return `${origin}-${version}`
}

/** Those in use today, in their order. */
export async function listStanding(sql: Tx, street: number): Promise<Standing[]> {
  const rows = await listPurposeRows(sql, street)
  return rows.flatMap((row) => (row.retired ? [] : [{ ...row.body, edition: editionOf(row) }]))
}
