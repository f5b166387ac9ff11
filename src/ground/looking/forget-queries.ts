/** What was opened of somebody, and who approved it, goes with her; of everybody it ends after three years (个人信息保护法 56: records of what was assessed). */
import type { Forgets } from '#kernel/forgetting/forgetting.ts'

const KEPT_YEARS = '3 years'

export const lookingForgets: Forgets = {
  module: 'ground/looking',
  erase: async (sql, street, subjects) => {
    const ids = sql`${subjects}::uuid[]`
    const glass = await sql`delete from glass where street_id = ${street} and person_id = any(${ids}) returning 1`
    await sql`
      update glass set subjects = array(select one from unnest(subjects) one where one <> all(${ids}))
      where street_id = ${street} and subjects && ${ids}`
    const approval = await sql`delete from approval where street_id = ${street} and subject_id = any(${ids}) returning 1`
    return { rows: { glass: glass.length, approval: approval.length }, files: [] }
  },
  expire: async (sql, street, { now }) => {
    const glass =
      await sql`delete from glass where street_id = ${street} and opened_at < ${now}::timestamptz - ${KEPT_YEARS}::interval returning 1`
    const approval = await sql`
      delete from approval where street_id = ${street} and asked_at < ${now}::timestamptz - ${KEPT_YEARS}::interval returning 1`
    return { rows: { glass: glass.length, approval: approval.length }, files: [] }
  },
}
