/** The same asked for the next period: only the day is new. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { DayInput } from '#kit/day-input.tsx'
import { Field } from '#kit/field.tsx'
import { FormDialog } from '#kit/form-dialog.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { useDo } from '#kit/use-data.ts'
import { askAgain, type DemandView } from '../contract.ts'

export function AgainDialog({ demand, onClose }: { demand: DemandView; onClose: () => void }) {
  const text = useText()
  const { route } = useLocation()
  const today = streetToday()
  const [dueOn, setDueOn] = useState('')
  const act = useDo((input: InputOf<typeof askAgain>, options) => call(askAgain, input, options))
  const send = async () => {
    const reply = dueOn ? await act.run({ id: demand.id, dueOn }) : undefined
    if (!reply) return
    onClose()
    route(`/desk/demands/${reply.data.id}`)
  }
  return (
    <FormDialog
      title={text.say('demand.again')}
      verb={text.say('demand.again-send')}
      act={act}
      ready={dueOn !== ''}
      onSend={send}
      onClose={onClose}
    >
      <p>{text.say('demand.again-lead', { n: demand.targets.length })}</p>
      <Field label={text.say('terms.due')} hint={text.say('demand.due-hint')} path="/dueOn">
        <DayInput value={dueOn} onChange={setDueOn} today={today} example={today} />
      </Field>
    </FormDialog>
  )
}
