/** Who wants to do what, and how things stand when it is wanted. */
import type { WorkingCalendar } from '#base/calendar/working-days.ts'
import type { MatterType } from '../types/type.ts'
import type { ActKind, Bodies, Party } from './acts.ts'
import type { State } from './state.ts'

/** Who wants to do it. */
export type Doer = {
  post: string
  /** Parties this post acts for. */
  parties: ReadonlySet<Party>
  /** May dispatch in the matter's area. */
  place: boolean
  /** Decides between the place and those it dispatched to. */
  above: boolean
  /** The reporter herself, or whoever acts for her. */
  reporter?: string
  /** The house, by a rule. */
  house?: true
}

export type Wanted = { [K in Exclude<ActKind, 'open'>]: { kind: K; body: Bodies[K] } }[Exclude<ActKind, 'open'>]
export type Scene = { type: MatterType; state: State; doer: Doer; now: Date; today: string; calendar: WorkingCalendar }
