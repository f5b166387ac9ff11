/** A telephone for a person who stands at the counter with her card. */
import { useState } from 'preact/hooks'
import { call } from '#kit/api.ts'
import { Field } from '#kit/field.tsx'
import { FormDialog } from '#kit/form-dialog.tsx'
import { TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo } from '#kit/use-data.ts'
import { bindPhone } from '../contract.ts'

export type PersonDialogProps = { person: string; name: string; onClose: () => void; onDone: () => void }

export function BindDialog({ person, name, onClose, onDone }: PersonDialogProps) {
  const text = useText()
  const { tell } = useTell()
  const [phone, setPhone] = useState('')
  const act = useDo((input: { id: string; phone: string }, options) => call(bindPhone, input, options))
  const ready = phone.trim().length >= 11
  const send = async () => {
    if (!ready || !(await act.run({ id: person, phone }))) return
    tell({ text: text.say('sign-in.bound') })
    onDone()
    onClose()
  }
  const title = text.say('sign-in.bind-title', { name })
  return (
    <FormDialog title={title} verb={text.say('sign-in.bind')} act={act} ready={ready} onSend={send} onClose={onClose}>
      <p>{text.say('sign-in.bind-lead')}</p>
      <Field label={text.say('sign-in.phone')} path="/phone">
        <TextInput value={phone} onInput={setPhone} type="tel" mode="tel" maxLength={20} width={14} autofocus />
      </Field>
    </FormDialog>
  )
}
