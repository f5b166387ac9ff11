/** SQL of writing asks: opened by the thousand, settled by what was said, withdrawn, declined. One statement for one question as for all. */
import type { Tx } from '#kernel/action/context.ts'
import type { AskState, Channel } from './contract.ts'

export type AskRequest = {
  id: string
  kind: 'report' | 'form' | 'survey'
  lo: number
  hi: number
  title: string
  asker: string
  basis: string | null
  purpose: string | null
  purposeKey: string
  until: string
  /** Residents answer first until this day; rounds are planned afterwards. */
  firstUntil: string | null
  obliged: boolean
  /** Element → the basis stated for it. */
  bases: Record<string, string>
}

/** Asked again, a request is asked on the terms of today. */
export async function upsertRequest(sql: Tx, street: number, row: AskRequest, at: Date): Promise<void> {
  await sql`
    insert into ask_request (street_id, id, kind, lo, hi, title, asker, basis, purpose, purpose_key, until, first_until, obliged, bases, opened_at)
    values (${street}, ${row.id}, ${row.kind}, ${row.lo}, ${row.hi}, ${row.title}, ${row.asker}, ${row.basis}, ${row.purpose}, ${row.purposeKey},
      ${row.until}, ${row.firstUntil}, ${row.obliged}, ${sql.json(row.bases)}, ${at})
    on conflict (street_id, id) do update set lo = least(ask_request.lo, excluded.lo), hi = greatest(ask_request.hi, excluded.hi), title = excluded.title,
      asker = excluded.asker, basis = excluded.basis, purpose = excluded.purpose, purpose_key = excluded.purpose_key, until = excluded.until,
      first_until = coalesce(excluded.first_until, ask_request.first_until), obliged = excluded.obliged, bases = ask_request.bases || excluded.bases, withdrawn_at = null, withdrawn_by = null`
}

/** `dwelling` null: asked of no door. */
export type AskRow = { subject: string; element: string; region: number; dwelling: string | null; state: AskState }

/** Days for which a word that there is none is not asked again. */
const NONE_DAYS = 365

/**
 * Opens questions of a request; those it has open stay as they are. Left out: what somebody declined for this purpose, and what she said there is none of.
 * Returns how many were opened.
 */
export async function insertAsks(
  sql: Tx,
  street: number,
  request: { id: string; purposeKey: string },
  rows: AskRow[],
  now: Date,
): Promise<number> {
  const since = new Date(now.getTime() - NONE_DAYS * 86_400_000)
  const opened = await sql`
    insert into ask (street_id, request_id, subject_id, element, region_no, dwelling_id, state, rev, opened_at)
    select ${street}, ${request.id}, r.subject, r.element, coalesce(s.region_no, r.region), r.dwelling, r.state, coalesce(s.rev, 0), ${now}
    from jsonb_to_recordset(${sql.json(rows)}) as r(subject uuid, element text, region bigint, dwelling uuid, state text)
    left join subject s on s.street_id = ${street} and s.id = r.subject
    where s.merged_into is null and s.gone_on is null
      and not exists (
        select 1 from refusal_item i where i.street_id = ${street} and i.subject_id = r.subject and i.element = r.element and i.purpose_key = ${request.purposeKey})
      and not exists (
        select 1 from statement n where n.street_id = ${street} and n.subject_id = r.subject and n.said_at >= ${since} and n.body->r.element = 'null'
          and r.state = 'missing')
    on conflict (street_id, request_id, subject_id, element) do update set closed_at = null, closed_how = null, closed_ref = null, channel = null,
      opened_at = excluded.opened_at, state = excluded.state, rev = excluded.rev, region_no = excluded.region_no, dwelling_id = excluded.dwelling_id
      where ask.closed_at is not null
    returning 1`
  return opened.length
}

export type Asked = { doors: number; people: number; questions: number; declined: number; shared: number }

