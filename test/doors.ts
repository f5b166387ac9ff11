/** Where stories live: regions by their names, doors with and without a building. */
import type { Sql } from 'postgres'
import { upsertRegions } from '#ground/places/queries.ts'
import type { House } from '#kernel/action/house.ts'
import { newId } from '#kernel/log/id.ts'
import { COMMUNITY, STREET } from './stage.ts'
import { wideScope } from './working.ts'

type Housed = { house: House }

/** Streets (9 digits) and communities (12) by their numbers. */
export function nameRegions(owner: Sql, names: Record<number, string>): Promise<number> {
  const rows = Object.entries(names).map(([number, name]) =>
    number.length === 9
      ? { code: `${number}000`, name, level: 'street' as const, parent: `${number.slice(0, 6)}000000` }
      : { code: number, name, level: 'community' as const, parent: `${number.slice(0, 9)}000` },
  )
  return upsertRegions(owner, rows, '2026-01-01')
}

/** A door without a building. */
export async function addDoor({ house }: Housed, label = '文昌里1号101', region = COMMUNITY * 1000): Promise<string> {
  const id = newId()
  const door = /\d+$/.exec(label)?.[0] ?? label
  await house.transaction(wideScope(STREET), async (sql) => {
    await sql`
      insert into dwelling (street_id, id, region_no, door, label, key, sort)
      values (${STREET}, ${id}, ${region}, ${door}, ${label}, ${`${region}|${label}`}, ${label})`
    await sql`
      insert into subject (street_id, id, kind, region_no, rev, values, meta) values (${STREET}, ${id}, 'dwelling', ${region}, 0, '{}', '{"at":[]}')`
  })
  return id
}

/** Doors of one building in the first grid, `101`, `102` …, in the order of walking; each by its id. */
export async function buildHouse<const Doors extends readonly string[]>(
  { house }: Housed,
  doors: Doors,
  community = COMMUNITY,
): Promise<{ -readonly [At in keyof Doors]: string }> {
  const [estate, building] = [newId(), newId()]
  const rows = doors.map((door) => ({ id: newId(), door }))
  await house.transaction(wideScope(STREET), async (sql) => {
    await sql`
      insert into estate (street_id, id, region_no, kind, name, key, sort)
      values (${STREET}, ${estate}, ${community * 1000}, 'estate', '阳光花园', '阳光花园', 'a')`
    await sql`
      insert into building (street_id, id, region_no, estate_id, name, key, sort)
      values (${STREET}, ${building}, ${community * 1000}, ${estate}, '1幢', '1', 'a')`
    for (const { id, door } of rows) {
      await sql`
        insert into dwelling (street_id, id, region_no, estate_id, building_id, unit, floor, door, label, key, sort)
        values (${STREET}, ${id}, ${community * 1000 + 1}, ${estate}, ${building}, '1', 1, ${door}, ${`阳光花园1幢1单元${door}`}, ${`阳光花园|1|1|${door}`}, ${door})`
      await sql`
        insert into subject (street_id, id, kind, region_no, rev, values, meta) values (${STREET}, ${id}, 'dwelling', ${community * 1000 + 1}, 0, '{}', '{"at":[]}')`
    }
  })
  return rows.map(({ id }) => id) as { -readonly [At in keyof Doors]: string }
}
