/** SQL of what comes from the field: items kept once, knocks, contradictions. */
import type { Tx } from '#kernel/action/context.ts'
import type { Item, ItemReply, Outcome } from './contract.ts'

export type KeptItem = {
  id: string
  region: number
  item: Item
  became: 'accepted' | 'conflict' | 'quarantined'
  why?: string | undefined
  elements?: string[] | undefined
  slip?: string | undefined
  /** Sealed: of what waits. */
  body?: string | undefined
  at: Date
  saidAt: Date
  login: string
}

export async function insertItem(sql: Tx, street: number, row: KeptItem): Promise<void> {
  const { item } = row
  await sql`
    insert into visit_item (street_id, id, region_no, round_id, dwelling_id, subject_id, kind, became, why, elements, slip_id, body, at, said_at, post_id, login_id)
    values (${street}, ${row.id}, ${row.region}, ${item.round}, ${item.dwelling}, ${item.subject ?? null}, ${item.kind}, ${row.became}, ${row.why ?? null},
      ${row.elements ?? []}, ${row.slip ?? null}, ${row.body ?? null}, ${row.at}, ${row.saidAt}, ${item.post}, ${row.login})`
}

/** What became of items that were sent before; of somebody else's only that the id is taken. */
export async function findReplies(sql: Tx, street: number, ids: string[]): Promise<(ItemReply & { login: string })[]> {
  const rows = await sql<
    { id: string; became: ItemReply['became']; why: string | null; elements: string[]; slip: string | null; login: string }[]
  >`
    select id, became, why, elements, slip_id as slip, login_id as login from visit_item where street_id = ${street} and id = any(${ids}::uuid[])`
  return rows.map(({ id, became, why, elements, slip, login }) => ({
    id,
    became,
    login,
    ...(why === null ? {} : { why }),
    ...(became === 'conflict' ? { elements } : {}),
    ...(slip === null ? {} : { slip }),
  }))
}

export type PostRow = { id: string; login: string; to: string | null; ended: string | null; lo: number }

export async function findPosts(sql: Tx, street: number, ids: string[]): Promise<PostRow[]> {
  return sql<PostRow[]>`
    select id, login_id as login, to_day as "to", ended_at as ended, region_lo as lo from post where street_id = ${street} and id = any(${ids}::uuid[])`
}

/** Who had a round at a moment; the first who had it of what is older than the round. */
export async function findWalkerAt(sql: Tx, street: number, round: string, at: Date): Promise<{ post: string } | undefined> {
  const [row] = await sql<{ post: string }[]>`
    select post_id as post from round_walker where street_id = ${street} and round_id = ${round}
    order by (from_at <= ${at}) desc, case when from_at <= ${at} then from_at end desc, from_at limit 1`
  return row
}

export type ReachedDoor = { region: number; inRound: boolean }

/** A door this post reaches, and whether it stands in the round. */
export async function findReached(sql: Tx, street: number, round: string, dwelling: string): Promise<ReachedDoor | undefined> {
  const [row] = await sql<ReachedDoor[]>`
    select d.region_no as region, exists (
      select 1 from round_door r where r.street_id = d.street_id and r.round_id = ${round} and r.dwelling_id = d.id) as "inRound"
    from dwelling d where d.street_id = ${street} and d.id = ${dwelling}`
  return row
}

/** Whether a subject belongs to a door: the door, its household, its building or estate, or somebody who is or was tied to it. */
export async function belongsToDoor(sql: Tx, street: number, dwelling: string, subject: string): Promise<boolean> {
  const [row] = await sql<{ belongs: boolean }[]>`
    select ${subject}::uuid = d.id or ${subject}::uuid = d.building_id or ${subject}::uuid = d.estate_id
      or exists (select 1 from household h where h.street_id = d.street_id and h.dwelling_id = d.id and h.id = ${subject})
      or exists (select 1 from tie t where t.street_id = d.street_id and t.dwelling_id = d.id and t.person_id = ${subject}) as belongs
    from dwelling d where d.street_id = ${street} and d.id = ${dwelling}`
  return row?.belongs ?? false
}

