/** SQL of topics. Supporters are counted by functions that tell the number alone. */
import { columns, type ListRow } from '#ground/matters/worklist-queries.ts'
import type { Tx } from '#kernel/action/context.ts'

export type Area = { lo: number; hi: number }
export type Loose = ListRow & { region: number }

/** Open matters that stand in no topic, the newest first. */
export async function listLoose(sql: Tx, street: number, { lo, hi }: Area, since: Date, limit: number): Promise<Loose[]> {
  return sql<Loose[]>`
    select ${columns(sql)}, m.region_no as region from matter m
    where m.street_id = ${street} and m.region_no between ${lo} and ${hi} and m.stand <> 'closed' and not m.sealed and m.opened_at >= ${since}
      and not exists (select 1 from topic_matter t where t.street_id = m.street_id and t.matter_id = m.id)
    order by m.opened_at desc, m.id limit ${limit}`
}

/** What was said first of each; they must have been opened. */
export async function listFirstWords(
  sql: Tx,
  street: number,
  matters: string[],
): Promise<{ id: string; words: { title?: string; text?: string } }[]> {
  return sql<{ id: string; words: { title?: string; text?: string } }[]>`
    select matter_id as id, words from act where street_id = ${street} and matter_id = any(${matters}::uuid[]) and seq = 1`
}

export type TopicRow = {
  id: string
  rev: number
  region: number
  estate: string | null
  estateName: string | null
  title: string
  about: string
  matters: number
  supporters: number
  opened: string
  closed: string | null
  outcome: string | null
}

const topicColumns = (sql: Tx) => sql`
  t.id, t.rev, t.region_no as region, t.estate_id as estate, e.name as "estateName", t.title, t.about,
  (select count(*)::int from topic_matter m where m.street_id = t.street_id and m.topic_id = t.id) as matters,
  coalesce(t.supporters, app_topic_supporters(t.id)) as supporters, t.opened_at as opened, t.closed_at as closed, t.outcome`

const topics = (sql: Tx) => sql`topic t left join estate e on e.street_id = t.street_id and e.id = t.estate_id`

export async function listTopicRows(sql: Tx, street: number, { lo, hi }: Area, limit: number): Promise<TopicRow[]> {
  return sql<TopicRow[]>`
    select ${topicColumns(sql)} from ${topics(sql)} where t.street_id = ${street} and t.region_no between ${lo} and ${hi}
    order by t.closed_at is not null, t.opened_at desc, t.id limit ${limit}`
}

export async function findTopic(sql: Tx, street: number, id: string): Promise<TopicRow | undefined> {
  const [row] = await sql<TopicRow[]>`select ${topicColumns(sql)} from ${topics(sql)} where t.street_id = ${street} and t.id = ${id}`
  return row
}

export async function findTopicOf(sql: Tx, street: number, matter: string): Promise<TopicRow | undefined> {
  const [row] = await sql<TopicRow[]>`
    select ${topicColumns(sql)} from ${topics(sql)} join topic_matter own on own.street_id = t.street_id and own.topic_id = t.id
    where t.street_id = ${street} and own.matter_id = ${matter}`
  return row
}

export type Held = { id: string; rev: number; region: number; closed: string | null; title: string; about: string }

/** Held until the transaction ends. */
export async function lockTopic(sql: Tx, street: number, id: string): Promise<Held | undefined> {
  const [row] = await sql<Held[]>`
    select id, rev, region_no as region, closed_at as closed, title, about from topic where street_id = ${street} and id = ${id} for update`
  return row
}

export async function insertTopic(
  sql: Tx,
  street: number,
  row: { id: string; region: number; estate: string | null; title: string; about: string; at: Date; post: string },
): Promise<void> {
  await sql`
    insert into topic (street_id, id, region_no, estate_id, title, about, opened_at, opened_by)
    values (${street}, ${row.id}, ${row.region}, ${row.estate}, ${row.title}, ${row.about}, ${row.at}, ${row.post})`
}

