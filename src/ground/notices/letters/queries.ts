/** SQL of letters: what waits for paper, batches, sheets. */
import type { FactValue } from '#ground/facts/contract.ts'
import { keptOf } from '#ground/facts/merged-queries.ts'
import type { Tx } from '#kernel/action/context.ts'
import type { NoticeRow } from '../queries.ts'
import type { Back } from './contract.ts'

/** The door a letter goes to: the notice's own, or where its reader lives now, else is registered, rents or owns. Rows of `n` and `told`. */
const toDoor = (sql: Tx, street: number) => sql`
  left join subject told on told.street_id = n.street_id and told.id = n.person_id
  left join lateral (
    select t.dwelling_id from tie t
    where t.street_id = ${street} and t.person_id = ${keptOf(sql, 'told')} and t.to_day is null
    order by array_position(array['person.residence', 'person.registration', 'person.tenancy', 'person.ownership'], t.kind) limit 1
  ) home on true
  left join dwelling d on d.street_id = n.street_id and d.id = case when n.dwelling_id is null then home.dwelling_id else n.dwelling_id end and d.closed_on is null`

export type WaitingRow = { region: number; readers: number; notices: number; since: string }

/** By the grid of the door. A letter whose door is gone counts where it was told. */
export async function listWaiting(sql: Tx, street: number): Promise<WaitingRow[]> {
  return sql<WaitingRow[]>`
    select coalesce(d.region_no, n.region_no) as region, count(distinct coalesce(told.merged_into, n.person_id, n.dwelling_id))::int as readers,
      count(*)::int as notices, min(n.at) as since
    from notice n ${toDoor(sql, street)}
    where n.street_id = ${street} and n.state = 'queued' and n.channel = 'letter' and n.message_id is null
    group by 1 order by 1`
}

export type ReadyRow = {
  id: string
  region: number
  reader: string
  person: string | null
  door: string | null
  doorRegion: number | null
  tries: number
}

/** What waits in these grids in walking order, each reader's together; held until the end of the transaction. */
export async function takeReady(sql: Tx, street: number, regions: number[], limit: number): Promise<ReadyRow[]> {
  return sql<ReadyRow[]>`
    select n.id, n.region_no as region, coalesce(told.merged_into, n.person_id, n.dwelling_id) as reader, coalesce(told.merged_into, n.person_id) as person,
      d.id as door, d.region_no as "doorRegion", n.tries
    from notice n ${toDoor(sql, street)}
    left join estate e on e.street_id = d.street_id and e.id = d.estate_id
    left join building b on b.street_id = d.street_id and b.id = d.building_id
    where n.street_id = ${street} and n.state = 'queued' and n.channel = 'letter' and n.message_id is null
      and coalesce(d.region_no, n.region_no) = any(${regions}::bigint[])
    order by coalesce(d.region_no, n.region_no), e.sort nulls last, b.sort nulls last, d.sort, d.id, 3, n.at, n.id limit ${limit}
    for update of n`
}

export async function insertBatch(
  sql: Tx,
  row: { street: number; id: string; lo: number; hi: number; at: Date; post: string },
): Promise<void> {
  await sql`
    insert into letter_batch (street_id, id, region_lo, region_hi, at, by_post)
    values (${row.street}, ${row.id}, ${row.lo}, ${row.hi}, ${row.at}, ${row.post})`
}

export type NewLetter = {
  id: string
  no: number
  region: number
  dwelling: string
  person: string | null
  place: number
  notices: string[]
}

/** The next numbers of the street; the row is held, so that two who gather at once do not give the same. Returns the one before the first. */
export async function takeNumbers(sql: Tx, street: number, count: number): Promise<number> {
  const [row] = await sql<{ last: number }[]>`
    insert into letter_number (street_id, last) values (${street}, ${count})
    on conflict (street_id) do update set last = letter_number.last + ${count} returning last`
  return row!.last - count
}

export async function insertLetters(sql: Tx, street: number, batch: string, at: Date, rows: NewLetter[]): Promise<void> {
  await sql`
    insert into letter (street_id, id, batch_id, no, region_no, dwelling_id, person_id, place, state, at)
    select ${street}, r.id, ${batch}, r.no, r.region, r.dwelling, r.person, r.place, 'gathered', ${at}
    from jsonb_to_recordset(${sql.json(rows as never)}) as r(id uuid, no bigint, region bigint, dwelling uuid, person uuid, place int)`
  const inside = rows.flatMap(({ id, notices }) => notices.map((notice) => ({ letter: id, notice })))
  await sql`
    update notice n set message_id = r.letter from jsonb_to_recordset(${sql.json(inside)}) as r(letter uuid, notice uuid)
    where n.street_id = ${street} and n.id = r.notice`
}

