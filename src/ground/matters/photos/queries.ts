/** SQL of photographs: rows beside the files that hold their bytes. */
import type { Tx } from '#kernel/action/context.ts'

export type PhotoRow = { id: string; seq: number; width: number; height: number }

/** Of matters that were opened to this transaction; a resident sees hers. */
export async function listPhotos(sql: Tx, street: number, matters: string[]): Promise<PhotoRow[]> {
  return sql<PhotoRow[]>`
    select id, seq, width, height from matter_photo where street_id = ${street} and matter_id = any(${matters}::uuid[]) order by seq, at, id`
}

export async function findPhoto(sql: Tx, street: number, matters: string[], id: string): Promise<{ person: string | null } | undefined> {
  const [row] = await sql<{ person: string | null }[]>`
    select person_id as person from matter_photo where street_id = ${street} and id = ${id} and matter_id = any(${matters}::uuid[])`
  return row
}

export type NewPhoto = { id: string; person: string; login: string; width: number; height: number; at: Date }

export async function insertPhoto(sql: Tx, street: number, photo: NewPhoto): Promise<void> {
  await sql`
    insert into matter_photo (street_id, id, person_id, login_id, width, height, at)
    values (${street}, ${photo.id}, ${photo.person}, ${photo.login}, ${photo.width}, ${photo.height}, ${photo.at})`
}

/** Photographs of this login that nothing was sent with yet. */
export async function countLoose(sql: Tx, street: number, login: string): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from matter_photo where street_id = ${street} and login_id = ${login} and matter_id is null`
  return row!.n
}

/** They go with this act from now on; how many did. */
export async function attachPhotos(
  sql: Tx,
  street: number,
  ids: string[],
  to: { matter: string; seq: number; reporter: string; person: string },
): Promise<number> {
  const rows = await sql`
    update matter_photo set matter_id = ${to.matter}, seq = ${to.seq}, reporter_id = ${to.reporter}
    where street_id = ${street} and id = any(${ids}::uuid[]) and matter_id is null and person_id = ${to.person} returning 1`
  return rows.length
}
