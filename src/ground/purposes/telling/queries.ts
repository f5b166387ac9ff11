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

/** Which versions of which purposes anybody was told. */
export async function listEditionsTold(sql: Tx, street: number): Promise<{ purpose: string; edition: string }[]> {
  return sql<{ purpose: string; edition: string }[]>`
    select purpose_id as purpose, edition from told where street_id = ${street} group by 1, 2 order by 1, 2`
}

/** Who was told this version; a household is reached at its door. Records that were merged away or are gone are left out. */
export async function listToldOf(
  sql: Tx,
  street: number,
  { purpose, edition, limit }: { purpose: string; edition: string; limit: number },
): Promise<{ subject: string; kind: 'person' | 'household'; dwelling: string | null }[]> {
  return sql<{ subject: string; kind: 'person' | 'household'; dwelling: string | null }[]>`
    select t.subject_id as subject, s.kind, h.dwelling_id as dwelling
    from told t join subject s on s.street_id = t.street_id and s.id = t.subject_id and s.merged_into is null and s.gone_on is null
      left join household h on h.street_id = t.street_id and h.id = t.subject_id
    where t.street_id = ${street} and t.purpose_id = ${purpose} and t.edition = ${edition} and (s.kind = 'person' or h.to_day is null and h.id is not null)
    order by t.subject_id limit ${limit}`
}
