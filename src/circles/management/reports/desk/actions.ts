/** Writes of the desk: communities are named to it, a community lets it sign, a piece is taken over and given back. */
import { Problem } from '#base/problem.ts'
import { action } from '#kernel/action/action.ts'
import { noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import * as contracts from './contract.ts'
import * as queries from './queries.ts'
import { areasOf, listWaiting } from './views.ts'

const unknown = (path: string, say: string) => new Problem('input.invalid', { count: 1 }, [{ path, say }])

export const assign = action(contracts.assignArea, {
  may: 'desk.assign',
  async run(ctx, { post, community }) {
    const posts = await queries.listDeskPosts(ctx.sql, ctx.street, ctx.today)
    if (!posts.some((one) => one.post === post)) throw unknown('/post', 'desk.no-such-post')
    const known = await queries.listCommunities(ctx.sql, ctx.street)
    if (!known.some((one) => one.community === community)) throw unknown('/community', 'region.unknown')
    const standing = (await queries.listAreas(ctx.sql, ctx.street, post)).find(({ region }) => region === community * 1000)
    if (standing) return { id: standing.id }
    const id = newId()
    await queries.insertArea(ctx.sql, ctx.street, { id, post, region: community * 1000, by: ctx.actor.post, at: ctx.now })
    noteEvent(ctx, 'desk.assigned', [], [], { area: id, post })
    return { id }
  },
})

export const release = action(contracts.releaseArea, {
  may: 'desk.assign',
  async run(ctx, { id }) {
    if (!(await queries.findArea(ctx.sql, ctx.street, id))) throw new Problem('thing.unknown')
    await queries.endArea(ctx.sql, ctx.street, id, ctx.actor.post, ctx.now)
    noteEvent(ctx, 'desk.released', [], [], { area: id })
    return { id }
  },
})

export const entrust = action(contracts.entrustArea, {
  may: 'desk.entrust',
  async run(ctx, { id, signs }) {
    const area = await queries.findArea(ctx.sql, ctx.street, id)
    if (!area) throw new Problem('thing.unknown')
    // It is the community's to give: a post over several gives nothing for them.
    if (ctx.actor.hi - ctx.actor.lo > 999) throw new Problem('access.forbidden', { right: 'desk.entrust' })
    await queries.updateSigns(ctx.sql, ctx.street, id, ctx.actor.post, signs ? ctx.now : null)
    noteEvent(ctx, signs ? 'desk.entrusted' : 'desk.signing-taken-back', [], [], { area: id })
    return { id }
  },
})

export const take = action(contracts.takePiece, {
  may: 'desk.work',
  async run(ctx, { thing, community }) {
    const region = community * 1000
    const piece = (await listWaiting(ctx, await areasOf(ctx))).find((one) => one.id === thing && one.region === region)
    if (!piece) throw new Problem('thing.unknown')
    // Whoever had it gives it up: two colleagues of one desk relieve one another.
    await queries.endHold(ctx.sql, ctx.street, thing, region, { done: false, by: ctx.actor.post, at: ctx.now })
    const hold = newId()
    const { login, post, title } = ctx.actor
    await queries.insertHold(ctx.sql, ctx.street, { id: hold, thing, region, post, login, title, minutes: piece.minutes, at: ctx.now })
    noteEvent(ctx, 'desk.taken', [], [], { thing, hold })
    return { hold }
  },
})

export const giveBack = action(contracts.givePiece, {
  may: 'desk.work',
  async run(ctx, { id, done }) {
    const held = await queries.lockHold(ctx.sql, ctx.street, id)
    if (!held || held.post !== ctx.actor.post) throw new Problem('thing.changed')
    await queries.endHold(ctx.sql, ctx.street, held.thing, held.region, { done, by: ctx.actor.post, at: ctx.now })
    noteEvent(ctx, done ? 'desk.done' : 'desk.given-back', [], [], { thing: held.thing, hold: id })
    return { id }
  },
})
