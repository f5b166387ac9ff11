/**
 * An answer from the field meets the register: the base, trunk and branch rule of ODK entities (research/fielddata.md §5), made aware of types, weight and time. `base` is what
 * stood on the screen when it was heard, `server` what stands now. Pure.
 *
 * - `clean`: nobody spoke meanwhile. `soft`: somebody did, and it does not contradict. `hard`: it does; both sayings are kept, and a person looks at them.
 * - Of a hard one stands what was heard or said last, so that the same sayings end alike in whatever order they arrive; never over a value of weight.
 */
import type { Element, FactValue } from '#ground/facts/contract.ts'
import { sameValue } from '#ground/facts/rules.ts'

/** A saying of one element. `value` null: that there is none. `at`: when it was said, of what was heard at a door when it was heard. */
export type Stood = { statement: string; value: FactValue | null; at: string }

export type Sides = {
  /** `undefined`: nothing stood there. `unknown`: its saying is gone, or not here yet. */
  base: Stood | 'unknown' | undefined
  server: Stood | undefined
  heard: Stood
}

export type Merged = {
  how: 'clean' | 'soft' | 'hard'
  /** Which of the two stands. */
  stands: 'heard' | 'other'
  /** What is said: of a list, both changes together. */
  value: FactValue | null
}

export function mergeAnswer(element: Element, { base, server, heard }: Sides): Merged {
  const agreed = (how: Merged['how'], value = heard.value): Merged => ({ how, stands: 'heard', value })
  if (base !== 'unknown' && base?.statement === server?.statement) return agreed('clean')
  const now = server?.value ?? null
  if (isSame(now, heard.value)) return agreed('soft')
  const before = base === 'unknown' ? undefined : (base?.value ?? null)
  if (before !== undefined && isLists(before, now, heard.value)) return agreed('soft', mergeLists(before, now, heard.value))
  // Said again in the same words before this was heard: nobody contradicts.
  if (before !== undefined && isSame(before, now) && !isLater(server, heard)) return agreed('soft')
  return { how: 'hard', stands: server && (isWeighty(element) || isLater(server, heard)) ? 'other' : 'heard', value: heard.value }
}

/** Said in the same moment, the ids decide, which are the same whoever arrives first. */
function isLater(one: Stood | undefined, other: Stood): boolean {
  if (!one) return false
  return one.at === other.at ? one.statement > other.statement : one.at > other.at
}

/** Entry by entry: what one side added or took away is so for both. There are but two things to say of an entry, so two changes never contradict. */
function mergeLists(base: FactValue | null, server: FactValue | null, heard: FactValue | null): FactValue | null {
  const [before, now, said] = [base, server, heard].map((value) => (value ?? []) as string[]) as [string[], string[], string[]]
  const kept = now.filter((one) => said.includes(one) || !before.includes(one))
  const all = [...kept, ...said.filter((one) => !before.includes(one) && !now.includes(one))]
  return all.length > 0 ? all : null
}

function isLists(...values: (FactValue | null)[]): boolean {
  return values.some(Array.isArray) && values.every((value) => value === null || Array.isArray(value))
}

/** Who somebody is and what belongs to whom is never overwritten by a contradiction. */
export function isWeighty({ merge, type, group }: Pick<Element, 'merge' | 'type' | 'group'>): boolean {
  return merge === 'confirm' || type === 'tie' || group === 'identity' || group === 'title'
}

function isSame(one: FactValue | null, other: FactValue | null): boolean {
  return one === null || other === null ? one === other : sameValue(one, other)
}
