/** The street's staff: logins and posts given, ended, locked, reset. Each is one row of the log; passwords and keys reach neither log nor reply kept. */
import { randomInt } from 'node:crypto'
import { Problem } from '#base/problem.ts'
import { checkPassword, hashPassword, makeSecret, secretUri } from '#kernel/access/password.ts'
import { countFailure, findLoginById, insertLogin, insertPost, LOCK_AFTER, LOCK_MINUTES, recordSignIn } from '#kernel/access/queries.ts'
import { sealSecret } from '#kernel/access/secret.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import * as contracts from './contract.ts'
import * as queries from './queries.ts'
import * as rules from './rules.ts'

export const addStaff = action(contracts.addStaff, {
  may: 'staff.change',
  shownOnce: contracts.shownOnce,
  async run(ctx, { name, signIn, post }) {
    const range = rules.judgePost(ctx.actor, post, rightsOfPost(ctx, post.role), ctx.today)
    if (await queries.isNameTaken(ctx.sql, signIn)) throw new Problem('place.known', {}, [{ path: '/signIn', say: 'staff.name-taken' }])
    const [login, password, secret] = [newId(), makePassword(), makeSecret()]
    await insertLogin(ctx.sql, {
      id: login,
      name: signIn,
      shownName: name.trim(),
      passwordHash: await hashPassword(password),
      totpSecret: sealSecret(ctx.house.keys, secret),
      at: ctx.now,
    })
    await queries.markGiven(ctx.sql, login)
    const id = await insert(ctx, login, post, range)
    noteEvent(ctx, 'staff.added', [login, id])
    return { login, post: id, password, secret, link: secretUri(secret, signIn) }
  },
})

export const givePost = action(contracts.givePost, {
  may: 'staff.change',
  async run(ctx, { id, post }) {
    const range = rules.judgePost(ctx.actor, post, rightsOfPost(ctx, post.role), ctx.today)
    const login = await queries.lockLoginRow(ctx.sql, ctx.street, id)
    if (!login) throw new Problem('thing.unknown')
    const given = await insert(ctx, id, post, range)
    noteEvent(ctx, 'staff.post-given', [id, given])
    return { post: given }
  },
})

export const endPost = action(contracts.endPost, {
  may: 'staff.change',
  endsSessions: true,
  async run(ctx, { id, last }) {
    const post = await queries.lockPost(ctx.sql, ctx.street, id)
    if (!post || rules.stateOf(post, ctx.today) === 'over') throw new Problem('thing.unknown')
    if (!rules.covers(ctx.actor, post)) throw new Problem('access.forbidden', { right: 'region' })
    if (last !== undefined && (last < ctx.today || last < post.from || (post.to !== null && last > post.to)))
      throw new Problem('input.invalid', { count: 1 }, [{ path: '/last', say: 'staff.last-day' }])
    const others = await queries.listPosts(ctx.sql, ctx.street, post.login)
    if (rules.isOwnLast(ctx.actor, post, others, ctx.house.rightsOf, ctx.today))
      throw new Problem('thing.in-use', {}, [{ path: '/id', say: 'staff.own-last' }])
    await queries.endPost(ctx.sql, ctx.street, id, last === undefined ? { at: ctx.now, by: ctx.actor.post } : { last })
    noteEvent(ctx, 'staff.post-ended', [post.login, id])
    return {}
  },
})

export const lockLogin = action(contracts.lockLogin, {
  may: 'staff.change',
  endsSessions: true,
  async run(ctx, { id, locked }) {
    const standing = await standingOf(ctx, id)
    const may = locked ? rules.mayLock(ctx.actor, id, standing) : rules.mayReset(ctx.actor, id, standing, ctx.house.rightsOf)
    if (!may) throw new Problem('access.forbidden', { right: 'staff.change' }, [{ path: '/id', say: whyNot(ctx, id, standing) }])
    await queries.setLocked(ctx.sql, id, locked ? ctx.now : null)
    noteEvent(ctx, locked ? 'staff.locked' : 'staff.unlocked', [id])
    return {}
  },
})

