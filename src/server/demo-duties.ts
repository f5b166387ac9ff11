/** Duty lists of the demo streets, one change since, and an objection on its way to the county. */

import { addWorkingDays } from '#base/calendar/working-days.ts'
import { allRights } from '#catalogue/roles.ts'
import { DUTIES_FROM, dutyChanged, townDuties, townObjection } from '#catalogue/town/duties.ts'
import { countyOffices } from '#catalogue/town/plan.ts'
import type { Town } from '#catalogue/town/town-shape.ts'
import * as actions from '#ground/duties/actions.ts'
import { applyEdition } from '#ground/duties/editions/apply.ts'
import * as objections from '#ground/duties/objections/actions.ts'
import { copyObjection } from '#ground/duties/objections/crossing.ts'
import { listItemsOn } from '#ground/duties/queries.ts'
import { getCalendar } from '#ground/law/law.ts'
import { houseActor } from '#kernel/access/actor.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type { House } from '#kernel/action/house.ts'
import { newId } from '#kernel/log/id.ts'

const MOST = 600
/** So many workdays ago: its term of five is over, and nobody answered. */
const RAISED_BEFORE = -7

export async function loadDuties(house: House, town: Pick<Town, 'streets' | 'today'>): Promise<void> {
  let objection: string | undefined
  const [first] = town.streets
  // The county publishes the lists of its streets, and judges by them what its departments ask.
  for (const street of [...town.streets, countyOffices]) {
    const actor = houseActor(street, allRights)
    const scope = { street, lo: actor.lo, hi: actor.hi, login: actor.login, post: actor.post, sensitive: false }
    await house.transaction(scope, async (sql) => {
      const quiet = () => undefined
      const ctx: Ctx = { house, sql, street, actor, now: house.now(), today: town.today, dryRun: false, note: quiet, look: quiet }
      if ((await listItemsOn(sql, street, town.today, null, 1)).length > 0) return
      for (const { level, title, issuer, document, documentDay, items } of townDuties)
        await applyEdition(ctx, level, { title, issuer, document, documentDay, from: DUTIES_FROM }, items)
      await changeOne(ctx)
      if (street === first) objection = await objectTo(ctx)
    })
  }
  // After its rows are there for everybody.
  if (first === undefined || objection === undefined) return
  const event = { name: 'objection.raised', subjects: [], fields: [], refs: { objection } }
  await copyObjection(house, { street: first, log: newId(), at: 0, event })
}

async function changeOne(ctx: Ctx): Promise<void> {
  const { title, tasks, document, day, from } = dutyChanged
  const found = (await listItemsOn(ctx.sql, ctx.street, ctx.today, 'street', MOST)).find((item) => item.title === title)
  if (!found || ctx.today < from) return
  const { list, number, category, subcategory, lead, partners, basis } = found
  const item = { list, number, category, subcategory, title, lead, partners, tasks, basis }
  await actions.change.run({ ...ctx, version: found.rev }, { id: found.id, item, source: { document, day }, from })
}

async function objectTo(ctx: Ctx): Promise<string | undefined> {
  const found = (await listItemsOn(ctx.sql, ctx.street, ctx.today, 'street', MOST)).find(({ title }) => title === townObjection.title)
  if (!found) return undefined
  const today = addWorkingDays(ctx.today, RAISED_BEFORE, await getCalendar(ctx))
  const { asker, title, words } = townObjection
  const about = { kind: 'duty' as const, id: found.id, title }
  const { id } = await objections.raise.run({ ...ctx, today }, { about, asker, reasons: ['withdrawn'], words })
  return id
}
