/** SQL of duty lists: versions of items with their days, and the editions they come from. */
import type { Tx } from '#kernel/action/context.ts'
import type { DutyItem, Edition, ItemWords, Level, Source } from './contract.ts'

export type ItemRow = ItemWords & {
  id: string
  rev: number
  level: Level
  edition: string | null
  document: string
  documentDay: string | null
  file: string | null
  from: string
  to: string | null
  endDocument: string | null
  endDocumentDay: string | null
}

function itemOf({ document, documentDay, file, endDocument, endDocumentDay, ...row }: ItemRow): DutyItem {
  const ended = endDocument === null ? null : { document: endDocument, day: endDocumentDay }
  return { ...row, source: { document, day: documentDay, file }, ended }
}

/** What is valid on a day, in the order of the printed list. */
export async function listItemsOn(sql: Tx, street: number, day: string, level: Level | null, limit: number): Promise<DutyItem[]> {
  const rows = await sql<ItemRow[]>`
    select id, rev, level, list, number, category, subcategory, title, lead, partners, tasks, basis, edition_id as edition,
      document, document_day as "documentDay", file_id as file, from_day as "from", to_day as "to",
      end_document as "endDocument", end_document_day as "endDocumentDay"
    from duty_item
    where street_id = ${street} and from_day <= ${day} and (to_day is null or to_day >= ${day}) and (${level}::text is null or level = ${level})
    order by level, list, place, id limit ${limit}`
  return rows.map(itemOf)
}

export async function listVersions(sql: Tx, street: number, id: string): Promise<DutyItem[]> {
  const rows = await sql<ItemRow[]>`
    select id, rev, level, list, number, category, subcategory, title, lead, partners, tasks, basis, edition_id as edition,
      document, document_day as "documentDay", file_id as file, from_day as "from", to_day as "to",
      end_document as "endDocument", end_document_day as "endDocumentDay"
    from duty_item where street_id = ${street} and id = ${id} order by rev desc limit 200`
  return rows.map(itemOf)
}

/** The newest version, held until the transaction ends. */
export async function lockItem(
  sql: Tx,
  street: number,
  id: string,
): Promise<{ rev: number; level: Level; from: string; to: string | null; place: number } | undefined> {
  const [row] = await sql<{ rev: number; level: Level; from: string; to: string | null; place: number }[]>`
    select rev, level, from_day as "from", to_day as "to", place from duty_item
    where street_id = ${street} and id = ${id} order by rev desc limit 1 for update`
  return row
}

/** Lists of one level change one after the other. */
export async function holdLevel(sql: Tx, street: number, level: Level): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`duties ${street} ${level}`}, 0))`
}

export type NewItem = ItemWords & { id: string; rev: number; place: number; key: string }
export type Writing = { street: number; level: Level; edition: string | null; source: Source; from: string; at: Date; post: string }

export async function insertItems(sql: Tx, writing: Writing, items: readonly NewItem[]): Promise<void> {
  const { street, level, edition, source, from, at, post } = writing
  await sql`
    insert into duty_item (street_id, id, rev, edition_id, level, list, number, place, category, subcategory, title, key, lead, partners, tasks, basis,
      document, document_day, file_id, from_day, at, post_id)
    select ${street}, r.id, r.rev, ${edition}, ${level}, r.list, r.number, r.place, r.category, r.subcategory, r.title, r.key, r.lead,
      array(select jsonb_array_elements_text(r.partners)), r.tasks, r.basis, ${source.document}, ${source.day}, ${source.file ?? null}, ${from}, ${at}, ${post}
    from jsonb_to_recordset(${sql.json(items as never)}) as r(id uuid, rev int, list text, number text, place int, category text, subcategory text,
      title text, key text, lead text, partners jsonb, tasks text, basis text)`
}

/** `source` where nothing follows: the document that ended it. */
export type Ending = { id: string; rev: number; last: string; source?: Source }

/** A version holds until a day; one that had not begun never holds. One that ended earlier ended earlier. */
export async function endItem(sql: Tx, street: number, { id, rev, last, source }: Ending): Promise<void> {
  await sql`
    update duty_item set to_day = greatest(least(to_day, ${last}::date), from_day - 1),
      end_document = ${source?.document ?? null}, end_document_day = ${source?.day ?? null}
    where street_id = ${street} and id = ${id} and rev = ${rev}`
}

/** Everything of a level that would still hold on the day ends the day before. */
export async function endLevel(sql: Tx, street: number, level: Level, from: string): Promise<void> {
  await sql`
    update duty_item set to_day = greatest(${from}::date - 1, from_day - 1)
    where street_id = ${street} and level = ${level} and (to_day is null or to_day >= ${from})`
  await sql`
    update duty_edition set to_day = greatest(${from}::date - 1, from_day - 1)
    where street_id = ${street} and level = ${level} and (to_day is null or to_day >= ${from})`
}

/** The day the newest version of a level begins, and the last place in its list. */
export async function findLast(sql: Tx, street: number, level: Level): Promise<{ from: string | null; place: number }> {
  const [row] = await sql<{ from: string | null; place: number }[]>`
    select max(from_day) filter (where to_day is null or to_day >= from_day) as "from", coalesce(max(place), 0)::int as place
    from duty_item where street_id = ${street} and level = ${level}`
  return row!
}

export type NewEdition = {
  street: number
  id: string
  level: Level
  title: string
  issuer: string
  source: Source
  from: string
  at: Date
  post: string
}

export async function insertEdition(sql: Tx, edition: NewEdition): Promise<void> {
  const { street, id, level, title, issuer, source, from, at, post } = edition
  await sql`
    insert into duty_edition (street_id, id, level, title, issuer, document, document_day, file_id, from_day, at, post_id)
    values (${street}, ${id}, ${level}, ${title}, ${issuer}, ${source.document}, ${source.day}, ${source.file ?? null}, ${from}, ${at}, ${post})`
}

/** Newest first; those that never held are left out. */
export async function listEditions(sql: Tx, street: number, limit: number): Promise<Edition[]> {
  return sql<Edition[]>`
    select e.id, e.level, e.title, e.issuer, e.document, e.document_day as "documentDay", e.file_id as file, e.from_day as "from", e.to_day as "to",
      (select count(*)::int from duty_item i where i.street_id = e.street_id and i.edition_id = e.id) as items
    from duty_edition e where e.street_id = ${street} and (e.to_day is null or e.to_day >= e.from_day) order by e.from_day desc, e.at desc limit ${limit}`
}

/** The newest version of each of these items. */
export async function findRevs(sql: Tx, street: number, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await sql<{ id: string; rev: number }[]>`
    select id, max(rev)::int as rev from duty_item where street_id = ${street} and id = any(${ids as string[]}::uuid[]) group by id`
  return new Map(rows.map(({ id, rev }) => [id, rev]))
}