/** What a request has open, by how many doors and subjects; how much of it others ask as well; what was declined to it. */
export async function countAsked(sql: Tx, street: number, request: string): Promise<Asked> {
  const [row] = await sql<Asked[]>`
    select count(distinct a.dwelling_id) filter (where a.closed_at is null)::int as doors, count(distinct a.subject_id) filter (where a.closed_at is null)::int as people,
      count(*) filter (where a.closed_at is null)::int as questions, count(*) filter (where a.closed_how = 'refused')::int as declined,
      count(*) filter (where a.closed_at is null and exists (
        select 1 from ask o where o.street_id = a.street_id and o.subject_id = a.subject_id and o.element = a.element and o.request_id <> a.request_id
          and o.closed_at is null))::int as shared
    from ask a where a.street_id = ${street} and a.request_id = ${request}`
  return row!
}

export async function measureAsked(sql: Tx): Promise<void> {
  await sql`select app_measure_asked()`
}

/** How often each element is asked by a request, to reckon its minutes. */
export async function countElements(
  sql: Tx,
  street: number,
  request: string,
): Promise<{ element: string; state: AskState; count: number }[]> {
  return sql<{ element: string; state: AskState; count: number }[]>`
    select element, state, count(*)::int as count from ask where street_id = ${street} and request_id = ${request} and closed_at is null group by 1, 2`
}

export async function updateRequest(
  sql: Tx,
  street: number,
  row: Pick<AskRequest, 'id' | 'title' | 'asker' | 'basis' | 'purpose' | 'purposeKey'>,
): Promise<void> {
  await sql`
    update ask_request set title = ${row.title}, asker = ${row.asker}, basis = ${row.basis}, purpose = ${row.purpose}, purpose_key = ${row.purposeKey}
    where street_id = ${street} and id = ${row.id}`
}

/** A request asks no longer. Returns how many of its questions were still open. */
export async function withdrawRequest(sql: Tx, street: number, id: string, how: { at: Date; by: string }): Promise<number> {
  await sql`
    update ask_request set withdrawn_at = ${how.at}, withdrawn_by = ${how.by} where street_id = ${street} and id = ${id} and withdrawn_at is null`
  const closed = await sql`
    update ask set closed_at = ${how.at}, closed_how = 'withdrawn' where street_id = ${street} and request_id = ${id} and closed_at is null returning 1`
  return closed.length
}

export async function hasOpenAsks(sql: Tx, street: number, subjects: string[]): Promise<boolean> {
  const [row] = await sql<{ any: boolean }[]>`
    select exists (select 1 from ask where street_id = ${street} and closed_at is null and subject_id = any(${subjects}::uuid[])) as any`
  return row!.any
}

export type Request = AskRequest & { opened_at: string }

/** Requests that still ask, in the order of their days. */
export async function listAsking(sql: Tx, street: number, today: string): Promise<Request[]> {
  return sql<Request[]>`
    select id, kind, lo, hi, title, asker, basis, purpose, purpose_key as "purposeKey", until, first_until as "firstUntil", obliged, bases, opened_at from ask_request
    where street_id = ${street} and withdrawn_at is null and until >= ${today} order by until, opened_at, id limit 1000`
}

/** Those that ask something of who is hers, under the role of residents, which reads no other request. */
export async function listAskingOwn(sql: Tx, today: string): Promise<Request[]> {
  return sql<Request[]>`
    select id, kind, lo, hi, title, asker, basis, purpose, purpose_key as "purposeKey", until, first_until as "firstUntil", obliged, bases, opened_at from app_asking(${today}::date)
    order by until, opened_at, id`
}

export async function findAskRequest(
  sql: Tx,
  street: number,
  id: string,
): Promise<(Request & { withdrawn_at: string | null }) | undefined> {
  const [row] = await sql<(Request & { withdrawn_at: string | null })[]>`
    select id, kind, lo, hi, title, asker, basis, purpose, purpose_key as "purposeKey", until, first_until as "firstUntil", obliged, bases, opened_at, withdrawn_at from ask_request
    where street_id = ${street} and id = ${id}`
  return row
}

/** By which way the open questions of these elements are being answered. */
export async function markChannel(sql: Tx, street: number, subject: string, elements: string[], channel: Channel): Promise<void> {
  await sql`
    update ask set channel = ${channel}
    where street_id = ${street} and subject_id = ${subject} and element = any(${elements}) and closed_at is null`
}
