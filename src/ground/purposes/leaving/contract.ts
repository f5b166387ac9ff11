/** What leaves: each printed list of people and each own copy has a mark, and what is to come back a day by which (网络数据安全管理条例 12). */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'

const Id = Type.String({ format: 'uuid' })

export type Kind = 'print' | 'own' | 'file'

/** What can be printed with people on it. */
export const printed = ['missing', 'form', 'round', 'door', 'premises', 'import-problems', 'letter', 'letters', 'slip'] as const
export const Printed = Type.Enum(printed)
export type Printed = Static<typeof Printed>

/** A list is about to be printed: its mark, which is printed on it, and the day by which the paper is to be destroyed; none where it is made out to who gets it. */
export const registerPrint = contract('export.print', 'POST /exports/prints', {
  input: Type.Object({
    what: Printed,
    subjects: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    elements: Type.Array(Type.String({ maxLength: 80 }), { maxItems: 300 }),
  }),
  output: Type.Object({ mark: Type.String(), recallOn: Type.Union([Type.String(), Type.Null()]) }),
})

export const hows = ['returned', 'destroyed', 'deleted'] as const
export const How = Type.Enum(hows)
export type How = Static<typeof How>

/** Somebody says that what left came back, or is no more. Of anything in the register, by its id. */
export const recallExport = contract('export.recall', 'POST /exports/{id}/recall', {
  input: Type.Object({ id: Id, how: How }),
  output: Type.Object({ recalled: Type.Boolean() }),
})
