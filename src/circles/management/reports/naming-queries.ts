/** Whom a filled workbook names: those it was filled with; and a workbook that came with names of its own, anybody of its area. */
import type { FileNaming } from '#kernel/files/naming.ts'

export const reportNaming: FileNaming = async ({ sql, street }, file) => {
  // The look of a delivery was noted in the moment it was recorded: the look of that moment is one partition, not all of them.
  const [filled] = await sql<{ subjects: string[]; lo: number; hi: number; many: boolean }[]>`
    select k.subjects, (k.filter->>'lo')::bigint as lo, (k.filter->>'hi')::bigint as hi, k.filter ? 'count' as many
    from delivery d join look k on k.street_id = d.street_id and k.at between d.at - interval '1 minute' and d.at + interval '1 minute'
      and k.filter->>'delivery' = d.id::text
    where d.street_id = ${street} and d.file_id = ${file} limit 1`
  if (filled) return { subjects: filled.subjects, ...(filled.many ? { area: { lo: filled.lo, hi: filled.hi } } : {}) }
  const [asked] = await sql<{ lo: number; hi: number }[]>`
    select (plan->>'lo')::bigint as lo, (plan->>'hi')::bigint as hi from request
    where street_id = ${street} and file_id = ${file}
      and exists (select from jsonb_array_elements(plan->'sheets') as sheet where sheet->'population'->>'who' = 'given') limit 1`
  return asked && { subjects: [], area: asked }
}
