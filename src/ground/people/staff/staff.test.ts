import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from '#kernel/access/actor.ts'
import { currentCode } from '#kernel/access/password.ts'
import { COMMUNITY, OTHER_COMMUNITY, STREET, type Stage, useStage } from '../../../../test/stage.ts'
import * as actions from './actions.ts'
import * as rules from './rules.ts'
import { covers, lackingRights, rangeOf, regionOf } from './rules.ts'
import * as views from './views.ts'

const story = useStage()
const START = new Date('2026-11-22T02:00:00Z')
const clerkPost = { role: 'clerk', title: '文泉社区工作者', region: COMMUNITY, from: '2026-11-01' }
const fails = (code: string) => ({ name: 'Problem', code })

async function addClerk(stage: Stage, head: Actor, signIn = 'wangfang') {
  const made = await stage.does(actions.addStaff, head, { name: '王芳', signIn, post: clerkPost })
  assert.ok(made.password && made.secret)
  return { login: made.login, post: made.post, password: made.password, secret: made.secret }
}

/** Signs in and gives the token of the full session. */
async function enter(stage: Stage, signIn: string, password: string, secret: string, at = START): Promise<string> {
  stage.setNow(at)
  const { token } = await stage.sessions.signIn(signIn, password)
  return (await stage.sessions.confirmCode(token, currentCode(secret, at))).token
}

test('a department’s post is the whole street’s to give and has no area: it sees nothing of the register', () => {
  const rights = new Set(['matter.read'])
  const holder = (lo: number, hi: number) => ({ login: 'h', street: 370683001, lo, hi, rights })
  const post = { role: 'department', title: '城管中队队员', from: '2026-01-01' }
  const head = holder(370683001000000, 370683001999999)
  assert.deepEqual(rules.judgePost(head, { ...post, region: 370683001 }, rights, '2026-01-01'), { lo: 0, hi: 0 })
  assert.throws(() => rules.judgePost(head, { ...post, region: 370683001001 }, rights, '2026-01-01'), { code: 'input.invalid' })
  const director = holder(370683001001000, 370683001001999)
  assert.throws(() => rules.judgePost(director, { ...post, region: 370683001 }, rights, '2026-01-01'), { code: 'access.forbidden' })
  assert.deepEqual([rules.covers(head, { lo: 0, hi: 0 }), rules.covers(director, { lo: 0, hi: 0 })], [true, false])
})

test(
  'the head makes a login whose first password and key open the house in its post; a replay shows neither again',
  story(async (stage) => {
    const head = stage.actor('head')
    const input = { name: '王芳', signIn: 'wangfang', post: clerkPost }
    const made = await stage.does(actions.addStaff, head, input, { key: 'one-key-1' })
    const token = await enter(stage, 'wangfang', made.password!, made.secret!)
    const held = await stage.sessions.find(token)
    assert.deepEqual([held?.actor?.role, held?.actor?.lo, held?.actor?.hi], ['clerk', COMMUNITY * 1000, COMMUNITY * 1000 + 999])
    const again = await stage.does(actions.addStaff, head, input, { key: 'one-key-1' })
    assert.deepEqual(again, { login: made.login, post: made.post })
    const kept = await stage.sql<{ reply: unknown }[]>`select reply from idempotency where street_id = ${STREET}`
    const logged = await stage.sql<{ events: unknown }[]>`select events from log where street_id = ${STREET}`
    for (const secret of [made.password!, made.secret!])
      assert.ok(!JSON.stringify([kept, logged]).includes(secret), 'a password or key was kept')
    const taken = await stage.refused(actions.addStaff, head, { ...input, name: '别人' }, 'place.known')
    assert.equal(taken.fields[0]?.path, '/signIn')
  }),
)

