/** Who reported goes, and what was written of her matters; a closed matter's words go when the term of its type is over. The codes of its life stay. */
import type { Forgets } from '#kernel/forgetting/forgetting.ts'

/** A report begun and never sent. */
const LOOSE_DAYS = 3

export const matterForgets: Forgets = {
  module: 'ground/matters',
  erase: async (sql, street, subjects) => {
    const gone = await sql<{ id: string; matter: string; sealed: boolean }[]>`
      update matter_reporter set person_id = null, contact = null, login_id = null where street_id = ${street} and person_id = any(${subjects}::uuid[])
      returning id, matter_id as matter, sealed`
    // What others said of it with her stays theirs; where she was the only one, nothing of it is anybody's.
    const ids = gone.map(({ id }) => id)
    const matters = gone.map(({ matter }) => matter)
    const words = await sql<{ matter: string }[]>`
      update act set words = '{}' where street_id = ${street} and words <> '{}' and matter_id = any(${matters}::uuid[])
        and (body->>'reporter' = any(${ids}::text[]) or not exists (
          select 1 from matter_reporter r where r.street_id = ${street} and r.matter_id = act.matter_id and (r.person_id is not null or r.contact is not null)))
      returning matter_id as matter`
    // What is alike to words that went is not to be found by them either.
    await sql`delete from matter_token where street_id = ${street} and matter_id = any(${matters}::uuid[])`
    const about = await sql<{ id: string; sealed: boolean }[]>`
      update matter set subject_id = null where street_id = ${street} and subject_id = any(${subjects}::uuid[]) returning id, sealed`
    // What was written of a matter that was about her is about her, whoever wrote it.
    const aboutHer = about.map(({ id }) => id)
    const told = await sql<{ matter: string }[]>`
      update act set words = '{}' where street_id = ${street} and words <> '{}' and matter_id = any(${aboutHer}::uuid[]) returning matter_id as matter`
    await sql`delete from matter_token where street_id = ${street} and matter_id = any(${aboutHer}::uuid[])`
    const photos = await sql<{ id: string; matter: string | null }[]>`
      delete from matter_photo where street_id = ${street} and person_id = any(${subjects}::uuid[]) returning id, matter_id as matter`
    // Whoever erases her reads how much went: of what is sealed not even that.
    const sealed = new Set([
      ...gone.filter((row) => row.sealed).map(({ matter }) => matter),
      ...about.filter((row) => row.sealed).map(({ id }) => id),
    ])
    const open = (rows: readonly { matter: string | null }[]) => rows.filter(({ matter }) => matter === null || !sealed.has(matter)).length
    return {
      rows: {
        'matter-reporter': open(gone),
        'matter-words': open(words) + open(told),
        matter: about.filter((row) => !row.sealed).length,
        'matter-photo': open(photos),
      },
      files: photos.map(({ id }) => id),
    }
  },
  expire: async (sql, street, { now, today }) => {
    const past = await sql<{ id: string }[]>`
      update matter set keep_until = null, subject_id = null where street_id = ${street} and keep_until < ${today} returning id`
    const ids = past.map(({ id }) => id)
    const words = await sql`
      update act set words = '{}' where street_id = ${street} and matter_id = any(${ids}::uuid[]) and words <> '{}' returning 1`
    await sql`delete from matter_token where street_id = ${street} and matter_id = any(${ids}::uuid[])`
    const reporters = await sql`
      update matter_reporter set person_id = null, contact = null, login_id = null
      where street_id = ${street} and matter_id = any(${ids}::uuid[]) and (person_id is not null or contact is not null) returning 1`
    // A photograph that nothing was sent with is nobody's after a few days.
    const photos = await sql<{ id: string }[]>`
      delete from matter_photo where street_id = ${street}
        and (matter_id = any(${ids}::uuid[]) or (matter_id is null and at < ${new Date(now.getTime() - LOOSE_DAYS * 86_400_000)})) returning id`
    return {
      rows: { 'matter-words': words.length, 'matter-reporter': reporters.length, 'matter-photo': photos.length },
      files: photos.map(({ id }) => id),
    }
  },
  holds: async (sql, street) => (await sql<{ id: string }[]>`select id from matter_photo where street_id = ${street}`).map(({ id }) => id),
}
