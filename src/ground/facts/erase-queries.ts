/** Forgetting subjects: what was said about them, what is known, and what finds them. The log keeps their ids. */
import type { TransactionSql } from 'postgres'

/** As `linli_erase` in the scope of the street, or as the owner while a backup is restored. Returns how many subjects were there. */
export async function eraseSubjects(sql: TransactionSql, street: number, subjects: string[]): Promise<number> {
  const ids = sql`${subjects}::uuid[]`
  await sql`
    delete from confirmation c using statement s
    where c.street_id = ${street} and s.street_id = ${street} and s.id = c.statement_id and s.subject_id = any(${ids})`
  await sql`delete from statement_s where street_id = ${street} and subject_id = any(${ids})`
  await sql`delete from statement where street_id = ${street} and subject_id = any(${ids})`
  await sql`delete from identifier where street_id = ${street} and subject_id = any(${ids})`
  await sql`delete from tie where street_id = ${street} and person_id = any(${ids})`
  await sql`delete from subject_s where street_id = ${street} and id = any(${ids})`
  const gone = await sql`delete from subject where street_id = ${street} and id = any(${ids}) returning 1`
  return gone.length
}
