/** A type that ends by itself, and one that keeps people from something: with what a restriction must ask. Pure. */
import type { MatterType, StepQuestion } from '../../types/type.ts'

const none = { zh: '', en: '' }

export function withEnds(type: MatterType, ends: MatterType['ends']): MatterType {
  const { ends: _before, ...rest } = type
  // Without an end there is no restriction either.
  return ends ? { ...rest, ends } : restricting(rest, false)
}

const orderer: StepQuestion = {
  id: 'orderer',
  label: { zh: '谁决定的（机关和文号）', en: 'Ordered by (authority and number)' },
  type: 'text',
  required: true,
}
const exceptions: StepQuestion = {
  id: 'exceptions',
  label: { zh: '哪些情况例外', en: 'What is excepted' },
  type: 'codes',
  required: true,
  choices: [
    { code: 'doctor', zh: '看病、急救', en: 'medical care' },
    { code: 'supplies', zh: '送生活物资', en: 'supplies' },
    { code: 'care', zh: '照护老人、孩子、病人', en: 'looking after somebody' },
    { code: 'escape', zh: '火灾等紧急避险', en: 'escape from danger' },
  ],
}

/** Turned on, everything stands there that must be said; turned off, what was asked stays until somebody takes it away. */
export function restricting(type: MatterType, on: boolean): MatterType {
  const { restricts: _before, ...rest } = type
  if (!on) return rest
  const asked = type.opening ?? []
  const lacking = [orderer, exceptions].filter(({ id }) => !asked.some((one) => one.id === id))
  return {
    ...rest,
    opened: ['staff'],
    opening: [...asked, ...lacking],
    ends: type.ends ?? { mostDays: 7, citation: none },
    restricts: { orderer: orderer.id, exceptions: exceptions.id, contest: none },
  }
}
