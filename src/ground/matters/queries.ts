/** SQL of single matters: scope, numbers, the row, its acts, reporters and co-handlers. */
import { randomInt } from 'node:crypto'
import type { Tx } from '#kernel/action/context.ts'
import type { Act, ActKind, Channel, Party } from './life/acts.ts'
import type { MatterRow } from './life/row.ts'
import { numberOf, SPACE } from './number.ts'
import type { MatterType } from './types/type.ts'

export type Scope = { post: string; parties: Party[]; belongs: string[]; sealed: boolean }

/** What this transaction may see of matters; answers with all parties the post acts for. */
export async function beginMatters(sql: Tx, { post, parties, belongs, sealed }: Scope): Promise<Party[]> {
  const [row] = await sql<
    { parties: Party[] }[]
  >`select app_begin_matters(${post}, ${parties}::text[], ${belongs}::text[], ${sealed}) as parties`
  return row!.parties
}

/** Those of these matters that may be seen, opened for the rest of the transaction. */
export async function openMatters(sql: Tx, ids: string[]): Promise<Set<string>> {
  const [row] = await sql<{ opened: string[] }[]>`select app_open_matters(${ids}::uuid[]) as opened`
  return new Set(row!.opened)
}

const NO_STREET = 0
/** So many are drawn at once; where a street has used half of a year's numbers, all of them are taken once in a thousand times a thousand. */
const DRAWS = 20

/**
 * A number nobody has yet. Who draws the same one in the same moment is refused by the index and draws another when asked again.
 * @throws Error where all that were drawn are taken
 */
export async function drawNumber(sql: Tx, year: number): Promise<string> {
  const drawn = Array.from({ length: DRAWS }, () => numberOf(year, randomInt(SPACE)))
  const [row] = await sql<{ number: string | null }[]>`select app_draw_number(${drawn}::text[]) as number`
  if (!row?.number) throw new Error(`no free number of ${year} among ${DRAWS}`)
  return row.number
}

export type Fixed = {
  street: number
  id: string
  number: string
  region: number
  type: { id: string; origin: 'shipped' | 'street'; version: number }
  channel: Channel
  subject: string | null
  opened: Date
  from: string | null
  sealed: boolean
  barred: string[]
}

export async function insertMatter(sql: Tx, fixed: Fixed, row: MatterRow): Promise<void> {
  const columns = {
    street_id: fixed.street,
    id: fixed.id,
    number: fixed.number,
    region_no: fixed.region,
    type_id: fixed.type.id,
    type_origin: fixed.type.origin,
    type_version: fixed.type.version,
    channel: fixed.channel,
    subject_id: fixed.subject,
    opened_at: fixed.opened,
    from_id: fixed.from,
    sealed: fixed.sealed,
    barred: fixed.barred,
    ...row,
  }
  await sql`insert into matter ${sql(columns)}`
}

export async function updateMatter(sql: Tx, street: number, id: string, row: MatterRow): Promise<void> {
  await sql`update matter set ${sql(row)} where street_id = ${street} and id = ${id}`
}

/** From whom a sealed one is kept, once somebody said whom it is about. */
export async function updateBarred(sql: Tx, street: number, id: string, barred: string[]): Promise<void> {
  await sql`update matter set barred = ${barred}::text[] where street_id = ${street} and id = ${id} and sealed`
}

/** Moments come from the database as text. */
type Stored<T> = { [K in keyof T]: T[K] extends Date | null ? Exclude<T[K], Date> | string : T[K] }

export type Matter = Stored<MatterRow> & {
  id: string
  number: string
  region_no: number
  type_id: string
  type_origin: 'shipped' | 'street'
  type_version: number
  channel: Channel
  subject_id: string | null
  opened_at: string
  from_id: string | null
  sealed: boolean
  barred: string[]
}

/** Held until the transaction ends: acts of one matter follow one another. */
export async function lockMatter(sql: Tx, street: number, id: string): Promise<Matter | undefined> {
  const [row] = await sql<Matter[]>`select * from matter where street_id = ${street} and id = ${id} for update`
  return row
}

export async function findMatter(sql: Tx, street: number, id: string): Promise<Matter | undefined> {
  const [row] = await sql<Matter[]>`select * from matter where street_id = ${street} and id = ${id}`
  return row
}

export async function findByNumber(sql: Tx, street: number, number: string): Promise<string | undefined> {
  const [row] = await sql<{ id: string }[]>`select id from matter where street_id = ${street} and number = ${number}`
  return row?.id
}

export type ActRow = Act & { words: Record<string, unknown> }

export async function listActs(sql: Tx, street: number, matter: string): Promise<ActRow[]> {
  return sql<ActRow[]>`
    select seq, kind, at, post_id as post, body, words from act where street_id = ${street} and matter_id = ${matter} order by seq`
}

/** Of several matters that were opened, each with its acts in their order. */
export async function listManyActs(sql: Tx, street: number, matters: string[]): Promise<Map<string, ActRow[]>> {
  const rows = await sql<(ActRow & { matter: string })[]>`
    select matter_id as matter, seq, kind, at, post_id as post, body, words from act
    where street_id = ${street} and matter_id = any(${matters}::uuid[]) order by matter_id, seq`
  const found = new Map<string, ActRow[]>()
  for (const { matter, ...act } of rows) found.set(matter, [...(found.get(matter) ?? []), act])
  return found
}

export async function insertAct(
  sql: Tx,
  street: number,
  matter: string,
  act: { seq: number; kind: ActKind; at: string; post: string; body: object; words: object },
): Promise<void> {
  await sql`
    insert into act (street_id, matter_id, seq, kind, at, post_id, body, words)
    values (${street}, ${matter}, ${act.seq}, ${act.kind}, ${act.at}, ${act.post}, ${sql.json(act.body as never)}, ${sql.json(act.words as never)})`
}

