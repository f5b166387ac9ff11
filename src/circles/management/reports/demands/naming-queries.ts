/** What came back from streets names people of theirs: who is of the office that asked opens it, not who only admits. */
import type { FileNaming } from '#kernel/files/naming.ts'

export const demandNaming: FileNaming = async ({ sql, street }, file) => {
  const [found] = await sql<{ any: boolean }[]>`
    select exists (select from demand_return where street_id = ${street} and file_id = ${file})
      or exists (select from demand_book where street_id = ${street} and file_id = ${file}) as any`
  return found?.any ? { subjects: [], right: 'demand.ask' } : undefined
}
