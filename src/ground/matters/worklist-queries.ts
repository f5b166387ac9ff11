/** SQL of lists: pages of the small row, by due moment. Sealed matters are in none but their own. */
import type { Tx } from '#kernel/action/context.ts'
import type { ListName } from './contract.ts'
import type { Party } from './life/acts.ts'

export type ListRow = {
  id: string
  number: string
  type: string
  origin: 'shipped' | 'street'
  version: number
  category: string
  stand: string
  outcome: string | null
  lead: Party
  due: string | null
  what: string | null
  callDue: string | null
  paused: boolean
  raised: string | null
  returned: number
  reopened: number
  reporters: number
  channel: string
  opened: string
  moved: string
  rev: number
}

export const columns = (sql: Tx) => sql`${bare(sql)}, m.due_at as due, m.due_what as what`

const bare = (sql: Tx) => sql`
  m.id, m.number, m.type_id as type, m.type_origin as origin, m.type_version as version, m.category, m.stand, m.outcome, m.lead,
  m.call_due_at as "callDue", m.paused, m.raised, m.returned, m.reopened, m.reporters, m.channel, m.opened_at as opened, m.moved_at as moved, m.rev`

export type Page = {
  list: ListName
  parties: readonly Party[]
  post: string
  lo: number
  hi: number
  now: Date
  type: string | undefined
  after: { due: string | null; id: string } | undefined
  limit: number
}

/**
 * What is due first comes first; what stands still comes last. Where several reasons put a matter on a list, each finds its first ones by an index of its own:
 * asked for in one condition, all that is open in a street would be read for a list of three.
 */
export async function listPage(sql: Tx, street: number, page: Page): Promise<ListRow[]> {
  if (page.list === 'called') return listCalled(sql, street, page)
  const { type, after, limit } = page
  const rest = sql`${type ? sql`and m.type_id = ${type}` : sql``} ${after ? further(sql, page.list, after) : sql``}`
  const order = page.list === 'closed' ? sql`m.moved_at desc, m.id` : sql`m.due_at nulls last, m.id`
  const reasons = reasonsOf(sql, street, page)
  const found = reasons.map(
    (reason) => sql`m.street_id = ${street} and not m.sealed and ${reason} ${rest} order by ${order} limit ${limit}`,
  )
  if (found.length === 1) return sql<ListRow[]>`select ${columns(sql)} from matter m where ${found[0]!}`
  const first = found.reduce((all, one) => sql`${all} union (select m.id from matter m where ${one})`, sql`(select null::uuid)`)
  return sql<
    ListRow[]
  >`select ${columns(sql)} from matter m where m.street_id = ${street} and m.id in (${first}) order by ${order} limit ${limit}`
}

function reasonsOf(sql: Tx, street: number, page: Page) {
  const { parties, post, now } = page
  const soon = new Date(now.getTime() + DUE_SOON_MS)
  const [open, running] = [sql`m.stand <> 'closed'`, sql`m.stand in ('received', 'in-hand')`]
  const area = inArea(sql, street, page)
  switch (page.list as Exclude<ListName, 'called'>) {
    case 'mine':
      return [...parties.map((party) => sql`m.lead = ${party} and ${open}`), sql`m.holder_post = ${post} and ${open}`]
    case 'due':
      // A department was given what it leads; to the rest it was called, under a clock of its own.
      return [
        ...(page.hi === 0
          ? parties.map((party) => sql`m.lead = ${party} and ${running} and m.due_at < ${soon}`)
          : [sql`${running} and m.due_at < ${soon} ${area}`]),
        sql`${running} ${area} and m.id in (select c.matter_id from (${openCalls(sql, street, parties)}) c where c.due < ${soon})`,
      ]
    case 'stuck':
      return [
        sql`${running} and (m.raised is not null or m.returned > 0 or m.paused or m.reopened > 0) ${area}`,
        sql`${running} and m.call_due_at < ${now} ${area}`,
      ]
    case 'open':
      return [sql`${open} ${area}`]
    case 'closed':
      return [sql`m.stand = 'closed' ${area}`]
  }
}

/** What these parties are called to and owe: to be there, then to be done. */
function openCalls(sql: Tx, street: number, parties: readonly Party[]) {
  return sql`
    select matter_id, min(case when arrived_at is null then coalesce(arrive_by, finish_by) else finish_by end) as due,
      bool_or(arrived_at is null and arrive_by is not null) as coming
    from matter_party where street_id = ${street} and party = any(${[...parties]}::text[]) and done_at is null and sent_back_at is null and off_at is null
      and not let_go
    group by matter_id`
}

/** By her own clock, whatever the lead's says. */
async function listCalled(sql: Tx, street: number, { parties, type, after, limit }: Page): Promise<ListRow[]> {
  return sql<ListRow[]>`
    select * from (
      select ${bare(sql)}, c.due, case when c.coming then 'arrive' else 'finish' end as what
      from matter m join (${openCalls(sql, street, parties)}) c on c.matter_id = m.id
      where m.street_id = ${street} and not m.sealed and m.stand <> 'closed' ${type ? sql`and m.type_id = ${type}` : sql``}) m
    where true ${after ? beyond(sql, sql`m.due`, after) : sql``}
    order by m.due nulls last, m.id limit ${limit}`
}

/** Calls of these parties that came to nothing because the matter was closed, the last first: whoever is on her way should hear of it. */
export async function listCalledOff(
  sql: Tx,
  street: number,
  { parties, since, limit }: { parties: readonly Party[]; since: Date; limit: number },
): Promise<(ListRow & { reason: string | null; off: string })[]> {
  return sql<(ListRow & { reason: string | null; off: string })[]>`
    select ${columns(sql)}, m.reason, c.off_at as off from (
      select matter_id, max(off_at) as off_at from matter_party
      where street_id = ${street} and party = any(${[...parties]}::text[]) and off_at > ${since} group by matter_id) c
    join matter m on m.street_id = ${street} and m.id = c.matter_id
    where not m.sealed and m.stand = 'closed' order by c.off_at desc, m.id limit ${limit}`
}

