import type { LightMyRequestResponse } from 'fastify'

/** A success that says nothing: an empty list, nothing moved, nothing asked. */
export function isEmpty(response: LightMyRequestResponse): boolean {
  const { data } = response.json() as { data: Record<string, unknown> }
  return Object.values(data).every(
    (value) => value === 0 || value === false || value === null || (Array.isArray(value) && value.length === 0),
  )
}
