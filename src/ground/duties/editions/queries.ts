/** SQL of drafts. */
import type { Tx } from '#kernel/action/context.ts'
import type { Level } from '../contract.ts'
import type { DraftRow, EditionHead } from './contract.ts'

export type DraftData = { id: string; level: Level; head: EditionHead; rows: DraftRow[]; file: string | null; rev: number }

export async function insertDraft(sql: Tx, street: number, draft: Omit<DraftData, 'rev'> & { at: Date; post: string }): Promise<void> {
  const { id, level, head, rows, file, at, post } = draft
  await sql`
    insert into duty_draft (street_id, id, level, head, rows, file_id, rev, at, post_id)
    values (${street}, ${id}, ${level}, ${sql.json(head as never)}, ${sql.json(rows as never)}, ${file}, 1, ${at}, ${post})`
}

export async function findDraft(sql: Tx, street: number, id: string): Promise<DraftData | undefined> {
  const [row] = await sql<DraftData[]>`
    select id, level, head, rows, file_id as file, rev from duty_draft where street_id = ${street} and id = ${id}`
  return row
}

/** Held until the transaction ends. */
export async function lockDraft(sql: Tx, street: number, id: string): Promise<DraftData | undefined> {
  const [row] = await sql<DraftData[]>`
    select id, level, head, rows, file_id as file, rev from duty_draft where street_id = ${street} and id = ${id} for update`
  return row
}

export async function updateDraft(sql: Tx, street: number, id: string, head: EditionHead, rows: DraftRow[], at: Date): Promise<void> {
  await sql`
    update duty_draft set head = ${sql.json(head as never)}, rows = ${sql.json(rows as never)}, rev = rev + 1, at = ${at}
    where street_id = ${street} and id = ${id}`
}

export async function deleteDraft(sql: Tx, street: number, id: string): Promise<void> {
  await sql`delete from duty_draft where street_id = ${street} and id = ${id}`
}

export type DraftLine = { id: string; level: Level; title: string; rows: number; at: string }

export async function listDrafts(sql: Tx, street: number): Promise<DraftLine[]> {
  return sql<DraftLine[]>`
    select id, level, head->>'title' as title, jsonb_array_length(rows) as rows, at from duty_draft where street_id = ${street} order by at desc limit 100`
}
