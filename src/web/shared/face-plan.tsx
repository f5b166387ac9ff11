/** What a face tells the parts it shares with others: its screens, and where home is. */
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Route } from './route.ts'

export type FacePlan = {
  /** Address of the first screen; every other address of the face lies below it. */
  home: string
  routes: readonly Route[]
}

const PlanContext = createContext<FacePlan | undefined>(undefined)
export const PlanProvider = PlanContext.Provider

export function usePlan(): FacePlan {
  const found = useContext(PlanContext)
  if (!found) throw new Error('this part stands outside of a face')
  return found
}
