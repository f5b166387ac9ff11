/** SQL of reading what is open: door by door in walking order, each question of a subject once however many requests ask it. */
import type { Tx } from '#kernel/action/context.ts'
import type { AskState, Channel } from './contract.ts'
import { isKnown, type Shelf } from './settle-queries.ts'

/** Which questions: of a range of regions, of some requests, at some doors; without `closed` elements, which the reader may not open. */
export type Wanted = {
  street: number
  lo: number
  hi: number
  today: string
  shelf: Shelf
  /** Requests that still ask, in the order in which they are told. */
  requests: string[]
  doors?: string[]
  /** Of these only, of whatever door or of none. */
  subjects?: string[]
  closed?: string[]
}

/** Open asks `a` with the place `p.place` of their request. What was said since is left out, so that nobody is asked before the question is closed. */
function stillOpen(sql: Tx, { street, lo, hi, today, shelf, requests, doors, subjects, closed }: Wanted) {
  return sql`
    ask a join unnest(${requests}::uuid[], ${requests.map((_, at) => markOf(at))}::text[]) with ordinality as p(id, mark, place) on p.id = a.request_id
    left join subject s on s.street_id = a.street_id and s.id = a.subject_id and s.rev <> a.rev
    where a.street_id = ${street} and a.closed_at is null and a.region_no between ${lo} and ${hi}
      and ${subjects ? sql`a.subject_id = any(${subjects}::uuid[])` : sql`a.dwelling_id is not null`}
      ${doors ? sql`and a.dwelling_id = any(${doors}::uuid[])` : sql``}
      ${closed && closed.length > 0 ? sql`and a.element <> all(${closed}::text[])` : sql``}
      and (s.id is null or not (${isKnown(sql, sql`s.values`, sql`s.meta`, shelf, today)} or exists (
        select 1 from statement n left join statement_s m on m.street_id = n.street_id and m.id = n.id
        where n.street_id = a.street_id and n.subject_id = a.subject_id and n.said_at >= a.opened_at and 'null' in (n.body->a.element, m.body->a.element))))`
}

const PLACES = 4

/** Place of a request from 0, as it stands in `cells`. */
function markOf(at: number): string {
  return String(at).padStart(PLACES, '0')
}

/** Everything asked of one subject at one door. Each cell is the state's first letter, the place of its request, and its element. */
export type AskedRow = { dwelling: string | null; subject: string; cells: string }

/**
 * One row for each subject, its questions in one text: hundreds of thousands of cells are neither sorted by the database nor read row by row. Doors are put in order apart
 * (`listDoors`), since there are few of them.
 */
export async function listAsked(sql: Tx, wanted: Wanted): Promise<AskedRow[]> {
  return sql<AskedRow[]>`
    select a.dwelling_id as dwelling, a.subject_id as subject, string_agg(left(a.state, 1) || p.mark || a.element, ' ') as cells
    from ${stillOpen(sql, wanted)} group by a.dwelling_id, a.subject_id`
}

const states: Readonly<Record<string, AskState>> = { m: 'missing', s: 'stale', c: 'conflicting' }
export type Cell = { element: string; state: AskState; request: number }

export function readCells(cells: string): Cell[] {
  return cells.split(' ').map((cell) => ({
    state: states[cell[0]!]!,
    request: Number(cell.slice(1, 1 + PLACES)),
    element: cell.slice(1 + PLACES),
  }))
}

/** Doors of a range, or some of them, in walking order. */
export async function listDoors(sql: Tx, { street, lo, hi, doors }: Wanted): Promise<{ id: string; label: string; region: number }[]> {
  return sql<{ id: string; label: string; region: number }[]>`
    select d.id, d.label, d.region_no as region from dwelling d
    left join building b on b.street_id = d.street_id and b.id = d.building_id
    left join estate e on e.street_id = d.street_id and e.id = d.estate_id
    where d.street_id = ${street} and d.region_no between ${lo} and ${hi} ${doors ? sql`and d.id = any(${doors}::uuid[])` : sql``}
    order by e.sort nulls last, b.sort nulls last, d.sort, d.id`
}

export type DoorSum = {
  dwelling: string
  label: string
  region: number
  people: number
  questions: number
  /** Places of the nearest request of each question, from 0. */
  requests: number[]
  seconds: number
  opened: string
}

