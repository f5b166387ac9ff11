/** Groups in the order a register card has them; what is not named comes after. */
const groupOrder = [
  'identity',
  'contact',
  'residence',
  'registration',
  'family',
  'work',
  'schooling',
  'pupil',
  'volunteer',
  'insurance',
  'relief',
  'health',
  'disability',
  'party',
]

export function rankOfGroup(group: string): number {
  return groupOrder.includes(group) ? groupOrder.indexOf(group) : groupOrder.length
}
