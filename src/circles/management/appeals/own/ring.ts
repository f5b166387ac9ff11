/** Whom to ring about a matter: the unit that leads, else the community's office, else the street's; what the street leads is not asked of the community, which it may be about. */
import { findUnit } from '#ground/matters/units/queries.ts'
import { listOfficeRows } from '#ground/notices/queries.ts'
import { officeFor } from '#ground/notices/reach.ts'
import type { Ctx } from '#kernel/action/context.ts'

export async function ringFor(ctx: Ctx, region: number, lead: string): Promise<string | null> {
  const unit = lead.startsWith('unit:') ? await findUnit(ctx.sql, ctx.street, lead.slice('unit:'.length)) : undefined
  const where = lead.startsWith('street:') ? ctx.street * 1_000_000 : region
  return unit?.phone || officeFor(await listOfficeRows(ctx.sql, ctx.street), new Map(), where).phone
}
