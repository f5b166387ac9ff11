/** Who is asked, in words. */
import type { RoundDoor } from '../contract.ts'

type Party = RoundDoor['parties'][number]

export function saidParty(
  { kind, name, relation, age }: Party,
  say: (key: string, fill?: Record<string, string | number>) => string,
): string {
  if (kind !== 'person') return say(`rounds.party.${kind}`)
  return [
    name || say('rounds.unnamed'),
    age === null ? '' : say('rounds.age', { n: age }),
    relation ? say(`rounds.relation.${relation}`) : '',
  ]
    .filter(Boolean)
    .join(' · ')
}

/** Under this age her guardian says it (个人信息保护法 art. 31). */
const OWN_AGE = 14

export function isChild({ kind, age }: Pick<Party, 'kind' | 'age'>): boolean {
  return kind === 'person' && age !== null && age < OWN_AGE
}
