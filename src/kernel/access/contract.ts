/**
 * Sign-in, the session, and whose it is. These contracts belong to no street: the session decides which street follows.
 * A session is in a post (staff) or it is a resident's: in one street, without a post, and for the persons named in it and nobody else.
 */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'

export const Post = Type.Object({
  id: Type.String(),
  street: Type.Integer(),
  role: Type.String(),
  title: Type.String(),
  lo: Type.Integer(),
  hi: Type.Integer(),
})

/**
 * What may be done for a person: answer what is asked, see what is known, correct it, report matters. She herself and her guardian hold all of it;
 * a helper what she was given.
 */
export const OwnScope = Type.Union([Type.Literal('answer'), Type.Literal('see'), Type.Literal('correct'), Type.Literal('report')])
export type OwnScope = Static<typeof OwnScope>

/** A person a resident's session is for. `until` is the last day, where there is one. */
export const OwnPerson = Type.Object({
  id: Type.String(),
  name: Type.String(),
  as: Type.Union([Type.Literal('self'), Type.Literal('guardian'), Type.Literal('helper')]),
  scope: Type.Array(OwnScope),
  until: Type.Optional(Type.String()),
})
export type OwnPerson = Static<typeof OwnPerson>

/** A door of these persons, or the one a letter went to: what is asked about the door may be answered by whom of them holds `answer`. */
export const OwnDoor = Type.Object({ id: Type.String(), label: Type.String(), persons: Type.Array(Type.String()) })
export type OwnDoor = Static<typeof OwnDoor>

export const Session = Type.Object({
  kind: Type.Union([Type.Literal('staff'), Type.Literal('resident')]),
  name: Type.String(),
  /** Staff: whose keep on a phone is hers; the phone can make nothing else of it (`device.ts`). */
  account: Type.Optional(Type.String()),
  /** Staff: the post the session is in, and all it may be in. */
  post: Type.Optional(Post),
  posts: Type.Array(Post),
  /** Resident: the street the session is in; absent until a street was chosen. */
  street: Type.Optional(Type.Integer()),
  /** Resident: streets in which this login is somebody. */
  streets: Type.Array(Type.Object({ street: Type.Integer(), name: Type.String() })),
  persons: Type.Array(OwnPerson),
  doors: Type.Array(OwnDoor),
  /** Resident: came in by a letter, not by telephone; ends with the letter and answers only. */
  letter: Type.Boolean(),
  /** Rights of the session; screens show what these allow. */
  may: Type.Array(Type.String()),
  /** The house's clock, ISO 8601: screens go by it, not by the clock of an office computer. */
  now: Type.String(),
})
export type Session = Static<typeof Session>

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

const Phone = Type.String({ minLength: 5, maxLength: 30 })

/** A code is sent to the telephone. Whoever's number it is, the answer is the same; `seconds` until another may be sent. */
export const askPhoneCode = contract('session.phone', 'POST /session/phone', {
  scope: 'house',
  input: Type.Object({ phone: Phone }, { additionalProperties: false }),
  output: Type.Object({ next: Type.Literal('code'), seconds: Type.Integer() }),
})

/** The code from the telephone opens a resident's session. Without persons in it she is asked who she is (`resident.claim`). */
export const confirmPhoneCode = contract('session.phone-code', 'POST /session/phone/code', {
  scope: 'house',
  input: Type.Object({ phone: Phone, code: Type.String({ minLength: 6, maxLength: 8 }) }, { additionalProperties: false }),
  output: Session,
})

/** The number of a letter opens a session that answers for the person or door it was sent to, once. */
export const useLetter = contract('session.letter', 'POST /session/letter', {
  scope: 'house',
  input: Type.Object({ number: Type.String({ minLength: 12, maxLength: 24 }) }, { additionalProperties: false }),
  output: Session,
})

export const readSession = contract('session.read', 'GET /session', { scope: 'house', input: Type.Object({}), output: Session })

export const switchPost = contract('session.switch-post', 'PUT /session/post', {
  scope: 'house',
  input: Type.Object({ post: Type.String({ format: 'uuid' }) }, { additionalProperties: false }),
  output: Session,
})

/** Streets of this house, to choose one's own from. */
export const listOwnStreets = contract('session.streets', 'GET /session/streets', {
  scope: 'house',
  input: Type.Object({}),
  output: Type.Object({ streets: Type.Array(Type.Object({ street: Type.Integer(), name: Type.String() })) }),
})

/** A resident's session goes to another street: one where she is somebody, or where she wants to say who she is. */
export const switchStreet = contract('session.switch-street', 'PUT /session/street', {
  scope: 'house',
  input: Type.Object({ street: Type.Integer({ minimum: 100_000_000, maximum: 999_999_999 }) }, { additionalProperties: false }),
  output: Session,
})

/**
 * Staff: the key under which this phone keeps what was said without a network, for a PIN that was forgotten or changed. `account` tells whose keep it is;
 * the phone makes up the name `device` itself.
 */
export const readDeviceKey = contract('session.device-key', 'POST /session/device-key', {
  scope: 'house',
  input: Type.Object({ device: Type.String({ pattern: '^[0-9a-f-]{36}$' }) }, { additionalProperties: false }),
  output: Type.Object({ account: Type.String(), key: Type.String() }),
})

export const signOut = contract('session.sign-out', 'DELETE /session', { scope: 'house', input: Type.Object({}), output: Type.Object({}) })
