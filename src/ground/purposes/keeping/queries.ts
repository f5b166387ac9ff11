/** SQL of emergencies and holds. */
import type { TransactionSql } from 'postgres'
import type { Tx } from '#kernel/action/context.ts'

export type EmergencyRow = {
  id: string
  title: string
  document: string
  level: string
  lo: number
  hi: number
  began: string
  ends: string
  endDay: string
  ended: boolean
  destroyed: string | null
  certificate: Record<string, number> | null
}

export async function listEmergencyRows(sql: Tx, street: number, now: Date, limit: number): Promise<EmergencyRow[]> {
  return sql<EmergencyRow[]>`
    select id, title, document, level, region_lo as lo, region_hi as hi, began_on as began, least(expires_at, ended_at) as ends,
      (least(expires_at, ended_at) at time zone 'Asia/Shanghai')::date as "endDay", least(expires_at, ended_at) <= ${now} as ended,
      destroyed_at as destroyed, certificate
    from emergency where street_id = ${street} order by began_on desc, id desc limit ${limit}`
}

/** Where an emergency goes on at this moment: until the second it ends. */
export async function listGoingOn(sql: Tx, street: number, now: Date): Promise<{ lo: number; hi: number }[]> {
  return sql<{ lo: number; hi: number }[]>`
    select distinct region_lo as lo, region_hi as hi from emergency where street_id = ${street} and least(expires_at, ended_at) > ${now}`
}

export async function insertEmergency(
  sql: Tx,
  row: {
    street: number
    id: string
    title: string
    document: string
    level: string
    lo: number
    hi: number
    beganOn: string
    until: string
    login: string
    post: string
    at: Date
  },
): Promise<void> {
  await sql`
    insert into emergency (street_id, id, title, document, level, region_lo, region_hi, began_on, expires_at, login_id, post_id, at)
    values (${row.street}, ${row.id}, ${row.title}, ${row.document}, ${row.level}, ${row.lo}, ${row.hi}, ${row.beganOn},
      (${row.until}::date + 1)::timestamp at time zone 'Asia/Shanghai' - interval '1 second', ${row.login}, ${row.post}, ${row.at})`
}

/** False when it had ended. */
export async function updateEnded(sql: Tx, street: number, id: string, now: Date): Promise<boolean> {
  const ended = await sql`
    update emergency set ended_at = ${now} where street_id = ${street} and id = ${id} and ended_at is null and expires_at > ${now} returning 1`
  return ended.length > 0
}

export async function insertHold(
  sql: Tx,
  row: { street: number; id: string; subject: string; reason: string; until: string; login: string; post: string; at: Date },
): Promise<void> {
  await sql`
    insert into hold (street_id, id, subject_id, reason, until_day, login_id, post_id, at)
    values (${row.street}, ${row.id}, ${row.subject}, ${row.reason}, ${row.until}, ${row.login}, ${row.post}, ${row.at})`
}

/** Of a person this post may see. */
export async function endHoldRow(sql: Tx, street: number, id: string, now: Date): Promise<string | undefined> {
  const [row] = await sql<{ person: string }[]>`
    update hold h set ended_at = ${now} from subject s
    where h.street_id = ${street} and h.id = ${id} and h.ended_at is null and s.street_id = h.street_id and s.id = h.subject_id
    returning h.subject_id as person`
  return row?.person
}

export type HoldRow = { id: string; reason: string; until: string; who: string; at: string; ended: boolean }

export async function listHoldRows(sql: Tx, street: number, person: string, today: string): Promise<HoldRow[]> {
  return sql<HoldRow[]>`
    select h.id, h.reason, h.until_day as until, coalesce(l.shown_name, '') as who, h.at, (h.ended_at is not null or h.until_day < ${today}) as ended
    from hold h left join login l on l.id = h.login_id
    where h.street_id = ${street} and h.subject_id = ${person} order by h.at desc limit 50`
}

export async function isHeld(sql: Tx | TransactionSql, street: number, subjects: string[], today: string): Promise<boolean> {
  const [row] = await sql<{ held: boolean }[]>`
    select exists (select 1 from hold where street_id = ${street} and subject_id = any(${subjects}::uuid[]) and ended_at is null and until_day >= ${today}) as held`
  return row?.held ?? false
}