/** Calls of these parties that were a mistake: of their matters nothing is theirs to read any more. */
export async function listLetGo(
  sql: Tx,
  street: number,
  { parties, since, limit }: { parties: readonly Party[]; since: Date; limit: number },
): Promise<{ id: string; called: string; off: string }[]> {
  return sql<{ id: string; called: string; off: string }[]>`
    select matter_id as id, since as called, off_at as off from matter_party
    where street_id = ${street} and party = any(${[...parties]}::text[]) and let_go and off_at > ${since} order by off_at desc, matter_id limit ${limit}`
}

/** Two days before it is over, somebody should look. */
const DUE_SOON_MS = 2 * 86_400_000

/**
 * The policy says the same; said again, the index by area is found. A department has no area. Of a wide one it is not said: a prepared statement keeps one
 * plan for all areas, and the one for narrow areas would sort all of a street for each page.
 */
function inArea(sql: Tx, street: number, { lo, hi, parties }: Page) {
  if (hi > 0) return hi - lo >= WIDE ? sql`` : sql`and m.region_no between ${lo} and ${hi}`
  const mine = [...parties]
  return sql`and m.parties && ${mine}::text[] and m.id in (
    select l.id from matter l where l.street_id = ${street} and l.lead = any(${mine}::text[])
    union all select c.matter_id from matter_party c where c.street_id = ${street} and c.party = any(${mine}::text[]))`
}

/** Ten communities: going by due one meets some of theirs soon. */
const WIDE = 10_000

type Cursor = { due: string | null; id: string }

function further(sql: Tx, list: ListName, after: Cursor) {
  const { due, id } = after
  if (list === 'closed') return sql`and (m.moved_at < ${due} or (m.moved_at = ${due} and m.id > ${id}))`
  return beyond(sql, sql`m.due_at`, after)
}

function beyond(sql: Tx, column: ReturnType<Tx>, { due, id }: Cursor) {
  if (due === null) return sql`and ${column} is null and m.id > ${id}`
  return sql`and (${column} > ${due} or (${column} = ${due} and m.id > ${id}) or ${column} is null)`
}

export async function listSealedRows(sql: Tx, street: number, limit: number): Promise<ListRow[]> {
  return sql<ListRow[]>`
    select ${columns(sql)} from matter m where m.street_id = ${street} and m.sealed
    order by m.stand = 'closed', m.due_at nulls last, m.id limit ${limit}`
}

/** Reported by somebody, or about her; of the area, as the policy of reporters says it too. What lives first, then what moved last. */
export async function listRowsOfPerson(
  sql: Tx,
  street: number,
  person: string,
  { lo, hi, unnamed, limit }: { lo: number; hi: number; unnamed: boolean; limit: number },
): Promise<(ListRow & { as: 'reporter' | 'subject' })[]> {
  return sql<(ListRow & { as: 'reporter' | 'subject' })[]>`
    select ${columns(sql)}, case when m.subject_id = ${person} then 'subject' else 'reporter' end as as from matter m
    where m.street_id = ${street} and not m.sealed and m.region_no between ${lo} and ${hi} and m.id in (
      select id from matter where street_id = ${street} and subject_id = ${person}
      union
      select current_id from matter_reporter
      where street_id = ${street} and person_id = ${person} and withdrawn_at is null and not sealed and (${unnamed} or not unnamed))
    order by m.stand = 'closed', m.moved_at desc, m.id limit ${limit}`
}

/** What stands in lists of each: the words of its first act, and who reported. */
export async function listTitles(sql: Tx, street: number, matters: string[]): Promise<{ id: string; title: string | null }[]> {
  return sql<{ id: string; title: string | null }[]>`
    select matter_id as id, words->>'title' as title from act where street_id = ${street} and matter_id = any(${matters}::uuid[]) and seq = 1`
}

export async function listPersons(sql: Tx, street: number, matters: string[]): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select distinct person_id as id from matter_reporter where street_id = ${street} and current_id = any(${matters}::uuid[]) and person_id is not null`
  return rows.map(({ id }) => id)
}

/** Until when those called by this party must be there. */
export async function listCalls(
  sql: Tx,
  street: number,
  matters: string[],
  parties: readonly Party[],
): Promise<{ id: string; arriveBy: string | null }[]> {
  return sql<{ id: string; arriveBy: string | null }[]>`
    select matter_id as id, min(arrive_by) as "arriveBy" from matter_party
    where street_id = ${street} and matter_id = any(${matters}::uuid[]) and party = any(${[...parties]}::text[]) and done_at is null and not let_go
      and sent_back_at is null and off_at is null and arrived_at is null group by 1`
}

export async function listNumbers(sql: Tx, street: number, matters: string[]): Promise<{ id: string; number: string }[]> {
  return sql<{ id: string; number: string }[]>`select id, number from matter where street_id = ${street} and id = any(${matters}::uuid[])`
}

/** Open matters with something for the house to do. */
export async function listToAct(sql: Tx, street: number, now: Date, limit: number): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from matter where street_id = ${street} and act_at <= ${now} order by act_at limit ${limit}`
  return rows.map(({ id }) => id)
}

/** Open matters by id, for going through all of them. */
export async function listOpenIds(sql: Tx, street: number, after: string, limit: number): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from matter where street_id = ${street} and stand <> 'closed' and id > ${after} order by id limit ${limit}`
  return rows.map(({ id }) => id)
}
