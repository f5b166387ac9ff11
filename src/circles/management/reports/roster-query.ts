/** SQL of the rows that fill a sheet: subjects with their facts and what stands around them, in walking order; and the places rows of statistics name. */
import type { FactValue } from '#ground/facts/contract.ts'
import type { Meta } from '#ground/facts/meta.ts'
import { grams } from '#ground/facts/search.ts'
import type { Tx } from '#kernel/action/context.ts'
import type { Fragment } from './conditions.ts'
import type { Population } from './contract.ts'

/** 本人 and 户主 in the kinship list (GB/T 4761). */
const HEAD = ['01', '02']

/** A subject as a row of a roster: its facts, and for a person the door she is tied to with what stands around it. */
export type RosterRow = {
  id: string
  kind: string
  region_no: number
  values: Record<string, FactValue>
  meta: Meta
  values_s: Record<string, FactValue> | null
  meta_s: Meta | null
  dwelling: string | null
  label: string | null
  unit: string | null
  floor: number | null
  door: string | null
  building: string | null
  estate: string | null
  grid: string | null
  since: string | null
  /** Facts of the dwelling, building, estate and household around the subject, when a column asks for them. */
  around: Record<string, FactValue> | null
  head: string | null
  registered: string | null
}

export type RosterNeeds = { twin: boolean; around: boolean; head: boolean; registered: boolean }

/** The query of a roster, in walking order, of each door the head of the household first; `given` limits it to known ids. Run with `.cursor()` or awaited with a limit. */
export function rosterQuery(
  sql: Tx,
  street: number,
  range: { lo: number; hi: number },
  population: { kind: Population['kind']; where: Fragment; given?: string[] },
  needs: RosterNeeds,
  page?: { offset: number; limit: number },
): Fragment {
  const person = population.kind === 'person'
  const home = person
    ? sql`left join lateral (
        select dwelling_id, from_day from tie where street_id = ${street} and person_id = s.id and to_day is null
        order by array_position(array['person.residence', 'person.registration', 'person.tenancy', 'person.ownership'], kind) limit 1
      ) home on true`
    : sql``
  return sql`
    select s.id, s.kind, s.region_no, s.values, s.meta,
      ${needs.twin ? sql`t.values` : sql`null::jsonb`} as values_s, ${needs.twin ? sql`t.meta` : sql`null::jsonb`} as meta_s,
      d.id as dwelling, d.label, d.unit, d.floor, d.door, b.name as building, e.name as estate, g.name as grid,
      ${person ? sql`home.from_day` : sql`null::date`} as since,
      ${needs.around ? sql`coalesce(es.values, '{}') || coalesce(bs.values, '{}') || coalesce(ds.values, '{}') || coalesce(hs.values, '{}')` : sql`null::jsonb`} as around,
      ${
        needs.head
          ? sql`(select min(hp.values->>'person.name') from tie ht join subject hp on hp.street_id = ht.street_id and hp.id = ht.person_id
          where ht.street_id = ${street} and ht.dwelling_id = d.id and ht.to_day is null and ht.kind = 'person.residence' and hp.merged_into is null
            and hp.values->>'person.relation-to-head' = any(${HEAD}))`
          : sql`null::text`
      } as head,
      ${
        needs.registered
          ? sql`(select rd.label from tie rt join dwelling rd on rd.street_id = rt.street_id and rd.id = rt.dwelling_id
          where rt.street_id = ${street} and rt.person_id = s.id and rt.kind = 'person.registration' and rt.to_day is null limit 1)`
          : sql`null::text`
      } as registered
    from subject s
    ${needs.twin ? sql`left join subject_s t on t.street_id = s.street_id and t.id = s.id` : sql``}
    ${home}
    left join dwelling d on d.street_id = s.street_id and d.id = ${person ? sql`home.dwelling_id` : sql`s.id`}
    left join building b on b.street_id = s.street_id and b.id = ${population.kind === 'building' ? sql`s.id` : sql`d.building_id`}
    left join estate e on e.street_id = s.street_id and e.id = ${population.kind === 'estate' ? sql`s.id` : sql`coalesce(d.estate_id, b.estate_id)`}
    left join grid g on g.street_id = s.street_id and g.region_no = s.region_no
    ${
      needs.around
        ? sql`left join subject ds on ds.street_id = s.street_id and ds.id = d.id
          left join subject bs on bs.street_id = s.street_id and bs.id = b.id
          left join subject es on es.street_id = s.street_id and es.id = e.id
          left join household h on h.street_id = s.street_id and h.dwelling_id = d.id and h.to_day is null
          left join subject hs on hs.street_id = s.street_id and hs.id = h.id`
        : sql``
    }
    where s.street_id = ${street} and s.kind = ${population.kind} and s.region_no between ${range.lo} and ${range.hi}
      and s.merged_into is null and s.gone_on is null and ${population.where}
      ${population.given ? sql`and s.id = any(${population.given}::uuid[])` : sql``}
    order by e.sort nulls last, b.sort nulls last, d.sort nulls last,
      ${person ? sql`coalesce(s.values->>'person.relation-to-head' = any(${HEAD}), false) desc,` : sql``} s.sort, s.id
    ${page ? sql`offset ${page.offset} limit ${page.limit}` : sql``}`
}

/** Everybody but those who stand on the list already. */
export function without(sql: Tx, listed: string[]): Fragment {
  return listed.length > 0 ? sql`not s.id = any(${listed}::uuid[])` : sql`true`
}

