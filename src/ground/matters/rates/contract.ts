/** Rates of the post's area, each with what it is made of. Browser-safe. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import type { Words } from '#ground/forms/contract.ts'

const Told = Type.Unsafe<Words>(Type.Object({ zh: Type.String(), en: Type.String() }))
const Share = {
  numerator: Type.Integer(),
  denominator: Type.Integer(),
  /** Null where there is nothing to count. */
  percent: Type.Union([Type.String(), Type.Null()]),
}

export const RateView = Type.Object({
  id: Type.String(),
  title: Told,
  says: Told,
  ...Share,
  /** Left out of both numbers, with the reason. */
  excluded: Type.Array(Type.Object({ label: Told, n: Type.Integer() })),
  /** Of which nothing can be said yet: in neither number. */
  rest: Type.Integer(),
  byChannel: Type.Array(Type.Object({ channel: Type.String(), ...Share })),
})
export type RateView = Static<typeof RateView>

/** Of matters opened in a month `YYYY-MM` or a year `YYYY`. */
export const readRates = contract('matter.rates', 'GET /matter-rates', {
  input: Type.Object({ period: Type.String({ pattern: '^20\\d{2}(-(0[1-9]|1[0-2]))?$' }) }),
  output: Type.Object({ counted: Type.Integer(), capped: Type.Boolean(), rates: Type.Array(RateView) }),
})