/** The household at a door, with the door itself: of whom somebody at the door may decline to speak. */
export async function listDoorSubjects(sql: Tx, street: number, dwelling: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select ${dwelling}::uuid as id union all select id from household where street_id = ${street} and dwelling_id = ${dwelling} and to_day is null`
  return rows.map(({ id }) => id)
}

export type NewVisit = {
  id: string
  round: string
  dwelling: string
  region: number
  outcome: Outcome
  at: Date
  comeBackAt: Date | null
  seconds: number
  login: string
  post: string
}

export async function insertVisit(sql: Tx, street: number, row: NewVisit): Promise<void> {
  await sql`
    insert into visit (street_id, id, round_id, dwelling_id, region_no, outcome, at, come_back_at, seconds, login_id, post_id)
    values (${street}, ${row.id}, ${row.round}, ${row.dwelling}, ${row.region}, ${row.outcome}, ${row.at}, ${row.comeBackAt}, ${row.seconds}, ${row.login}, ${row.post})`
}

/** The door as the last knock left it, by when it was made, not by when it was told. `how` closes it. */
export async function updateDoor(
  sql: Tx,
  street: number,
  row: Pick<NewVisit, 'round' | 'dwelling' | 'outcome' | 'at' | 'comeBackAt'> & { how: string | null; now: Date },
): Promise<void> {
  await sql`
    update round_door set last_outcome = ${row.outcome}, last_at = ${row.at}, come_back_at = ${row.comeBackAt}
    where street_id = ${street} and round_id = ${row.round} and dwelling_id = ${row.dwelling} and (last_at is null or last_at <= ${row.at})`
  if (row.how)
    await sql`
      update round_door set closed_at = ${row.now}, closed_how = ${row.how}
      where street_id = ${street} and round_id = ${row.round} and dwelling_id = ${row.dwelling} and (closed_at is null or closed_how = 'over')`
}

/**
 * A door that was done is gone to again, because something said there could not be kept: only by the post that walks the round, while it lasts, and unless the door
 * stands open in another one.
 */
export async function reopenDoor(
  sql: Tx,
  street: number,
  { round, dwelling, post, today }: { round: string; dwelling: string; post: string; today: string },
): Promise<void> {
  await sql`
    update round_door d set closed_at = null, closed_how = null from round r
    where d.street_id = ${street} and d.round_id = ${round} and d.dwelling_id = ${dwelling} and d.closed_how = 'done'
      and r.street_id = d.street_id and r.id = d.round_id and r.post_id = ${post} and r.ended_at is null and r.to_day >= ${today}
      and not exists (select 1 from round_door o where o.street_id = d.street_id and o.dwelling_id = d.dwelling_id and o.closed_at is null)`
}

/** Elements answered by this login at this door on the same knock: to reckon what it was reckoned to take. */
export async function listAnsweredAt(
  sql: Tx,
  street: number,
  round: string,
  dwelling: string,
  login: string,
  since: Date,
): Promise<string[]> {
  const rows = await sql<{ element: string }[]>`
    select unnest(elements) as element from visit_item
    where street_id = ${street} and round_id = ${round} and dwelling_id = ${dwelling} and login_id = ${login} and kind = 'answer' and at >= ${since}`
  return rows.map(({ element }) => element)
}

/** When answers were heard: of statements that came from the field, by their own ids or by those of the items they came with. */
export async function findHeardAt(sql: Tx, street: number, ids: string[]): Promise<Map<string, string>> {
  const rows = await sql<
    { id: string; at: string }[]
  >`select id, at from visit_item where street_id = ${street} and id = any(${ids}::uuid[])`
  return new Map(rows.map(({ id, at }) => [id, at]))
}

/** When statements were said, by their ids. */
export async function findSaidAt(sql: Tx, street: number, ids: string[]): Promise<{ id: string; at: string }[]> {
  return sql<{ id: string; at: string }[]>`select id, said_at as at from statement where street_id = ${street} and id = any(${ids}::uuid[])`
}

export type NewConflict = {
  id: string
  region: number
  dwelling: string
  subject: string
  element: string
  heard: string
  other: string | null
  stands: 'heard' | 'other'
  at: Date
  login: string
  post: string
}

export async function insertConflicts(sql: Tx, street: number, rows: NewConflict[]): Promise<void> {
  await sql`
    insert into visit_conflict (street_id, id, region_no, dwelling_id, subject_id, element, heard_id, other_id, stands, at, login_id, post_id)
    select ${street}, id, region, dwelling, subject, element, heard, other, stands, at, login, post
    from jsonb_to_recordset(${sql.json(rows as never)}) as r(id uuid, region bigint, dwelling uuid, subject uuid, element text, heard uuid, other uuid, stands text,
      at timestamptz, login uuid, post uuid)`
}

/** Everybody who ever held a post that reached into the range; `works`: her login is in use, and a post anywhere in the street is in force. */
export async function listWorkedHere(
  sql: Tx,
  street: number,
  range: { lo: number; hi: number },
  today: string,
): Promise<{ login: string; works: boolean }[]> {
  return sql<{ login: string; works: boolean }[]>`
    select p.login_id as login,
      bool_or(l.disabled_at is null and p.ended_at is null and p.from_day <= ${today} and (p.to_day is null or p.to_day >= ${today})) as works
    from post p join login l on l.id = p.login_id
    where p.street_id = ${street}
    group by p.login_id having bool_or(p.region_lo <= ${range.hi} and p.region_hi >= ${range.lo})`
}
