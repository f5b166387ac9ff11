/** Whom a filled workbook names: those it was filled with; and a workbook that came with names of its own, anybody of its area. */
import type { FileNaming } from '#kernel/files/naming.ts'

export const reportNaming: FileNaming = async ({ sql, street }, file) => {
  // The look of a delivery was noted in the moment it was recorded: the look of that moment is one partition, not all of them.
  const [filled] = await sql<{ subjects: string[]; lo: number; hi: number; many: boolean }[]>`
    select k.subjects, (k.filter->>'lo')::bigint as lo, (k.filter->>'hi')::bigint as hi, k.filter ? 'count' as many
    from delivery d join look k on k.street_id = d.street_id and k.at between d.at - interval '1 minute' and d.at + interval '1 minute'
      and k.filter->>'delivery' = d.id::text
    where d.street_id = ${street} and d.file_id = ${file} limit 1`
  if (filled) return { registered: true, subjects: filled.subjects, ...(filled.many ? { area: { lo: filled.lo, hi: filled.hi } } : {}) }
  // A form without rows of its own names nobody, nor does the notice it came with.
  const [asked] = await sql<{ lo: number; hi: number; given: boolean }[]>`
    select (plan->>'lo')::bigint as lo, (plan->>'hi')::bigint as hi, file_id = ${file} and
      exists (select from jsonb_array_elements(plan->'sheets') as sheet where sheet->'population'->>'who' = 'given') as given
    from request where street_id = ${street} and (file_id = ${file} or basis_file_id = ${file}) order by 3 desc limit 1`
  if (!asked) return undefined
  return asked.given ? { subjects: [], area: { lo: asked.lo, hi: asked.hi } } : { subjects: [] }
}
