/** SQL of what people were told. */
import type { Tx } from '#kernel/action/context.ts'
import type { Way } from './contract.ts'

export type ToldRow = { subject: string; purpose: string; edition: string }

export async function upsertTold(sql: Tx, row: { street: number; rows: ToldRow[]; way: Way; post: string; at: Date }): Promise<void> {
  await sql`
    insert into told (street_id, subject_id, purpose_id, edition, way, at, post_id)
    select ${row.street}, r.subject, r.purpose, r.edition, ${row.way}, ${row.at}, ${row.post}
    from jsonb_to_recordset(${sql.json(row.rows)}) as r(subject uuid, purpose text, edition text)
    on conflict (street_id, subject_id, purpose_id) do update
      set edition = excluded.edition, way = excluded.way, at = excluded.at, post_id = excluded.post_id`
}

/** Of people this post may see, records that were merged away left out. */
export async function countToldOf(sql: Tx, street: number, purpose: string, edition: string): Promise<{ told: number; older: number }> {
  const [row] = await sql<{ told: number; older: number }[]>`
    select count(*)::int as told, count(*) filter (where t.edition <> ${edition})::int as older
    from told t join subject s on s.street_id = t.street_id and s.id = t.subject_id and s.merged_into is null
    where t.street_id = ${street} and t.purpose_id = ${purpose}`
  return row ?? { told: 0, older: 0 }
}

export async function listToldOf(sql: Tx, street: number, subjects: string[]): Promise<ToldRow[]> {
  return sql<ToldRow[]>`
    select subject_id as subject, purpose_id as purpose, edition from told where street_id = ${street} and subject_id = any(${subjects}::uuid[])`
}
