/** What a filled workbook lacked goes with its subject; filled workbooks end with their recall date, or with somebody in them. Register and delivery stay. */
import type { Forgets } from '#kernel/forgetting/forgetting.ts'

/** A workbook that was received and never filled. */
const UNFILLED_DAYS = 366

export const reportForgets: Forgets = {
  module: 'circles/management/reports',
  erase: async (sql, street, subjects) => {
    const gaps = await sql`delete from delivery_gap where street_id = ${street} and subject_id = any(${subjects}::uuid[]) returning 1`
    const files = await sql<{ file: string }[]>`
      select distinct d.file_id as file from look k join delivery d on d.street_id = k.street_id and d.id = (k.filter->>'delivery')::uuid
      where k.street_id = ${street} and k.subjects && ${subjects}::uuid[]`
    return { rows: { gap: gaps.length }, files: files.map(({ file }) => file) }
  },
  loseFiles: async (sql, street, files) => {
    await sql`
      update request set title = '…', file_name = regexp_replace(file_name, '^.*?(\\.[A-Za-z0-9]{1,5})?$', '…\\1')
      where street_id = ${street} and file_id = any(${files}::uuid[])`
    await sql`
      update ask_request a set title = '…' from request r
      where a.street_id = ${street} and r.street_id = ${street} and r.id = a.id and r.file_id = any(${files}::uuid[])`
  },
  /** With the last of its deliveries the asker's own workbook goes too, since it may name those it asks about; with each delivery its list of what is missing. */
  expire: async (sql, street, { now, today }) => {
    const filled = await sql<{ file: string; delivery: string }[]>`
      select d.file_id as file, d.id as delivery from export_register x join delivery d on d.street_id = x.street_id and d.id = x.delivery_id
      join file f on f.street_id = d.street_id and f.id = d.file_id
      where x.street_id = ${street} and x.recall_on < ${today} and f.purged_at is null`
    const received = await sql<{ file: string }[]>`
      select r.file_id as file from request r join file f on f.street_id = r.street_id and f.id = r.file_id
      where r.street_id = ${street} and f.purged_at is null and case
        when exists (select 1 from delivery d where d.street_id = r.street_id and d.request_id = r.id)
        then not exists (
          select 1 from delivery d join export_register x on x.street_id = d.street_id and x.delivery_id = d.id
          where d.street_id = r.street_id and d.request_id = r.id and x.recall_on >= ${today})
        else r.at < ${new Date(now.getTime() - UNFILLED_DAYS * 86_400_000)} end`
    const gaps = await sql`
      delete from delivery_gap where street_id = ${street} and delivery_id = any(${filled.map(({ delivery }) => delivery)}::uuid[]) returning 1`
    return {
      rows: { delivery: filled.length, request: received.length, gap: gaps.length },
      files: [...filled, ...received].map(({ file }) => file),
    }
  },
  filled: async (sql, street) =>
    (await sql<{ file: string }[]>`select file_id as file from delivery where street_id = ${street}`).map(({ file }) => file),
  holds: async (sql, street) =>
    (
      await sql<{ file: string }[]>`
        select file_id as file from request where street_id = ${street} and file_id is not null
        union select basis_file_id from request where street_id = ${street} and basis_file_id is not null
        union select file_id from delivery where street_id = ${street}`
    ).map(({ file }) => file),
}
