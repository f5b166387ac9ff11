/** SQL of notices: what was told to whom, by which way, and what came of it. */
import type { FactValue } from '#ground/facts/contract.ts'
import { keptOf } from '#ground/facts/merged-queries.ts'
import type { Tx } from '#kernel/action/context.ts'
import type { Channel, Choice, NoticeKind, NoticeState, Urgency, Words } from './contract.ts'

export type Reader = {
  id: string
  kind: string
  region: number
  mergedInto: string | null
  gone: boolean
  died: boolean
}

/** Whom something is to be told: a person or a door that this post sees. */
export async function findReader(sql: Tx, street: number, id: string): Promise<Reader | undefined> {
  const [row] = await sql<Reader[]>`
    select id, kind, region_no as region, merged_into as "mergedInto", gone_on is not null as gone,
      coalesce(values->>'person.is-deceased' = 'true', false) or values ? 'person.deceased-date' as died
    from subject where street_id = ${street} and id = ${id}`
  return row
}

export type NewNotice = {
  street: number
  id: string
  region: number
  person: string | null
  dwelling: string | null
  kind: string
  origin: string
  version: number
  words: Words
  refs: Record<string, string>
  urgent: Urgency | null
  at: Date
  post: string
}

export async function insertNotice(sql: Tx, row: NewNotice): Promise<void> {
  await sql`
    insert into notice (street_id, id, region_no, person_id, dwelling_id, kind, origin, version, words, refs, urgent, at, by_post, state, due_at)
    values (${row.street}, ${row.id}, ${row.region}, ${row.person}, ${row.dwelling}, ${row.kind}, ${row.origin}, ${row.version}, ${sql.json(row.words)},
      ${sql.json(row.refs)}, ${row.urgent}, ${row.at}, ${row.post}, 'waiting', ${row.at})`
}

export type NoticeRow = {
  id: string
  region: number
  person: string | null
  dwelling: string | null
  kind: string
  origin: 'shipped' | 'street'
  version: number
  words: Words
  urgent: Urgency | null
  at: string
  state: NoticeState
  channel: Channel | null
  tries: number
  message: string | null
  readAt: string | null
}

const columns = (sql: Tx) => sql`
  n.id, n.region_no as region, n.person_id as person, n.dwelling_id as dwelling, n.kind, n.origin, n.version, n.words, n.urgent, n.at, n.state, n.channel,
  n.tries, n.message_id as message, n.read_at as "readAt"`

export async function listNoticesOf(sql: Tx, street: number, person: string, limit: number): Promise<NoticeRow[]> {
  return sql<NoticeRow[]>`
    select ${columns(sql)} from notice n
    where n.street_id = ${street} and n.person_id = any(array(
      select s.id from subject s where s.street_id = ${street} and (s.id = ${person} or s.merged_into = ${person})))
    order by n.at desc, n.id desc limit ${limit}`
}

/** What there is to do now, oldest first. Held until the end of the transaction, and passed over where another already holds it. */
export async function takeDue(sql: Tx, street: number, now: Date, limit: number): Promise<NoticeRow[]> {
  return sql<NoticeRow[]>`
    select ${columns(sql)} from notice n where n.street_id = ${street} and n.due_at <= ${now} order by n.due_at, n.id limit ${limit}
    for update skip locked`
}

/** Everything else that waits for these people, so that it goes along. */
export async function takeWaitingOf(sql: Tx, street: number, persons: string[]): Promise<NoticeRow[]> {
  return sql<NoticeRow[]>`
    select ${columns(sql)} from notice n where n.street_id = ${street} and n.person_id = any(${persons}::uuid[]) and n.state = 'waiting'
    order by n.at, n.id for update skip locked`
}

