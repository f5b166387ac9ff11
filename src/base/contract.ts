/**
 * A contract names one thing that can be asked of the house: its route, and the shapes that go in and come out.
 * Server, command line, browser and tests speak through the same value. In the browser's bundle only name, method and path remain.
 */
import type { Static, TSchema } from 'typebox'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** `street` contracts live under /api/v1/s/{street}; `house` contracts (sign-in, health) under /api/v1. */
export type ContractScope = 'street' | 'house'

export type Contract<I extends TSchema = TSchema, O extends TSchema = TSchema> = {
  /** `<module>.<verb>`, also the operation id in the API reference. */
  name: string
  method: Method
  /** Below the scope's root; `{id}` parts are fields of the input. Never a name, telephone or identity number: paths reach logs. */
  path: string
  scope: ContractScope
  input: I
  output: O
}

export type InputOf<C> = C extends Contract<infer I, TSchema> ? Static<I> : never
export type OutputOf<C> = C extends Contract<TSchema, infer O> ? Static<O> : never

/** Declare a contract: `contract('people.search', 'POST /people/search', { input, output })`. */
export function contract<I extends TSchema, O extends TSchema>(
  name: string,
  route: `${Method} /${string}`,
  shape: { input: I; output: O; scope?: ContractScope },
): Contract<I, O> {
  const [method, path] = route.split(' ') as [Method, string]
  return { name, method, path, scope: shape.scope ?? 'street', input: shape.input, output: shape.output }
}
