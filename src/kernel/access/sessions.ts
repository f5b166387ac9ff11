/**
 * Sign-in with password and one-time code, and sessions: of staff, which die with the post, and of residents (phones.ts), which last as long as their
 * telephone is theirs. Five wrong answers lock a login for 15 minutes. A session is read from the database at most every few seconds; a switch, sign-out or ended post in this process shows at once.
 */
import { createHash, randomBytes } from 'node:crypto'
import { Problem } from '#base/problem.ts'
import { dayOf, type House } from '../action/house.ts'
import { type Actor, RESIDENT_POST } from './actor.ts'
import { listStreets } from './forgets.ts'
import { acceptCode, checkPassword, nobodysHash } from './password.ts'
import { insertFullSession, moveSession } from './phone-queries.ts'
import { type Opening, openByLetter, openByPhone, PHONE_IDLE_HOURS, PHONE_MOST_HOURS, wholeStreet } from './phones.ts'
import {
  clearFailures,
  countFailure,
  deleteExpiredSessions,
  deleteSession,
  type From,
  findLogin,
  findLoginById,
  findPost,
  findSession,
  insertSession,
  LOCK_AFTER,
  LOCK_MINUTES,
  type LoginRow,
  listPostPlaces,
  type PostRow,
  promoteSession,
  recordSignIn,
  type SessionRow,
  switchSession,
  takeStep,
  touchSession,
} from './queries.ts'
import { openSecret } from './secret.ts'

/** Name of the session cookie. */
export const COOKIE = 'linli'

const HALF_MINUTES = 5
const IDLE_HOURS = 10
const REREAD_MS = 5000
/** How often a session in use is written down as in use. */
const TOUCH_MS = 60_000
const noPost = '00000000-0000-0000-0000-000000000000'

const nowhere: From = { address: '', agent: '' }

export type Sessions = ReturnType<typeof openSessions>
/** `actor` is missing when the post has ended, or a resident has not said which street is hers. */
export type Held = { login: string; name: string; kind: LoginRow['kind']; stage: 'password' | 'full'; phoneToken?: string; actor?: Actor }