test(
  'nobody gives rights she does not hold herself, nor beyond her region, nor a role or term that is none',
  story(async (stage) => {
    const admin = stage.actor('admin')
    const beyond = await stage.refused(actions.addStaff, admin, { name: '王芳', signIn: 'wangfang', post: clerkPost }, 'access.forbidden')
    assert.equal(beyond.fields[0]?.say, 'staff.beyond-rights')
    await stage.does(actions.addStaff, admin, { name: '綦军', signIn: 'qijun2', post: { ...clerkPost, role: 'admin', region: STREET } })
    const local = stage.actor('head', COMMUNITY)
    const outside = { ...clerkPost, region: OTHER_COMMUNITY }
    const wide = await stage.refused(actions.addStaff, local, { name: '王芳', signIn: 'wangfang', post: outside }, 'access.forbidden')
    assert.equal(wide.fields[0]?.path, '/post/region')
    const { login } = await addClerk(stage, local)
    await stage.refused(actions.givePost, local, { id: login, post: { ...clerkPost, region: STREET } }, 'access.forbidden')
    const head = stage.actor('head')
    await stage.refused(actions.givePost, head, { id: login, post: { ...clerkPost, role: 'emperor' } }, 'input.invalid')
    await stage.refused(actions.givePost, head, { id: login, post: { ...clerkPost, to: '2026-10-01' } }, 'input.invalid')
    await stage.refused(actions.givePost, stage.actor('clerk', COMMUNITY), { id: login, post: clerkPost }, 'access.forbidden')
    await stage.refused(views.staff, stage.actor('clerk', COMMUNITY), {}, 'access.forbidden')
  }),
)

test(
  'an ended post takes its open sessions with it at once, and the other post of the same login stays',
  story(async (stage) => {
    const head = stage.actor('head')
    const { login, post, password, secret } = await addClerk(stage, head)
    const token = await enter(stage, 'wangfang', password, secret)
    assert.equal((await stage.sessions.find(token))?.actor?.post, post)
    const { post: second } = await stage.does(actions.givePost, head, {
      id: login,
      post: { ...clerkPost, role: 'grid', title: '网格员', region: COMMUNITY * 1000 + 1 },
    })
    await stage.does(actions.endPost, head, { id: post })
    assert.equal(await stage.sessions.find(token), undefined)
    const later = new Date(START.getTime() + 120_000)
    const next = await enter(stage, 'wangfang', password, secret, later)
    assert.deepEqual(
      (await stage.sessions.listPosts(login)).map((row) => row.id),
      [second],
    )
    assert.equal((await stage.sessions.find(next))?.actor?.post, second)
    await stage.refused(actions.endPost, head, { id: post }, 'thing.unknown')
    await stage.does(actions.endPost, head, { id: second, last: '2026-11-30' })
    assert.equal((await stage.sessions.find(next))?.actor?.post, second)
    await stage.refused(actions.endPost, head, { id: second, last: '2026-12-31' }, 'input.invalid')
    const listed = (await stage.does(views.staff, head, {})).logins.find((one) => one.id === login)
    assert.deepEqual(
      listed?.posts.map(({ state }) => state),
      ['over', 'in-force'],
    )
  }),
)

test(
  'a lock shuts a login out at once and opening lets it in; a reset gives a new password and ends what was open',
  story(async (stage) => {
    const head = stage.actor('head')
    const { login, password, secret } = await addClerk(stage, head)
    const token = await enter(stage, 'wangfang', password, secret)
    await stage.does(actions.lockLogin, stage.actor('admin'), { id: login, locked: true })
    assert.equal(await stage.sessions.find(token), undefined)
    await assert.rejects(() => stage.sessions.signIn('wangfang', password), fails('access.sign-in-failed'))
    const problem = await stage.refused(actions.lockLogin, stage.actor('admin'), { id: login, locked: false }, 'access.forbidden')
    assert.equal(problem.fields[0]?.say, 'staff.beyond-hers')
    await stage.does(actions.lockLogin, head, { id: login, locked: false })
    await stage.refused(actions.resetLogin, stage.actor('admin'), { id: login, what: 'password' }, 'access.forbidden')
    const reset = await stage.does(actions.resetLogin, head, { id: login, what: 'password' })
    await assert.rejects(() => stage.sessions.signIn('wangfang', password), fails('access.sign-in-failed'))
    const code = await stage.does(actions.resetLogin, head, { id: login, what: 'code' })
    const at = new Date(START.getTime() + 120_000)
    assert.ok(await stage.sessions.find(await enter(stage, 'wangfang', reset.password!, code.secret!, at)))
    const stranger = await stage.refused(
      actions.lockLogin,
      stage.actor('head', OTHER_COMMUNITY),
      { id: login, locked: true },
      'access.forbidden',
    )
    assert.equal(stranger.fields[0]?.say, 'staff.beyond-region')
  }),
)

