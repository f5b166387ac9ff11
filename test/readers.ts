/** People to tell something: a house of doors in one grid, and carriers that keep what they were given. */
import { addPerson } from '#ground/households/actions.ts'
import type { Carrier, Outgoing } from '#kernel/carriers/carrier.ts'
import { newId } from '#kernel/log/id.ts'
import { COMMUNITY, type Stage } from './stage.ts'

/** Doors of one estate, `101`, `102` …, in the order of walking; each by its id. */
export async function buildHouse(stage: Stage, doors: readonly string[], community = COMMUNITY): Promise<string[]> {
  const ctx = await stage.ctx()
  const [estate, building] = [newId(), newId()]
  await ctx.sql`
    insert into estate (street_id, id, region_no, kind, name, key, sort)
    values (${ctx.street}, ${estate}, ${community * 1000}, 'estate', '阳光花园', '阳光花园', 'a')`
  await ctx.sql`
    insert into building (street_id, id, region_no, estate_id, name, key, sort)
    values (${ctx.street}, ${building}, ${community * 1000}, ${estate}, '1幢', '1', 'a')`
  const rows = doors.map((door) => ({ id: newId(), door }))
  for (const { id, door } of rows) {
    await ctx.sql`
      insert into dwelling (street_id, id, region_no, estate_id, building_id, unit, floor, door, label, key, sort)
      values (${ctx.street}, ${id}, ${community * 1000 + 1}, ${estate}, ${building}, '1', 1, ${door}, ${`阳光花园1幢1单元${door}`}, ${`阳光花园|1|1|${door}`}, ${door})`
    await ctx.sql`
      insert into subject (street_id, id, kind, region_no, rev, values, meta) values (${ctx.street}, ${id}, 'dwelling', ${community * 1000 + 1}, 0, '{}', '{"at":[]}')`
  }
  return rows.map(({ id }) => id)
}

export async function moveIn(
  stage: Pick<Stage, 'does' | 'actor'>,
  door: string,
  values: Record<string, unknown>,
  community = COMMUNITY,
): Promise<string> {
  const input = { id: door, relation: 'residence' as const, values, source: 'seen', asOf: '2026-11-20' }
  return (await stage.does(addPerson, stage.actor('clerk', community), input)).person
}

/** A gateway that keeps what it took; `fails` is asked first, and what it throws is thrown. */
export function keepingCarrier(fails: (outgoing: Outgoing) => Error | undefined = () => undefined): Carrier & { taken: Outgoing[] } {
  const taken: Outgoing[] = []
  return {
    taken,
    send: async (outgoing) => {
      const error = fails(outgoing)
      if (error) throw error
      taken.push(outgoing)
    },
  }
}