/** One street's notices are shared out by one at a time: two at once would each send somebody the one message of her day. */
export async function lockShare(sql: Tx, street: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(7240, ${street % 2_147_483_647}::int)`
}

export type NoticeChange = {
  id: string
  state: NoticeState
  channel: Channel | null
  dueAt: Date | null
  tries: number
  message: string | null
  sentAt: Date | null
}

export async function changeNotices(sql: Tx, street: number, rows: NoticeChange[]): Promise<void> {
  await sql`
    update notice n set state = r.state, channel = r.channel, due_at = r."dueAt", tries = r.tries, message_id = r.message,
      sent_at = coalesce(r."sentAt", n.sent_at)
    from jsonb_to_recordset(${sql.json(rows as never)}) as r(id uuid, state text, channel text, "dueAt" timestamptz, tries int, message uuid, "sentAt" timestamptz)
    where n.street_id = ${street} and n.id = r.id`
}

/** The rows of one message that nobody has closed yet. */
export async function takeMessage(sql: Tx, street: number, message: string): Promise<NoticeRow[]> {
  return sql<NoticeRow[]>`
    select ${columns(sql)} from notice n where n.street_id = ${street} and n.message_id = ${message} and n.state = 'sending' for update`
}

export type NewAttempt = {
  id: string
  notice: string
  region: number
  channel: Channel | null
  step: string
  reason: string | null
  at: Date
  post: string | null
}

export async function insertAttempts(sql: Tx, street: number, rows: NewAttempt[]): Promise<void> {
  await sql`
    insert into notice_attempt (street_id, id, notice_id, region_no, channel, step, reason, at, by_post)
    select ${street}, id, notice, region, channel, step, reason, at, post
    from jsonb_to_recordset(${sql.json(rows as never)})
      as r(id uuid, notice uuid, region bigint, channel text, step text, reason text, at timestamptz, post uuid)`
}

export type AttemptRow = { notice: string; channel: Channel | null; step: string; reason: string | null; at: string }

export async function listAttempts(sql: Tx, street: number, notices: string[]): Promise<AttemptRow[]> {
  return sql<AttemptRow[]>`
    select notice_id as notice, channel, step, reason, at from notice_attempt
    where street_id = ${street} and notice_id = any(${notices}::uuid[]) order by at, id`
}

export type EditionRow = { id: string; version: number; origin: 'shipped' | 'street'; body: NoticeKind }

/** Every edition of these kinds: a notice is said in the words it was told with. */
export async function listEditions(sql: Tx, street: number, kinds: string[]): Promise<EditionRow[]> {
  return sql<EditionRow[]>`
    select id, version, origin, body from definition where street_id in (0, ${street}) and kind = 'notice' and id = any(${kinds})`
}

export type ReachRow = {
  person: string
  /** Herself, or whom she was merged into. */
  kept: string
  died: boolean
  phone: FactValue | null
  second: FactValue | null
  born: string | null
  dwelling: string | null
  choice: string | null
  channel: Channel | null
  language: Choice['language'] | null
  large: boolean | null
  quietFrom: number | null
  quietTo: number | null
  digest: boolean | null
  wechat: string | null
  /** A telephone signs in for her. */
  app: boolean
  rev: number | null
  ordinary: number
  urgent: number
}

/** What is needed to reach people: numbers (sealed), door, what they chose, and what went out to each since `dayBegan`. */
export async function listReach(sql: Tx, street: number, persons: string[], dayBegan: Date): Promise<ReachRow[]> {
  return sql<ReachRow[]>`
    select told.id as person, s.id as kept, coalesce(s.values->>'person.is-deceased' = 'true', false) or s.values ? 'person.deceased-date' as died,
      s.values->'person.phone' as phone, s.values->'person.second-phone' as second, s.values->>'person.birth-date' as born,
      home.dwelling_id as dwelling, c.person_id as choice, c.channel, c.language, c.large, c.quiet_from as "quietFrom", c.quiet_to as "quietTo", c.digest,
      c.wechat, c.rev, exists (
        select 1 from binding b where b.street_id = s.street_id and b.person_id = s.id and b.ended_at is null) as app, coalesce(sent.ordinary, 0)::int as ordinary, coalesce(sent.urgent, 0)::int as urgent
    from subject told join subject s on s.street_id = told.street_id and s.id = ${keptOf(sql, 'told')} and s.gone_on is null
    left join own_channel c on c.street_id = s.street_id and c.person_id = s.id
    left join lateral (
      select t.dwelling_id from tie t join dwelling d on d.street_id = t.street_id and d.id = t.dwelling_id and d.closed_on is null
      where t.street_id = ${street} and t.person_id = s.id and t.to_day is null
      order by array_position(array['person.residence', 'person.registration', 'person.tenancy', 'person.ownership'], t.kind) limit 1
    ) home on true
    left join lateral (
      select count(distinct n.message_id) filter (where n.urgent is null) as ordinary, count(distinct n.message_id) filter (where n.urgent is not null) as urgent
      from notice n where n.street_id = ${street} and n.person_id = told.id and n.channel in ('sms', 'wechat') and n.state in ('sent', 'sending') and n.sent_at >= ${dayBegan}
    ) sent on true
    where told.street_id = ${street} and told.id = any(${persons}::uuid[])`
}

export async function findChoice(sql: Tx, street: number, person: string): Promise<{ rev: number } | undefined> {
  const [row] = await sql<{ rev: number }[]>`
    select c.rev from own_channel c join subject s on s.street_id = c.street_id and s.id = c.person_id
    where c.street_id = ${street} and c.person_id = ${person} for update of c`
  return row
}

export async function upsertChoice(
  sql: Tx,
  row: { street: number; person: string; choice: Choice; rev: number; post: string; at: Date },
): Promise<void> {
  const { channel, language, large, quiet, digest } = row.choice
  await sql`
    insert into own_channel (street_id, person_id, channel, language, large, quiet_from, quiet_to, digest, rev, by_post, at)
    values (${row.street}, ${row.person}, ${channel}, ${language}, ${large}, ${quiet?.from ?? null}, ${quiet?.to ?? null}, ${digest}, ${row.rev}, ${row.post}, ${row.at})
    on conflict (street_id, person_id) do update set channel = excluded.channel, language = excluded.language, large = excluded.large,
      quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, digest = excluded.digest, rev = excluded.rev, by_post = excluded.by_post, at = excluded.at`
}

/** Who she is to the official account; her other wishes stay, or begin as nobody's. */
export async function upsertWechat(
  sql: Tx,
  row: { street: number; person: string; wechat: string | null; rev: number; post: string; at: Date },
): Promise<void> {
  await sql`
    insert into own_channel (street_id, person_id, language, large, digest, wechat, rev, by_post, at)
    values (${row.street}, ${row.person}, 'zh', false, true, ${row.wechat}, ${row.rev}, ${row.post}, ${row.at})
    on conflict (street_id, person_id) do update set wechat = excluded.wechat, rev = excluded.rev, by_post = excluded.by_post, at = excluded.at`
}

export type RateRow = { channel: Channel | null; told: number; arrived: number; read: number; failed: number; stuck: number }

/** By way; a row without one is of those that no way is left for. */
export async function listRates(sql: Tx, street: number, since: Date): Promise<RateRow[]> {
  return sql<RateRow[]>`
    with went as (
      select channel, count(*)::int as told, count(*) filter (where state in ('sent', 'handed', 'told'))::int as arrived,
        count(*) filter (where read_at is not null)::int as read, count(*) filter (where state = 'stuck')::int as stuck
      from notice where street_id = ${street} and at >= ${since} group by channel
    ), failed as (
      select a.channel, count(distinct a.notice_id)::int as failed from notice_attempt a
      where a.street_id = ${street} and a.at >= ${since} and a.step in ('failed', 'back') and a.channel is not null group by a.channel
    )
    select coalesce(w.channel, f.channel) as channel, coalesce(w.told, 0) as told, coalesce(w.arrived, 0) as arrived, coalesce(w.read, 0) as read,
      coalesce(f.failed, 0) as failed, coalesce(w.stuck, 0) as stuck
    from went w full join failed f on f.channel = w.channel`
}

export type OfficeRow = { region: number; sign: string; phone: string; hours: string }

export async function listOfficeRows(sql: Tx, street: number): Promise<OfficeRow[]> {
  return sql<OfficeRow[]>`select region, sign, phone, hours from office where street_id = ${street} order by region`
}

export async function upsertOffice(sql: Tx, row: OfficeRow & { street: number; post: string; at: Date }): Promise<void> {
  await sql`
    insert into office (street_id, region, sign, phone, hours, by_post, at)
    values (${row.street}, ${row.region}, ${row.sign}, ${row.phone}, ${row.hours}, ${row.post}, ${row.at})
    on conflict (street_id, region) do update set sign = excluded.sign, phone = excluded.phone, hours = excluded.hours, by_post = excluded.by_post, at = excluded.at`
}
