/** Whom an uploaded roster names: the people its rows were found to speak of, and before they were, anybody of its community. */
import type { FileNaming } from '#kernel/files/naming.ts'

export const importNaming: FileNaming = async ({ sql, street }, file) => {
  const [found] = await sql<{ region: number; subjects: string[] }[]>`
    select min(i.region_no) as region, coalesce(array_agg(distinct r.subject_id) filter (where r.subject_id is not null), '{}') as subjects
    from import i left join import_row r on r.street_id = i.street_id and r.import_id = i.id and r.kind = 'person'
    where i.street_id = ${street} and i.file_id = ${file} having count(*) > 0`
  if (!found) return undefined
  const lo = Math.floor(found.region / 1000) * 1000
  return found.subjects.length > 0 ? { subjects: found.subjects } : { subjects: [], area: { lo, hi: lo + 999 } }
}
