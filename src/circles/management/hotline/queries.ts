/** SQL of orders, their platforms and the files of replies. */

import { keptOf } from '#ground/facts/merged-queries.ts'
import { columns, type ListRow } from '#ground/matters/worklist-queries.ts'
import type { Tx } from '#kernel/action/context.ts'
import type { OrderList } from './contract.ts'
import type { FieldPlace, OrderPart, Reply } from './order.ts'

export type SourceRow = { code: string; name: string; headings: Record<string, OrderPart | null>; fields: FieldPlace[]; rev: number }

export async function listSourceRows(sql: Tx, street: number): Promise<SourceRow[]> {
  return sql<SourceRow[]>`select code, name, headings, fields, rev from hotline_source where street_id = ${street} order by code limit 50`
}

export async function lockSource(sql: Tx, street: number, code: string): Promise<SourceRow | undefined> {
  const [row] = await sql<SourceRow[]>`
    select code, name, headings, fields, rev from hotline_source where street_id = ${street} and code = ${code} for update`
  return row
}

export async function writeSource(sql: Tx, street: number, row: SourceRow): Promise<void> {
  await sql`
    insert into hotline_source (street_id, code, name, headings, fields, rev)
    values (${street}, ${row.code}, ${row.name}, ${sql.json(row.headings)}, ${sql.json(row.fields as never)}, ${row.rev})
    on conflict (street_id, code) do update set name = excluded.name, headings = excluded.headings, fields = excluded.fields, rev = excluded.rev`
}

export type Tokens = Partial<Record<OrderPart, string>>
export type OrderRow = {
  id: string
  source: string
  number: string
  matter: string
  region: number
  came: string
  dispatched: string | null
  due: string | null
  tokens: Tokens
  changed: OrderPart[]
  reply: Reply | null
  replied: string | null
  went: 'copied' | 'file' | null
  wentAt: string | null
  held: 'waiting' | 'sealed' | 'ordinary' | null
}

const orderColumns = (sql: Tx) => sql`
  o.id, o.source, o.number, o.matter_id as matter, o.region_no as region, o.came_at as came, o.sent_here_at as dispatched, o.due_at as due, o.tokens, o.changed,
  o.reply, o.replied_at as replied, o.went, o.went_at as "wentAt", o.held`

export async function lockByNumber(sql: Tx, street: number, source: string, number: string): Promise<OrderRow | undefined> {
  const [row] = await sql<OrderRow[]>`
    select ${orderColumns(sql)} from hotline_order o where o.street_id = ${street} and o.source = ${source} and o.number = ${number} for update`
  return row
}

export async function lockOrder(sql: Tx, street: number, id: string): Promise<OrderRow | undefined> {
  const [row] = await sql<
    OrderRow[]
  >`select ${orderColumns(sql)} from hotline_order o where o.street_id = ${street} and o.id = ${id} for update`
  return row
}

/** Tokens of those that are known, by number. */
export async function listKnown(sql: Tx, street: number, source: string, numbers: string[]): Promise<{ number: string; tokens: Tokens }[]> {
  return sql<{ number: string; tokens: Tokens }[]>`
    select number, tokens from hotline_order where street_id = ${street} and source = ${source} and number = any(${numbers}::text[])`
}

export type NewOrder = Pick<OrderRow, 'id' | 'source' | 'number' | 'matter' | 'region' | 'tokens' | 'held'> & {
  came: Date
  dispatched: Date | null
  due: Date | null
  file: string | null
}

export async function insertOrder(sql: Tx, street: number, row: NewOrder): Promise<void> {
  await sql`
    insert into hotline_order (street_id, id, source, number, matter_id, region_no, came_at, sent_here_at, due_at, tokens, file_id, held)
    values (${street}, ${row.id}, ${row.source}, ${row.number}, ${row.matter}, ${row.region}, ${row.came}, ${row.dispatched}, ${row.due},
      ${sql.json(row.tokens)}, ${row.file}, ${row.held})`
}

export async function updateChanged(
  sql: Tx,
  street: number,
  id: string,
  { tokens, changed, due, at }: { tokens: Tokens; changed: OrderPart[]; due: Date | null; at: Date },
): Promise<void> {
  await sql`
    update hotline_order set tokens = ${sql.json(tokens)}, changed = ${changed}, changed_at = ${at}, due_at = ${due}
    where street_id = ${street} and id = ${id}`
}

/** What somebody decided about one that was held, and the matter it is now. */
export async function updateHeld(sql: Tx, street: number, id: string, held: 'sealed' | 'ordinary', matter: string): Promise<void> {
  await sql`update hotline_order set held = ${held}, matter_id = ${matter} where street_id = ${street} and id = ${id}`
}

/** A new reply has not gone yet, whatever went before it. */
export async function updateReply(sql: Tx, street: number, id: string, reply: Reply, at: Date, post: string): Promise<void> {
  await sql`
    update hotline_order set reply = ${sql.json(reply)}, replied_at = ${at}, replied_by = ${post}, went = null, went_at = null, went_by = null
    where street_id = ${street} and id = ${id}`
}

