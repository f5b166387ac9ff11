/** What left: the export register, and the clerk's word that a filled workbook was handed to its asker. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { Day } from '#base/shapes.ts'
import { How, type Kind } from '#ground/purposes/leaving/contract.ts'

const Id = Type.String({ format: 'uuid' })

/** `platform`: uploaded to, or typed into, the asker's own system. */
export const handoverWays = ['wechat', 'platform', 'mail', 'paper', 'other'] as const
export const HandoverWay = Type.Enum(handoverWays)
export type HandoverWay = Static<typeof HandoverWay>

/** `returned`: signed for and given back where it was asked. */
export const AnyWay = Type.Union([HandoverWay, Type.Literal('returned')])
export type AnyWay = Static<typeof AnyWay>

/** To whom, on which day, by which way; `who` said so. */
export const Handover = Type.Object({
  id: Type.String(),
  on: Type.String(),
  way: AnyWay,
  recipient: Type.String(),
  who: Type.String(),
})
export type Handover = Static<typeof Handover>

/** The clerk says that the filled workbook was handed to its asker. The same said again is the same. */
export const handOver = contract('report.hand-over', 'POST /deliveries/{id}/handovers', {
  input: Type.Object({ id: Id, on: Day, way: HandoverWay }),
  output: Type.Object({ handover: Type.String() }),
})

/** It was said wrongly: the request is to be handed over again. The row stays, with who took it back and when. */
export const takeBackHandover = contract('report.take-back', 'DELETE /handovers/{id}', {
  input: Type.Object({ id: Id }),
  output: Type.Object({ request: Type.String() }),
})

export const listExports = contract('report.exports', 'GET /exports', {
  input: Type.Object({}),
  output: Type.Object({
    exports: Type.Array(
      Type.Object({
        id: Type.String(),
        at: Type.String(),
        who: Type.String(),
        recipient: Type.String(),
        basis: Type.Union([Type.String(), Type.Null()]),
        mark: Type.String(),
        subjects: Type.Integer(),
        elements: Type.Array(Type.String()),
        /** Nothing is called back of what somebody took of her own. */
        recallOn: Type.Union([Type.String(), Type.Null()]),
        recalled: Type.Union([Type.Object({ how: How, at: Type.String(), who: Type.String() }), Type.Null()]),
        kind: Type.Unsafe<'delivery' | Kind>(Type.String()),
        what: Type.Union([Type.String(), Type.Null()]),
        sha256: Type.Union([Type.String(), Type.Null()]),
        request: Type.Union([Type.String(), Type.Null()]),
        demand: Type.Union([Type.String(), Type.Null()]),
        handedOn: Type.Union([Type.String(), Type.Null()]),
        way: Type.Union([AnyWay, Type.Null()]),
      }),
    ),
  }),
})

/** How much of it should have come back by now, and nobody said that it did. */
export const countDueExports = contract('report.exports-due', 'GET /exports/due', {
  input: Type.Object({}),
  output: Type.Object({ due: Type.Integer() }),
})
