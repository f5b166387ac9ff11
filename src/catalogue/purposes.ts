/** The shipped purposes, in the order of the list. A street's own versions stand over them. */
import type { Purpose } from '#ground/purposes/contract.ts'
import care from './purposes/care.json' with { type: 'json' }
import help from './purposes/help.json' with { type: 'json' }
import places from './purposes/places.json' with { type: 'json' }
import register from './purposes/register.json' with { type: 'json' }
import safety from './purposes/safety.json' with { type: 'json' }

export const shippedPurposes = [...register, ...care, ...help, ...safety, ...places] as unknown as Purpose[]
