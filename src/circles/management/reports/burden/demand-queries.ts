/** SQL of the burden of demands, in the jurisdiction that asks. */
import type { Tx } from '#kernel/action/context.ts'
import type { StreetState } from '../demands/contract.ts'
import type { Held } from './contract.ts'

export type AskedRow = {
  id: string
  office: number
  at: string
  follows: string | null
  streets: number[]
  elements: string[]
  /** What each street that was heard tells of its burden. */
  told: Held[]
  states: StreetState[]
}

/** Of all offices of the jurisdiction, in the order in which they asked; by `app_asked_of_streets`, which tells neither title nor purpose. */
export async function listAskedOfStreets(sql: Tx, since: string): Promise<AskedRow[]> {
  return sql<AskedRow[]>`
    select id, office, asked_at as at, follows, streets, elements, told, states
    from app_asked_of_streets((${since}::date::timestamp at time zone 'Asia/Shanghai')) order by asked_at, id`
}

/** As far as the post sees. */
export async function listTitles(sql: Tx, street: number, demands: string[]): Promise<{ id: string; title: string; asker: string }[]> {
  return sql<{ id: string; title: string; asker: string }[]>`
    select id, title, asker from demand where street_id = ${street} and id = any(${demands}::uuid[])`
}
