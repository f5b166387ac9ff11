/** Kinds of notices as the street has them, and the edition a notice was told with. */
import { listDefinitions } from '#ground/facts/definitions.ts'
import type { Tx } from '#kernel/action/context.ts'
import type { NoticeKind } from './contract.ts'
import { listEditions, type NoticeRow } from './queries.ts'

export type Edition = { kind: NoticeKind; origin: 'shipped' | 'street'; version: number }

export async function listKindsHere(sql: Tx, street: number): Promise<Edition[]> {
  const rows = await listDefinitions(sql, street, 'notice')
  return rows.map(({ body, origin, version }) => ({ kind: body as NoticeKind, origin, version }))
}

/** For callers inside the house: a kind that is not there is a fault of ours. */
export async function getKind(sql: Tx, street: number, id: string): Promise<Edition> {
  const found = (await listKindsHere(sql, street)).find(({ kind }) => kind.id === id)
  if (!found) throw new Error(`no notice of kind ${id}`)
  return found
}

/** The kinds of these notices, each in the edition it was told with. */
export async function readEditions(
  sql: Tx,
  street: number,
  rows: readonly Pick<NoticeRow, 'kind'>[],
): Promise<(row: Pick<NoticeRow, 'kind' | 'origin' | 'version'>) => NoticeKind> {
  const kinds = [...new Set(rows.map(({ kind }) => kind))]
  const known = new Map(
    (kinds.length > 0 ? await listEditions(sql, street, kinds) : []).map(({ id, origin, version, body }) => [
      `${id} ${origin} ${version}`,
      body,
    ]),
  )
  return ({ kind, origin, version }) => {
    const found = known.get(`${kind} ${origin} ${version}`)
    if (!found) throw new Error(`no edition ${origin}-${version} of ${kind}`)
    return found
  }
}
