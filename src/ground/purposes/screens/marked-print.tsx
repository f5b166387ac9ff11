/** Print a list with people on it: it is registered first, and bears its mark and the day by which the paper is to be destroyed. Without a mark nothing is printed. */
import { createPortal } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo } from '#kit/use-data.ts'
import { type Printed, registerPrint } from '../leaving/contract.ts'
import './marked-print.css'

type Marked = { mark: string; recallOn: string }
type MarkedPrintProps = {
  what: Printed
  /** How many people and households stand on it. */
  subjects: number
  elements: readonly string[]
  label?: string
}

export function MarkedPrint({ what, subjects, elements, label }: MarkedPrintProps) {
  const text = useText()
  const { tellRefusal } = useTell()
  const [marked, setMarked] = useState<Marked>()
  const register = useDo((input: InputOf<typeof registerPrint>, options) => call(registerPrint, input, options))
  useEffect(() => {
    if (register.refusal) tellRefusal(register.refusal)
  }, [register.refusal, tellRefusal])
  // The mark has to be drawn before the paper is laid out.
  useEffect(() => {
    if (marked) window.print()
  }, [marked])
  const press = async () => {
    const reply = await register.run({ what, subjects: Math.max(1, subjects), elements: [...new Set(elements)].slice(0, 300) })
    if (reply) setMarked(reply.data)
  }
  return (
    <>
      <Button icon="print" busy={register.busy} onPress={press}>
        {label ?? text.say('kit.print')}
      </Button>
      {marked &&
        createPortal(
          <p class="print-mark print-only">{text.say('leaving.mark', { mark: marked.mark, day: text.day(marked.recallOn) })}</p>,
          document.body,
        )}
    </>
  )
}
