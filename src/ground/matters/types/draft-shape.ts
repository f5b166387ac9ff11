/** The shape of a type in the making: the same parts, some of them still empty. What is lacking `typeFaults` says in words. */
import { type TSchema, Type } from 'typebox'
import type { MatterType } from './type.ts'
import { MatterTypeShape } from './type-shape.ts'

/** Least lengths and parts of hours wait until it is published; what is named twice is told by name. */
const waiting: ReadonlySet<string> = new Set(['minLength', 'minItems', 'uniqueItems', 'multipleOf'])

export const DraftShape = Type.Unsafe<MatterType>(relaxed(MatterTypeShape) as TSchema)

function relaxed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(relaxed)
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, inner]) => !(waiting.has(name) && typeof inner !== 'object'))
      .map(([name, inner]) => [name, relaxed(inner)]),
  )
}
