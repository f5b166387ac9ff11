/** Shapes that many contracts ask for. */
import { Type } from 'typebox'

/** A civil day that exists, YYYY-MM-DD, of a century that anybody here can speak of. */
export const Day = Type.String({ format: 'date', pattern: '^(18|19|20)' })
