/**
 * An import at rest: its workbook and what its rows say are gone, and so are the rows nobody decided. What is left, ids alone, still takes it back.
 * So it ends when somebody in it is erased, and by itself after a while. One that was never applied is dropped whole.
 */
import type { TransactionSql } from 'postgres'
import type { Forgets, Gone } from '#kernel/forgetting/forgetting.ts'
import { dropWithdrawn } from './withdrawn-queries.ts'

/** Since it was brought, when nothing of it was ever applied. */
const UNUSED_DAYS = 30
/** Since it was last applied or taken back: time enough to look at what came in beside the paper it came from. */
const USED_DAYS = 90

type Found = { id: string; file: string; used: boolean; waits: boolean }

async function findWith(sql: TransactionSql, street: number, subjects: string[]): Promise<Found[]> {
  return sql<Found[]>`
    select i.id, i.file_id as file, i.applied_at is not null as used, i.state in ('staging', 'staged', 'applying', 'undoing') as waits from import i
    where i.street_id = ${street} and exists (
      select 1 from import_row r where r.street_id = i.street_id and r.import_id = i.id and (
        r.subject_id = any(${subjects}::uuid[])
        or r.tokens && (select coalesce(array_agg(token), '{}') from identifier where street_id = ${street} and subject_id = any(${subjects}::uuid[]))
        or exists (select 1 from jsonb_array_elements(r.candidates) as c where (c->>'subject')::uuid = any(${subjects}::uuid[]))))`
}

async function erase(sql: TransactionSql, street: number, subjects: string[]): Promise<Gone> {
  const found = await findWith(sql, street, subjects)
  const rows = await sql`delete from import_row where street_id = ${street} and subject_id = any(${subjects}::uuid[]) returning 1`
  return { rows: { 'import-row': rows.length, import: found.length }, files: found.map(({ file }) => file) }
}

/** Written rows keep what undoing needs; all others go. */
async function rest(sql: TransactionSql, street: number, ids: string[]): Promise<void> {
  await sql`
    delete from import_row r using import i
    where i.street_id = ${street} and i.id = any(${ids}::uuid[]) and r.street_id = i.street_id and r.import_id = i.id
      and not (r.round < i.rounds and r.verdict in ('new', 'changed', 'same', 'conflict'))`
  await sql`
    update import_row set label = '', sort = '', body = null, body_s = null, more = null, next = null, next_s = null, ties = null, search = null,
      token_kinds = null, tokens = null, outcomes = null, problems = null, candidates = null, decision = null, digest = null
    where street_id = ${street} and import_id = any(${ids}::uuid[])`
  await sql`
    delete from import_place p using import i
    where i.street_id = ${street} and i.id = any(${ids}::uuid[]) and p.street_id = i.street_id and p.import_id = i.id and i.applied_at is null`
  await sql`
    update import set state = case when applied_at is null then 'dropped' else state end, plan = jsonb_set(plan, '{sheets}', coalesce((
      select jsonb_agg(jsonb_set(sheet, '{columns}', coalesce((
        select jsonb_agg(jsonb_set(col, '{samples}', '[]') order by place) from jsonb_array_elements(sheet->'columns') with ordinality as c(col, place)), '[]'))
        order by place) from jsonb_array_elements(plan->'sheets') with ordinality as s(sheet, place)), '[]'))
    where street_id = ${street} and id = any(${ids}::uuid[])`
}

export const importForgets: Forgets = {
  module: 'ground/imports',
  busy: async (sql, street, subjects) => (await findWith(sql, street, subjects)).some(({ waits }) => waits),
  erase,
  loseFiles: async (sql, street, files) => {
    await sql`
      update import set file_name = regexp_replace(file_name, '^.*?(\\.[A-Za-z0-9]{1,5})?$', '…\\1')
      where street_id = ${street} and file_id = any(${files}::uuid[])`
    const read = await sql<{ id: string }[]>`select id from import where street_id = ${street} and file_id = any(${files}::uuid[])`
    await rest(
      sql,
      street,
      read.map(({ id }) => id),
    )
  },
  expire: async (sql, street, { now }) => {
    const before = (days: number) => new Date(now.getTime() - days * 86_400_000)
    const due = await sql<{ id: string; file: string; used: boolean }[]>`
      select i.id, i.file_id as file, i.applied_at is not null as used from import i join file f on f.street_id = i.street_id and f.id = i.file_id
      where i.street_id = ${street} and f.purged_at is null and i.state in ('unreadable', 'understood', 'staged', 'dropped', 'applied', 'undone')
        and greatest(i.at, i.applied_at, i.undone_at) < case when i.applied_at is null then ${before(UNUSED_DAYS)}::timestamptz else ${before(USED_DAYS)} end`
    await rest(
      sql,
      street,
      due.map(({ id }) => id),
    )
    const used = due.filter((one) => one.used).length
    const withdrawn = await dropWithdrawn(sql, street)
    return { rows: { import: used, 'import-unused': due.length - used, 'withdrawn-fact': withdrawn }, files: due.map(({ file }) => file) }
  },
  holds: async (sql, street) =>
    (await sql<{ file: string }[]>`select file_id as file from import where street_id = ${street}`).map(({ file }) => file),
}
