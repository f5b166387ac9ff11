/** What came back from streets goes at its recall date, as the street's own copy does; rows and hashes stay. */
import type { Tx } from '#kernel/action/context.ts'
import type { Forgets } from '#kernel/forgetting/forgetting.ts'

export const demandForgets: Forgets = {
  module: 'circles/management/reports/demands',
  expire: async (sql, street, { today }) => {
    const returned = await sql<{ file: string }[]>`
      select r.file_id as file from demand_return r join file f on f.street_id = r.street_id and f.id = r.file_id
      where r.street_id = ${street} and r.recall_on < ${today} and f.purged_at is null`
    const made = await sql<{ file: string }[]>`
      select b.file_id as file from demand_book b join file f on f.street_id = b.street_id and f.id = b.file_id
      where b.street_id = ${street} and b.recall_on < ${today} and f.purged_at is null`
    return { rows: { return: returned.length, book: made.length }, files: [...returned, ...made].map(({ file }) => file) }
  },
  filled: async (sql, street) =>
    (
      await sql<{ file: string }[]>`
        select file_id as file from demand_return where street_id = ${street} union select file_id from demand_book where street_id = ${street}`
    ).map(({ file }) => file),
  holds: async (sql, street) =>
    (
      await sql<{ file: string }[]>`
        select file_id as file from demand where street_id = ${street}
        union select basis_file_id from demand where street_id = ${street} and basis_file_id is not null
        union select file_id from demand_return where street_id = ${street} union select file_id from demand_book where street_id = ${street}`
    ).map(({ file }) => file),
}

/** Deliveries that were returned from this street and whose bytes have gone, by the jurisdiction they were returned to. */
export async function listPurgedReturns(sql: Tx, street: number): Promise<{ from: number; returns: string[] }[]> {
  return sql<{ from: number; returns: string[] }[]>`
    select r.demand_from as "from", array_agg(d.id order by d.id) as returns
    from delivery d join request r on r.street_id = d.street_id and r.id = d.request_id join file f on f.street_id = d.street_id and f.id = d.file_id
    join handover h on h.street_id = d.street_id and h.delivery_id = d.id and h.way = 'returned'
    where d.street_id = ${street} and f.purged_at is not null and r.demand_from is not null group by r.demand_from`
}

/** Files that hold these returns and are still there: as they came back, and put together with others. */
export async function listCopies(sql: Tx, street: number, returns: string[]): Promise<string[]> {
  const rows = await sql<{ file: string }[]>`
    select f.id as file from file f where f.street_id = ${street} and f.purged_at is null and (
      exists (select from demand_return r where r.street_id = ${street} and r.file_id = f.id and r.id = any(${returns}::uuid[]))
      or exists (select from demand_book b where b.street_id = ${street} and b.file_id = f.id and b.returns && ${returns}::uuid[]))`
  return rows.map(({ file }) => file)
}