export function openSessions(house: House) {
  const held = new Map<string, { at: number; value: Held }>()
  /** Readings under way: the many requests of one page come at once and share one. */
  const reading = new Map<string, Promise<Held | undefined>>()

  /** First half: name and password. The token opens nothing but the second half. */
  async function signIn(name: string, password: string, from: From = nowhere): Promise<{ token: string }> {
    const now = house.now()
    const login = await findLogin(house.app, name)
    const locked = login?.locked_until && new Date(login.locked_until) > now
    if (login && locked) await recordSignIn(house.app, { login: login.id, at: now, outcome: 'locked', ...from })
    if (locked) throw new Problem('access.locked', { minutes: LOCK_MINUTES })
    const right = await checkPassword(login?.password_hash ?? (await nobodysHash), password)
    if (!login || !right || login.disabled_at) {
      if (login) {
        await countFailure(house.app, login.id, LOCK_AFTER, minutesAfter(now, LOCK_MINUTES))
        await recordSignIn(house.app, { login: login.id, at: now, outcome: 'password-wrong', ...from })
      }
      throw new Problem('access.sign-in-failed')
    }
    const token = makeToken()
    // Nothing else sweeps them out, and nothing reads them any more.
    await deleteExpiredSessions(house.app, now)
    await insertSession(house.app, { tokenHash: hashToken(token), login: login.id, now, expires: minutesAfter(now, HALF_MINUTES) })
    return { token }
  }

  /** Second half: the one-time code. The session begins in the first post that is in force. */
  async function confirmCode(token: string, code: string, from: From = nowhere): Promise<{ token: string; posts: PostRow[] }> {
    const now = house.now()
    const session = await findSession(house.app, hashToken(token), now)
    const login = session?.stage === 'password' ? await findLoginById(house.app, session.login_id) : undefined
    if (!login) throw new Problem('access.sign-in-needed')
    if (login.locked_until && new Date(login.locked_until) > now) throw new Problem('access.locked', { minutes: LOCK_MINUTES })
    await useCode(login, code, now, from)
    const posts = await listPosts(login.id)
    const full = makeToken()
    const first = posts[0]
    await promoteSession(house.app, {
      from: hashToken(token),
      to: hashToken(full),
      street: first?.street_id ?? null,
      post: first?.id ?? null,
      now,
      expires: minutesAfter(now, IDLE_HOURS * 60),
    })
    await clearFailures(house.app, login.id)
    await recordSignIn(house.app, { login: login.id, at: now, outcome: 'in', ...from })
    return { token: full, posts }
  }

  async function useCode(login: LoginRow, code: string, now: Date, from: From): Promise<void> {
    const secret = login.totp_secret && openSecret(house.keys, login.totp_secret)
    const step = secret ? acceptCode(secret, code, login.totp_step, now) : undefined
    if (step !== undefined && (await takeStep(house.app, login.id, step))) return
    await countFailure(house.app, login.id, LOCK_AFTER, minutesAfter(now, LOCK_MINUTES))
    await recordSignIn(house.app, { login: login.id, at: now, outcome: 'code-wrong', ...from })
    throw new Problem('access.code-wrong')
  }

  /** Posts of a login that are in force today. */
  async function listPosts(login: string): Promise<PostRow[]> {
    const day = dayOf(house.now())
    const posts: PostRow[] = []
    for (const place of await listPostPlaces(house.app, login)) {
      const post = await readPost(place.street_id, place.post_id, login, day)
      if (post) posts.push(post)
    }
    return posts
  }

  function readPost(street: number, id: string, login: string, day: string): Promise<PostRow | undefined> {
    return house.transaction({ street, lo: 0, hi: 0, login, post: noPost, sensitive: false }, (sql) => findPost(sql, street, id, day))
  }

  /** Who holds this token now; `undefined` when nobody does. */
  async function find(token: string): Promise<Held | undefined> {
    const now = house.now()
    const known = held.get(token)
    // What ends with a day ends at midnight.
    if (known && now.getTime() - known.at < REREAD_MS && dayOf(new Date(known.at)) === dayOf(now)) return known.value
    const underWay = reading.get(token)
    if (underWay) return underWay
    const read = readHeld(token, now)
    reading.set(token, read)
    try {
      const value = await read
      // Forgotten meanwhile: what was read may be of before.
      if (reading.get(token) !== read) return value
      held.delete(token)
      if (held.size > 10_000) held.clear()
      if (value) held.set(token, { at: now.getTime(), value })
      return value
    } finally {
      if (reading.get(token) === read) reading.delete(token)
    }
  }

  function forget(token: string): void {
    held.delete(token)
    reading.delete(token)
  }

  async function readHeld(token: string, now: Date): Promise<Held | undefined> {
    const session = await findSession(house.app, hashToken(token), now)
    if (!session) return undefined
    const login = await findLoginById(house.app, session.login_id)
    if (!login) return undefined
    await touch(token, session, login, now)
    const base = { login: login.id, name: login.shown_name, kind: login.kind, stage: session.stage }
    if (login.kind !== 'staff') {
      const actor = session.street_id ? await residentOf(login, session.street_id, now) : undefined
      return { ...base, ...(login.phone_token ? { phoneToken: login.phone_token } : {}), ...(actor ? { actor } : {}) }
    }
    const post = session.post_id && session.street_id ? await readPost(session.street_id, session.post_id, login.id, dayOf(now)) : undefined
    return { ...base, ...(post ? { actor: actorOf(house, login.shown_name, post) } : {}) }
  }

  /** A session in use lives on; that of a letter does not. */
  async function touch(token: string, session: SessionRow, { kind }: LoginRow, now: Date): Promise<void> {
    if (session.stage !== 'full' || kind === 'letter') return
    const most = new Date(session.created_at).getTime() + PHONE_MOST_HOURS * 3_600_000
    const rest = minutesAfter(now, (kind === 'staff' ? IDLE_HOURS : PHONE_IDLE_HOURS) * 60)
    const expires = kind === 'staff' ? rest : new Date(Math.min(rest.getTime(), most))
    if (expires.getTime() - new Date(session.expires_at).getTime() > TOUCH_MS) await touchSession(house.app, hashToken(token), now, expires)
  }

  /** Whose the telephone or letter is in this street today. */
  async function residentOf(login: LoginRow, street: number, now: Date): Promise<Actor> {
    const who = login.phone_token ? { phoneToken: login.phone_token } : { letter: login.id }
    const own = await house.transaction(wholeStreet(street), (sql) => house.residents.findOwn(sql, street, who, dayOf(now)))
    const role = login.phone_token ? 'resident' : 'letter'
    const rights = house.rightsOf(role)
    const phone = login.phone_token && login.phone ? { phone: { token: login.phone_token, sealed: login.phone } } : {}
    const resident = { ...own, ...phone }
    return { login: login.id, name: login.shown_name, post: RESIDENT_POST, role, title: '', street, lo: 1, hi: 0, rights, resident }
  }

  /** A session without a post, for a telephone that gave its code or the number of a letter. */
  async function begin({ login, street, hours }: Opening): Promise<string> {
    const token = makeToken()
    const now = house.now()
    const expires = minutesAfter(now, hours * 60)
    await insertFullSession(house.app, { tokenHash: hashToken(token), login, street, now, expires })
    return token
  }

  const signInByPhone = async (phone: string, code: string, from: From = nowhere) => begin(await openByPhone(house, phone, code, from))
  const signInByLetter = async (number: string) => begin(await openByLetter(house, number))

  /** A resident goes to another street of this house. */
  async function switchStreet(token: string, street: number): Promise<void> {
    const session = await find(token)
    if (session?.kind !== 'phone' || !(await listStreets(house.app)).includes(street)) throw new Problem('access.not-yours')
    await moveSession(house.app, hashToken(token), street)
    forget(token)
  }

  async function switchPost(token: string, post: string): Promise<void> {
    const session = await find(token)
    const wanted = session && (await listPosts(session.login)).find((row) => row.id === post)
    if (!wanted) throw new Problem('access.post-ended')
    await switchSession(house.app, hashToken(token), wanted.street_id, wanted.id)
    forget(token)
  }

  async function signOut(token: string): Promise<void> {
    await deleteSession(house.app, hashToken(token))
    forget(token)
  }

  /** The actor of a login by name, for the private socket: whoever may open the socket owns the machine. */
  async function actorByName(name: string, street?: number): Promise<Actor> {
    const login = await findLogin(house.app, name)
    const posts = login && !login.disabled_at ? await listPosts(login.id) : []
    const post = posts.find((row) => street === undefined || row.street_id === street)
    if (!login || !post) throw new Problem('access.post-ended')
    return actorOf(house, login.shown_name, post)
  }

  /** What was read of sessions may be of before: a post was ended, a login locked. */
  function forgetAll(): void {
    held.clear()
    reading.clear()
  }

  return {
    signIn,
    confirmCode,
    signInByPhone,
    signInByLetter,
    listPosts,
    find,
    switchPost,
    switchStreet,
    signOut,
    actorByName,
    forget: forgetAll,
  }
}

export function actorOf(house: House, name: string, post: PostRow): Actor {
  return {
    login: post.login_id,
    name,
    post: post.id,
    role: post.role,
    title: post.title,
    street: post.street_id,
    lo: post.region_lo,
    hi: post.region_hi,
    rights: house.rightsOf(post.role),
  }
}

function makeToken(): string {
  return randomBytes(32).toString('base64url')
}

function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

function minutesAfter(now: Date, minutes: number): Date {
  return new Date(now.getTime() + minutes * 60_000)
}
