/** SQL of letters by whose number somebody signs in. Of staff and residents alike: the policies say what they get. */
import type { Tx } from '#kernel/action/context.ts'

export type LetterRow = { id: string; at: string; until: string; used: string | null; ended: string | null }

export async function insertLetter(
  sql: Tx,
  street: number,
  row: { id: string; person: string | null; door: string | null; number: string; at: Date; post: string; expires: Date },
): Promise<void> {
  await sql`
    insert into answer_letter (street_id, id, person_id, dwelling_id, at, post_id, expires_at)
    values (${street}, ${row.id}, ${row.person}, ${row.door}, ${row.at}, ${row.post}, ${row.expires})`
  await sql`
    insert into answer_number (number, street_id, letter_id, expires_at) values (${row.number}, ${street}, ${row.id}, ${row.expires})`
}

/** Letters of one print, each with its number. `print` is the table of whoever printed them. */
export async function insertLetters(
  sql: Tx,
  street: number,
  print: string,
  rows: { id: string; person: string | null; door: string | null; number: string }[],
  of: { at: Date; post: string; expires: Date },
): Promise<void> {
  await sql`
    insert into answer_letter (street_id, id, person_id, dwelling_id, at, post_id, expires_at, print_id)
    select ${street}, id, person, door, ${of.at}, ${of.post}, ${of.expires}, ${print} from jsonb_to_recordset(${sql.json(rows)}) as r(id uuid, person uuid, door uuid)`
  await sql`
    insert into answer_number (number, street_id, letter_id, expires_at)
    select number, ${street}, id, ${of.expires} from jsonb_to_recordset(${sql.json(rows)}) as r(id uuid, number text)`
}

/** Every letter of a print that still opens something; its number does no longer. */
export async function endLettersOf(sql: Tx, street: number, print: string, end: { at: Date; login: string }): Promise<string[]> {
  const ended = await sql<{ id: string }[]>`
    update answer_letter set ended_at = ${end.at}, ended_by = ${end.login}
    where street_id = ${street} and print_id = ${print} and ended_at is null and expires_at > ${end.at} returning id`
  const ids = ended.map(({ id }) => id)
  await sql`delete from answer_number where street_id = ${street} and letter_id = any(${ids}::uuid[])`
  return ids
}

export async function listLetters(sql: Tx, street: number, person: string): Promise<LetterRow[]> {
  return sql<LetterRow[]>`
    select id, at, expires_at as until, used_at as used, ended_at as ended from answer_letter
    where street_id = ${street} and person_id = ${person} order by at desc limit 20`
}

export async function lockLetter(
  sql: Tx,
  street: number,
  id: string,
): Promise<{ person: string | null; door: string | null; used: string | null; ended: string | null } | undefined> {
  const [row] = await sql<{ person: string | null; door: string | null; used: string | null; ended: string | null }[]>`
    select person_id as person, dwelling_id as door, used_at as used, ended_at as ended from answer_letter where street_id = ${street} and id = ${id} for update`
  return row
}

/** Its number opens nothing any more. */
export async function endLetter(sql: Tx, street: number, id: string, end: { at: Date; login: string }): Promise<void> {
  await sql`update answer_letter set ended_at = ${end.at}, ended_by = ${end.login} where street_id = ${street} and id = ${id}`
  await sql`delete from answer_number where street_id = ${street} and letter_id = ${id}`
}
