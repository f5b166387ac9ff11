/** SQL of telephones, claims and mandates. Of staff and residents alike: the policies of each say what they get. */
import { keptOf } from '#ground/facts/merged-queries.ts'
import type { OwnScope } from '#kernel/access/contract.ts'
import type { Tx } from '#kernel/action/context.ts'
import type { Mandate } from './contract.ts'

export type BindingRow = {
  id: string
  person: string
  phone_token: string
  phone: string
  how: 'matched' | 'confirmed' | 'counter'
  at: string
  by: string
  ended: string | null
}

const bindingColumns = (sql: Tx) => sql`
  b.id, b.person_id as person, b.phone_token, b.phone, b.how, b.at, coalesce(l.shown_name, '') as by, b.ended_at as ended`

/** Telephones of these persons, those that were bound to a record merged into one of them too; newest first. */
export async function listBindings(sql: Tx, street: number, persons: string[], open: boolean): Promise<BindingRow[]> {
  return sql<BindingRow[]>`
    select ${bindingColumns(sql)} from binding b left join login l on l.id = b.login_id
    where b.street_id = ${street} and b.person_id = any(${persons}::uuid[]) ${open ? sql`and b.ended_at is null` : sql``}
    order by b.ended_at is not null, b.at desc limit 100`
}

export async function lockBinding(sql: Tx, street: number, id: string): Promise<BindingRow | undefined> {
  const [row] = await sql<BindingRow[]>`
    select ${bindingColumns(sql)} from binding b left join login l on l.id = b.login_id
    where b.street_id = ${street} and b.id = ${id} and b.ended_at is null for update of b`
  return row
}

export type NewBinding = {
  id: string
  person: string
  token: string
  phone: string
  how: BindingRow['how']
  at: Date
  login: string
  post: string
}

/** False when this telephone is hers already. */
export async function insertBinding(sql: Tx, street: number, row: NewBinding): Promise<boolean> {
  // Without naming the index: a resident may not read rows of persons that are not hers yet.
  const bound = await sql`
    insert into binding (street_id, id, person_id, phone_token, phone, how, at, login_id, post_id)
    values (${street}, ${row.id}, ${row.person}, ${row.token}, ${row.phone}, ${row.how}, ${row.at}, ${row.login}, ${row.post}) on conflict do nothing`
  await sql`insert into login_street (phone_token, street_id) values (${row.token}, ${street}) on conflict do nothing`
  return bound.count === 1
}

export async function endBinding(sql: Tx, street: number, id: string, end: { at: Date; login: string; why: string }): Promise<void> {
  await sql`
    update binding set ended_at = ${end.at}, ended_by = ${end.login}, ended_why = ${end.why} where street_id = ${street} and id = ${id}`
}

/** Exactly this number and this name, and whether the telephone is known to be hers. */
export async function findClaimed(
  sql: Tx,
  { token, name, lexeme, phone }: { token: string; name: string; lexeme: string; phone: string },
): Promise<{ person: string; proven: boolean; birth: string | null } | undefined> {
  const [row] = await sql<{ person: string; proven: boolean; birth: string | null }[]>`
    select person, proven, birth from app_find_claimed(${token}, ${name}, ${lexeme}, ${phone})`
  return row
}

export async function insertClaim(
  sql: Tx,
  street: number,
  row: { id: string; person: string; login: string; token: string; phone: string; at: Date },
): Promise<void> {
  await sql`
    insert into claim (street_id, id, person_id, login_id, phone_token, phone, at)
    values (${street}, ${row.id}, ${row.person}, ${row.login}, ${row.token}, ${row.phone}, ${row.at})
    on conflict (street_id, login_id, person_id) where decided_at is null do nothing`
}

export type ClaimRow = { id: string; person: string; login: string; phone_token: string; phone: string; at: string }

/** A resident's own that wait. */
export async function listOwnClaims(sql: Tx, street: number, login: string): Promise<{ id: string; at: string }[]> {
  return sql<{ id: string; at: string }[]>`
    select id, at from claim where street_id = ${street} and login_id = ${login} and decided_at is null order by at desc limit 20`
}

