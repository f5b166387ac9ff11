/** Who reported goes, and what was written of her matters; a closed matter's words go when the term of its type is over. The codes of its life stay. */
import type { Forgets } from '#kernel/forgetting/forgetting.ts'

export const matterForgets: Forgets = {
  module: 'ground/matters',
  erase: async (sql, street, subjects) => {
    const gone = await sql<{ id: string; matter: string }[]>`
      update matter_reporter set person_id = null, contact = null where street_id = ${street} and person_id = any(${subjects}::uuid[])
      returning id, matter_id as matter`
    // What others said of it with her stays theirs; where she was the only one, nothing of it is anybody's.
    const ids = gone.map(({ id }) => id)
    const matters = gone.map(({ matter }) => matter)
    const words = await sql`
      update act set words = '{}' where street_id = ${street} and words <> '{}' and matter_id = any(${matters}::uuid[])
        and (body->>'reporter' = any(${ids}::text[]) or not exists (
          select 1 from matter_reporter r where r.street_id = ${street} and r.matter_id = act.matter_id and (r.person_id is not null or r.contact is not null)))
      returning 1`
    // What is alike to words that went is not to be found by them either.
    await sql`delete from matter_token where street_id = ${street} and matter_id = any(${matters}::uuid[])`
    const about = await sql`
      update matter set subject_id = null where street_id = ${street} and subject_id = any(${subjects}::uuid[]) returning 1`
    return { rows: { 'matter-reporter': gone.length, 'matter-words': words.length, matter: about.length }, files: [] }
  },
  expire: async (sql, street, { today }) => {
    const past = await sql<{ id: string }[]>`
      update matter set keep_until = null, subject_id = null where street_id = ${street} and keep_until < ${today} returning id`
    const ids = past.map(({ id }) => id)
    const words = await sql`
      update act set words = '{}' where street_id = ${street} and matter_id = any(${ids}::uuid[]) and words <> '{}' returning 1`
    await sql`delete from matter_token where street_id = ${street} and matter_id = any(${ids}::uuid[])`
    const reporters = await sql`
      update matter_reporter set person_id = null, contact = null
      where street_id = ${street} and matter_id = any(${ids}::uuid[]) and (person_id is not null or contact is not null) returning 1`
    return { rows: { 'matter-words': words.length, 'matter-reporter': reporters.length }, files: [] }
  },
}
