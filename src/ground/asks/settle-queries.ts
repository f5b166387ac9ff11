/**
 * SQL of settling: an open question is closed by what stands in the register, not by who says that it was answered. Everything that was said about a pair of subject and
 * element, by whatever way, is judged here alike, set by set.
 */
import type { Tx } from '#kernel/action/context.ts'

/** Element → days until it is stale. What is missing never is. */
export type Shelf = Readonly<Record<string, number>>

/** The saying that element `a.element` stands from, in `meta`: [statement, source, as-of]. */
export function standing(sql: Tx, meta: ReturnType<Tx>) {
  return sql`(${meta}->'at'->coalesce((${meta}->'of'->>a.element)::int, 0))`
}

/** Whether the pair of ask `a` is known in `values` and `meta`, fresh on the day, and without a rival. */
export function isKnown(sql: Tx, values: ReturnType<Tx>, meta: ReturnType<Tx>, shelf: Shelf, today: string) {
  return sql`(${values} ? a.element and not coalesce(${meta}->'x' ? a.element, false) and coalesce(
    (${standing(sql, meta)}->>2)::date + (${sql.json(shelf)}::jsonb->>a.element)::int >= ${today}::date, true))`
}

/** Whose questions are looked at: those of some subjects, or all that are open in a range of regions. */
export type Among = { subjects: string[] } | { lo: number; hi: number }

const among = (sql: Tx, street: number, whose: Among) => sql`
  a.street_id = ${street} and a.closed_at is null
  and ${'subjects' in whose ? sql`a.subject_id = any(${whose.subjects}::uuid[])` : sql`a.region_no between ${whose.lo} and ${whose.hi}`}`

/** Communities in which something is open. */
export async function listOpenCommunities(sql: Tx, street: number): Promise<number[]> {
  const rows = await sql<{ community: number }[]>`
    select distinct region_no / 1000 as community from ask where street_id = ${street} and closed_at is null order by 1`
  return rows.map(({ community }) => community)
}

/**
 * Closes what became known: `answered` when somebody saw it or said it of herself, `known` when it came from a register. A word that there is none answers too.
 * Subjects of whom nothing was said since (`rev`) are not opened; what is stale may have been confirmed without a new version.
 */
export async function closeKnown(
  sql: Tx,
  street: number,
  whose: Among,
  terms: { shelf: Shelf; today: string; now: Date },
): Promise<{ answered: number; known: number }> {
  const fresh = sql`coalesce((
    select max(c.as_of) from confirmation c where c.street_id = a.street_id and c.withdrawn_at is null
      and c.statement_id = (${standing(sql, sql`v.meta`)}->>0)::uuid), '-infinity'::date)`
  const [row] = await sql<{ answered: number; known: number }[]>`
    with judged as materialized (
      select a.request_id, a.subject_id, a.element, a.opened_at, ${standing(sql, sql`v.meta`)} as stands,
        ${isKnown(sql, sql`v.values`, sql`v.meta`, terms.shelf, terms.today)} or (a.state = 'stale' and v.values ? a.element
          and not coalesce(v.meta->'x' ? a.element, false)
          and ${fresh} + (${sql.json(terms.shelf)}::jsonb->>a.element)::int >= ${terms.today}::date) as known
      from ask a
      join subject s on s.street_id = a.street_id and s.id = a.subject_id
      left join subject_s t on t.street_id = a.street_id and t.id = a.subject_id
      cross join lateral (
        select case when s.values ? a.element or t.id is null then s.values else t.values end as values,
          case when s.values ? a.element or t.id is null then s.meta else t.meta end as meta) v
      where ${among(sql, street, whose)} and (s.rev <> a.rev or a.state = 'stale')),
    settled as (
      select request_id, subject_id, element, (stands->>0)::uuid as ref, case when stands->>1 in ('seen', 'self') then 'answered' else 'known' end as how
      from judged where known
      union all
      select j.request_id, j.subject_id, j.element, n.id, 'answered' from judged j
      join lateral (
        select n.id from statement n left join statement_s m on m.street_id = n.street_id and m.id = n.id
        where n.street_id = ${street} and n.subject_id = j.subject_id and n.said_at >= j.opened_at and 'null' in (n.body->j.element, m.body->j.element)
        order by n.said_at desc limit 1) n on true
      where not coalesce(j.known, false)),
    closed as (
      update ask a set closed_at = ${terms.now}, closed_ref = d.ref, closed_how = d.how from settled d
      where a.street_id = ${street} and a.request_id = d.request_id and a.subject_id = d.subject_id and a.element = d.element
      returning a.closed_how)
    select count(*) filter (where closed_how = 'answered')::int as answered, count(*) filter (where closed_how = 'known')::int as known from closed`
  return row!
}