/** Waiting claims to people this post may see: all, or of one. */
export async function listClaims(
  sql: Tx,
  street: number,
  person?: string,
): Promise<(ClaimRow & { name: string | null; birth: string | null; line: string | null })[]> {
  return sql<(ClaimRow & { name: string | null; birth: string | null; line: string | null })[]>`
    select c.id, s.id as person, c.login_id as login, c.phone_token, c.phone, c.at, s.values->>'person.name' as name,
      s.values->>'person.birth-date' as birth, (
        select d.label from tie t join dwelling d on d.street_id = t.street_id and d.id = t.dwelling_id
        where t.street_id = ${street} and t.person_id = s.id and t.to_day is null order by t.kind = 'person.residence' desc limit 1) as line
    from claim c join subject f on f.street_id = c.street_id and f.id = c.person_id
    join subject s on s.street_id = c.street_id and s.id = ${keptOf(sql, 'f')}
    where c.street_id = ${street} and c.decided_at is null ${person ? sql`and s.id = ${person}` : sql``} order by c.at limit 200`
}

export async function lockClaim(sql: Tx, street: number, id: string): Promise<(ClaimRow & { birth: string | null }) | undefined> {
  const [row] = await sql<(ClaimRow & { birth: string | null })[]>`
    select c.id, s.id as person, c.login_id as login, c.phone_token, c.phone, c.at, s.values->>'person.birth-date' as birth from claim c
    join subject f on f.street_id = c.street_id and f.id = c.person_id
    join subject s on s.street_id = c.street_id and s.id = ${keptOf(sql, 'f')} and s.gone_on is null
    where c.street_id = ${street} and c.id = ${id} and c.decided_at is null for update of c`
  return row
}

export async function decideClaim(sql: Tx, street: number, id: string, decision: { at: Date; post: string; hers: boolean }): Promise<void> {
  await sql`
    update claim set decided_at = ${decision.at}, decided_by = ${decision.post}, hers = ${decision.hers} where street_id = ${street} and id = ${id}`
}

export type MandateRow = {
  id: string
  kind: Mandate['kind']
  principal: string
  principalName: string | null
  principalBirth: string | null
  principalDied: boolean
  helper: string | null
  helperName: string | null
  helperToken: string | null
  helperPhone: string | null
  scope: OwnScope[]
  from: string
  to: string
  channel: Mandate['channel']
  paper: string | null
  ended: boolean
}

const mandateColumns = (sql: Tx) => sql`
  m.id, m.kind, m.principal_id as principal, p.values->>'person.name' as "principalName", p.values->>'person.birth-date' as "principalBirth",
  coalesce((p.values->>'person.is-deceased') = 'true' or p.values ? 'person.deceased-date', false) as "principalDied",
  m.helper_id as helper, coalesce(m.helper_name, h.values->>'person.name') as "helperName", m.helper_token as "helperToken",
  m.helper_phone as "helperPhone", m.scope, m.from_day as "from", m.to_day as "to", m.channel, m.paper_id as paper, m.ended_at is not null as ended
  from mandate m
  left join subject p on p.street_id = m.street_id and p.id = m.principal_id
  left join subject h on h.street_id = m.street_id and h.id = m.helper_id`

/** By whom somebody was chosen, and whom she chose: `of` these persons or of this telephone. */
export async function listMandates(
  sql: Tx,
  street: number,
  of: { principals: string[] } | { helpers: string[]; token: string | null },
): Promise<MandateRow[]> {
  const chosen =
    'principals' in of
      ? sql`m.principal_id = any(${of.principals}::uuid[])`
      : sql`(m.helper_id = any(${of.helpers}::uuid[]) or m.helper_token = ${of.token})`
  return sql<MandateRow[]>`
    select ${mandateColumns(sql)} where m.street_id = ${street} and ${chosen} order by m.ended_at is not null, m.to_day desc, m.id limit 100`
}

