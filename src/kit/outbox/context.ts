/** The open keep and how what lies in it goes out, for the screens under it; nothing where there is none: then what is said goes to the house at once or not at all. */
import { createContext } from 'preact'
import type { Keep } from './keep.ts'

export const KeepContext = createContext<Keep | undefined>(undefined)

/** How what was captured on this phone goes out. */
export type Outgoing = {
  waiting: number
  /** Came back with an answer that its person has not looked at. */
  returned: number
  carrying: boolean
  /** Why nothing moves: the network or the house, a sign-in that ended or may not send these, no post at all. */
  rests?: 'network' | 'sign-in' | 'no-post'
  /** When something was last taken by the house, in ms by the house's clock. */
  handedAt?: number
  carry: () => void
}

export const OutgoingContext = createContext<Outgoing | undefined>(undefined)
