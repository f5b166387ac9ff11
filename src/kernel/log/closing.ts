/** Looks that are withheld from the person they were at. It ends at its moment, by being asked about later: nothing has to run. */
import type { Tx } from '../action/context.ts'

/** `c` is a closing: not ended, before its day, and confirmed by somebody else, or still within the time for that. */
function inForce(sql: Tx, now: Date) {
  return sql`c.ended_at is null and c.until_at > ${now} and (c.kept is true or (c.kept is null and c.review_by > ${now}))`
}

/** For a list of the looks `k` at one person as she sees it herself: what is closed for now is not there, and is not counted. */
export function openToHer(sql: Tx, person: string, now: Date) {
  return sql`not exists (
    select 1 from look_closing c
    where c.street_id = k.street_id and c.subject_id = ${person} and (c.look_id = k.id or c.closed_login_id = k.login_id) and ${inForce(sql, now)})`
}

/** Whether looks of this login at her are closed now: then she is not told of them either. */
export async function isClosedTo(sql: Tx, street: number, person: string, login: string, now: Date): Promise<boolean> {
  const [row] = await sql<{ closed: boolean }[]>`
    select exists (select 1 from look_closing c
      where c.street_id = ${street} and c.subject_id = ${person} and c.closed_login_id = ${login} and ${inForce(sql, now)}) as closed`
  return row?.closed ?? false
}
