/** SQL of letters with a number: to whom, in walking order, and what became of a print. */
import type { Tx } from '#kernel/action/context.ts'

/** From this age on somebody answers a letter by herself (个人信息保护法 art. 31); of a child the guardian is asked otherwise. */
const OWN_YEARS = 14

export type Reader = { person: string | null; name: string | null; door: string; region: number; label: string }

/**
 * Persons with something open by a request at a door from which nobody answered or declined it yet, and doors of which something is asked where none of them is asked; without
 * those who have a letter for it that is still good.
 */
const silent = (sql: Tx, street: number, request: string, today: string, now: Date) => sql`
  with asked as (
    select distinct a.subject_id, a.dwelling_id, s.kind, s.values->>'person.name' as name, s.sort,
      coalesce(s.values->>'person.birth-date', '0001') <= (${today}::date - make_interval(years => ${OWN_YEARS}))::date::text as own
    from ask a left join subject s on s.street_id = a.street_id and s.id = a.subject_id
    where a.street_id = ${street} and a.request_id = ${request} and a.closed_at is null and a.dwelling_id is not null
      and not exists (
        select 1 from ask x where x.street_id = a.street_id and x.request_id = a.request_id and x.dwelling_id = a.dwelling_id and x.channel is not null)),
  reader as (
    select subject_id as person, name, dwelling_id as door, sort from asked where kind = 'person' and own
    union all
    select distinct null::uuid, null::text, a.dwelling_id, null::text from asked a
    where a.kind is distinct from 'person' and not exists (select 1 from asked o where o.dwelling_id = a.dwelling_id and o.kind = 'person' and o.own))
  select r.person, r.name, r.door, d.region_no as region, d.label
  from reader r join dwelling d on d.street_id = ${street} and d.id = r.door and d.closed_on is null
  left join building b on b.street_id = d.street_id and b.id = d.building_id
  left join estate e on e.street_id = d.street_id and e.id = d.estate_id
  where not exists (
    select 1 from answer_letter l join letter_print p on p.street_id = l.street_id and p.id = l.print_id
    where l.street_id = ${street} and p.request_id = ${request} and l.ended_at is null and l.expires_at > ${now}
      and (l.person_id = r.person or (r.person is null and l.dwelling_id = r.door)))
  order by e.sort nulls last, b.sort nulls last, d.sort, d.id, r.sort nulls last, r.person`

export async function listSilent(
  sql: Tx,
  street: number,
  request: string,
  { today, now }: { today: string; now: Date },
  limit: number,
): Promise<Reader[]> {
  return sql<Reader[]>`select q.* from (${silent(sql, street, request, today, now)}) q limit ${limit}`
}

export async function countSilent(
  sql: Tx,
  street: number,
  request: string,
  { today, now }: { today: string; now: Date },
): Promise<{ readers: number; doors: number }> {
  const [row] = await sql<{ readers: number; doors: number }[]>`
    select count(*)::int as readers, count(distinct q.door)::int as doors from (${silent(sql, street, request, today, now)}) q`
  return row!
}

export type NewPrint = {
  id: string
  request: string
  lo: number
  hi: number
  letters: number
  mark: string
  at: Date
  post: string
  expires: Date
}

export async function insertPrint(sql: Tx, street: number, row: NewPrint): Promise<void> {
  await sql`
    insert into letter_print (street_id, id, request_id, lo, hi, letters, mark, at, post_id, expires_at)
    values (${street}, ${row.id}, ${row.request}, ${row.lo}, ${row.hi}, ${row.letters}, ${row.mark}, ${row.at}, ${row.post}, ${row.expires})`
}

export type PrintRow = {
  id: string
  at: string
  until: string
  letters: number
  used: number
  open: number
  withdrawn: boolean
  mark: string
}

export async function listPrints(sql: Tx, street: number, request: string, now: Date): Promise<PrintRow[]> {
  return sql<PrintRow[]>`
    select p.id, p.at, p.expires_at as until, p.letters, p.mark, p.ended_at is not null as withdrawn,
      (select count(*)::int from answer_letter l where l.street_id = p.street_id and l.print_id = p.id and l.used_at is not null) as used,
      (select count(*)::int from answer_letter l where l.street_id = p.street_id and l.print_id = p.id and l.used_at is null and l.ended_at is null
        and l.expires_at > ${now}) as open
    from letter_print p where p.street_id = ${street} and p.request_id = ${request} order by p.at desc limit 50`
}

export async function lockPrint(sql: Tx, street: number, id: string): Promise<{ ended: string | null } | undefined> {
  const [row] = await sql<{ ended: string | null }[]>`
    select ended_at as ended from letter_print where street_id = ${street} and id = ${id} for update`
  return row
}

export async function endPrint(sql: Tx, street: number, id: string, end: { at: Date; login: string }): Promise<void> {
  await sql`update letter_print set ended_at = ${end.at}, ended_by = ${end.login} where street_id = ${street} and id = ${id}`
}
