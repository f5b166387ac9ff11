/** That a filled workbook was handed to its asker: said by the clerk, taken back if it was wrong. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Radios } from '#kit/checkbox.tsx'
import { DayInput } from '#kit/day-input.tsx'
import { Field } from '#kit/field.tsx'
import { FormDialog } from '#kit/form-dialog.tsx'
import { Icon } from '#kit/icon.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import type { Text } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { streetToday } from '#kit/today.ts'
import { useDo } from '#kit/use-data.ts'
import type { DeliveryView } from '../contract.ts'
import { type AnyWay, type Handover, type HandoverWay, handOver, handoverWays, takeBackHandover } from '../register/contract.ts'
import './request.css'

export type HandoverProps = { request: { title: string; asker: string }; delivery: DeliveryView; onDone: () => void }

/** The button that opens the dialog; nothing once it was said. */
export function HandOverButton({ request, delivery, onDone }: HandoverProps) {
  const text = useText()
  const [saying, setSaying] = useState(false)
  if (delivery.handover) return null
  return (
    <>
      <Button icon="check" onPress={() => setSaying(true)}>
        {text.say('handover.say')}
      </Button>
      {saying && <HandOverDialog request={request} delivery={delivery} onClose={() => setSaying(false)} onDone={onDone} />}
    </>
  )
}

function HandOverDialog({ request, delivery, onClose, onDone }: HandoverProps & { onClose: () => void }) {
  const text = useText()
  const { tell } = useTell()
  const today = streetToday()
  const [on, setOn] = useState(today)
  const [way, setWay] = useState<HandoverWay>('wechat')
  const act = useDo((input: InputOf<typeof handOver>, options) => call(handOver, input, options))
  const send = async () => {
    if (!on || !(await act.run({ id: delivery.id, on, way }))) return
    tell({ text: text.say('handover.done') })
    onDone()
    onClose()
  }
  return (
    <FormDialog
      title={text.say('handover.say')}
      verb={text.say('handover.save')}
      act={act}
      ready={on !== ''}
      onSend={send}
      onClose={onClose}
    >
      <p>{text.say('handover.lead', { title: request.title, recipient: request.asker })}</p>
      <Field label={text.say('handover.way')} path="/way" group>
        <Radios joined value={way} options={handoverWays.map((one) => ({ value: one, label: sayWay(text, one) }))} onChange={setWay} />
      </Field>
      <Field label={text.say('handover.on')} path="/on">
        <DayInput value={on} onChange={setOn} today={today} earliest={delivery.asOf} latest={today} example={today} />
      </Field>
    </FormDialog>
  )
}

/** Who said what of it; who may, takes it back. */
export function HandoverLine({ handover, may, onDone }: { handover: Handover; may: boolean; onDone: () => void }) {
  const text = useText()
  const { tell } = useTell()
  const act = useDo((input: InputOf<typeof takeBackHandover>, options) => call(takeBackHandover, input, options))
  const takeBack = async () => {
    if (!(await act.run({ id: handover.id }))) return
    tell({ text: text.say('handover.taken-back') })
    onDone()
  }
  return (
    <>
      <div class="handover">
        <p>
          <Icon name="check" />
          <span>{sayHandover(text, handover)}</span>
        </p>
        {may && (
          <Button size="small" busy={act.busy} onPress={takeBack}>
            {text.say('handover.take-back')}
          </Button>
        )}
      </div>
      {act.refusal && <ProblemNote refusal={act.refusal} />}
    </>
  )
}

export function sayHandover(text: Text, { on, way, recipient, who }: Handover, key = 'handover.stands'): string {
  return text.say(key, { day: text.day(on), way: sayWay(text, way), recipient, who })
}

export function sayWay(text: Text, way: AnyWay): string {
  return text.say(`handover.way.${way}`)
}
