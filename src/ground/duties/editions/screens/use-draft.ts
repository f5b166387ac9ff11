/** A draft in hand: what was changed is kept at once, one after the other, each with the version before. */
import { useCallback, useRef, useState } from 'preact/hooks'
import type { OutputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { newKey } from '#kit/idempotency.ts'
import { type Refusal, refusalOf } from '#kit/refusal.ts'
import { type DraftRow, type EditionHead, type readDraft, saveDraft } from '../contract.ts'

export type DraftData = OutputOf<typeof readDraft>
export type DraftInHand = {
  head: EditionHead
  rows: DraftRow[]
  /** Typed; kept when the field is left. */
  setHead: (head: EditionHead) => void
  keepHead: () => void
  setRows: (rows: DraftRow[]) => void
  saving: boolean
  /** Somebody else changed it meanwhile, or it could not be kept. */
  refusal: Refusal | undefined
  /** Everything on its way is there: the version it has now, or undefined when it was refused. */
  kept: () => Promise<number | undefined>
}

export function useDraft(id: string, data: DraftData): DraftInHand {
  const [head, setHead] = useState(data.head)
  const [rows, setShownRows] = useState(data.rows)
  const [saving, setSaving] = useState(false)
  const [refusal, setRefusal] = useState<Refusal>()
  const under = useRef<Promise<number | undefined>>(Promise.resolve(data.rev))
  const stands = useRef({ head: data.head, rows: data.rows })
  const save = useCallback(
    (next: { head: EditionHead; rows: DraftRow[] }) => {
      if (JSON.stringify(next) === JSON.stringify(stands.current)) return
      stands.current = next
      setSaving(true)
      const mine = under.current.then(async (version) => {
        if (version === undefined) return undefined
        try {
          const { data: done } = await call(saveDraft, { id, ...next }, { key: newKey(), ifMatch: `"${version}"` })
          setRefusal(undefined)
          return done.rev
        } catch (thrown) {
          setRefusal(refusalOf(thrown))
          return undefined
        }
      })
      under.current = mine
      void mine.then(() => {
        if (under.current === mine) setSaving(false)
      })
    },
    [id],
  )
  return {
    head,
    rows,
    setHead,
    keepHead: () => save({ head, rows }),
    setRows: (next) => {
      setShownRows(next)
      save({ head, rows: next })
    },
    saving,
    refusal,
    kept: () => {
      save({ head, rows })
      return under.current
    },
  }
}
