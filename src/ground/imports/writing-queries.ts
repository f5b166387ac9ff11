/** SQL of applying: staged rows become sayings, subjects, identifiers, relations and places. Set-based, in stretches of the sheet, under the app role. */
import type { Tx } from '#kernel/action/context.ts'

/** A stretch of rows that one round of statements writes. */
export type Stretch = { street: number; id: string; round: number; sheet: number; from: number; to: number }
export type Terms = { source: string; asOf: string; at: Date; post: string }

const ready = (sql: Tx, { street, id, round, sheet, from, to }: Stretch) => sql`
  r.street_id = ${street} and r.import_id = ${id} and r.sheet = ${sheet} and r.row between ${from} and ${to} and r.round = ${round}
  and not r.returned and r.verdict in ('new', 'changed', 'same', 'conflict')`

/** Sorting and joining of whole stretches stays in memory. */
export async function takeMemory(sql: Tx): Promise<void> {
  await sql`set local work_mem = '64MB'`
}

/** Places that were made by somebody else meanwhile take the part of the staged ones. Doors stay: their rows are judged again. */
export async function adoptPlaces(sql: Tx, street: number, id: string): Promise<void> {
  await sql`
    update import_place p set estate_id = e.id from import_place n join estate e on e.street_id = n.street_id and e.region_no = n.region_no and e.key = n.key
    where n.street_id = ${street} and n.import_id = ${id} and n.kind = 'estate' and n.id <> e.id
      and p.street_id = n.street_id and p.import_id = n.import_id and p.estate_id = n.id`
  await sql`
    update import_place p set building_id = b.id from import_place n join building b on b.street_id = n.street_id and b.estate_id = n.estate_id and b.key = n.key
    where n.street_id = ${street} and n.import_id = ${id} and n.kind = 'building' and n.id <> b.id
      and p.street_id = n.street_id and p.import_id = n.import_id and p.building_id = n.id`
}

/** Make the staged places that are still unknown, with the subjects of their facts. */
export async function makePlaces(sql: Tx, street: number, id: string): Promise<void> {
  await sql`
    insert into estate (street_id, id, region_no, kind, name, key, sort)
    select street_id, id, region_no, coalesce(estate_kind, 'estate'), name, key, sort from import_place
    where street_id = ${street} and import_id = ${id} and kind = 'estate' on conflict do nothing`
  await sql`
    insert into building (street_id, id, region_no, estate_id, name, key, sort)
    select street_id, id, region_no, estate_id, name, key, sort from import_place
    where street_id = ${street} and import_id = ${id} and kind = 'building' on conflict do nothing`
  await sql`
    insert into dwelling (street_id, id, region_no, estate_id, building_id, unit, floor, door, label, key, sort, ref)
    select street_id, id, region_no, estate_id, building_id, unit, floor, name, label, key, sort, import_id from import_place
    where street_id = ${street} and import_id = ${id} and kind = 'dwelling' on conflict do nothing`
  await sql`
    insert into subject (street_id, id, kind, region_no, rev, values, meta, sort, search)
    select p.street_id, p.id, p.kind, p.region_no, 0, '{}', '{"at":[]}', p.sort, array_to_tsvector(p.search) from import_place p
    where p.street_id = ${street} and p.import_id = ${id} and (
      exists (select 1 from estate e where e.street_id = p.street_id and e.id = p.id)
      or exists (select 1 from building b where b.street_id = p.street_id and b.id = p.id)
      or exists (select 1 from dwelling d where d.street_id = p.street_id and d.id = p.id))
    on conflict do nothing`
}

/** Staged doors that stand under another id now, made by somebody else. */
export async function listDoorTwins(sql: Tx, street: number, id: string): Promise<{ staged: string; id: string; region: number }[]> {
  return sql<{ staged: string; id: string; region: number }[]>`
    select p.id as staged, d.id, d.region_no as region from import_place p
    join dwelling d on d.street_id = p.street_id and d.key = p.key
    where p.street_id = ${street} and p.import_id = ${id} and p.kind = 'dwelling' and d.id <> p.id and d.closed_on is null and d.region_no / 1000 = p.region_no / 1000`
}