export type NewReporter = {
  id: string
  region: number
  channel: Channel
  person: string | null
  contact: string | null
  unnamed: boolean
  sealed: boolean
  /** Of a resident who reported by her own telephone, or a helper's. */
  login: string | null
  at: Date
}

export async function insertReporter(sql: Tx, street: number, matter: string, row: NewReporter): Promise<void> {
  await sql`
    insert into matter_reporter (street_id, id, matter_id, current_id, region_no, channel, person_id, contact, unnamed, sealed, login_id, at)
    values (${street}, ${row.id}, ${matter}, ${matter}, ${row.region}, ${row.channel}, ${row.person}, ${row.contact}, ${row.unnamed}, ${row.sealed}, ${row.login}, ${row.at})`
}

export type ReporterRow = {
  id: string
  matter: string
  channel: Channel
  person: string | null
  contact: string | null
  unnamed: boolean
  at: string
}

/** Everybody who is counted in a matter, also those that came with a merged one; not who took back what she reported. */
export async function listReporters(sql: Tx, street: number, matters: string[]): Promise<(ReporterRow & { current: string })[]> {
  return sql<(ReporterRow & { current: string })[]>`
    select id, matter_id as matter, current_id as current, channel, person_id as person, contact, unnamed, at from matter_reporter
    where street_id = ${street} and current_id = any(${matters}::uuid[]) and withdrawn_at is null order by at, id`
}

/** What was written when these were opened, and by those who reported. */
export async function listReporterWords(sql: Tx, street: number, matters: string[]): Promise<Record<string, unknown>[]> {
  const rows = await sql<{ words: Record<string, unknown> }[]>`
    select words from act where street_id = ${street} and matter_id = any(${matters}::uuid[]) and words <> '{}' and (kind = 'open' or body ? 'reporter')`
  return rows.map(({ words }) => words)
}

export async function moveReporters(sql: Tx, street: number, ids: string[], to: string): Promise<void> {
  await sql`update matter_reporter set current_id = ${to} where street_id = ${street} and id = any(${ids}::uuid[])`
}

export type PartyRow = {
  party: Party
  round: number
  since: Date
  arrive_by: Date | null
  arrived_at: Date | null
  people: number | null
  finish_by: Date | null
  done_at: Date | null
  sent_back_at: Date | null
  off_at: Date | null
  verdict: string | null
  did: boolean | null
  let_go: boolean
}

export async function writeParties(sql: Tx, street: number, matter: string, rows: PartyRow[]): Promise<void> {
  await sql`
    insert into matter_party
      (street_id, matter_id, party, round, since, arrive_by, arrived_at, people, finish_by, done_at, sent_back_at, off_at, verdict, did, let_go)
    select ${street}, ${matter}, r.* from jsonb_to_recordset(${sql.json(rows as never)}) as r(
      party text, round int, since timestamptz, arrive_by timestamptz, arrived_at timestamptz, people int, finish_by timestamptz, done_at timestamptz,
      sent_back_at timestamptz, off_at timestamptz, verdict text, did boolean, let_go boolean)
    on conflict (street_id, matter_id, party, round) do update set since = excluded.since, arrive_by = excluded.arrive_by, arrived_at = excluded.arrived_at,
      people = excluded.people, finish_by = excluded.finish_by, done_at = excluded.done_at, sent_back_at = excluded.sent_back_at, off_at = excluded.off_at,
      verdict = excluded.verdict, did = excluded.did, let_go = excluded.let_go`
}

export type TypeRow = { id: string; version: number; origin: 'shipped' | 'street'; body: MatterType; retired: boolean }

/** The newest version of each type that the street sees, its own before the shipped one. */
export async function listTypeRows(sql: Tx, street: number): Promise<TypeRow[]> {
  const rows = await sql<(TypeRow & { place: number })[]>`
    select distinct on (id) id, version, origin, body, place, retired_at is not null as retired
    from definition where street_id in (${NO_STREET}, ${street}) and kind = 'matter'
    order by id, street_id desc, version desc`
  return rows.sort((a, b) => a.place - b.place || (a.id < b.id ? -1 : 1)).map(({ place: _place, ...row }) => row)
}

export type Edition = { id: string; version: number; origin: 'shipped' | 'street'; retired: boolean }

/** Which version of a type is the newest here: its own before the shipped one. */
export async function findEdition(sql: Tx, street: number, id: string): Promise<Edition | undefined> {
  const [row] = await sql<Edition[]>`
    select id, version, origin, retired_at is not null as retired from definition
    where street_id in (${NO_STREET}, ${street}) and kind = 'matter' and id = ${id} order by street_id desc, version desc limit 1`
  return row
}

/** The version a matter was opened under; it never changes. */
export async function findType(
  sql: Tx,
  street: number,
  { id, origin, version }: { id: string; origin: string; version: number },
): Promise<MatterType | undefined> {
  const owner = origin === 'shipped' ? NO_STREET : street
  const [row] = await sql<{ body: MatterType }[]>`
    select body from definition where street_id = ${owner} and kind = 'matter' and id = ${id} and version = ${version}`
  return row?.body
}

/** When rules of law were last changed here: the calendar is read anew then. */
export async function readRuleStamp(sql: Tx, street: number): Promise<string> {
  const [row] = await sql<{ stamp: string }[]>`
    select count(*) || ' ' || coalesce(max(at)::text, '') as stamp from definition where street_id in (${NO_STREET}, ${street}) and kind = 'rule'`
  return row!.stamp
}
