/** Logins and posts of a street, and what a member of staff does for herself. Passwords and keys are shown once and kept nowhere in clear. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'

const Id = Type.String({ format: 'uuid' })
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

/** A street (9 digits), a community (12) or a grid (15). */
const Region = Type.Integer({ minimum: 100_000_000, maximum: 999_999_999_999_999 })

/** A post to be given: role × region × term. */
export const NewPost = Type.Object({
  role: Type.String({ maxLength: 30 }),
  title: Type.String({ minLength: 1, maxLength: 60 }),
  region: Region,
  from: Day,
  to: Type.Optional(Day),
})
export type NewPost = Static<typeof NewPost>

export const StaffPost = Type.Object({
  id: Type.String(),
  role: Type.String(),
  title: Type.String(),
  region: Type.Integer(),
  area: Type.String(),
  from: Type.String(),
  to: Type.Union([Type.String(), Type.Null()]),
  state: Type.Union([Type.Literal('to-come'), Type.Literal('in-force'), Type.Literal('over')]),
})

/** Logins with a post in the street, now or before; which of them this post may change, and which roles it may give. */
export const listStaff = contract('staff.list', 'GET /staff', {
  input: Type.Object({}),
  output: Type.Object({
    logins: Type.Array(
      Type.Object({
        id: Type.String(),
        signIn: Type.String(),
        name: Type.String(),
        locked: Type.Boolean(),
        /** Still has the password somebody else gave. */
        given: Type.Boolean(),
        posts: Type.Array(StaffPost),
        /** May be locked by this post; may be reset and opened again by it. */
        mayLock: Type.Boolean(),
        mayReset: Type.Boolean(),
        own: Type.Boolean(),
      }),
    ),
    /** Roles, and the rights of each that this post lacks: with one lacking it cannot give the role. */
    roles: Type.Array(Type.Object({ role: Type.String(), lacking: Type.Integer() })),
    /** Where a post may be given: the parts of this post's own region. */
    areas: Type.Array(Type.Object({ region: Type.Integer(), name: Type.String() })),
  }),
})

const Secrets = {
  /** First password, to be printed once. Absent in a replay. */
  password: Type.Optional(Type.String()),
  /** Key of the one-time codes in base32, and the same as an otpauth link. Absent in a replay. */
  secret: Type.Optional(Type.String()),
  link: Type.Optional(Type.String()),
}
/** What a reply shows once and nobody keeps. */
export const shownOnce = ['password', 'secret', 'link']

/** A login with its first post. Nobody gives rights she does not hold herself, or beyond her region. */
export const addStaff = contract('staff.add', 'POST /staff', {
  input: Type.Object({
    name: Type.String({ minLength: 1, maxLength: 40 }),
    signIn: Type.String({ pattern: '^[a-z][a-z0-9._-]{2,29}$' }),
    post: NewPost,
  }),
  output: Type.Object({ login: Type.String(), post: Type.String(), ...Secrets }),
})

export const givePost = contract('staff.give-post', 'POST /staff/{id}/posts', {
  input: Type.Object({ id: Id, post: NewPost }),
  output: Type.Object({ post: Type.String() }),
})

/** End a post: at once, or with a last day. Sessions in it die with it. Nobody ends her own last post of an administrator. */
export const endPost = contract('staff.end-post', 'POST /posts/{id}/end', {
  input: Type.Object({ id: Id, last: Type.Optional(Day) }),
  output: Type.Object({}),
})

/** Lock a login, or open it again. Its sessions die at once. */
export const lockLogin = contract('staff.lock', 'POST /staff/{id}/lock', {
  input: Type.Object({ id: Id, locked: Type.Boolean() }),
  output: Type.Object({}),
})

/** A new password, or a new key of one-time codes, for somebody who lost hers. Only by who holds every right of hers. */
export const resetLogin = contract('staff.reset', 'POST /staff/{id}/reset', {
  input: Type.Object({ id: Id, what: Type.Union([Type.Literal('password'), Type.Literal('code')]) }),
  output: Type.Object(Secrets),
})

/** One's own login: name, posts, and every try to sign in with it in half a year. Nobody else is shown them. */
export const readOwn = contract('staff.own', 'GET /own', {
  input: Type.Object({}),
  output: Type.Object({
    name: Type.String(),
    signIn: Type.String(),
    given: Type.Boolean(),
    signIns: Type.Array(Type.Object({ at: Type.String(), outcome: Type.String(), address: Type.String(), agent: Type.String() })),
  }),
})

/** One's own password. All sessions end: one signs in again with the new one. */
export const changePassword = contract('staff.change-password', 'POST /own/password', {
  input: Type.Object({
    current: Type.String({ minLength: 1, maxLength: 200 }),
    next: Type.String({ minLength: 10, maxLength: 200 }),
  }),
  output: Type.Object({}),
})
