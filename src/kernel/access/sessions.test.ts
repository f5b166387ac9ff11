import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allRights } from '#catalogue/roles.ts'
import { COMMUNITY, STREET, type Stage, useStage } from '../../../test/stage.ts'
import { newId } from '../log/id.ts'
import { houseActor } from './actor.ts'
import { currentCode, hashPassword, makeSecret } from './password.ts'
import { endPost, insertLogin, insertPost } from './queries.ts'
import { sealSecret } from './secret.ts'

const story = useStage()
const PASSWORD = '灯下黑 7 只猫'
const START = new Date('2026-11-22T02:00:00Z')
const after = (seconds: number) => new Date(START.getTime() + seconds * 1000)

type Term = { from: string; to?: string; title?: string }

/** A clerk with a login and posts in the community. */
async function employ(
  { house }: Stage,
  name: string,
  terms: Term[] = [{ from: '2025-01-01' }],
): Promise<{ id: string; posts: string[]; code: (at: Date) => string }> {
  const [id, secret] = [newId(), makeSecret()]
  await insertLogin(house.app, {
    id,
    name,
    shownName: name,
    passwordHash: await hashPassword(PASSWORD),
    totpSecret: sealSecret(house.keys, secret),
    at: START,
  })
  const posts: string[] = []
  for (const { from, to, title = '社区工作者' } of terms) {
    const post = newId()
    posts.push(post)
    const row = {
      street: STREET,
      id: post,
      login: id,
      role: 'clerk',
      title,
      lo: COMMUNITY * 1000,
      hi: COMMUNITY * 1000 + 999,
      from,
      ...(to ? { to } : {}),
    }
    await house.transaction(scope(), (sql) => insertPost(sql, row))
  }
  return { id, posts, code: (at) => currentCode(secret, at) }
}

function scope() {
  const { lo, hi, login, post } = houseActor(STREET, allRights)
  return { street: STREET, lo, hi, login, post, sensitive: false }
}

const failsWith = (code: string) => ({ name: 'Problem', code })

test(
  'password and code open a session in the first post; its rights are those of the role over the region',
  story(async (stage) => {
    const { code, posts } = await employ(stage, 'meng')
    const { token: half } = await stage.sessions.signIn('meng', PASSWORD)
    assert.equal((await stage.sessions.find(half))?.stage, 'password')
    const { token } = await stage.sessions.confirmCode(half, code(START))
    const held = await stage.sessions.find(token)
    assert.deepEqual(
      [held?.stage, held?.actor?.post, held?.actor?.street, held?.actor?.lo, held?.actor?.hi],
      ['full', posts[0], STREET, COMMUNITY * 1000, COMMUNITY * 1000 + 999],
    )
    assert.ok(held?.actor?.rights.has('people.read'))
    assert.equal(held?.actor?.rights.has('look.read'), true)
    assert.equal(await stage.sessions.find(`${token}x`), undefined)
  }),
)

test(
  'the half token is worth nothing: not before the code, not after it, not when five minutes passed',
  story(async (stage) => {
    const { code } = await employ(stage, 'meng')
    const { token: half } = await stage.sessions.signIn('meng', PASSWORD)
    assert.equal((await stage.sessions.find(half))?.actor, undefined)
    await stage.sessions.confirmCode(half, code(START))
    stage.setNow(after(6))
    assert.equal(await stage.sessions.find(half), undefined)
    const { token: late } = await stage.sessions.signIn('meng', PASSWORD)
    stage.setNow(after(6 + 301))
    await assert.rejects(() => stage.sessions.confirmCode(late, code(after(6 + 301))), failsWith('access.sign-in-needed'))
  }),
)

test(
  'five wrong passwords lock the login for a quarter of an hour, the right one too; then it opens again',
  story(async (stage) => {
    await employ(stage, 'meng')
    for (let tries = 0; tries < 5; tries += 1)
      await assert.rejects(() => stage.sessions.signIn('meng', 'wrong'), failsWith('access.sign-in-failed'))
    await assert.rejects(() => stage.sessions.signIn('meng', PASSWORD), failsWith('access.locked'))
    stage.setNow(after(14 * 60))
    await assert.rejects(() => stage.sessions.signIn('meng', PASSWORD), failsWith('access.locked'))
    stage.setNow(after(15 * 60 + 1))
    assert.ok((await stage.sessions.signIn('meng', PASSWORD)).token)
  }),
)

