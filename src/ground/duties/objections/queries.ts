/** SQL of objections, on either side. */
import type { Tx } from '#kernel/action/context.ts'
import type { Objection, ObjectionAnswer } from './contract.ts'

type Row = Omit<Objection, 'about' | 'state' | 'workdaysLeft' | 'otherName'> & {
  aboutKind: 'request' | 'duty'
  aboutId: string
  aboutTitle: string
}
export type ObjectionRow = Omit<Objection, 'state' | 'workdaysLeft' | 'otherName'>

function rowOf({ aboutKind, aboutId, aboutTitle, ...row }: Row): ObjectionRow {
  return { ...row, about: { kind: aboutKind, id: aboutId, title: aboutTitle } }
}

export async function listObjections(sql: Tx, street: number, about: string | null, limit: number): Promise<ObjectionRow[]> {
  const rows = await sql<Row[]>`
    select id, side, other_street as other, about_kind as "aboutKind", about_id as "aboutId", about_title as "aboutTitle", asker, reasons, words,
      raised_on as "raisedOn", due_on as "dueOn", rule, answer, answer_words as "answerWords", answered_on as "answeredOn",
      withdrawn_on as "withdrawnOn", rev
    from objection where street_id = ${street} and (${about}::uuid is null or about_id = ${about}) order by raised_on desc, id desc limit ${limit}`
  return rows.map(rowOf)
}

export async function findObjection(sql: Tx, street: number, id: string): Promise<ObjectionRow | undefined> {
  const [row] = await sql<Row[]>`
    select id, side, other_street as other, about_kind as "aboutKind", about_id as "aboutId", about_title as "aboutTitle", asker, reasons, words,
      raised_on as "raisedOn", due_on as "dueOn", rule, answer, answer_words as "answerWords", answered_on as "answeredOn",
      withdrawn_on as "withdrawnOn", rev
    from objection where street_id = ${street} and id = ${id}`
  return row && rowOf(row)
}

/** Held until the transaction ends: an answer and a withdrawal never cross. */
export async function lockObjection(sql: Tx, street: number, id: string): Promise<ObjectionRow | undefined> {
  await sql`select 1 from objection where street_id = ${street} and id = ${id} for update`
  return findObjection(sql, street, id)
}

export type NewObjection = Pick<
  ObjectionRow,
  'id' | 'side' | 'other' | 'about' | 'asker' | 'reasons' | 'words' | 'raisedOn' | 'dueOn' | 'rule' | 'withdrawnOn'
> & {
  at: Date
  post: string
}

/** One that is there already stays as it is: it is carried over again after a failure. */
export async function insertObjection(sql: Tx, street: number, one: NewObjection): Promise<void> {
  const { id, side, other, about, asker, reasons, words, raisedOn, dueOn, rule, withdrawnOn, at, post } = one
  await sql`
    insert into objection (street_id, id, side, other_street, about_kind, about_id, about_title, asker, reasons, words, raised_at, raised_by, raised_on,
      due_on, rule, withdrawn_on, rev)
    values (${street}, ${id}, ${side}, ${other}, ${about.kind}, ${about.id}, ${about.title}, ${asker}, ${reasons}, ${words}, ${at}, ${post}, ${raisedOn},
      ${dueOn}, ${sql.json(rule)}, ${withdrawnOn}, 1)
    on conflict (street_id, id) do nothing`
}

export type Answering = { id: string; answer: ObjectionAnswer; words: string; on: string; at: Date; post: string }

/** Returns whether there was one to answer. */
export async function answerObjection(sql: Tx, street: number, { id, answer, words, on, at, post }: Answering): Promise<boolean> {
  const done = await sql`
    update objection set answer = ${answer}, answer_words = ${words}, answered_on = ${on}, answered_at = ${at}, answered_by = ${post}, rev = rev + 1
    where street_id = ${street} and id = ${id} and answer is null and withdrawn_on is null returning 1`
  return done.length > 0
}

export async function withdrawObjection(sql: Tx, street: number, id: string, on: string): Promise<void> {
  await sql`
    update objection set withdrawn_on = ${on}, rev = rev + 1
    where street_id = ${street} and id = ${id} and answer is null and withdrawn_on is null`
}

/** What jurisdictions are called today; their codes of 9 digits are those of divisions without the last three. */
export async function listNames(sql: Tx, streets: readonly number[]): Promise<Map<number, string>> {
  const codes = streets.map((street) => `${street}000`)
  const rows = await sql<{ code: string; name: string }[]>`select code, name from region where code = any(${codes}) and to_day is null`
  return new Map(rows.map(({ code, name }) => [Number(code.slice(0, 9)), name]))
}
