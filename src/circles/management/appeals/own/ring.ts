/** Whom to ring about a matter: the unit that leads, else the community's office, else the street's. */
import { findUnit } from '#ground/matters/units/queries.ts'
import { listOfficeRows } from '#ground/notices/queries.ts'
import { officeFor } from '#ground/notices/reach.ts'
import type { Ctx } from '#kernel/action/context.ts'

export async function ringFor(ctx: Ctx, region: number, lead: string): Promise<string | null> {
  const unit = lead.startsWith('unit:') ? await findUnit(ctx.sql, ctx.street, lead.slice('unit:'.length)) : undefined
  return unit?.phone || officeFor(await listOfficeRows(ctx.sql, ctx.street), new Map(), region).phone
}
