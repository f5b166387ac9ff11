/** Print something with people on it: it is registered first, and bears its mark and the day by which the paper is to be destroyed. Without a mark nothing is printed. */
import { createPortal } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { InputOf, OutputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { useText } from '#kit/text-context.tsx'
import { useToldDo } from '#kit/use-told.ts'
import { type Printed, registerPrint } from '../leaving/contract.ts'
import './marked-print.css'

export type Mark = OutputOf<typeof registerPrint>
/** `subjects`: how many people and households stand on it. */
type Leaves = { what: Printed; subjects: number; elements: readonly string[] }

/** Registers a print; no mark when it was refused, which is told. */
export function useMark(): { mark: (print: Leaves) => Promise<Mark | undefined>; busy: boolean } {
  const register = useToldDo((input: InputOf<typeof registerPrint>, options) => call(registerPrint, input, options))
  const mark = async ({ what, subjects, elements }: Leaves) => {
    const reply = await register.run({ what, subjects: Math.max(1, subjects), elements: [...new Set(elements)].slice(0, 300) })
    return reply?.data
  }
  return { mark, busy: register.busy }
}

/** At the foot of the paper. */
export function PrintMark({ mark, recallOn }: Mark) {
  const text = useText()
  return createPortal(
    <p class="print-mark print-only">{recallOn ? text.say('kit.print-mark', { mark, day: text.day(recallOn) }) : mark}</p>,
    document.body,
  )
}

export function MarkedPrint({ label, ...print }: Leaves & { label?: string }) {
  const text = useText()
  const { mark, busy } = useMark()
  const [marked, setMarked] = useState<Mark>()
  // The mark has to be drawn before the paper is laid out.
  useEffect(() => {
    if (marked) window.print()
  }, [marked])
  return (
    <>
      <Button icon="print" busy={busy} onPress={async () => setMarked(await mark(print))}>
        {label ?? text.say('kit.print')}
      </Button>
      {marked && <PrintMark {...marked} />}
    </>
  )
}