test(
  'a name nobody has is refused like a wrong password',
  story(async (stage) => {
    await assert.rejects(() => stage.sessions.signIn('nobody', PASSWORD), failsWith('access.sign-in-failed'))
  }),
)

test(
  'a code is good once, also within its half minute, and wrong ones lock too',
  story(async (stage) => {
    const { code } = await employ(stage, 'meng')
    const half = async () => (await stage.sessions.signIn('meng', PASSWORD)).token
    const used = code(START)
    await stage.sessions.confirmCode(await half(), used)
    const again = await half()
    await assert.rejects(() => stage.sessions.confirmCode(again, used), failsWith('access.code-wrong'))
    for (const wrong of ['000000', 'abcdef', '12345', ''])
      await assert.rejects(() => stage.sessions.confirmCode(again, wrong), failsWith('access.code-wrong'))
    await assert.rejects(() => stage.sessions.confirmCode(again, code(after(60))), failsWith('access.locked'))
  }),
)

test(
  'a code of the minute before and after is taken for clocks that differ, one of two minutes ago is not',
  story(async (stage) => {
    const { code } = await employ(stage, 'meng')
    const half = async () => (await stage.sessions.signIn('meng', PASSWORD)).token
    const late = await half()
    await assert.rejects(() => stage.sessions.confirmCode(late, code(after(-120))), failsWith('access.code-wrong'))
    assert.ok((await stage.sessions.confirmCode(late, code(after(-30)))).token)
    assert.ok((await stage.sessions.confirmCode(await half(), code(after(30)))).token)
  }),
)

test(
  'a session dies with its post, on the day after its last',
  story(async (stage) => {
    const { code, posts } = await employ(stage, 'meng')
    const { token: half } = await stage.sessions.signIn('meng', PASSWORD)
    const { token } = await stage.sessions.confirmCode(half, code(START))
    await stage.house.transaction(scope(), (sql) => endPost(sql, STREET, posts[0]!, '2026-11-22'))
    stage.setNow(after(6))
    assert.ok((await stage.sessions.find(token))?.actor, 'its last day is a day of work')
    stage.setNow(new Date('2026-11-22T16:00:01Z'))
    // Ten hours of rest end a session; within them the post decides.
    const held = await stage.sessions.find(token)
    assert.equal(held?.actor, undefined)
    await assert.rejects(() => stage.sessions.actorByName('meng'), failsWith('access.post-ended'))
  }),
)

test(
  'a session rests ten hours at most; work keeps it open; signing out ends it at once',
  story(async (stage) => {
    const { code } = await employ(stage, 'meng')
    const { token: half } = await stage.sessions.signIn('meng', PASSWORD)
    const { token } = await stage.sessions.confirmCode(half, code(START))
    stage.setNow(after(9 * 3600))
    assert.ok(await stage.sessions.find(token))
    stage.setNow(after(18 * 3600))
    assert.ok(await stage.sessions.find(token))
    stage.setNow(after(28 * 3600 + 1))
    assert.equal(await stage.sessions.find(token), undefined)
    stage.setNow(after(18 * 3600 + 1))
    await stage.sessions.signOut(token)
    assert.equal(await stage.sessions.find(token), undefined)
  }),
)

test(
  'only posts in force can be chosen, and only one’s own',
  story(async (stage) => {
    const terms = [
      { from: '2025-01-01' },
      { from: '2024-01-01', to: '2025-12-31' },
      { from: '2027-01-01' },
      { from: '2026-01-01', title: '代理' },
    ]
    const { code, posts } = await employ(stage, 'meng', terms)
    const other = await employ(stage, 'qu')
    const { token: half } = await stage.sessions.signIn('meng', PASSWORD)
    const { token, posts: offered } = await stage.sessions.confirmCode(half, code(START))
    assert.deepEqual(new Set(offered.map(({ id }) => id)), new Set([posts[0], posts[3]]))
    await stage.sessions.switchPost(token, posts[3]!)
    assert.equal((await stage.sessions.find(token))?.actor?.title, '代理')
    for (const post of [posts[1]!, posts[2]!, other.posts[0]!, newId()])
      await assert.rejects(() => stage.sessions.switchPost(token, post), failsWith('access.post-ended'))
  }),
)
