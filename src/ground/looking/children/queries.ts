/** SQL of approvals. */
import type { Tx } from '#kernel/action/context.ts'

export async function hasApproval(sql: Tx, street: number, subject: string, login: string, now: Date): Promise<boolean> {
  const [row] = await sql<{ has: boolean }[]>`
    select exists (select 1 from approval
      where street_id = ${street} and subject_id = ${subject} and login_id = ${login} and granted and until_at > ${now}) as has`
  return row?.has ?? false
}

export async function insertApproval(
  sql: Tx,
  row: { street: number; id: string; region: number; subject: string; reason: string; at: Date; login: string; post: string },
): Promise<void> {
  await sql`
    insert into approval (street_id, id, region_no, subject_id, reason, asked_at, login_id, post_id)
    values (${row.street}, ${row.id}, ${row.region}, ${row.subject}, ${row.reason}, ${row.at}, ${row.login}, ${row.post})`
}

export type ApprovalRow = {
  id: string
  person: string
  region: number
  login: string
  reason: string
  asked: string
  granted: boolean | null
  until: string | null
  words: string | null
}

function columns(sql: Tx) {
  return sql`a.id, a.subject_id as person, a.region_no as region, a.login_id as login, a.reason, a.asked_at as asked, a.granted, a.until_at as until, a.words`
}

export async function findNewest(sql: Tx, street: number, subject: string, login: string): Promise<ApprovalRow | undefined> {
  const [row] = await sql<ApprovalRow[]>`
    select ${columns(sql)} from approval a where a.street_id = ${street} and a.subject_id = ${subject} and a.login_id = ${login}
    order by a.asked_at desc limit 1`
  return row
}

export async function lockApproval(sql: Tx, street: number, id: string): Promise<ApprovalRow | undefined> {
  const [row] = await sql<ApprovalRow[]>`select ${columns(sql)} from approval a where a.street_id = ${street} and a.id = ${id} for update`
  return row
}

export async function updateDecided(
  sql: Tx,
  street: number,
  id: string,
  decision: { at: Date; login: string; granted: boolean; until: Date | null; words: string | null },
): Promise<void> {
  await sql`
    update approval set decided_at = ${decision.at}, decider_login_id = ${decision.login}, granted = ${decision.granted}, until_at = ${decision.until},
      words = ${decision.words}
    where street_id = ${street} and id = ${id}`
}

export async function listApprovalsIn(
  sql: Tx,
  street: number,
  lo: number,
  hi: number,
  limit: number,
): Promise<(ApprovalRow & { who: string; title: string; name: string | null; decider: string })[]> {
  return sql<(ApprovalRow & { who: string; title: string; name: string | null; decider: string })[]>`
    select ${columns(sql)}, coalesce(l.shown_name, '') as who, coalesce(p.title, '') as title, s.values->>'person.name' as name,
      coalesce(d.shown_name, '') as decider
    from approval a left join login l on l.id = a.login_id left join post p on p.street_id = a.street_id and p.id = a.post_id
      left join login d on d.id = a.decider_login_id left join subject s on s.street_id = a.street_id and s.id = a.subject_id
    where a.street_id = ${street} and a.region_no between ${lo} and ${hi}
    order by a.decided_at is not null, a.asked_at desc limit ${limit}`
}
