/** The terms of a draft as they are being written: shown at once, kept a moment later, each change after the one before. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { call } from '#kit/api.ts'
import { isAbort, type Refusal, refusalOf } from '#kit/refusal.ts'
import { changeDemand, type DemandView, type Period } from '../contract.ts'

const quiet = 500

export type SaidTerms = {
  title: string
  dueOn: string
  basis: string
  purpose: string
  survey: boolean
  formNo: string
  formValidTo: string
  period: Period
  streets: number[]
  cited: string[]
  money: string
  people: string
  powers: string
  basisFile: string | null
}

export type TermsHere = {
  said: SaidTerms
  saving: boolean
  refusal: Refusal | undefined
  change: (more: Partial<SaidTerms>) => void
  /** Resolves when everything is kept; false when it was refused. */
  settle: () => Promise<boolean>
}

export function useTerms(demand: DemandView, onKept: () => void): TermsHere {
  const { id } = demand
  const [said, setSaid] = useState<SaidTerms>(() => ({
    title: demand.title,
    dueOn: demand.dueOn ?? '',
    basis: demand.basis ?? '',
    purpose: demand.purpose ?? '',
    survey: demand.survey,
    formNo: demand.formNo ?? '',
    formValidTo: demand.formValidTo ?? '',
    period: demand.period,
    streets: demand.targets.map(({ street }) => street),
    basisFile: demand.basisFile,
    cited: demand.cited,
    money: demand.money ?? '',
    people: demand.people ?? '',
    powers: demand.powers ?? '',
  }))
  const [saving, setSaving] = useState(false)
  const [refusal, setRefusal] = useState<Refusal>()
  const waiting = useRef<Partial<SaidTerms>>({})
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const line = useRef<Promise<boolean>>(Promise.resolve(true))
  const kept = useRef(onKept)
  kept.current = onKept
  const keep = useCallback(() => {
    clearTimeout(timer.current)
    line.current = line.current.then(async (before) => {
      const more = waiting.current
      if (Object.keys(more).length === 0) return before
      waiting.current = {}
      try {
        await call(changeDemand, { id, ...asSaid(more) })
        setRefusal(undefined)
        kept.current()
        return true
      } catch (thrown) {
        // What was not kept goes again with the next change.
        waiting.current = { ...more, ...waiting.current }
        if (!isAbort(thrown)) setRefusal(refusalOf(thrown))
        return false
      } finally {
        setSaving(false)
      }
    })
    return line.current
  }, [id])
  useEffect(() => () => void keep(), [keep])
  const change = useCallback(
    (more: Partial<SaidTerms>) => {
      waiting.current = { ...waiting.current, ...more }
      setSaid((now) => ({ ...now, ...more }))
      setSaving(true)
      clearTimeout(timer.current)
      timer.current = setTimeout(keep, quiet)
    },
    [keep],
  )
  return { said, saving, refusal, change, settle: keep }
}

/** An emptied field takes its term away; a title cannot be taken away. */
function asSaid({ title, ...more }: Partial<SaidTerms>) {
  const rest = Object.fromEntries(Object.entries(more).map(([key, value]) => [key, value === '' ? null : value]))
  return { ...rest, ...(title?.trim() ? { title: title.trim() } : {}) }
}
