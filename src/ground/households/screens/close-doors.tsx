/** Close doors that are no longer: since when, and why. Their pages stay. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Radios } from '#kit/checkbox.tsx'
import { DayInput } from '#kit/day-input.tsx'
import { Field } from '#kit/field.tsx'
import { FormDialog } from '#kit/form-dialog.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { streetToday } from '#kit/today.ts'
import { useDo } from '#kit/use-data.ts'
import { closeDoors, closedWhys } from '../doors/contract.ts'

type Why = InputOf<typeof closeDoors>['why']

export function CloseDoors({ doors, onClose, onDone }: { doors: string[]; onClose: () => void; onDone: () => void }) {
  const text = useText()
  const { tell } = useTell()
  const today = streetToday()
  const [why, setWhy] = useState<Why | ''>('')
  const [on, setOn] = useState(today)
  const act = useDo((input: InputOf<typeof closeDoors>, options) => call(closeDoors, input, options))
  const send = async () => {
    if (!why) return
    const reply = await act.run({ doors, why, on })
    if (!reply) return
    tell({ text: text.say('door.closed-done', { n: reply.data.closed }) })
    onDone()
    onClose()
  }
  const title = text.say('door.close-title', { n: doors.length })
  return (
    <FormDialog title={title} verb={text.say('door.close')} tone="danger" act={act} ready={why !== ''} onSend={send} onClose={onClose}>
      <p>{text.say('door.close-lead')}</p>
      <Field label={text.say('door.why')} path="/doors" group>
        <Radios
          value={why}
          onChange={setWhy}
          options={closedWhys.map((one) => ({ value: one as Why, label: text.say(`door.why.${one}`) }))}
        />
      </Field>
      <Field label={text.say('door.on')} path="/on">
        <DayInput value={on} onChange={setOn} today={today} latest={today} />
      </Field>
      <button type="submit" hidden />
    </FormDialog>
  )
}
