/** Why looks are withheld, on which basis, of which days, and until when. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { addDays } from '#base/values/day.ts'
import { call } from '#kit/api.ts'
import { Radios } from '#kit/checkbox.tsx'
import { DayInput } from '#kit/day-input.tsx'
import { Field, FieldPairs } from '#kit/field.tsx'
import { FormDialog } from '#kit/form-dialog.tsx'
import { TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { streetToday } from '#kit/today.ts'
import { useDo } from '#kit/use-data.ts'
import { closeLooks } from '../closings/contract.ts'

type Input = InputOf<typeof closeLooks>
const reasons = ['law', 'safety'] as const satisfies readonly Input['why'][]
/** Proposed; a year at most. */
const USUAL_DAYS = 90

export function CloseDialog({ person, onClose, onDone }: { person: string; onClose: () => void; onDone: () => void }) {
  const text = useText()
  const { tell } = useTell()
  const today = streetToday()
  const [why, setWhy] = useState<Input['why'] | ''>('')
  const [basis, setBasis] = useState('')
  const [from, setFrom] = useState(today)
  const [to, setTo] = useState('')
  const [until, setUntil] = useState(addDays(today, USUAL_DAYS))
  const act = useDo((input: Input, options) => call(closeLooks, input, options))
  const ready = why !== '' && basis.trim().length > 1 && from !== '' && until !== ''
  const send = async () => {
    if (why === '' || !ready) return
    if (!(await act.run({ id: person, why, basis, from, until, ...(to ? { to } : {}) }))) return
    tell({ text: text.say('closing.saved') })
    onDone()
    onClose()
  }
  return (
    <FormDialog
      size="wide"
      title={text.say('closing.add')}
      verb={text.say('closing.save')}
      act={act}
      ready={ready}
      onSend={send}
      onClose={onClose}
    >
      <Field label={text.say('closing.why')} group path="/why">
        <Radios value={why} onChange={setWhy} options={reasons.map((value) => ({ value, label: text.say(`closing.why.${value}`) }))} />
      </Field>
      <Field label={text.say('closing.basis')} hint={text.say('closing.basis-hint')} path="/basis">
        <TextInput value={basis} onInput={setBasis} maxLength={200} />
      </Field>
      <FieldPairs>
        <Field label={text.say('closing.from')} path="/from">
          <DayInput value={from} onChange={setFrom} today={today} />
        </Field>
        <Field label={text.say('closing.to')} path="/to" optional>
          <DayInput value={to} onChange={setTo} today={today} />
        </Field>
      </FieldPairs>
      <Field label={text.say('closing.until-label')} hint={text.say('closing.until')} path="/until">
        <DayInput value={until} onChange={setUntil} today={today} earliest={today} />
      </Field>
    </FormDialog>
  )
}
