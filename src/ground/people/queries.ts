/** SQL of merges and looks. */

import type { FactValue } from '#ground/facts/contract.ts'
import type { Tx } from '#kernel/action/context.ts'

export async function markMerged(sql: Tx, street: number, gone: string, into: string | null): Promise<void> {
  await sql`update subject set merged_into = ${into}, rev = rev + 1 where street_id = ${street} and id = ${gone}`
}

/** A merged-away record holds no identifiers and no ties: they are the kept one's now. */
export async function releaseSubject(sql: Tx, street: number, gone: string): Promise<void> {
  await sql`delete from identifier where street_id = ${street} and subject_id = ${gone}`
  await sql`delete from tie where street_id = ${street} and person_id = ${gone}`
}

/** Say everything that stands about one person of another as well, under the merge's reference. The copies keep source and date. */
export async function copyStatements(
  sql: Tx,
  row: {
    street: number
    from: string
    to: string
    region: number
    merge: string
    post: string
    at: Date
    ids: { of: string; id: string }[]
  },
): Promise<void> {
  await sql`
    insert into statement (street_id, id, subject_id, region_no, source, as_of, said_at, post_id, ref, decides, body)
    select s.street_id, n.id, ${row.to}, ${row.region}, s.source, s.as_of, ${row.at}, ${row.post}, ${row.merge}, false, s.body
    from statement s join jsonb_to_recordset(${sql.json(row.ids)}) as n("of" uuid, id uuid) on n."of" = s.id
    where s.street_id = ${row.street} and s.subject_id = ${row.from}`
  await sql`
    insert into statement_s (street_id, id, subject_id, region_no, body)
    select s.street_id, n.id, ${row.to}, ${row.region}, s.body
    from statement_s s join jsonb_to_recordset(${sql.json(row.ids)}) as n("of" uuid, id uuid) on n."of" = s.id
    where s.street_id = ${row.street} and s.subject_id = ${row.from}`
}

export type MergeRow = { id: string; kept_id: string; gone_id: string; undone_at: string | null }

export async function insertMerge(
  sql: Tx,
  row: { street: number; id: string; region: number; kept: string; gone: string; reasons: string[]; post: string; at: Date },
): Promise<void> {
  await sql`
    insert into merge (street_id, id, region_no, kept_id, gone_id, reasons, by_post, at)
    values (${row.street}, ${row.id}, ${row.region}, ${row.kept}, ${row.gone}, ${sql.json(row.reasons)}, ${row.post}, ${row.at})`
}

export async function findMerge(sql: Tx, street: number, id: string): Promise<MergeRow | undefined> {
  const [row] = await sql<
    MergeRow[]
  >`select id, kept_id, gone_id, undone_at from merge where street_id = ${street} and id = ${id} for update`
  return row
}

export async function endMerge(sql: Tx, street: number, id: string, post: string, at: Date): Promise<void> {
  await sql`update merge set undone_by = ${post}, undone_at = ${at} where street_id = ${street} and id = ${id}`
}

/** Stored in one order, so that a pair is one row whichever side it was looked at from. */
export async function insertDifferent(sql: Tx, street: number, a: string, b: string, post: string, at: Date): Promise<void> {
  const [first, second] = a < b ? [a, b] : [b, a]
  await sql`insert into different (street_id, a_id, b_id, by_post, at) values (${street}, ${first}, ${second}, ${post}, ${at}) on conflict do nothing`
}

export async function listDifferent(sql: Tx, street: number, person: string): Promise<string[]> {
  const rows = await sql<{ other: string }[]>`
    select case when a_id = ${person} then b_id else a_id end as other from different where street_id = ${street} and (a_id = ${person} or b_id = ${person})`
  return rows.map((row) => row.other)
}

/** People who share a search lexeme with one: same name, same telephone, same birth date, same door. Blocking for the matcher. */
export async function listNeighbours(sql: Tx, street: number, person: string, lexemes: string[], limit: number): Promise<string[]> {
  const query = lexemes.map((lexeme) => `'${lexeme.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`).join(' | ')
  const rows = await sql<{ id: string }[]>`
    select id from (
      select found.id from app_find_subjects(${query || "''"}::tsquery, array['person'], ${limit + 1}) found where found.id <> ${person}
      union
      select o.person_id from tie t join tie o on o.street_id = t.street_id and o.dwelling_id = t.dwelling_id
      where t.street_id = ${street} and t.person_id = ${person} and o.person_id <> ${person}
    ) near limit ${limit}`
  return rows.map((row) => row.id)
}

export type LookRow = {
  id: string
  at: string
  login: string | null
  title: string | null
  view: string
  subjects: string[]
  filter: Record<string, string | number> | null
  fields: string[]
  reason: string | null
  sensitive: boolean
}

/**
 * Looks newest first, of one subject or one login or all this post's street; keyset by time and id. Of one subject also those that went over so many
 * people that none is named, where she was among their area: better one look too many in her list than one too few.
 */
export async function listLooks(
  sql: Tx,
  street: number,
  filter: { subject?: string; login?: string; beforeAt?: string; beforeId?: string; sealed: boolean },
  limit: number,
): Promise<LookRow[]> {
  return sql<LookRow[]>`
    select k.id, k.at, l.shown_name as login, p.title, k.view, k.subjects, k.filter, k.fields, k.reason, k.sensitive
    from look k left join login l on l.id = k.login_id left join post p on p.street_id = k.street_id and p.id = k.post_id
    where k.street_id = ${street}
      ${
        filter.subject
          ? sql`and (k.subjects @> ${[filter.subject]}::uuid[] or (k.subjects = '{}' and k.filter ? 'count' and exists (
              select 1 from subject s where s.street_id = k.street_id and s.id = ${filter.subject}
                and s.region_no between coalesce((k.filter->>'lo')::bigint, 0) and coalesce((k.filter->>'hi')::bigint, s.region_no))))`
          : sql``
      }
      ${filter.sealed ? sql`` : sql`and not coalesce(k.filter ? 'sealed', false)`}
      ${filter.login ? sql`and k.login_id = ${filter.login}` : sql``}
      ${filter.beforeAt ? sql`and (k.at, k.id) < (${filter.beforeAt}, ${filter.beforeId ?? ''}::uuid)` : sql``}
    order by k.at desc, k.id desc limit ${limit}`
}

export async function listNames(sql: Tx, street: number, ids: string[]): Promise<Map<string, string>> {
  const rows = await sql<{ id: string; name: FactValue | null }[]>`
    select id, values->>'person.name' as name from subject where street_id = ${street} and id = any(${ids}::uuid[])`
  return new Map(rows.map((row) => [row.id, String(row.name ?? '')]))
}

/** How many people this post sees: what tells a rare name from a common one. */
export async function countPeople(sql: Tx, street: number): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from subject where street_id = ${street} and kind = 'person' and merged_into is null and gone_on is null`
  return row?.count ?? 0
}
