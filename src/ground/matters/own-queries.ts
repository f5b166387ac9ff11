/** SQL of a resident's own matters, as `linli_resident`: every row is hers whatever is asked. */
import type { Tx } from '#kernel/action/context.ts'
import type { StreetKeys } from '#kernel/keys/keys.ts'
import { uncoverWords } from './covered-words.ts'
import type { Act, Channel } from './life/acts.ts'
import { columns, type ListRow } from './worklist-queries.ts'

/** Opens what these persons reported; what is sealed only where `whose` names her herself, or this telephone reported it. */
export async function openOwn(sql: Tx, persons: string[], whose: string[]): Promise<void> {
  await sql`select app_open_own(${persons}::uuid[], ${whose}::uuid[])`
}

/** @throws Error where there is one of this id: ids are ours and new */
export async function openNew(sql: Tx, id: string): Promise<void> {
  const [row] = await sql<{ opened: boolean }[]>`select app_open_new(${id}::uuid) as opened`
  if (!row?.opened) throw new Error('a new matter under an id that there is')
}

export async function openJoinable(sql: Tx, id: string, doors: string[], types: string[]): Promise<boolean> {
  const [row] = await sql<{ opened: boolean }[]>`select app_open_joinable(${id}::uuid, ${doors}::uuid[], ${types}::text[]) as opened`
  return row?.opened === true
}

export type OwnPlace = { door: string; label: string; region: number; estate: string | null; estate_name: string | null }

export async function listOwnPlaces(sql: Tx): Promise<OwnPlace[]> {
  return sql<OwnPlace[]>`select door, label, region, estate, estate_name from app_own_places()`
}

export type SimilarRow = {
  id: string
  type: string
  origin: 'shipped' | 'street'
  version: number
  category: string
  estate: string | null
  stand: string
  lead: string
  due: string | null
  opened: string
  reporters: number
  shared: number
  mine: boolean
}

export async function listSimilarOpen(sql: Tx, doors: string[], types: string[], pairs: string[], most: number): Promise<SimilarRow[]> {
  return sql<SimilarRow[]>`
    select id, type, origin, version, category, estate, stand, lead, due, opened, reporters, shared, mine
    from app_similar_open(${doors}::uuid[], ${types}::text[], ${pairs}::text[], ${most}::int)`
}

export type OwnReporter = { id: string; home: string; person: string; channel: Channel; unnamed: boolean }

/** Rows in which these persons reported what is counted in this matter, the first first. */
export async function listOwnReporters(sql: Tx, street: number, matter: string, persons: string[]): Promise<OwnReporter[]> {
  return sql<OwnReporter[]>`
    select id, matter_id as home, person_id as person, channel, unnamed from matter_reporter
    where street_id = ${street} and current_id = ${matter} and person_id = any(${persons}::uuid[]) and withdrawn_at is null order by at, id`
}

export type OwnRow = ListRow & { reporter: string; home: string; person: string; homeNumber: string | null }

export async function listOwnRows(sql: Tx, street: number, persons: string[], limit: number): Promise<OwnRow[]> {
  return sql<OwnRow[]>`
    select distinct on (m.moved_at, m.id) ${columns(sql)}, r.id as reporter, r.matter_id as home, r.person_id as person, h.number as "homeNumber"
    from matter_reporter r join matter m on m.street_id = r.street_id and m.id = r.current_id
    left join matter h on h.street_id = r.street_id and h.id = r.matter_id
    where r.street_id = ${street} and r.person_id = any(${persons}::uuid[]) and r.withdrawn_at is null and not r.sealed and not m.sealed
    order by m.moved_at desc, m.id, r.at limit ${limit}`
}

export async function findOwnByNumber(
  sql: Tx,
  street: number,
  number: string,
  persons: string[],
): Promise<{ id: string; person: string } | undefined> {
  const [row] = await sql<{ id: string; person: string }[]>`
    select r.current_id as id, r.person_id as person from matter m
    join matter_reporter r on r.street_id = m.street_id and r.matter_id = m.id and r.person_id = any(${persons}::uuid[]) and r.withdrawn_at is null
    where m.street_id = ${street} and m.number = ${number} order by r.at limit 1`
  return row
}

export async function withdrawReporter(sql: Tx, street: number, id: string, at: Date): Promise<void> {
  await sql`update matter_reporter set withdrawn_at = ${at} where street_id = ${street} and id = ${id}`
}

/** Without the words, which she reads by a way of their own. */
export async function listOwnActs(sql: Tx, street: number, matter: string): Promise<Act[]> {
  return sql<Act[]>`
    select seq, kind, at, post_id as post, body from act where street_id = ${street} and matter_id = ${matter} order by seq`
}

/** Answers, and what she said herself, as it was written. */
export async function listOwnWords(sql: Tx, keys: StreetKeys, matter: string): Promise<Map<number, Record<string, unknown>>> {
  const rows = await sql<{ seq: number; words: Record<string, unknown> }[]>`select seq, words from app_own_words(${matter}::uuid)`
  return new Map(rows.map(({ seq, words }) => [seq, uncoverWords(keys, words)]))
}

export async function findOwnNumber(sql: Tx, street: number, id: string): Promise<string | undefined> {
  const [row] = await sql<{ number: string }[]>`select number from matter where street_id = ${street} and id = ${id}`
  return row?.number
}

/** What this telephone reported or joined since then. */
export async function countReported(sql: Tx, street: number, login: string, since: Date): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from matter_reporter where street_id = ${street} and login_id = ${login} and at > ${since}`
  return row!.n
}
