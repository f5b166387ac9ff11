/** Whose a telephone or a letter is: asked at sign-in and every few seconds after, in a transaction over the whole street. */
import type { Sql } from 'postgres'
import { keptOf } from '#ground/facts/merged-queries.ts'
import type { OwnScope } from '#kernel/access/contract.ts'
import type { Tx } from '#kernel/action/context.ts'
import type { Held, Known } from '../rules.ts'

type PersonRow = { id: string; name: string | null; birth: string | null; died: boolean }
const knownOf = ({ id, name, birth, died }: PersonRow): Known => ({ id, name: name ?? '', birth: birth ?? undefined, died })

/** Somebody who was merged into another is the other; whose record was taken back is nobody. */
const person = (sql: Tx) => sql`
  s.id, s.values->>'person.name' as name, s.values->>'person.birth-date' as birth,
  (s.values->>'person.is-deceased') is not distinct from 'true' or s.values ? 'person.deceased-date' as died`

export async function listBound(sql: Tx, street: number, phoneToken: string): Promise<Known[]> {
  const rows = await sql<PersonRow[]>`
    select distinct ${person(sql)} from binding b
    join subject f on f.street_id = b.street_id and f.id = b.person_id
    join subject s on s.street_id = b.street_id and s.id = ${keptOf(sql, 'f')} and s.gone_on is null
    where b.street_id = ${street} and b.phone_token = ${phoneToken} and b.ended_at is null order by s.id limit 20`
  return rows.map(knownOf)
}

type MandateRow = PersonRow & { kind: Held['kind']; scope: OwnScope[]; from: string; to: string }

/** What has not been ended of mandates to this telephone, or to persons it is bound to. */
export async function listHeld(sql: Tx, street: number, phoneToken: string, persons: string[]): Promise<Held[]> {
  const rows = await sql<MandateRow[]>`
    select m.kind, m.scope, m.from_day as "from", m.to_day as "to", ${person(sql)} from mandate m
    join subject f on f.street_id = m.street_id and f.id = m.principal_id
    join subject s on s.street_id = m.street_id and s.id = ${keptOf(sql, 'f')} and s.gone_on is null
    where m.street_id = ${street} and m.ended_at is null and m.id in (
      select id from mandate where street_id = ${street} and helper_token = ${phoneToken}
      union all
      select g.id from subject h join mandate g on g.street_id = h.street_id and g.helper_id = h.id
      where h.street_id = ${street} and (h.id = any(${persons}::uuid[]) or h.merged_into = any(${persons}::uuid[])))
    order by m.at, m.id limit 200`
  return rows.map((row) => {
    const principal = knownOf(row)
    const { kind, scope, from, to } = row
    return { kind, scope, from, to, ended: false, principal, principalBirth: principal.birth, principalDied: principal.died }
  })
}

/** Whom a letter that is still good went to. */
export async function findLetter(
  sql: Tx,
  street: number,
  id: string,
  today: string,
): Promise<{ person: string | null; name: string | null; door: string | null } | undefined> {
  const [row] = await sql<{ person: string | null; name: string | null; door: string | null }[]>`
    select s.id as person, s.values->>'person.name' as name, l.dwelling_id as door from answer_letter l
    left join subject f on f.street_id = l.street_id and f.id = l.person_id
    left join subject s on s.street_id = l.street_id and s.id = ${keptOf(sql, 'f')} and s.gone_on is null
    where l.street_id = ${street} and l.id = ${id} and l.used_at is not null and l.ended_at is null
      and l.expires_at > (${today}::date::timestamp at time zone 'Asia/Shanghai')`
  return row
}

export async function useLetter(sql: Tx, street: number, id: string, at: Date): Promise<boolean> {
  const used = await sql`
    update answer_letter set used_at = ${at} where street_id = ${street} and id = ${id} and used_at is null and ended_at is null returning 1`
  return used.length === 1
}

/** Bindings come back when she says who she is; who chose the telephone to help chooses again. */
export async function lapse(sql: Tx, street: number, phoneToken: string, before: Date, at: Date): Promise<void> {
  await sql`
    update binding set ended_at = ${at}, ended_why = 'lapsed'
    where street_id = ${street} and phone_token = ${phoneToken} and ended_at is null and at < ${before}`
  await sql`
    update mandate set ended_at = ${at} where street_id = ${street} and helper_token = ${phoneToken} and ended_at is null and at < ${before}`
}

export type TiedDoor = { person: string; door: string; label: string; living: boolean }

/** Every door these persons are or were tied to, by its address. */
export async function listTiedDoors(sql: Tx, street: number, persons: string[]): Promise<TiedDoor[]> {
  return sql<TiedDoor[]>`
    select t.person_id as person, d.id as door, d.label, bool_or(t.kind = 'person.residence' and t.to_day is null) as living
    from tie t join dwelling d on d.street_id = t.street_id and d.id = t.dwelling_id
    where t.street_id = ${street} and t.person_id = any(${persons}::uuid[]) group by 1, 2, 3 order by d.label, d.id`
}

export async function findDoorLabel(sql: Tx, street: number, id: string): Promise<string | undefined> {
  const [row] = await sql<{ label: string }[]>`select label from dwelling where street_id = ${street} and id = ${id}`
  return row?.label
}

export async function listHouseholds(sql: Tx, street: number, doors: string[]): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from household where street_id = ${street} and dwelling_id = any(${doors}::uuid[]) and to_day is null`
  return rows.map(({ id }) => id)
}

export async function nameStreets(sql: Sql, streets: number[]): Promise<{ street: number; name: string }[]> {
  const codes = streets.map((street) => String(street).padEnd(12, '0'))
  const rows = await sql<{ code: string; name: string }[]>`select code, name from region where code = any(${codes}) and to_day is null`
  const names = new Map(rows.map(({ code, name }) => [Number(code.slice(0, 9)), name]))
  return streets.map((street) => ({ street, name: names.get(street) ?? String(street) }))
}
