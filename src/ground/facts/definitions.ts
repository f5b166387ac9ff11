/**
 * Definitions as the runtime reads them: shipped rows, and a street's own versions over them. Shipped files are upserted when the
 * house starts; a local edit is a new version with origin street and is never overwritten.
 */
import { createHash } from 'node:crypto'
import type { Sql } from 'postgres'
import type { Ctx, Tx } from '#kernel/action/context.ts'
import { type Catalogue, readCatalogue } from './catalogue.ts'
import type { CodeList, Element } from './contract.ts'

export type DefinitionKind = 'element' | 'codes' | 'form' | 'rule' | 'duties' | 'notice' | 'purpose' | 'matter' | 'rate' | 'theme'
export type Definition<B = unknown> = { street: number; kind: string; id: string; version: number; origin: 'shipped' | 'street'; body: B }

/** Shipped rows belong to no street. */
const NO_STREET = 0
/** A street's own elements stand after the shipped ones. */
const LAST = 1_000_000

/** Bring shipped definitions into the table; a changed body is a new version. Runs as the owner, when the house starts. */
export async function shipDefinitions(
  sql: Sql,
  shipped: { kind: DefinitionKind; id: string; body: unknown }[],
  now: Date,
): Promise<number> {
  const rows = shipped.map(({ kind, id, body }, place) => ({ kind, id, body, hash: hashOf(body), place }))
  const inserted = await sql`
    insert into definition (street_id, kind, id, version, origin, body, hash, place, at)
    select ${NO_STREET}, n.kind, n.id, coalesce(last.version, 0) + 1, 'shipped', n.body, n.hash, n.place, ${now}
    from jsonb_to_recordset(${sql.json(rows as never)}) as n(kind text, id text, body jsonb, hash text, place int)
    left join lateral (
      select version, hash from definition d where d.street_id = ${NO_STREET} and d.kind = n.kind and d.id = n.id order by version desc limit 1
    ) last on true
    where last.hash is distinct from n.hash
    returning 1`
  return inserted.length
}

/** The newest version of each definition that the street sees: its own before the shipped one; retired ones are left out. */
export async function listDefinitions(sql: Tx | Sql, street: number, kind: DefinitionKind): Promise<Definition[]> {
  const rows = await sql<(Definition & { retired: boolean; place: number })[]>`
    select distinct on (id) street_id as street, kind, id, version, origin, body, place, retired_at is not null as retired
    from definition where street_id in (${NO_STREET}, ${street}) and kind = ${kind}
    order by id, street_id desc, version desc`
  return rows
    .filter((row) => !row.retired)
    .sort((a, b) => a.place - b.place)
    .map(({ retired: _retired, place: _place, ...definition }) => definition)
}

export async function insertDefinition(ctx: Ctx, kind: DefinitionKind, id: string, body: unknown, retire = false): Promise<number> {
  const [row] = await ctx.sql<{ version: number }[]>`
    insert into definition (street_id, kind, id, version, origin, body, hash, place, at, retired_at)
    select ${ctx.street}, ${kind}, ${id}, coalesce(max(version) filter (where street_id = ${ctx.street}), 0) + 1, 'street', ${ctx.sql.json(body as never)}, ${hashOf(body)},
      coalesce(max(place), ${LAST}), ${ctx.now}, ${retire ? ctx.now : null}
    from definition where street_id in (${NO_STREET}, ${ctx.street}) and kind = ${kind} and id = ${id}
    returning version`
  catalogues.delete(ctx.street)
  return row!.version
}

const REREAD_MS = 10_000
const catalogues = new Map<number, { at: number; stamp: string; catalogue: Catalogue }>()

/** The street's catalogue, looked at anew every few seconds and rebuilt only when a definition changed: it is read by every request. */
export async function getStreetCatalogue(ctx: { sql: Tx; street: number }): Promise<Catalogue> {
  const known = catalogues.get(ctx.street)
  if (known && Date.now() - known.at < REREAD_MS) return known.catalogue
  const stamp = await readStamp(ctx.sql, ctx.street)
  const catalogue = known && known.stamp === stamp ? known.catalogue : await readStreetCatalogue(ctx.sql, ctx.street)
  catalogues.set(ctx.street, { at: Date.now(), stamp, catalogue })
  return catalogue
}

async function readStamp(sql: Tx, street: number): Promise<string> {
  const [row] = await sql<{ stamp: string }[]>`
    select count(*) || ' ' || coalesce(max(at)::text, '') as stamp from definition where street_id in (${NO_STREET}, ${street})`
  return row?.stamp ?? ''
}

async function readStreetCatalogue(sql: Tx, street: number): Promise<Catalogue> {
  const elements = await listDefinitions(sql, street, 'element')
  const codes = await listDefinitions(sql, street, 'codes')
  return readCatalogue(
    elements.map((definition) => definition.body as Element),
    codes.map((definition) => definition.body as CodeList),
  )
}

function hashOf(body: unknown): string {
  return createHash('sha256').update(JSON.stringify(body)).digest('hex').slice(0, 32)
}
