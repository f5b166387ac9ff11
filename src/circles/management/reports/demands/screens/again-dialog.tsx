/** The same asked for the next period: only the day is new. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { DayInput } from '#kit/day-input.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field, Form } from '#kit/field.tsx'
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
    <Dialog
      open
      title={text.say('demand.again')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('kit.cancel')}</Button>
          <Button tone="primary" busy={act.busy} disabled={!dueOn} onPress={send}>
            {text.say('demand.again-send')}
          </Button>
        </>
      }
    >
      <Form onSubmit={send} refusal={act.refusal} label={text.say('demand.again')}>
        <p>{text.say('demand.again-lead', { n: demand.targets.length })}</p>
        <Field label={text.say('terms.due')} hint={text.say('demand.due-hint')} path="/dueOn">
          <DayInput value={dueOn} onChange={setDueOn} today={today} example={today} />
        </Field>
      </Form>
    </Dialog>
  )
}
