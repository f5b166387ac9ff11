/** Everybody a matter can be given to. */
import { shortRegionName } from '#ground/places/region.ts'
import { view } from '#kernel/action/action.ts'
import * as contracts from './contract.ts'
import { placeParty } from './names.ts'
import * as queries from './queries.ts'

export const listUnits = view(contracts.listUnits, {
  may: 'matter.read',
  personal: false,
  async run(ctx) {
    const [rows, acting, posts, places] = await Promise.all([
      queries.listUnitRows(ctx.sql, ctx.street),
      queries.listUnitPosts(ctx.sql, ctx.street),
      queries.listPostNames(ctx.sql, ctx.street, ctx.today),
      queries.listPlaceNames(ctx.sql, ctx.street),
    ])
    const postOf = new Map(posts.map((post) => [post.id, post]))
    const units = rows
      .filter(({ ended }) => !ended)
      .map(({ id, kind, name, phone, rev }) => ({
        party: `unit:${id}`,
        id,
        kind,
        name,
        phone,
        rev,
        posts: acting
          .filter(({ unit }) => unit === id)
          .flatMap(({ post }) => {
            const found = postOf.get(post)
            return found ? [{ id: found.id, title: found.title, name: found.name }] : []
          }),
      }))
    return { units, places: places.map(({ code, name }) => ({ party: placeParty(code), name: shortRegionName(name) })), posts }
  },
})
