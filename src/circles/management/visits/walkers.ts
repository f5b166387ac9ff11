/** Who may walk a round: a post in force that reaches its doors and may record visits. The grid's own team first; of a stairwell head only her doors. */
import type { Ctx } from '#kernel/action/context.ts'
import { listPosts, listTeamDoors, type WalkerRow } from './queries.ts'

export type Walker = WalkerRow & {
  /** She is in a team of the area. */
  team: boolean
  /** Her doors; absent: all that her post reaches. */
  doors?: ReadonlySet<string>
  /** May be asked protected questions by. */
  opens: boolean
  /** May be in touch with who is due. */
  contacts: boolean
}

export async function listWalkers(ctx: Ctx, range: { lo: number; hi: number }, until: string): Promise<Walker[]> {
  const posts = await listPosts(ctx.sql, ctx.street, range, until)
  const teams = await listTeamDoors(ctx.sql, ctx.street, range, ctx.today)
  const walkers = posts
    .filter(({ role }) => ctx.house.rightsOf(role).has('visit.record'))
    .map((post): Walker => {
      const own = teams.filter(({ login }) => login === post.login)
      const doors = limitOf(own)
      const rights = ctx.house.rightsOf(post.role)
      const may = { opens: rights.has('sensitive.open'), contacts: rights.has('care.contact') }
      return { ...post, ...may, team: own.length > 0, ...(doors ? { doors } : {}) }
    })
  return [...walkers.filter(({ team }) => team), ...walkers.filter(({ team }) => !team)]
}

/** Who is in a team for a whole grid is limited by nothing, nor is who is in no team. */
function limitOf(memberships: { doors: string[] | null }[]): ReadonlySet<string> | undefined {
  if (memberships.length === 0 || memberships.some(({ doors }) => doors === null)) return undefined
  return new Set(memberships.flatMap(({ doors }) => doors ?? []))
}

/** The doors of a login in these grids; nothing when it is not limited to some. */
export async function doorsOf(ctx: Ctx, login: string, range: { lo: number; hi: number }): Promise<ReadonlySet<string> | undefined> {
  return limitOf((await listTeamDoors(ctx.sql, ctx.street, range, ctx.today)).filter((one) => one.login === login))
}
