/** SQL of forms: their versions, and what was filled. */
import type { Tx } from '#kernel/action/context.ts'
import type { Channel, Form } from './contract.ts'

const NO_STREET = 0

export type FormRow = { id: string; version: number; origin: 'shipped' | 'street'; body: Form; at: string; retired: boolean }

/** The newest version of each form that the street sees, its own before the shipped one; retired ones are marked. */
export async function listFormRows(sql: Tx, street: number): Promise<FormRow[]> {
  const rows = await sql<(FormRow & { place: number })[]>`
    select distinct on (id) id, version, origin, body, at, place, retired_at is not null as retired
    from definition where street_id in (${NO_STREET}, ${street}) and kind = 'form'
    order by id, street_id desc, version desc`
  return rows.sort((a, b) => a.place - b.place || (a.id < b.id ? -1 : 1)).map(({ place: _place, ...row }) => row)
}

/** Every version of one form, the newest first: the street's own before the shipped ones. */
export async function listVersions(sql: Tx, street: number, id: string): Promise<FormRow[]> {
  return sql<FormRow[]>`
    select id, version, origin, body, at, retired_at is not null as retired from definition
    where street_id in (${NO_STREET}, ${street}) and kind = 'form' and id = ${id} order by street_id desc, version desc`
}

export type NewAnswer = {
  subject: string
  region: number
  elements: string[]
  local: Record<string, unknown>
}
export type Filling = {
  street: number
  id: string
  form: string
  origin: 'shipped' | 'street'
  version: number
  channel: Channel
  asOf: string
  at: Date
  post: string
  keepUntil: string
  notice: string[]
}

export async function insertAnswers(sql: Tx, filling: Filling, rows: NewAnswer[]): Promise<void> {
  await sql`
    insert into form_answer (street_id, id, subject_id, region_no, form_id, origin, version, channel, as_of, at, post_id, elements, local, keep_until, notice)
    select ${filling.street}, ${filling.id}, r.subject, r.region, ${filling.form}, ${filling.origin}, ${filling.version}, ${filling.channel},
      ${filling.asOf}, ${filling.at}, ${filling.post}, array(select jsonb_array_elements_text(r.elements)), r.local, ${filling.keepUntil}, ${filling.notice}
    from jsonb_to_recordset(${sql.json(rows as never)}) as r(subject uuid, region bigint, elements jsonb, local jsonb)`
}

export type AnswerRow = {
  id: string
  form: string
  channel: Channel
  asOf: string
  at: string
  elements: string[]
  local: Record<string, unknown>
  /** The form as it was filled. */
  body: Form
}

/** About the subject, records that were merged into it, and the household at a door. The form's own answers end with their retention. */
export async function listAnswerRows(sql: Tx, street: number, subject: string, today: string, limit: number): Promise<AnswerRow[]> {
  return sql<AnswerRow[]>`
    select a.id, a.form_id as form, a.channel, a.as_of as "asOf", a.at, a.elements,
      case when a.keep_until >= ${today} then a.local else '{}'::jsonb end as local, d.body
    from form_answer a
    join definition d on d.kind = 'form' and d.id = a.form_id and d.version = a.version and d.origin = a.origin
      and d.street_id = case a.origin when 'shipped' then ${NO_STREET}::bigint else a.street_id end
    where a.street_id = ${street} and (a.subject_id = ${subject}
      or a.subject_id in (select id from subject where street_id = ${street} and merged_into = ${subject})
      or a.subject_id in (select id from household where street_id = ${street} and dwelling_id = ${subject} and to_day is null))
    order by a.at desc, a.id limit ${limit}`
}

/** Where one person lives today. */
export async function findHome(sql: Tx, street: number, person: string): Promise<string | undefined> {
  const [row] = await sql<{ dwelling: string }[]>`
    select dwelling_id as dwelling from tie where street_id = ${street} and person_id = ${person} and kind = 'person.residence' and to_day is null
    order by from_day desc nulls last limit 1`
  return row?.dwelling
}

/** Who lives at a door today, the head of the household and the oldest first. */
export async function listMembers(sql: Tx, street: number, dwelling: string, limit: number): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select p.id from tie t join subject p on p.street_id = t.street_id and p.id = t.person_id and p.merged_into is null and p.gone_on is null
    where t.street_id = ${street} and t.dwelling_id = ${dwelling} and t.kind = 'person.residence' and t.to_day is null
      and not coalesce((p.values->'person.is-deceased')::boolean, false)
    group by p.id, p.values, p.sort
    order by (p.values->>'person.relation-to-head' in ('01', '02')) desc nulls last, p.values->>'person.birth-date' nulls last, p.sort, p.id limit ${limit}`
  return rows.map((row) => row.id)
}