export const resetLogin = action(contracts.resetLogin, {
  may: 'staff.change',
  shownOnce: contracts.shownOnce,
  endsSessions: true,
  async run(ctx, { id, what }) {
    const standing = await standingOf(ctx, id)
    if (!rules.mayReset(ctx.actor, id, standing, ctx.house.rightsOf))
      throw new Problem('access.forbidden', { right: 'staff.change' }, [{ path: '/id', say: whyNot(ctx, id, standing) }])
    noteEvent(ctx, `staff.${what}-reset`, [id])
    if (what === 'password') {
      const password = makePassword()
      await queries.setPassword(ctx.sql, id, await hashPassword(password), true)
      return { password }
    }
    const secret = makeSecret()
    await queries.setSecret(ctx.sql, id, sealSecret(ctx.house.keys, secret))
    return { secret, link: secretUri(secret, standing.signIn) }
  },
})

export const changePassword = action(contracts.changePassword, {
  may: 'signed-in',
  endsSessions: true,
  // Counted although the action is taken back: an open desk is no place to guess at.
  async refused({ app, now }, { login }, { fields }) {
    if (!fields.some(({ say }) => say === 'staff.password-wrong')) return
    const at = now()
    await countFailure(app, login, LOCK_AFTER, new Date(at.getTime() + LOCK_MINUTES * 60_000))
    await recordSignIn(app, { login, at, outcome: 'password-wrong', address: '', agent: '' })
  },
  async run(ctx, { current, next }) {
    const own = await queries.findOwn(ctx.sql, ctx.actor.login)
    const login = await findLoginById(ctx.sql, ctx.actor.login)
    if (!own || !login) throw new Problem('thing.unknown')
    if (login.locked_until && new Date(login.locked_until) > ctx.now) throw new Problem('access.locked', { minutes: LOCK_MINUTES })
    if (!(await checkPassword(own.hash, current)))
      throw new Problem('input.invalid', { count: 1 }, [{ path: '/current', say: 'staff.password-wrong' }])
    const fault = rules.passwordFault(next, current, own.signIn)
    if (fault) throw new Problem('input.invalid', { count: 1 }, [{ path: '/next', say: fault }])
    await queries.setPassword(ctx.sql, ctx.actor.login, await hashPassword(next), false)
    noteEvent(ctx, 'staff.password-changed', [ctx.actor.login])
    return {}
  },
})

/** Without letters and digits that look alike; 60 bits. */
function makePassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const part = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return `${part()}-${part()}-${part()}`
}

/** None for what is no role of a post: residents have theirs without one. */
function rightsOfPost({ house }: Ctx, role: string): ReadonlySet<string> {
  return house.roles.includes(role) ? house.rightsOf(role) : new Set()
}

async function insert(ctx: Ctx, login: string, { role, title, from, to }: contracts.NewPost, { lo, hi }: rules.Range): Promise<string> {
  const id = newId()
  await insertPost(ctx.sql, { street: ctx.street, id, login, role, title: title.trim(), lo, hi, from, ...(to ? { to } : {}) })
  return id
}

type StandingLogin = rules.Standing & { signIn: string }

/** A login of this street with its posts that are not over. */
async function standingOf(ctx: Ctx, id: string): Promise<StandingLogin> {
  const login = await queries.lockLoginRow(ctx.sql, ctx.street, id)
  if (!login) throw new Problem('thing.unknown')
  const posts = (await queries.listPosts(ctx.sql, ctx.street, id)).filter((post) => rules.stateOf(post, ctx.today) !== 'over')
  return { posts, elsewhere: login.elsewhere, signIn: login.signIn }
}

function whyNot(ctx: Ctx, id: string, standing: rules.Standing): string {
  if (id === ctx.actor.login) return 'staff.own-login'
  if (standing.elsewhere) return 'staff.other-street'
  return standing.posts.every((post) => rules.covers(ctx.actor, post)) ? 'staff.beyond-hers' : 'staff.beyond-region'
}