/** What stays open was looked at: until something is said again it is not looked at anew. */
export async function keepRevs(sql: Tx, street: number, whose: Among): Promise<void> {
  await sql`
    update ask a set rev = s.rev from subject s
    where ${among(sql, street, whose)} and s.street_id = a.street_id and s.id = a.subject_id and s.rev <> a.rev`
}

/** Nobody is asked about who died, was merged into another record or is here no longer. */
export async function closeGone(sql: Tx, street: number, whose: Among, now: Date): Promise<number> {
  const gone = await sql`
    update ask a set closed_at = ${now}, closed_how = 'moved' from subject s
    where ${among(sql, street, whose)} and s.street_id = a.street_id and s.id = a.subject_id and (
      s.merged_into is not null or s.gone_on is not null or (s.rev <> a.rev and s.kind = 'person'
        and (s.values->'person.is-deceased' = 'true' or s.values ? 'person.deceased-date' or (s.values ? 'person.moved-out-date' and not s.values ?| array['person.residence', 'person.registration', 'person.tenancy']))))
    returning 1`
  return gone.length
}

/** What somebody took her consent back for is asked of her no more. */
export async function closeStopped(sql: Tx, street: number, stopped: ReadonlyMap<string, ReadonlySet<string>>, now: Date): Promise<number> {
  const rows = [...stopped].flatMap(([subject, elements]) => [...elements].map((element) => ({ subject, element })))
  if (rows.length === 0) return 0
  const closed = await sql`
    update ask a set closed_at = ${now}, closed_how = 'withdrawn' from jsonb_to_recordset(${sql.json(rows)}) as r(subject uuid, element text)
    where a.street_id = ${street} and a.subject_id = r.subject and a.element = r.element and a.closed_at is null returning 1`
  return closed.length
}

/** Questions go where their subject goes: the door a person lives at, else is registered, rents or owns; the region of its grid. */
export async function followSubjects(sql: Tx, street: number, whose: Among): Promise<number> {
  const moved = await sql`
    update ask a set region_no = w.region_no, dwelling_id = w.dwelling_id from (
      select o.subject_id, coalesce(h.region_no, s.region_no) as region_no,
        case when h.id is not null then h.dwelling_id when s.kind = 'dwelling' then s.id when s.kind = 'person' then home.dwelling_id end as dwelling_id
      from (select distinct a.subject_id from ask a where ${among(sql, street, whose)}) o
      left join subject s on s.street_id = ${street} and s.id = o.subject_id
      left join household h on h.street_id = ${street} and h.id = o.subject_id
      left join lateral (
        select t.dwelling_id from tie t where t.street_id = ${street} and t.person_id = o.subject_id and t.to_day is null
        order by array_position(array['person.residence', 'person.registration', 'person.tenancy', 'person.ownership'], t.kind) limit 1) home on true) w
    where ${among(sql, street, whose)} and a.subject_id = w.subject_id
      and (a.region_no <> w.region_no or a.dwelling_id is distinct from w.dwelling_id)
    returning 1`
  await sql`
    update refusal r set region_no = s.region_no from subject s
    where r.street_id = ${street} and s.street_id = ${street} and s.id = r.subject_id and s.region_no <> r.region_no
      and ${'subjects' in whose ? sql`r.subject_id = any(${whose.subjects}::uuid[])` : sql`r.region_no between ${whose.lo} and ${whose.hi}`}`
  await sql`
    update refusal_item i set region_no = s.region_no from subject s
    where i.street_id = ${street} and s.street_id = ${street} and s.id = i.subject_id and s.region_no <> i.region_no
      and ${'subjects' in whose ? sql`i.subject_id = any(${whose.subjects}::uuid[])` : sql`i.region_no between ${whose.lo} and ${whose.hi}`}`
  return moved.length
}

/** What an import answered that is taken back is asked again, by requests that still ask. */
export async function reopenWithdrawn(sql: Tx, street: number, ref: string, today: string): Promise<number> {
  const opened = await sql`
    update ask a set closed_at = null, closed_how = null, closed_ref = null, rev = s.rev from statement w, ask_request r, subject s
    where a.street_id = ${street} and a.closed_how in ('answered', 'known') and w.street_id = ${street} and w.ref = ${ref} and w.withdraws = a.closed_ref
      and r.street_id = ${street} and r.id = a.request_id and r.withdrawn_at is null and r.until >= ${today}
      and s.street_id = ${street} and s.id = a.subject_id and s.merged_into is null and s.gone_on is null
    returning 1`
  return opened.length
}