/** Of these elements, those that a row waiting to be written speaks of outside every open area. */
export async function listClosedElements(
  sql: Tx,
  { street, id, round }: { street: number; id: string; round: number },
  elements: string[],
  open: readonly { lo: number; hi: number }[],
): Promise<string[]> {
  const rows = await sql<{ element: string }[]>`
    select distinct e.element from import_row r cross join unnest(${elements}::text[]) as e(element)
    where r.street_id = ${street} and r.import_id = ${id} and r.round = ${round} and not r.returned and r.verdict in ('new', 'changed', 'same', 'conflict')
      and (r.body ? e.element or r.body_s ? e.element)
      and not exists (
        select 1 from unnest(${open.map(({ lo }) => lo)}::bigint[], ${open.map(({ hi }) => hi)}::bigint[]) as o(lo, hi) where r.region_no between o.lo and o.hi)
    order by 1`
  return rows.map(({ element }) => element)
}

/** What a stretch holds beside sayings about somebody new. */
export type Kinds = {
  known: boolean
  twins: boolean
  more: boolean
  repeats: boolean
  ties: boolean
  households: boolean
  premises: boolean
}

/**
 * What nobody needs is not asked of the database: in the first import of a street it knows nothing yet of the subjects that were written a
 * moment ago, and joining them to no row at all has taken it minutes.
 */
export async function kindsOf(sql: Tx, stretch: Stretch): Promise<Kinds> {
  const [kinds] = await sql<Kinds[]>`
    select coalesce(bool_or(not r.fresh), false) as known, coalesce(bool_or(r.body_s is not null or r.next_s is not null), false) as twins,
      coalesce(bool_or(r.more is not null), false) as more, coalesce(bool_or(r.repeats is not null), false) as repeats,
      coalesce(bool_or(r.ties is not null), false) as ties, coalesce(bool_or(r.kind = 'household' and r.fresh), false) as households,
      coalesce(bool_or(r.kind = 'premises' and r.fresh), false) as premises
    from import_row r where ${ready(sql, stretch)}`
  return kinds!
}

/**
 * Known subjects of a stretch, looked up one by one through the key. The planner, left to join, takes the subjects that this very transaction
 * wrote for one row, and walks all of them for each row of the sheet.
 */
const knownSubjects = (sql: Tx, stretch: Stretch, which: ReturnType<Tx>) => sql`
  array(select r.subject_id from import_row r where ${ready(sql, stretch)} and not r.fresh and ${which})`

/** Hold the subjects that are about to change, in a fixed order; then everything that is no longer as it was judged is sent back. */
export async function returnStale(sql: Tx, stretch: Stretch, { known }: Kinds, twinDoors: string[]): Promise<number> {
  if (known)
    await sql`
    select 1 from subject s where s.street_id = ${stretch.street} and s.id = any(${knownSubjects(sql, stretch, sql`r.repeats is null`)})
    order by s.id for update of s`
  const returned = await sql`
    update import_row r set returned = true, round = r.round + 1
    where ${ready(sql, stretch)} and (
      (not r.fresh and not exists (
        select 1 from subject s where s.street_id = r.street_id and s.id = r.subject_id and s.rev = r.rev and s.merged_into is null))
      or (r.tokens is not null and exists (
        select 1 from unnest(r.token_kinds, r.tokens) as t(kind, token) join identifier i
          on i.street_id = r.street_id and i.kind = t.kind and i.token = t.token
        where i.subject_id <> r.subject_id))
      or (r.kind = 'household' and r.fresh and exists (
        select 1 from household h where h.street_id = r.street_id and h.dwelling_id = r.dwelling_id and h.to_day is null))
      ${twinDoors.length > 0 ? sql`or r.dwelling_id = any(${twinDoors}::uuid[])` : sql``})
    returning 1`
  return returned.length
}

