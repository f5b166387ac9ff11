/** What was said so far, question by question. */
import { useRef, useState } from 'preact/hooks'
import { type Given, type Givens, isGiven } from './given.ts'

export function useGivens() {
  const [givens, setGivens] = useState<Givens>(new Map())
  /** Whoever types fast sends before what was pressed last is drawn. */
  const latest = useRef(givens)
  const change = (next: Givens) => {
    latest.current = next
    setGivens(next)
  }
  const give = (key: string, given: Given | undefined) => {
    const next = new Map(latest.current)
    if (given === undefined) next.delete(key)
    else next.set(key, given)
    change(next)
  }
  return { givens, latest, change, give, count: [...givens.values()].filter(isGiven).length }
}