export async function updateGone(sql: Tx, street: number, ids: string[], how: 'copied' | 'file', at: Date, post: string): Promise<void> {
  await sql`
    update hotline_order set went = ${how}, went_at = ${at}, went_by = ${post}
    where street_id = ${street} and id = any(${ids}::uuid[]) and replied_at is not null and went is null`
}

export type Joined = { order: OrderRow; matter: ListRow }
type JoinedRow = ListRow & { order: OrderRow }

const MOST_LISTED = 200

/** An order's matter, or the one that was merged into: what is done there is done for it. */
const joined = (sql: Tx, street: number) => sql`
  hotline_order o join matter own on own.street_id = o.street_id and own.id = o.matter_id
  join matter m on m.street_id = o.street_id and m.id = ${keptOf(sql, 'own')} and m.street_id = ${street}`

export async function listJoined(sql: Tx, street: number, list: OrderList): Promise<Joined[]> {
  const { where, order } = {
    held: {
      where: sql`o.held in ('waiting', 'sealed') and m.sealed`,
      order: sql`o.held <> 'waiting', o.went is not null, o.came_at desc, o.id`,
    },
    came: { where: sql`o.went is null and m.stand in ('received', 'in-hand')`, order: sql`o.came_at desc, o.id` },
    due: {
      where: sql`o.went is null and o.due_at is not null and m.stand in ('received', 'in-hand')`,
      order: sql`o.due_at, o.id`,
    },
    unsent: { where: sql`o.went is null and m.stand in ('answered', 'closed')`, order: sql`o.due_at nulls last, o.id` },
    sent: { where: sql`o.went is not null`, order: sql`o.went_at desc, o.id` },
  }[list]
  const rows = await sql<JoinedRow[]>`
    select ${columns(sql)}, ${orderJson(sql)} as "order" from ${joined(sql, street)}
    where o.street_id = ${street} and ${list === 'held' ? sql`true` : sql`not m.sealed`} and ${where} order by ${order} limit ${MOST_LISTED}`
  return rows.map(partRow)
}

export async function findJoined(sql: Tx, street: number, id: string): Promise<Joined | undefined> {
  const [row] = await sql<JoinedRow[]>`
    select ${columns(sql)}, ${orderJson(sql)} as "order" from ${joined(sql, street)} where o.street_id = ${street} and o.id = ${id}`
  return row && partRow(row)
}

const orderJson = (sql: Tx) => sql`
  jsonb_build_object('id', o.id, 'source', o.source, 'number', o.number, 'matter', o.matter_id, 'region', o.region_no, 'came', o.came_at, 'dispatched',
    o.sent_here_at, 'due', o.due_at, 'tokens', o.tokens, 'changed', to_jsonb(o.changed), 'reply', o.reply, 'replied', o.replied_at, 'went', o.went, 'wentAt', o.went_at,
    'held', o.held)`

function partRow({ order, ...matter }: JoinedRow): Joined {
  return { order, matter }
}

/** Due within two days or past it and not answered; answered and no reply gone. */
export async function countWaiting(sql: Tx, street: number, soon: Date): Promise<{ due: number; unsent: number }> {
  const [row] = await sql<{ due: number; unsent: number }[]>`
    select count(*) filter (where o.due_at < ${soon} and m.stand in ('received', 'in-hand'))::int as due,
      count(*) filter (where m.stand in ('answered', 'closed'))::int as unsent
    from ${joined(sql, street)} where o.street_id = ${street} and o.went is null and not m.sealed`
  return row!
}

/** The next whose reply is written and has not gone; before those that still need one. */
export async function findNext(sql: Tx, street: number, except: string): Promise<string | undefined> {
  const [row] = await sql<{ id: string }[]>`
    select o.id from ${joined(sql, street)}
    where o.street_id = ${street} and o.went is null and o.id <> ${except} and m.stand in ('answered', 'closed') and not m.sealed
    order by o.replied_at is null, o.due_at nulls last, o.id limit 1`
  return row?.id
}

export async function insertBook(
  sql: Tx,
  street: number,
  row: { file: string; source: string; orders: number; lo: number; hi: number; at: Date; post: string },
): Promise<void> {
  await sql`
    insert into hotline_book (street_id, file_id, source, orders, region_lo, region_hi, at, post_id)
    values (${street}, ${row.file}, ${row.source}, ${row.orders}, ${row.lo}, ${row.hi}, ${row.at}, ${row.post})`
}

/** When each was answered, or closed without an answer. */
export async function listAnswerTimes(sql: Tx, street: number, matters: string[]): Promise<{ id: string; at: string | null }[]> {
  return sql<{ id: string; at: string | null }[]>`
    select id, coalesce(answered_at, closed_at) as at from matter where street_id = ${street} and id = any(${matters}::uuid[])`
}
