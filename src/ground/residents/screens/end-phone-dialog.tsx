/** A telephone no longer signs in for her: lost, somebody else's now, bound to the wrong person. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Radios } from '#kit/checkbox.tsx'
import { Field } from '#kit/field.tsx'
import { FormDialog } from '#kit/form-dialog.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo } from '#kit/use-data.ts'
import { endBinding } from '../contract.ts'
import type { PersonDialogProps } from './bind-dialog.tsx'

type Why = InputOf<typeof endBinding>['why']
const reasons = ['lost', 'reassigned', 'asked', 'wrong'] as const satisfies readonly Why[]

export function EndPhoneDialog({ phone, onClose, onDone }: PersonDialogProps & { phone: { id: string; tail: string } }) {
  const text = useText()
  const { tell } = useTell()
  const [why, setWhy] = useState<Why | ''>('')
  const act = useDo((input: InputOf<typeof endBinding>, options) => call(endBinding, input, options))
  const send = async () => {
    if (why === '' || !(await act.run({ id: phone.id, why }))) return
    tell({ text: text.say('sign-in.ended-now') })
    onDone()
    onClose()
  }
  const title = text.say('sign-in.end-title', { tail: phone.tail })
  return (
    <FormDialog title={title} verb={text.say('sign-in.end')} act={act} ready={why !== ''} onSend={send} onClose={onClose}>
      <p>{text.say('sign-in.end-lead')}</p>
      <Field label={text.say('sign-in.why')} group path="/why">
        <Radios value={why} onChange={setWhy} options={reasons.map((value) => ({ value, label: text.say(`sign-in.why.${value}`) }))} />
      </Field>
    </FormDialog>
  )
}
