/** The plan as it is being corrected: shown at once, kept a moment later, in the order of the changes. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { call } from '#kit/api.ts'
import { isAbort, type Refusal, refusalOf } from '#kit/refusal.ts'
import { changePlan, type ReportPlan, type SheetPlan } from '../contract.ts'

const quiet = 400

export type PlanHere = {
  plan: ReportPlan
  /** Of the kept plan: grows with each time it was kept, so that what follows from it is asked again. */
  kept: number
  saving: boolean
  refusal: Refusal | undefined
  change: (plan: ReportPlan) => void
  /** Take a plan as the house has it now. */
  adopt: (plan: ReportPlan) => void
  changeSheet: (sheet: string, more: Partial<SheetPlan>) => void
  /** Resolves when everything is kept; false when it was refused. */
  settle: () => Promise<boolean>
}

/** `by`: the contract that keeps it, of a request or of a demand. */
export function usePlan(id: string, first: ReportPlan, by: typeof changePlan = changePlan): PlanHere {
  const [plan, setPlan] = useState(first)
  const [kept, setKept] = useState(0)
  const [saving, setSaving] = useState(false)
  const [refusal, setRefusal] = useState<Refusal>()
  const latest = useRef(first)
  const dirty = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const line = useRef<Promise<boolean>>(Promise.resolve(true))
  const keep = useCallback(() => {
    clearTimeout(timer.current)
    line.current = line.current.then(async (before) => {
      if (!dirty.current) return before
      dirty.current = false
      try {
        await call(by, { id, plan: latest.current })
        setRefusal(undefined)
        setKept((now) => now + 1)
        return true
      } catch (thrown) {
        if (!isAbort(thrown)) setRefusal(refusalOf(thrown))
        return false
      } finally {
        setSaving(false)
      }
    })
    return line.current
  }, [id, by])
  // What was changed last is kept even when the screen is left at once.
  useEffect(() => () => void keep(), [keep])
  const change = useCallback(
    (next: ReportPlan) => {
      latest.current = next
      dirty.current = true
      setPlan(next)
      setSaving(true)
      clearTimeout(timer.current)
      timer.current = setTimeout(keep, quiet)
    },
    [keep],
  )
  const adopt = useCallback((next: ReportPlan) => {
    latest.current = next
    setPlan(next)
    setKept((now) => now + 1)
  }, [])
  const changeSheet = useCallback(
    (sheet: string, more: Partial<SheetPlan>) => {
      const { sheets, ...rest } = latest.current
      change({ ...rest, sheets: sheets.map((one) => (one.sheet === sheet ? { ...one, ...more } : one)) })
    },
    [change],
  )
  return { plan, kept, saving, refusal, change, adopt, changeSheet, settle: keep }
}
