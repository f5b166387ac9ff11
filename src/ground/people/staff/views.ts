/** Reads of staff: who holds which post. When somebody signs in is nobody's business but her own. */
import { Problem } from '#base/problem.ts'
import { listGridNames } from '#ground/places/grids/queries.ts'
import { listRegionNames } from '#ground/places/queries.ts'
import { listSignIns } from '#kernel/access/queries.ts'
import { view } from '#kernel/action/action.ts'
import type { Ctx } from '#kernel/action/context.ts'
import * as contracts from './contract.ts'
import * as queries from './queries.ts'
import * as rules from './rules.ts'

export const staff = view(contracts.listStaff, {
  may: 'staff.read',
  personal: false,
  async run(ctx) {
    const areas = await listAreas(ctx)
    const names = new Map(areas.map((area) => [area.region, area.name]))
    const posts = await queries.listPosts(ctx.sql, ctx.street)
    const logins = await queries.listLogins(ctx.sql, ctx.street)
    const changes = ctx.actor.rights.has(rules.ADMINISTERS)
    return {
      logins: logins
        .map((login) => {
          const own = posts.filter((post) => post.login === login.id)
          const standing = { posts: own.filter((post) => rules.stateOf(post, ctx.today) !== 'over'), elsewhere: login.elsewhere }
          return {
            id: login.id,
            signIn: login.signIn,
            name: login.name,
            locked: login.locked,
            given: login.given,
            own: login.id === ctx.actor.login,
            mayLock: changes && rules.mayLock(ctx.actor, login.id, standing),
            mayReset: changes && rules.mayReset(ctx.actor, login.id, standing, ctx.house.rightsOf),
            posts: own.filter(isNear(ctx)).map((post) => {
              const region = rules.regionOf(post)
              return {
                id: post.id,
                role: post.role,
                title: post.title,
                region,
                area: region === 0 ? '' : (names.get(region) ?? String(region)),
                from: post.from,
                to: post.to,
                state: rules.stateOf(post, ctx.today),
              }
            }),
          }
        })
        .filter((login) => login.posts.length > 0),
      roles: ctx.house.roles.map((role) => ({ role, lacking: rules.lackingRights(ctx.actor.rights, ctx.house.rightsOf(role)).length })),
      areas: areas.filter(({ region }) => rules.covers(ctx.actor, rules.rangeOf(region)!)),
    }
  },
})

export const own = view(contracts.readOwn, {
  may: 'signed-in',
  personal: false,
  async run(ctx) {
    const found = await queries.findOwn(ctx.sql, ctx.actor.login)
    if (!found) throw new Problem('thing.unknown')
    const { name, signIn, given } = found
    return { name, signIn, given, signIns: await listSignIns(ctx.sql, ctx.actor.login, 100) }
  },
})

/** A director sees the staff of her community and of the street above it, not of the neighbours. */
function isNear({ actor }: Ctx) {
  return (post: rules.Range) => post.lo <= actor.hi && post.hi >= actor.lo
}

/** The street, its communities and their grids by name. */
async function listAreas(ctx: Ctx): Promise<{ region: number; name: string }[]> {
  const names = await listRegionNames(ctx.sql, ctx.street)
  const communities = [...names].filter(([code]) => code.length === 12)
  const grids = await listGridNames(ctx.sql, ctx.street)
  return [
    { region: ctx.street, name: names.get(String(ctx.street)) ?? String(ctx.street) },
    ...communities.sort().map(([code, name]) => ({ region: Number(code), name })),
    ...grids.map((grid) => ({ region: grid.region, name: grid.name })),
  ]
}
