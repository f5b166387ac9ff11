/** SQL of matters that follow what they hang on. */
import type { Tx } from '#kernel/action/context.ts'

/** Open ones that lie elsewhere than what they hang on, and where that is. */
export async function listAstray(
  sql: Tx,
  street: number,
  subjects: string[] | undefined,
  limit: number,
): Promise<{ id: string; region: number }[]> {
  const these = subjects ? sql`and m.subject_id = any(${subjects}::uuid[])` : sql``
  return sql<{ id: string; region: number }[]>`
    select m.id, s.region_no as region from matter m join subject s on s.street_id = m.street_id and s.id = m.subject_id
    where m.street_id = ${street} and m.subject_id is not null and m.stand <> 'closed' and m.region_no <> s.region_no ${these}
    order by m.id limit ${limit}`
}

/** With whoever reported it, and what it is found by as alike. The matter must have been opened to the transaction. */
export async function moveMatter(
  sql: Tx,
  street: number,
  id: string,
  { to, was, is }: { to: number; was: number; is: number },
): Promise<void> {
  await sql`update matter set region_no = ${to} where street_id = ${street} and id = ${id}`
  await sql`update matter_reporter set region_no = ${to} where street_id = ${street} and matter_id = ${id}`
  await sql`
    update matter_token set region_no = ${to}, tokens = array_replace(tokens, ${was}::int, ${is}::int) where street_id = ${street} and matter_id = ${id}`
}
