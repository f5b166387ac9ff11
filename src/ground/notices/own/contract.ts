/** A resident's own inbox, how she wants to be told, and what is announced where she lives. */
import { Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { Channel, Choice, Language, NoticeState } from '../contract.ts'

const Id = Type.String({ format: 'uuid' })

/** Her notices and those told to the doors where she lives, newest first. */
export const listOwnNotices = contract('own.notices', 'GET /mine/{person}/notices', {
  input: Type.Object({ person: Id, language: Type.Optional(Language) }),
  output: Type.Object({
    notices: Type.Array(
      Type.Object({
        id: Type.String(),
        title: Type.String(),
        body: Type.String(),
        urgent: Type.Union([Type.String(), Type.Null()]),
        at: Type.String(),
        channel: Type.Union([Channel, Type.Null()]),
        state: NoticeState,
        readAt: Type.Union([Type.String(), Type.Null()]),
        /** To everybody at her door. */
        household: Type.Boolean(),
      }),
    ),
    name: Type.String(),
    /** A helper reads along; only she herself or her guardian marks as read. */
    marks: Type.Boolean(),
  }),
})

export const readOwnNotice = contract('own.read-notice', 'POST /mine/notices/{id}/reading', {
  input: Type.Object({ id: Id }),
  output: Type.Object({ read: Type.Boolean() }),
})

export const readOwnChannel = contract('own.channel', 'GET /mine/{person}/channel', {
  input: Type.Object({ person: Id }),
  output: Type.Object({
    choice: Choice,
    rev: Type.Integer(),
    possible: Type.Array(Channel),
    next: Type.Union([Channel, Type.Null()]),
    mayChoose: Type.Boolean(),
    /** Official account: not offered, offered, or she is known to it. */
    wechat: Type.Union([Type.Literal('no'), Type.Literal('offered'), Type.Literal('met')]),
    /** Where her browser goes to be known to it, with `{backTo}` for the address it comes back to with a code, and `{state}`. */
    wechatAsk: Type.Union([Type.String(), Type.Null()]),
  }),
})

/** If-Match: the version that was looked at; `"0"` while she never chose. */
export const chooseOwnChannel = contract('own.choose-channel', 'PUT /mine/{person}/channel', {
  input: Type.Object({ person: Id, choice: Choice }),
  output: Type.Object({ rev: Type.Integer() }),
})

/** The account knows her by this code; from now on she can be told that way. */
export const meetWechat = contract('own.meet-wechat', 'POST /mine/{person}/wechat', {
  input: Type.Object({ person: Id, code: Type.String({ minLength: 4, maxLength: 200, pattern: '^[\\w-]+$' }) }),
  output: Type.Object({ rev: Type.Integer() }),
})

/** Who she is to the account is forgotten. */
export const leaveWechat = contract('own.leave-wechat', 'DELETE /mine/{person}/wechat', {
  input: Type.Object({ person: Id }),
  output: Type.Object({ rev: Type.Integer() }),
})

/** What is up today where she lives. */
export const listOwnAnnouncements = contract('own.announcements', 'GET /mine/announcements', {
  input: Type.Object({}),
  output: Type.Object({
    announcements: Type.Array(
      Type.Object({
        id: Type.String(),
        title: Type.String(),
        body: Type.String(),
        from: Type.String(),
        until: Type.String(),
        by: Type.String(),
        /** Whom to ask. */
        phone: Type.Union([Type.String(), Type.Null()]),
      }),
    ),
  }),
})
