/** A saying, and what is known of a subject after all of them: the shapes that `rules.ts` turns into one another. Values are plain here. */
import type { FactValue, TieValue } from './contract.ts'

/**
 * One saying about one subject. A `null` value says that there is none any more. `source`: `seen` at the door by staff; `department:<name>` from a
 * department's register; `register` the community's own books; `self` said by the person or her household.
 */
export type Saying = { id: string; source: string; asOf: string; saidOn: string; decides?: boolean; body: Record<string, FactValue | null> }

/** Where a current value comes from. */
export type Standing = { statement: string; source: string; asOf: string }
export type Rival = Standing & { value: FactValue }
export type Known = { value: FactValue; standing: Standing; rivals: Rival[] }
export type TiePeriod = TieValue & { kind: string; statement: string }

/** Everything known about a subject, by element. */
export type State = Map<string, Known>

/**
 * - `new` nothing was known; `same` it was known already; `changed` the new value stands
 * - `conflict` the old value stands, the new one waits as a rival; `older` it is history only; `gone` the value was taken away
 */
export type Outcome = 'new' | 'same' | 'changed' | 'conflict' | 'older' | 'gone'