/** How much is open at each door, in walking order. `seconds`: element → what it takes to ask. */
export async function sumDoors(
  sql: Tx,
  wanted: Wanted,
  seconds: { of: Readonly<Record<string, number>>; confirm: number },
): Promise<DoorSum[]> {
  return sql<DoorSum[]>`
    with q as materialized (
      select a.dwelling_id, a.subject_id, a.element, max(a.state) as state, min(p.place)::int - 1 as place, max(a.opened_at) as opened
      from ${stillOpen(sql, wanted)} group by a.dwelling_id, a.subject_id, a.element),
    w as (
      select q.dwelling_id, count(distinct q.subject_id)::int as people, count(*)::int as questions, array_agg(distinct q.place) as requests,
        sum(case when q.state = 'stale' then ${seconds.confirm} else (${sql.json(seconds.of)}::jsonb->>q.element)::int end)::int as seconds, max(q.opened) as opened
      from q group by q.dwelling_id)
    select w.dwelling_id as dwelling, d.label, d.region_no as region, w.people, w.questions, w.requests, coalesce(w.seconds, 0) as seconds, w.opened
    from w join dwelling d on d.street_id = ${wanted.street} and d.id = w.dwelling_id
    left join building b on b.street_id = ${wanted.street} and b.id = d.building_id
    left join estate e on e.street_id = ${wanted.street} and e.id = d.estate_id
    order by e.sort nulls last, b.sort nulls last, d.sort, d.id`
}

export type GridSum = { region: number; doors: number; people: number; questions: number; cells: number; place: number }

/** How much is open in each grid; `place` that of the request with the nearest day, from 0. */
export async function sumGrids(sql: Tx, wanted: Wanted): Promise<GridSum[]> {
  return sql<GridSum[]>`
    with q as materialized (
      select a.region_no, a.dwelling_id, a.subject_id, a.element, count(*)::int as cells, min(p.place)::int - 1 as place
      from ${stillOpen(sql, wanted)} group by a.region_no, a.dwelling_id, a.subject_id, a.element)
    select region_no as region, count(distinct dwelling_id)::int as doors, count(distinct subject_id)::int as people, count(*)::int as questions,
      sum(cells)::int as cells, min(place)::int as place from q group by region_no order by region_no`
}

/** How far each request is: what became of its questions, those of no door among them. */
export async function sumRequests(
  sql: Tx,
  street: number,
  requests: string[],
): Promise<{ id: string; open: number; answered: number; refused: number; without: number }[]> {
  return sql<{ id: string; open: number; answered: number; refused: number; without: number }[]>`
    select request_id as id, count(*) filter (where closed_at is null)::int as open, count(*) filter (where closed_how in ('answered', 'known'))::int as answered,
      count(*) filter (where closed_how = 'refused')::int as refused, count(*) filter (where closed_at is null and dwelling_id is null)::int as without
    from ask where street_id = ${street} and request_id = any(${requests}::uuid[]) group by 1`
}

/** By which ways a request was answered and declined, most used first. */
export async function sumChannels(
  sql: Tx,
  street: number,
  request: string,
): Promise<{ channel: Channel; answered: number; refused: number }[]> {
  return sql<{ channel: Channel; answered: number; refused: number }[]>`
    select channel, count(*) filter (where closed_how = 'answered')::int as answered, count(*) filter (where closed_how = 'refused')::int as refused
    from ask where street_id = ${street} and request_id = ${request} and channel is not null and closed_how in ('answered', 'refused')
    group by 1 order by count(*) desc, 1`
}

/** What requests had asked of these subjects and know by now: it is shown beside what is still open, so that nobody asks it. */
export async function listAnswered(
  sql: Tx,
  street: number,
  subjects: string[],
  requests: string[],
): Promise<{ subject: string; element: string }[]> {
  return sql<{ subject: string; element: string }[]>`
    select distinct subject_id as subject, element from ask
    where street_id = ${street} and subject_id = any(${subjects}::uuid[]) and request_id = any(${requests}::uuid[]) and closed_how in ('answered', 'known')`
}

/** Elements that any request ever asked of a subject. */
export async function listAskedOf(sql: Tx, street: number, subject: string): Promise<string[]> {
  const rows = await sql<{ element: string }[]>`select distinct element from ask where street_id = ${street} and subject_id = ${subject}`
  return rows.map(({ element }) => element)
}

/** Everything still asked of these subjects. */
export async function listOpenOf(sql: Tx, street: number, subjects: string[]): Promise<{ subject: string; element: string }[]> {
  return sql<{ subject: string; element: string }[]>`
    select distinct subject_id as subject, element from ask
    where street_id = ${street} and subject_id = any(${subjects}::uuid[]) and closed_at is null order by 1, 2`
}

/** Who lives, is registered, rents or owns at these doors now. */
export async function listRelations(
  sql: Tx,
  street: number,
  doors: string[],
): Promise<{ person: string; dwelling: string; kind: string }[]> {
  return sql<{ person: string; dwelling: string; kind: string }[]>`
    select person_id as person, dwelling_id as dwelling, kind from tie
    where street_id = ${street} and dwelling_id = any(${doors}::uuid[]) and to_day is null
    order by array_position(array['person.residence', 'person.registration', 'person.tenancy', 'person.ownership'], kind)`
}