export type BatchRow = { id: string; at: string; printedAt: string | null; letters: number; open: number; regions: number[] }

/** Those with sheets to print or carry, newest first, and the last ones that are done. */
export async function listBatches(sql: Tx, street: number, limit: number): Promise<BatchRow[]> {
  return sql<BatchRow[]>`
    select b.id, b.at, b.printed_at as "printedAt", count(l.id)::int as letters, count(l.id) filter (where l.state in ('gathered', 'printed'))::int as open,
      coalesce(array_agg(distinct l.region_no) filter (where l.region_no is not null), '{}') as regions
    from letter_batch b left join letter l on l.street_id = b.street_id and l.batch_id = b.id
    where b.street_id = ${street} group by b.street_id, b.id
    order by (count(l.id) filter (where l.state in ('gathered', 'printed')) > 0) desc, b.at desc limit ${limit}`
}

export async function findBatch(sql: Tx, street: number, id: string): Promise<{ at: string; printedAt: string | null } | undefined> {
  const [row] = await sql<{ at: string; printedAt: string | null }[]>`
    select at, printed_at as "printedAt" from letter_batch where street_id = ${street} and id = ${id}`
  return row
}

export type LetterRow = {
  id: string
  no: number
  region: number
  state: 'gathered' | 'printed' | 'handed' | 'back'
  reason: Back | null
  person: string | null
  name: FactValue | null
  born: string | null
  label: string
  language: 'zh' | 'en' | null
  large: boolean | null
}

export async function listLetters(sql: Tx, street: number, batch: string): Promise<LetterRow[]> {
  return sql<LetterRow[]>`
    select l.id, l.no, l.region_no as region, l.state, l.reason, l.person_id as person, s.values->'person.name' as name,
      s.values->>'person.birth-date' as born, d.label, c.language, c.large
    from letter l join dwelling d on d.street_id = l.street_id and d.id = l.dwelling_id
    left join subject s on s.street_id = l.street_id and s.id = l.person_id
    left join own_channel c on c.street_id = l.street_id and c.person_id = l.person_id
    where l.street_id = ${street} and l.batch_id = ${batch} order by l.place`
}

export async function lockLetters(sql: Tx, street: number, batch: string): Promise<Pick<LetterRow, 'id' | 'state'>[]> {
  return sql<Pick<LetterRow, 'id' | 'state'>[]>`
    select id, state from letter where street_id = ${street} and batch_id = ${batch} order by id for update`
}

export async function markLetters(
  sql: Tx,
  street: number,
  rows: { id: string; state: LetterRow['state']; reason: Back | null }[],
  at: Date,
): Promise<void> {
  await sql`
    update letter l set state = r.state, reason = r.reason, at = ${at}
    from jsonb_to_recordset(${sql.json(rows as never)}) as r(id uuid, state text, reason text) where l.street_id = ${street} and l.id = r.id`
}

export async function markBatchPrinted(sql: Tx, street: number, batch: string, at: Date): Promise<void> {
  await sql`update letter_batch set printed_at = coalesce(printed_at, ${at}) where street_id = ${street} and id = ${batch}`
}

export async function deleteBatch(sql: Tx, street: number, batch: string): Promise<void> {
  await sql`
    update notice set message_id = null where street_id = ${street} and state = 'queued' and message_id in (
      select id from letter where street_id = ${street} and batch_id = ${batch})`
  await sql`delete from letter where street_id = ${street} and batch_id = ${batch}`
  await sql`delete from letter_batch where street_id = ${street} and id = ${batch}`
}

export type InLetter = Pick<NoticeRow, 'id' | 'region' | 'kind' | 'origin' | 'version' | 'words' | 'tries'> & { message: string }

export async function listInLetters(sql: Tx, street: number, letters: string[]): Promise<InLetter[]> {
  return sql<InLetter[]>`
    select id, region_no as region, kind, origin, version, words, tries, message_id as message from notice
    where street_id = ${street} and message_id = any(${letters}::uuid[]) order by at, id`
}

export async function findByNo(
  sql: Tx,
  street: number,
  no: number,
): Promise<{ person: string | null; dwelling: string; batch: string } | undefined> {
  const [row] = await sql<{ person: string | null; dwelling: string; batch: string }[]>`
    select person_id as person, dwelling_id as dwelling, batch_id as batch from letter where street_id = ${street} and no = ${no}`
  return row
}
