/** Purposes as the street has them. */
import type { Catalogue } from '#ground/facts/catalogue.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import type { Ctx, Tx } from '#kernel/action/context.ts'
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

const standings = new WeakMap<Catalogue, readonly Standing[]>()

/** The same for what every writing asks: read once for each catalogue, and that is built anew when a definition changed. */
export async function getStanding(ctx: Pick<Ctx, 'sql' | 'street'>): Promise<readonly Standing[]> {
  const catalogue = await getStreetCatalogue(ctx)
  const standing = standings.get(catalogue) ?? (await listStanding(ctx.sql, ctx.street))
  standings.set(catalogue, standing)
  return standing
}
