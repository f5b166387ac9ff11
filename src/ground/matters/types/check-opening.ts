/** What a type asks when it begins, how it ends by itself, and what a restriction must say (no power without a basis and an end). */

import { choiceFaults } from './check-choices.ts'
import type { TypeFault } from './check-words.ts'
import type { MatterType, StepQuestion } from './type.ts'

/** What a resident must answer besides her words and the place. */
const MOST_OF_RESIDENTS = 2

export function openingFaults(type: MatterType): TypeFault[] {
  const { opening = [], opened, ends, restricts } = type
  return [
    ...opening.flatMap((question, at) => choiceFaults(question, `/opening/${at}/choices`)),
    // With her words and the place she answers four at most; what keeps people from something is ordered, not asked for.
    ...((opening.filter(({ required }) => required).length + (ends ? 1 : 0) > MOST_OF_RESIDENTS || restricts) && opened.includes('resident')
      ? [{ path: '/opened', say: 'type-fault.opening-by-staff' }]
      : []),
    ...restrictionFaults(type),
  ]
}

function restrictionFaults({ opening = [], restricts, ends, about, sealed }: MatterType): TypeFault[] {
  if (!restricts) return []
  const asked = new Map(opening.map((question) => [question.id, question]))
  const needed = (name: 'orderer' | 'exceptions', types: readonly StepQuestion['type'][]): TypeFault[] => {
    const question = asked.get(restricts[name])
    return question?.required && types.includes(question.type) ? [] : [{ path: `/restricts/${name}`, say: `type-fault.restricts-${name}` }]
  }
  return [
    ...(ends ? [] : [{ path: '/ends', say: 'type-fault.restricts-ends' }]),
    ...(about.length > 0 ? [] : [{ path: '/about', say: 'type-fault.restricts-where' }]),
    ...(sealed ? [{ path: '/sealed', say: 'type-fault.restricts-sealed' }] : []),
    ...needed('orderer', ['code', 'text']),
    ...needed('exceptions', ['codes']),
  ]
}
