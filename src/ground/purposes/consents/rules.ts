/** What rests on somebody's consent and on nothing else. Pure. */
import type { Element } from '#ground/facts/contract.ts'
import type { Basis, Purpose } from '../contract.ts'
import { coveredElements } from '../rules.ts'

/** 个人信息保护法 13 ¶1 (1). */
export const CONSENT: Basis = 1

type Covering = Pick<Purpose, 'id' | 'basis' | 'covers'>
type Elements = ReadonlyMap<string, Element>

/** For each element the purposes it is kept for. */
export type Ground = ReadonlyMap<string, { consents: string[]; others: string[] }>

export function groundOf(purposes: readonly Covering[], elements: Elements): Ground {
  const ground = new Map<string, { consents: string[]; others: string[] }>()
  for (const purpose of purposes)
    for (const { id } of coveredElements(purpose, elements)) {
      const known = ground.get(id) ?? { consents: [], others: [] }
      ground.set(id, known)
      known[purpose.basis === CONSENT ? 'consents' : 'others'].push(purpose.id)
    }
  return ground
}

/** The newest word on each purpose. */
export type Said = ReadonlyMap<string, boolean>

/**
 * What must not be kept, asked or said of somebody any more: every purpose of it stands on consent, one was taken back, and no other was given. Of an element that
 * serves two purposes and was never agreed to for either, one withdrawal is enough: silence is no consent.
 */
export function stoppedBy(ground: Ground, said: Said): Set<string> {
  const stopped = new Set<string>()
  if (![...said.values()].includes(false)) return stopped
  for (const [element, { consents, others }] of ground)
    if (others.length === 0 && consents.some((id) => said.get(id) === false) && !consents.some((id) => said.get(id) === true))
      stopped.add(element)
  return stopped
}

/** Of what is known, what goes when this purpose is taken back, and what stays for which others. */
export function foresee(
  ground: Ground,
  said: Said,
  purpose: string,
  known: ReadonlySet<string>,
): { goes: string[]; stays: { element: string; by: string[] }[] } {
  const after = new Map([...said, [purpose, false] as const])
  const stopped = stoppedBy(ground, after)
  const covered = [...ground].filter(([element, { consents }]) => known.has(element) && consents.includes(purpose))
  return {
    goes: covered.flatMap(([element]) => (stopped.has(element) ? [element] : [])),
    stays: covered.flatMap(([element, { consents, others }]) =>
      stopped.has(element) ? [] : [{ element, by: [...others, ...consents.filter((id) => after.get(id) === true)] }],
    ),
  }
}

/** Purposes on consent that answering these elements speaks to: those for which nothing but consent would keep them. */
export function consentsTo(ground: Ground, answered: Iterable<string>): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const element of answered) {
    const { consents, others } = ground.get(element) ?? { consents: [], others: [] }
    if (others.length === 0) for (const purpose of consents) found.set(purpose, [...(found.get(purpose) ?? []), element])
  }
  return found
}
