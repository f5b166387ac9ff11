/** What is asked of a resident, of those she answers for, and of her door: answered by herself first, before anybody knocks. */
import { Type } from 'typebox'
import { contract } from '#base/contract.ts'
import type { CodeList } from '#ground/facts/contract.ts'
import { AskedElement, Asking, Party } from '../asked/contract.ts'

const Id = Type.String({ format: 'uuid' })
const ElementId = Type.String({ minLength: 3, maxLength: 80 })

export const listOwnAsks = contract('own.asks', 'GET /mine/asks', {
  input: Type.Object({}),
  output: Type.Object({
    parties: Type.Array(Party),
    requests: Type.Array(Asking),
    elements: Type.Array(AskedElement),
    codes: Type.Array(Type.Unsafe<CodeList>({})),
  }),
})

/** Each answer is a value (`null`: there is none), or `still`: what stood on the screen is right. Refused whole when one of them does not fit. */
export const answerOwn = contract('own.answer', 'POST /mine/{person}/answers', {
  input: Type.Object({
    /** The person, her household or her door, as `own.asks` named it. */
    person: Id,
    answers: Type.Array(
      Type.Object({
        element: ElementId,
        value: Type.Optional(Type.Unknown()),
        still: Type.Optional(Type.Literal(true)),
        baseStatement: Type.Optional(Id),
      }),
      { minItems: 1, maxItems: 60 },
    ),
  }),
  output: Type.Object({ answered: Type.Integer() }),
})

/** She would rather not say. Nothing follows from it, and she is not asked again for this purpose. */
export const declineOwn = contract('own.decline', 'POST /mine/{person}/refusals', {
  input: Type.Object({
    person: Id,
    elements: Type.Array(ElementId, { minItems: 1, maxItems: 60 }),
    reason: Type.Optional(Type.String({ maxLength: 200 })),
  }),
  output: Type.Object({ slip: Type.String(), closed: Type.Integer() }),
})