test(
  'nobody ends her own last post of an administrator, or locks or resets herself',
  story(async (stage) => {
    const head = stage.actor('head')
    const made = await stage.does(actions.addStaff, head, {
      name: '高峰',
      signIn: 'gaofeng2',
      post: { ...clerkPost, role: 'head', title: '主任', region: STREET },
    })
    const herself: Actor = { ...head, login: made.login, post: made.post }
    const last = await stage.refused(actions.endPost, herself, { id: made.post }, 'thing.in-use')
    assert.equal(last.fields[0]?.say, 'staff.own-last')
    await stage.refused(actions.lockLogin, herself, { id: made.login, locked: true }, 'access.forbidden')
    await stage.refused(actions.resetLogin, herself, { id: made.login, what: 'code' }, 'access.forbidden')
    const { post } = await stage.does(actions.givePost, head, {
      id: made.login,
      post: { ...clerkPost, role: 'admin', title: '管理员', region: STREET },
    })
    await stage.does(actions.endPost, herself, { id: made.post })
    await stage.refused(actions.endPost, { ...herself, post }, { id: post }, 'thing.in-use')
    await stage.does(actions.endPost, head, { id: post })
  }),
)

test(
  'she changes her own password and sees every try to sign in with her name; nobody else does',
  story(async (stage) => {
    const head = stage.actor('head')
    const { login, post, password, secret } = await addClerk(stage, head)
    const herself: Actor = { ...stage.actor('clerk', COMMUNITY), login, post }
    await assert.rejects(() => stage.sessions.signIn('wangfang', 'not hers'), fails('access.sign-in-failed'))
    const token = await enter(stage, 'wangfang', password, secret)
    const own = await stage.does(views.own, herself, {})
    assert.deepEqual([own.given, own.signIns.map(({ outcome }) => outcome).sort()], [true, ['in', 'password-wrong']])
    const change = { current: password, next: '灯下黑有七只猫咪和狗' }
    const wrong = await stage.refused(actions.changePassword, herself, { ...change, current: 'x' }, 'input.invalid')
    assert.equal(wrong.fields[0]?.path, '/current')
    for (const [next, say] of [
      ['wangfang-2026', 'staff.password-name'],
      [password, 'staff.password-same'],
      ['aaaaaaaaaaaa', 'staff.password-plain'],
    ]) {
      const refused = await stage.refused(actions.changePassword, herself, { current: password, next }, 'input.invalid')
      assert.equal(refused.fields[0]?.say, say)
    }
    await stage.does(actions.changePassword, herself, change)
    assert.equal(await stage.sessions.find(token), undefined)
    assert.equal((await stage.does(views.own, herself, {})).given, false)
    assert.ok(await enter(stage, 'wangfang', change.next, secret, new Date(START.getTime() + 120_000)))
    assert.deepEqual((await stage.does(views.own, head, {}).catch((problem: unknown) => problem)) instanceof Error, true)
  }),
)

test('a region is a street, a community or a grid, and comes back from its numbers', () => {
  for (const region of [STREET, COMMUNITY, COMMUNITY * 1000 + 3]) assert.equal(regionOf(rangeOf(region)!), region)
  assert.deepEqual([rangeOf(COMMUNITY * 1000), rangeOf(3706830)], [undefined, undefined])
  assert.ok(covers(rangeOf(STREET)!, rangeOf(COMMUNITY)!) && !covers(rangeOf(COMMUNITY)!, rangeOf(STREET)!))
  assert.deepEqual(lackingRights(new Set(['a.b']), new Set(['a.b', 'c.d'])), ['c.d'])
})
