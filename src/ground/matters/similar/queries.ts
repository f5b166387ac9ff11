/** SQL of alike matters. The function behind it holds the scope; what it finds is looked up under the policies. */
import type { Tx } from '#kernel/action/context.ts'
import type { Party } from '../life/acts.ts'
import { columns, type ListRow } from '../worklist-queries.ts'
import type { Tokens } from './tokens.ts'

export async function insertTokens(
  sql: Tx,
  street: number,
  matter: string,
  { region, tokens, weight }: { region: number; tokens: number[]; weight: number },
): Promise<void> {
  await sql`
    insert into matter_token (street_id, matter_id, region_no, tokens, weight, open)
    values (${street}, ${matter}, ${region}, ${tokens}::int[], ${weight}, true)`
}

export async function markTokens(sql: Tx, street: number, matter: string, open: boolean): Promise<void> {
  await sql`update matter_token set open = ${open} where street_id = ${street} and matter_id = ${matter}`
}

export type Sought = { tokens: Tokens; near: number[]; except: string | undefined; limit: number }
const NOBODY = '00000000-0000-0000-0000-000000000000'

export type AlikeRow = ListRow & { likeness: number; region: number; subject: string | null }

/** Open ones that this post may see, the likest first. */
export async function listAlikeOpen(sql: Tx, street: number, { tokens, near, except, limit }: Sought): Promise<AlikeRow[]> {
  return sql<AlikeRow[]>`
    select ${columns(sql)}, m.region_no as region, m.subject_id as subject, a.likeness
    from app_find_alike(${tokens.sought}::int[], ${tokens.weights}::real[], ${near}::int[], true, ${except ?? NOBODY}, ${limit}) a
    join matter m on m.street_id = ${street} and m.id = a.id
    where not m.sealed and m.stand <> 'closed' order by a.likeness desc, m.id desc`
}

export type Decided = { id: string; type: string; category: string; lead: Party; likeness: number }

/** Alike ones that somebody decided on: a person has taken, dispatched or closed them. What was refused or merged says nothing. */
export async function listAlikeDecided(sql: Tx, street: number, { tokens, near, except, limit }: Sought): Promise<Decided[]> {
  return sql<Decided[]>`
    select m.id, m.type_id as type, m.category, m.lead, a.likeness
    from app_find_alike(${tokens.sought}::int[], ${tokens.weights}::real[], ${near}::int[], false, ${except ?? NOBODY}, ${limit}) a
    join matter m on m.street_id = ${street} and m.id = a.id
    where not m.sealed and (m.stand <> 'received' or m.dispatched) and m.outcome is distinct from 'refused' and m.outcome is distinct from 'merged'
    order by a.likeness desc, m.id desc`
}