/** Everybody who lives at a door. */
export function livingAt(sql: Tx, street: number, dwelling: string): Fragment {
  return sql`exists (select 1 from tie m where m.street_id = ${street} and m.person_id = s.id and m.dwelling_id = ${dwelling}
    and m.kind = 'person.residence' and m.to_day is null)`
}

/** Known subjects of the area by id. */
export async function readRoster(
  sql: Tx,
  street: number,
  range: { lo: number; hi: number },
  kind: Population['kind'],
  given: string[],
  needs: RosterNeeds,
): Promise<Map<string, RosterRow>> {
  if (given.length === 0) return new Map()
  const rows = (await rosterQuery(sql, street, range, { kind, where: sql`true`, given }, needs)) as unknown as RosterRow[]
  return new Map(rows.map((row) => [row.id, row]))
}

export async function countPopulation(
  sql: Tx,
  street: number,
  range: { lo: number; hi: number },
  kind: string,
  where: Fragment,
): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from subject s left join subject_s t on t.street_id = s.street_id and t.id = s.id
    where s.street_id = ${street} and s.kind = ${kind} and s.region_no between ${range.lo} and ${range.hi} and s.merged_into is null and s.gone_on is null and ${where}`
  return row?.count ?? 0
}

/** Names of regions, grids and estates that rows of a statistics sheet may carry. */
export async function listRowPlaces(
  sql: Tx,
  street: number,
  range: { lo: number; hi: number },
): Promise<{ name: string; lo: number; hi: number; estate: string | null }[]> {
  const communities = await sql<{ name: string; lo: number; hi: number; estate: string | null }[]>`
    select name, (code::bigint) * 1000 as lo, (code::bigint) * 1000 + 999 as hi, null as estate from region
    where level = 'community' and to_day is null and (code::bigint) * 1000 + 999 >= ${range.lo} and (code::bigint) * 1000 <= ${range.hi} and length(code) = 12`
  const grids = await sql<{ name: string; lo: number; hi: number; estate: string | null }[]>`
    select name, region_no as lo, region_no as hi, null as estate from grid where street_id = ${street} and region_no between ${range.lo} and ${range.hi}`
  const estates = await sql<{ name: string; lo: number; hi: number; estate: string | null }[]>`
    select name, ${range.lo}::bigint as lo, ${range.hi}::bigint as hi, id as estate from estate where street_id = ${street} and region_no / 1000 between ${Math.floor(range.lo / 1000)} and ${Math.floor(range.hi / 1000)}`
  const whole = { lo: street * 1_000_000, hi: street * 1_000_000 + 999_999 }
  // In a table of streets one row is the street's own.
  const itself =
    range.lo <= whole.lo && range.hi >= whole.hi
      ? await sql<{ name: string; lo: number; hi: number; estate: string | null }[]>`
          select name, ${whole.lo}::bigint as lo, ${whole.hi}::bigint as hi, null as estate from region
          where level = 'street' and to_day is null and code = ${String(street).padEnd(12, '0')}`
      : []
  return [...communities, ...grids, ...estates, ...itself]
}

export type Namesake = { id: string; birth: string | null; identified: boolean; label: string | null }

/** Everybody of the area who bears one of these names, with what tells them apart: birth date, whether an identifier is known, the door. */
export async function listNamesakes(
  sql: Tx,
  street: number,
  range: { lo: number; hi: number },
  kind: string,
  names: string[],
): Promise<Map<string, Namesake[]>> {
  const found = new Map<string, Namesake[]>()
  if (names.length === 0) return found
  const element = `${kind}.name`
  const query = [...new Set(names.flatMap((name) => grams(name).filter((gram) => [...gram].length === 2)))]
    .map((gram) => `'g${gram.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`)
    .join(' | ')
  const rows = await sql<(Namesake & { name: string })[]>`
    select s.id, s.values->>${element} as name, s.values->>'person.birth-date' as birth, s.values ? ${`${kind}.id-number`} as identified, d.label
    from subject s
    left join lateral (
      select dwelling_id from tie where street_id = ${street} and person_id = s.id and kind = 'person.residence' and to_day is null limit 1
    ) home on true
    left join dwelling d on d.street_id = s.street_id and d.id = home.dwelling_id
    where s.street_id = ${street} and s.kind = ${kind} and s.region_no between ${range.lo} and ${range.hi} and s.merged_into is null and s.gone_on is null
      and s.search @@ ${query || "''"}::tsquery and s.values->>${element} = any(${names})`
  for (const { name, ...one } of rows) found.set(name, [...(found.get(name) ?? []), one])
  return found
}

/** Doors by their labels, written without spaces; a label that two doors bear is nobody's. */
export async function listDoors(
  sql: Tx,
  street: number,
  range: { lo: number; hi: number },
  labels: string[],
): Promise<Map<string, string>> {
  if (labels.length === 0) return new Map()
  const rows = await sql<{ label: string; id: string; count: number }[]>`
    select replace(label, ' ', '') as label, min(id::text) as id, count(*)::int as count from dwelling
    where street_id = ${street} and region_no between ${range.lo} and ${range.hi} and replace(label, ' ', '') = any(${labels}) group by 1`
  return new Map(rows.filter(({ count }) => count === 1).map(({ label, id }) => [label, id]))
}
