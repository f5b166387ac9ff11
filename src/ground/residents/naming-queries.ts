/** Whom the paper of a mandate names: who gave it, and who acts for her. */
import type { FileNaming } from '#kernel/files/naming.ts'

export const mandateNaming: FileNaming = async ({ sql, street }, file) => {
  const rows = await sql<{ principal: string; helper: string | null }[]>`
    select principal_id as principal, helper_id as helper from mandate where street_id = ${street} and paper_id = ${file}`
  return rows.length > 0
    ? { subjects: [...new Set(rows.flatMap(({ principal, helper }) => [principal, ...(helper ? [helper] : [])]))] }
    : undefined
}
