/** What came back from streets names people of theirs: who is of the office that asked opens it, not who only admits. */
import type { FileNaming } from '#kernel/files/naming.ts'

export const demandNaming: FileNaming = async ({ sql, street }, file) => {
  const [found] = await sql<{ back: boolean; made: boolean; asked: boolean }[]>`
    select exists (select from demand_return where street_id = ${street} and file_id = ${file}) as back,
      exists (select from demand_book where street_id = ${street} and file_id = ${file}) as made,
      exists (select from demand where street_id = ${street} and (file_id = ${file} or basis_file_id = ${file})) as asked`
  if (found?.made) return { subjects: [], right: 'demand.ask', registered: true }
  if (found?.back) return { subjects: [], right: 'demand.ask' }
  return found?.asked ? { subjects: [] } : undefined
}
