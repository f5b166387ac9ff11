/** Asking somebody responsible before what is protected of a child is opened, and her word on it. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'

const Id = Type.String({ format: 'uuid' })
const Empty = Type.Object({})

export const ApprovalState = Type.Union([Type.Literal('waiting'), Type.Literal('refused'), Type.Literal('in-force'), Type.Literal('over')])
export type ApprovalState = Static<typeof ApprovalState>

export const askApproval = contract('approval.ask', 'POST /people/{id}/approvals', {
  input: Type.Object({ id: Id, reason: Type.String({ minLength: 4, maxLength: 200 }) }),
  output: Type.Object({ approval: Type.String() }),
})

/** Whether this login needs approval for this person, and how what it asked for stands. */
export const readApproval = contract('approval.read', 'GET /people/{id}/approvals', {
  input: Type.Object({ id: Id }),
  output: Type.Object({
    needed: Type.Boolean(),
    state: Type.Union([ApprovalState, Type.Null()]),
    until: Type.Union([Type.String(), Type.Null()]),
    words: Type.Union([Type.String(), Type.Null()]),
  }),
})

export const ApprovalLine = Type.Object({
  id: Type.String(),
  person: Type.String(),
  name: Type.String(),
  who: Type.String(),
  title: Type.String(),
  own: Type.Boolean(),
  reason: Type.String(),
  askedAt: Type.String(),
  state: ApprovalState,
  until: Type.Union([Type.String(), Type.Null()]),
  decider: Type.String(),
  words: Type.Union([Type.String(), Type.Null()]),
})
export type ApprovalLine = Static<typeof ApprovalLine>

/** Those of the area, the open ones first. */
export const listApprovals = contract('approval.list', 'GET /approvals', {
  input: Type.Object({}),
  output: Type.Object({ approvals: Type.Array(ApprovalLine), hours: Type.Integer() }),
})

export const decideApproval = contract('approval.decide', 'POST /approvals/{id}/decision', {
  input: Type.Object({
    id: Id,
    granted: Type.Boolean(),
    hours: Type.Integer({ minimum: 1, maximum: 720 }),
    words: Type.Optional(Type.String({ maxLength: 200 })),
  }),
  output: Empty,
})
