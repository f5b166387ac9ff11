/** The shipped rates. A street's own versions stand over them. */
import type { Rate } from '#ground/matters/rates/rate.ts'
import rates from './rates.json' with { type: 'json' }

export const shippedRates = rates as unknown as Rate[]
