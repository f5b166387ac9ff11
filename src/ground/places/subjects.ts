/** Every place is a subject of facts under its own id; here it begins, with nothing said yet but what finds it in the search box. */
import { placeLexemes } from '#ground/facts/search.ts'
import type { Ctx } from '#kernel/action/context.ts'

export type NewPlace = { id: string; region: number; name?: string; sort: string; searched: string }

export async function beginSubjects(ctx: Ctx, kind: 'estate' | 'building' | 'dwelling' | 'premises', places: NewPlace[]): Promise<void> {
  const rows = places.map((place) => ({
    id: place.id,
    region: place.region,
    sort: place.sort,
    search: placeLexemes(kind, place.searched),
  }))
  await ctx.sql`
    insert into subject (street_id, id, kind, region_no, rev, values, meta, sort, search)
    select ${ctx.street}, id, ${kind}, region, 0, '{}', '{"at":[]}', sort, array_to_tsvector(search)
    from jsonb_to_recordset(${ctx.sql.json(rows)}) as r(id uuid, region bigint, sort text, search text[])`
}
