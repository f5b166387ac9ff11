/** Emergencies, whose information is destroyed after them; and holds, which keep somebody's beyond its term. Both end by themselves. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { Day } from '#base/shapes.ts'

const Id = Type.String({ format: 'uuid' })

export const EmergencyView = Type.Object({
  id: Type.String(),
  title: Type.String(),
  document: Type.String(),
  level: Type.String(),
  /** 12 digits of a community; null for the whole street. */
  community: Type.Union([Type.String(), Type.Null()]),
  beganOn: Type.String(),
  /** The moment it ends, or ended. */
  endsAt: Type.String(),
  ended: Type.Boolean(),
  /** The last day on which what was collected for it may still be here. */
  destroyBy: Type.String(),
  destroyedAt: Type.Union([Type.String(), Type.Null()]),
  /** How many sayings of each element were destroyed. */
  certificate: Type.Union([Type.Record(Type.String(), Type.Integer()), Type.Null()]),
})
export type EmergencyView = Static<typeof EmergencyView>

/** Not about persons: how many sayings went, never of whom. */
export const listEmergencies = contract('emergency.list', 'GET /emergencies', {
  input: Type.Object({}),
  output: Type.Object({ emergencies: Type.Array(EmergencyView) }),
})

/** It was announced: by which document, at which level, where, until when. To go on longer it is announced again (突发事件应对法 72, 86). */
export const beginEmergency = contract('emergency.begin', 'POST /emergencies', {
  input: Type.Object({
    title: Type.String({ minLength: 2, maxLength: 60 }),
    document: Type.String({ minLength: 2, maxLength: 120 }),
    level: Type.String({ minLength: 1, maxLength: 20 }),
    community: Type.Optional(Type.String({ pattern: '^\\d{12}$' })),
    beganOn: Day,
    /** Its last day. */
    until: Day,
  }),
  output: Type.Object({ id: Type.String() }),
})

export const endEmergency = contract('emergency.end', 'POST /emergencies/{id}/end', {
  input: Type.Object({ id: Id }),
  output: Type.Object({ endedAt: Type.String() }),
})

/** Keep somebody's information beyond its term, because a case needs it: why, and to which day. Names nobody in its reason. */
export const placeHold = contract('hold.place', 'POST /people/{id}/holds', {
  input: Type.Object({ id: Id, reason: Type.String({ minLength: 4, maxLength: 200 }), until: Day }),
  output: Type.Object({ hold: Type.String() }),
})

export const endHold = contract('hold.end', 'DELETE /holds/{id}', {
  input: Type.Object({ id: Id }),
  output: Type.Object({ person: Type.String() }),
})

export const listHolds = contract('hold.list', 'GET /people/{id}/holds', {
  input: Type.Object({ id: Id }),
  output: Type.Object({
    holds: Type.Array(
      Type.Object({
        id: Type.String(),
        reason: Type.String(),
        until: Type.String(),
        who: Type.String(),
        at: Type.String(),
        ended: Type.Boolean(),
      }),
    ),
  }),
})
