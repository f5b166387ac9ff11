/** Sign-in, the session and its posts. These contracts belong to no street: the session decides which street follows. */
import { Type } from 'typebox'
import { contract } from '#base/contract.ts'

export const Post = Type.Object({
  id: Type.String(),
  street: Type.Integer(),
  role: Type.String(),
  title: Type.String(),
  lo: Type.Integer(),
  hi: Type.Integer(),
})

export const Session = Type.Object({
  name: Type.String(),
  post: Type.Optional(Post),
  posts: Type.Array(Post),
  /** Rights of the post the session is in; screens show what these allow. */
  may: Type.Array(Type.String()),
  /** The house's clock, ISO 8601: screens go by it, not by the clock of an office computer. */
  now: Type.String(),
})

export const signIn = contract('session.sign-in', 'POST /session', {
  scope: 'house',
  input: Type.Object(
    { name: Type.String({ minLength: 1, maxLength: 60 }), password: Type.String({ minLength: 1, maxLength: 200 }) },
    { additionalProperties: false },
  ),
  output: Type.Object({ next: Type.Literal('code') }),
})

export const confirmCode = contract('session.confirm-code', 'POST /session/code', {
  scope: 'house',
  input: Type.Object({ code: Type.String({ minLength: 6, maxLength: 8 }) }, { additionalProperties: false }),
  output: Session,
})

export const readSession = contract('session.read', 'GET /session', { scope: 'house', input: Type.Object({}), output: Session })

export const switchPost = contract('session.switch-post', 'PUT /session/post', {
  scope: 'house',
  input: Type.Object({ post: Type.String({ format: 'uuid' }) }, { additionalProperties: false }),
  output: Session,
})

export const signOut = contract('session.sign-out', 'DELETE /session', { scope: 'house', input: Type.Object({}), output: Type.Object({}) })