export async function updateTopic(
  sql: Tx,
  street: number,
  { id, title, about, rev }: { id: string; title: string; about: string; rev: number },
): Promise<void> {
  await sql`update topic set title = ${title}, about = ${about}, rev = ${rev} where street_id = ${street} and id = ${id}`
}

/** How many stood behind it then is kept: its supporters go. */
export async function closeTopic(sql: Tx, street: number, id: string, outcome: string, at: Date, post: string): Promise<void> {
  await sql`
    update topic set closed_at = ${at}, closed_by = ${post}, outcome = ${outcome}, supporters = app_topic_supporters(id), rev = rev + 1
    where street_id = ${street} and id = ${id}`
}

export async function listMattersOf(sql: Tx, street: number, topic: string): Promise<ListRow[]> {
  return sql<ListRow[]>`
    select ${columns(sql)} from topic_matter t join matter m on m.street_id = t.street_id and m.id = t.matter_id
    where t.street_id = ${street} and t.topic_id = ${topic} and not m.sealed order by m.opened_at desc, m.id limit 500`
}

/** Those of these matters that are here and not sealed, with where they lie. */
export async function listPlaces(sql: Tx, street: number, matters: string[]): Promise<{ id: string; region: number }[]> {
  return sql<{ id: string; region: number }[]>`
    select id, region_no as region from matter where street_id = ${street} and id = any(${matters}::uuid[]) and not sealed`
}

/** How many of them were in none until now. */
export async function addMatters(
  sql: Tx,
  street: number,
  { topic, region, matters, at, post }: { topic: string; region: number; matters: string[]; at: Date; post: string },
): Promise<number> {
  const rows = await sql`
    insert into topic_matter (street_id, matter_id, topic_id, region_no, at, post_id)
    select ${street}, id, ${topic}, ${region}, ${at}, ${post} from unnest(${matters}::uuid[]) id on conflict do nothing returning 1`
  return rows.length
}

export async function removeMatters(sql: Tx, street: number, topic: string, matters: string[]): Promise<void> {
  await sql`delete from topic_matter where street_id = ${street} and topic_id = ${topic} and matter_id = any(${matters}::uuid[])`
}

export async function isEstateOf(sql: Tx, street: number, estate: string, community: number): Promise<boolean> {
  const rows = await sql`select 1 from estate where street_id = ${street} and id = ${estate} and region_no / 1000 = ${community}`
  return rows.length > 0
}

export type OwnRow = {
  id: string
  title: string
  about: string
  outcome: string | null
  supporters: number
  persons: string[]
  matters: string[]
}

/** A resident's: of her place, and of matters that were opened to her. */
export async function listOwnTopics(sql: Tx, doors: string[]): Promise<OwnRow[]> {
  return sql<OwnRow[]>`select id, title, about, outcome, supporters, persons, matters from app_own_topics(${doors}::uuid[])`
}

export async function writeSupport(
  sql: Tx,
  street: number,
  row: { topic: string; person: string; login: string; at: Date; support: boolean },
): Promise<void> {
  const withdrawn = row.support ? null : row.at
  await sql`
    insert into topic_supporter (street_id, topic_id, person_id, login_id, at, withdrawn_at)
    values (${street}, ${row.topic}, ${row.person}, ${row.login}, ${row.at}, ${withdrawn})
    on conflict (street_id, topic_id, person_id) do update set withdrawn_at = excluded.withdrawn_at, at = excluded.at, login_id = excluded.login_id`
}

/** What she stands behind, or did; titles are everybody's, and stand on the board. */
export async function listOwnSupport(
  sql: Tx,
  street: number,
  person: string,
): Promise<{ topic: string; at: string; withdrawn: string | null }[]> {
  return sql<{ topic: string; at: string; withdrawn: string | null }[]>`
    select topic_id as topic, at, withdrawn_at as withdrawn from topic_supporter where street_id = ${street} and person_id = ${person} order by at limit 1000`
}
