/** Forgetting subjects: what was said about them, what is known, and what finds them. The log keeps their ids. */
import type { TransactionSql } from 'postgres'
import type { Forgets, Gone, Moment } from '#kernel/forgetting/forgetting.ts'

/** As `linli_erase` in the scope of the street, or as the owner while a backup is restored. */
async function eraseSubjects(sql: TransactionSql, street: number, subjects: string[]): Promise<Gone> {
  const ids = sql`${subjects}::uuid[]`
  // First, and held: whoever is just writing about her is waited for, and whoever comes later finds nobody.
  const subject = await sql`delete from subject where street_id = ${street} and id = any(${ids}) returning 1`
  await sql`delete from subject_s where street_id = ${street} and id = any(${ids})`
  const confirmation = await sql`
    delete from confirmation c using statement s
    where c.street_id = ${street} and s.street_id = ${street} and s.id = c.statement_id and s.subject_id = any(${ids}) returning 1`
  const twin = await sql`delete from statement_s where street_id = ${street} and subject_id = any(${ids}) returning 1`
  const statement = await sql`delete from statement where street_id = ${street} and subject_id = any(${ids}) returning 1`
  const identifier = await sql`delete from identifier where street_id = ${street} and subject_id = any(${ids}) returning 1`
  const tie = await sql`delete from tie where street_id = ${street} and person_id = any(${ids}) returning 1`
  const rows = {
    record: subject.length,
    saying: statement.length + confirmation.length,
    protected: twin.length,
    identifier: identifier.length,
    tie: tie.length,
  }
  return { rows, files: [] }
}

type Kept = { element: string; days: number }

/** What an element keeps only for a while goes from every saying that is older; who said it of whom stays as an empty saying. */
async function expireSayings(sql: TransactionSql, street: number, { today }: Moment): Promise<Gone> {
  const kept = await sql<Kept[]>`
    select id as element, (body->>'keepDays')::int as days from (
      select distinct on (id) id, body from definition where street_id in (0, ${street}) and kind = 'element' order by id, street_id desc, version desc
    ) newest where body ? 'keepDays'`
  let expired = 0
  const refold = new Set<string>()
  for (const { element, days } of kept) {
    const plain = await sql<{ subject: string }[]>`
      update statement set body = body - ${element}::text, digest = null
      where street_id = ${street} and body ? ${element} and as_of < ${today}::date - ${days}::int returning subject_id as subject`
    const twins = await sql<{ subject: string }[]>`
      update statement_s t set body = t.body - ${element}::text from statement s
      where t.street_id = ${street} and s.street_id = ${street} and s.id = t.id and t.body ? ${element} and s.as_of < ${today}::date - ${days}::int
      returning t.subject_id as subject`
    expired += plain.length + twins.length
    for (const { subject } of [...plain, ...twins]) refold.add(subject)
  }
  return { rows: { 'expired-fact': expired }, files: [], refold: [...refold] }
}

export const factForgets: Forgets = { module: 'ground/facts', erase: eraseSubjects, expire: expireSayings }