export async function writeStatements(
  sql: Tx,
  stretch: Stretch,
  { more, twins, repeats }: Kinds,
  { source, asOf, at, post }: Terms,
): Promise<void> {
  await sql`
    insert into statement (street_id, id, subject_id, region_no, source, as_of, said_at, post_id, ref, decides, digest, body)
    select r.street_id, r.statement_id, r.subject_id, r.region_no, ${source}, ${asOf}, ${at}, ${post}, r.import_id, r.decides, r.digest, r.body
    from import_row r where ${ready(sql, stretch)} and r.repeats is null`
  if (more)
    await sql`
    insert into statement (street_id, id, subject_id, region_no, source, as_of, said_at, post_id, ref, decides, body)
    select r.street_id, (m->>'id')::uuid, r.subject_id, r.region_no, ${source}, ${asOf}, ${at}, ${post}, r.import_id, r.decides, m->'plain'
    from import_row r cross join lateral jsonb_array_elements(r.more) as m where ${ready(sql, stretch)} and r.more is not null`
  if (twins)
    await sql`
    insert into statement_s (street_id, id, subject_id, region_no, body)
    select r.street_id, r.statement_id, r.subject_id, r.region_no, r.body_s
    from import_row r where ${ready(sql, stretch)} and r.body_s is not null and r.repeats is null`
  if (repeats)
    await sql`
    insert into confirmation (street_id, statement_id, id, region_no, as_of, said_at, post_id, ref)
    select r.street_id, r.repeats, r.statement_id, r.region_no, ${asOf}, ${at}, ${post}, r.import_id
    from import_row r where ${ready(sql, stretch)} and r.repeats is not null`
}

/** Of somebody new the words are what stands, unless something had to be worked out. */
export async function writeSubjects(sql: Tx, stretch: Stretch, { known, twins }: Kinds, { source, asOf }: Terms): Promise<void> {
  await sql`
    insert into subject (street_id, id, kind, region_no, rev, values, meta, conflicts, sort, search)
    select r.street_id, r.subject_id, r.kind, r.region_no, 1, coalesce(r.next->'values', r.body),
      coalesce(r.next->'meta', jsonb_build_object('at', jsonb_build_array(jsonb_build_array(r.statement_id, ${source}::text, ${asOf}::text)))),
      coalesce((r.next->>'conflicts')::int, 0), r.sort, array_to_tsvector(r.search)
    from import_row r where ${ready(sql, stretch)} and r.fresh`
  if (twins)
    await sql`
    insert into subject_s (street_id, id, region_no, values, meta, conflicts)
    select r.street_id, r.subject_id, r.region_no, coalesce(r.next_s->'values', r.body_s),
      coalesce(r.next_s->'meta', jsonb_build_object('at', jsonb_build_array(jsonb_build_array(r.statement_id, ${source}::text, ${asOf}::text)))),
      coalesce((r.next_s->>'conflicts')::int, 0)
    from import_row r where ${ready(sql, stretch)} and r.repeats is null and (r.body_s is not null or r.next_s is not null)
    on conflict (street_id, id) do update set region_no = excluded.region_no, values = excluded.values, meta = excluded.meta, conflicts = excluded.conflicts`
  if (known) await changeSubjects(sql, stretch)
}

