/** SQL of the board. What is counted is the one row of each matter; sealed ones and those merged into another are in nothing. */
import type { Words } from '#ground/forms/contract.ts'
import type { Tx } from '#kernel/action/context.ts'
import type { BoardMonth } from './contract.ts'

export type Within = { lo: number; hi: number; from: Date; to: Date }
export type AskedRow = { type: string; category: string; channel: string }

/** More matters than a community has in a month. */
const MOST = 20_000

export async function listAsked(sql: Tx, street: number, { lo, hi, from, to }: Within): Promise<AskedRow[]> {
  return sql<AskedRow[]>`
    select type_id as type, category, channel from matter
    where street_id = ${street} and region_no between ${lo} and ${hi} and opened_at >= ${from} and opened_at < ${to} and not sealed
      and outcome is distinct from 'merged' limit ${MOST}`
}

export type AnsweredRow = {
  channel: string
  opened: string
  answered: string
  late: boolean
  solved: number
  unsolved: number
  satisfied: number
  rated: number
  reopened: number
}

/** Those whose answer stands: not opened again since. */
export async function listAnswered(sql: Tx, street: number, { lo, hi, from, to }: Within): Promise<AnsweredRow[]> {
  return sql<AnsweredRow[]>`
    select channel, opened_at as opened, answered_at as answered, resolve_late as late, solved, unsolved, satisfied, rated, reopened from matter
    where street_id = ${street} and region_no between ${lo} and ${hi} and answered_at >= ${from} and answered_at < ${to} and not sealed
      and (stand = 'answered' or outcome in ('confirmed', 'ruled')) limit ${MOST}`
}

/** Of which the term ended then, and which nobody has answered to this day. */
export async function listOverdue(sql: Tx, street: number, { lo, hi, from, to }: Within): Promise<{ channel: string }[]> {
  return sql<{ channel: string }[]>`
    select channel from matter
    where street_id = ${street} and region_no between ${lo} and ${hi} and resolve_by >= ${from} and resolve_by < ${to} and not sealed
      and stand in ('received', 'in-hand') limit ${MOST}`
}

export async function findFirstDay(sql: Tx, street: number): Promise<string | undefined> {
  const [row] = await sql<{ day: string | null }[]>`
    select (min(opened_at) at time zone 'Asia/Shanghai')::date as day from matter where street_id = ${street} and not sealed`
  return row?.day ?? undefined
}

export async function listTold(sql: Tx, street: number, region: number): Promise<string[]> {
  const rows = await sql<{ month: string }[]>`
    select to_char(month, 'YYYY-MM') as month from board_month where street_id = ${street} and region_no = ${region} order by 1 desc`
  return rows.map(({ month }) => month)
}

export async function listToldEverywhere(sql: Tx, street: number): Promise<{ region: number; month: string }[]> {
  return sql<{ region: number; month: string }[]>`
    select region_no as region, to_char(month, 'YYYY-MM') as month from board_month where street_id = ${street}`
}

export async function findTold(sql: Tx, street: number, region: number, month: string): Promise<BoardMonth | undefined> {
  const [row] = await sql<{ told: BoardMonth }[]>`
    select told from board_month where street_id = ${street} and region_no = ${region} and month = ${`${month}-01`}::date`
  return row?.told
}

/** Once told it stays as it is, whoever counts again. */
export async function insertTold(
  sql: Tx,
  street: number,
  { region, month, told, at }: { region: number; month: string; told: BoardMonth; at: Date },
): Promise<void> {
  await sql`
    insert into board_month (street_id, region_no, month, told, at) values (${street}, ${region}, ${`${month}-01`}, ${sql.json(told as never)}, ${at})
    on conflict do nothing`
}

export type AnswerRow = {
  id: string
  region: number
  matter: string
  category: Words
  question: string
  answer: string
  at: string
  post: string
  by: string
  taken: string | null
}

const columns = (sql: Tx) => sql`
  a.id, a.region_no as region, a.matter_id as matter, a.category, a.question, a.answer, a.at, a.post_id as post, coalesce(p.title, '') as by, a.taken_at as taken`

export async function listAnswersOf(sql: Tx, street: number, matter: string): Promise<AnswerRow[]> {
  return sql<AnswerRow[]>`
    select ${columns(sql)} from public_answer a left join post p on p.street_id = a.street_id and p.id = a.post_id
    where a.street_id = ${street} and a.matter_id = ${matter} order by a.at desc limit 50`
}

/** The newest that stand; what concerns the street as a whole stands on every board. */
export async function listStanding(sql: Tx, street: number, { lo, hi }: Pick<Within, 'lo' | 'hi'>, limit: number): Promise<AnswerRow[]> {
  return sql<AnswerRow[]>`
    select ${columns(sql)} from public_answer a left join post p on p.street_id = a.street_id and p.id = a.post_id
    where a.street_id = ${street} and (a.region_no between ${lo} and ${hi} or a.region_no = ${street * 1_000_000}) and a.taken_at is null order by a.at desc, a.id limit ${limit}`
}

export async function insertAnswer(
  sql: Tx,
  street: number,
  row: { id: string; region: number; matter: string; category: Words; question: string; answer: string; at: Date; post: string },
): Promise<void> {
  await sql`
    insert into public_answer (street_id, id, region_no, matter_id, category, question, answer, at, post_id)
    values (${street}, ${row.id}, ${row.region}, ${row.matter}, ${sql.json(row.category as never)}, ${row.question}, ${row.answer}, ${row.at}, ${row.post})`
}

/** Whether it stood until now. */
export async function takeBack(sql: Tx, street: number, id: string, at: Date, post: string): Promise<{ region: number } | undefined> {
  const [row] = await sql<{ region: number }[]>`
    update public_answer set taken_at = ${at}, taken_by = ${post} where street_id = ${street} and id = ${id} and taken_at is null
    returning region_no as region`
  return row
}
