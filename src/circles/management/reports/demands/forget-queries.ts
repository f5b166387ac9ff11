/** What came back from streets goes at its recall date, as the street's own copy does; rows and hashes stay. */
import type { Forgets } from '#kernel/forgetting/forgetting.ts'

export const demandForgets: Forgets = {
  module: 'circles/management/reports/demands',
  expire: async (sql, street, { today }) => {
    const returned = await sql<{ file: string }[]>`
      select r.file_id as file from demand_return r join file f on f.street_id = r.street_id and f.id = r.file_id
      where r.street_id = ${street} and r.recall_on < ${today} and f.purged_at is null`
    return { rows: { return: returned.length }, files: returned.map(({ file }) => file) }
  },
  filled: async (sql, street) =>
    (await sql<{ file: string }[]>`select file_id as file from demand_return where street_id = ${street}`).map(({ file }) => file),
  holds: async (sql, street) =>
    (
      await sql<{ file: string }[]>`
        select file_id as file from demand where street_id = ${street}
        union select basis_file_id from demand where street_id = ${street} and basis_file_id is not null
        union select file_id from demand_return where street_id = ${street}`
    ).map(({ file }) => file),
}