async function changeSubjects(sql: Tx, stretch: Stretch): Promise<void> {
  await sql`set local enable_nestloop = off`
  await sql`
    with r as materialized (
      select r.subject_id, r.kind, r.region_no, r.next, r.sort, r.search from import_row r where ${ready(sql, stretch)} and r.next is not null and not r.fresh)
    update subject s set rev = s.rev + 1, values = r.next->'values', meta = r.next->'meta', conflicts = (r.next->>'conflicts')::int,
      region_no = case when r.kind = 'dwelling' then s.region_no else r.region_no end,
      sort = case when r.kind = 'dwelling' then s.sort else r.sort end,
      gone_on = case when r.kind = 'dwelling' then s.gone_on end,
      -- A door is found by its address: what is said of it adds to its search entries.
      search = case when r.kind = 'dwelling' then coalesce(s.search, ''::tsvector) else ''::tsvector end || array_to_tsvector(r.search)
    from r where s.street_id = ${stretch.street} and s.id = any(array(select subject_id from r)) and s.id = r.subject_id`
  await moveTwins(sql, stretch)
  await sql`set local enable_nestloop = on`
}

/** Protected values go where their person goes. */
async function moveTwins(sql: Tx, stretch: Stretch): Promise<void> {
  await sql`
    with r as materialized (
      select r.subject_id, r.region_no from import_row r where ${ready(sql, stretch)} and not r.fresh and r.next is not null)
    update subject_s s set region_no = r.region_no
    from r where s.street_id = ${stretch.street} and s.id = any(array(select subject_id from r)) and s.id = r.subject_id and s.region_no <> r.region_no`
}

/** An identifier that somebody else wrote in the meantime fails the whole (23505): the applying is tried again and sends the row back. */
export async function writeIdentifiers(sql: Tx, stretch: Stretch, { known }: Kinds): Promise<void> {
  if (known)
    await sql`
    delete from identifier i where i.street_id = ${stretch.street} and i.subject_id = any(${knownSubjects(sql, stretch, sql`r.next is not null`)})`
  await sql`
    insert into identifier (street_id, kind, token, subject_id)
    select r.street_id, t.kind, t.token, r.subject_id
    from import_row r cross join lateral unnest(r.token_kinds, r.tokens) as t(kind, token) where ${ready(sql, stretch)} and r.tokens is not null`
}

export async function writeTies(sql: Tx, stretch: Stretch, { known, ties }: Kinds, kinds: string[]): Promise<void> {
  if (known)
    await sql`
    delete from tie t where t.street_id = ${stretch.street} and t.person_id = any(${knownSubjects(sql, stretch, sql`r.ties is not null`)})`
  if (ties)
    await sql`
    insert into tie (street_id, person_id, kind, dwelling_id, region_no, from_day, to_day, statement_id)
    select r.street_id, r.subject_id, t->>'kind', (t->>'dwelling')::uuid, r.region_no, (t->>'from')::date, (t->>'to')::date, (t->>'statement')::uuid
    from import_row r cross join lateral jsonb_array_elements(r.ties) as t where ${ready(sql, stretch)} and r.ties is not null`
  await sql`
    insert into tie (street_id, person_id, kind, dwelling_id, region_no, from_day, statement_id)
    select r.street_id, r.subject_id, k.kind, (r.body#>>array[k.kind, 'dwelling'])::uuid, r.region_no, (r.body#>>array[k.kind, 'from'])::date, r.statement_id
    from import_row r cross join unnest(${kinds}::text[]) as k(kind)
    where ${ready(sql, stretch)} and r.fresh and r.ties is null and r.kind = 'person' and r.body ? k.kind`
}

export async function writeHouseholds(sql: Tx, stretch: Stretch, asOf: string): Promise<void> {
  await sql`
    insert into household (street_id, id, region_no, dwelling_id, from_day)
    select r.street_id, r.subject_id, r.region_no, r.dwelling_id, ${asOf} from import_row r
    where ${ready(sql, stretch)} and r.fresh and r.kind = 'household'`
}

export async function writePremises(sql: Tx, stretch: Stretch): Promise<void> {
  await sql`
    insert into premises (street_id, id, region_no, kind, name, address, sort)
    select r.street_id, r.subject_id, r.region_no, coalesce(r.body->>'premises.kind', 'other'), r.label, coalesce(r.body->>'premises.address', ''), r.sort
    from import_row r where ${ready(sql, stretch)} and r.fresh and r.kind = 'premises'`
}