export async function lockMandate(sql: Tx, street: number, id: string): Promise<MandateRow | undefined> {
  const [row] = await sql<MandateRow[]>`select ${mandateColumns(sql)} where m.street_id = ${street} and m.id = ${id} for update of m`
  return row
}

export type NewMandate = {
  id: string
  kind: Mandate['kind']
  principal: string
  helper: string | null
  token: string | null
  phone: string | null
  name: string | null
  scope: OwnScope[]
  from: string
  to: string
  channel: Mandate['channel']
  paper: string | null
  at: Date
  login: string
  post: string
}

export async function insertMandate(sql: Tx, street: number, row: NewMandate): Promise<void> {
  await sql`
    insert into mandate (street_id, id, kind, principal_id, helper_id, helper_token, helper_phone, helper_name, scope, from_day, to_day, channel, paper_id,
      at, login_id, post_id)
    values (${street}, ${row.id}, ${row.kind}, ${row.principal}, ${row.helper}, ${row.token}, ${row.phone}, ${row.name}, ${row.scope}, ${row.from}, ${row.to},
      ${row.channel}, ${row.paper}, ${row.at}, ${row.login}, ${row.post})`
  if (row.token) await sql`insert into login_street (phone_token, street_id) values (${row.token}, ${street}) on conflict do nothing`
}

export async function endMandate(sql: Tx, street: number, id: string, end: { at: Date; login: string }): Promise<void> {
  await sql`update mandate set ended_at = ${end.at}, ended_by = ${end.login} where street_id = ${street} and id = ${id}`
}

/** Somebody this post sees, as far as it matters for signing in. */
export async function findPerson(
  sql: Tx,
  street: number,
  id: string,
): Promise<{ id: string; name: string | null; birth: string | null } | undefined> {
  const [row] = await sql<{ id: string; name: string | null; birth: string | null }[]>`
    select id, values->>'person.name' as name, values->>'person.birth-date' as birth from subject
    where street_id = ${street} and id = ${id} and kind = 'person' and merged_into is null and gone_on is null`
  return row
}

/** Everybody who lives with her, for the guardian of a child to be found among. */
export async function listHousemates(
  sql: Tx,
  street: number,
  person: string,
): Promise<{ id: string; name: string | null; birth: string | null }[]> {
  return sql<{ id: string; name: string | null; birth: string | null }[]>`
    select distinct s.id, s.values->>'person.name' as name, s.values->>'person.birth-date' as birth
    from tie t join tie o on o.street_id = t.street_id and o.dwelling_id = t.dwelling_id and o.kind = 'person.residence' and o.to_day is null
    join subject s on s.street_id = o.street_id and s.id = o.person_id and s.merged_into is null and s.gone_on is null
    where t.street_id = ${street} and t.person_id = ${person} and t.kind = 'person.residence' and t.to_day is null and s.id <> ${person}
    order by birth nulls last, s.id limit 20`
}

export async function isDoorHere(sql: Tx, street: number, id: string): Promise<boolean> {
  const found = await sql`select 1 from dwelling where street_id = ${street} and id = ${id} and closed_on is null`
  return found.length === 1
}

/** Guardians in force of these children, whoever was recorded last for each: her messages go there. */
export async function listGuardians(
  sql: Tx,
  street: number,
  persons: string[],
  today: string,
): Promise<{ child: string; guardian: string }[]> {
  return sql<{ child: string; guardian: string }[]>`
    select distinct on (p.id) p.id as child, coalesce(h.merged_into, h.id) as guardian from mandate m
    join subject f on f.street_id = m.street_id and f.id = m.principal_id
    join subject p on p.street_id = m.street_id and (p.id = f.id or p.id = f.merged_into or p.merged_into = ${keptOf(sql, 'f')})
    join subject h on h.street_id = m.street_id and h.id = m.helper_id
    where m.street_id = ${street} and p.id = any(${persons}::uuid[]) and m.kind = 'guardian' and m.ended_at is null
      and m.from_day <= ${today} and m.to_day >= ${today}
    order by p.id, m.at desc`
}
