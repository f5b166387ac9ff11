/** Filled forms go with their subject; answers to a form's own questions end with the term the form states. */
import type { Forgets } from '#kernel/forgetting/forgetting.ts'

export const formForgets: Forgets = {
  module: 'ground/forms',
  erase: async (sql, street, subjects) => {
    const gone = await sql`delete from form_answer where street_id = ${street} and subject_id = any(${subjects}::uuid[]) returning 1`
    return { rows: { form: gone.length }, files: [] }
  },
  expire: async (sql, street, { today }) => {
    const emptied = await sql`
      update form_answer set local = '{}' where street_id = ${street} and keep_until < ${today} and local <> '{}' returning 1`
    return { rows: { 'form-answer': emptied.length }, files: [] }
  },
}
