/** A telephone for a person who stands at the counter with her card. */
import { useState } from 'preact/hooks'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field, Form } from '#kit/field.tsx'
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
    <Dialog
      open
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('kit.cancel')}</Button>
          <Button tone="primary" busy={act.busy} disabled={!ready} onPress={send}>
            {text.say('sign-in.bind')}
          </Button>
        </>
      }
    >
      <p>{text.say('sign-in.bind-lead')}</p>
      <Form onSubmit={send} refusal={act.refusal} label={title}>
        <Field label={text.say('sign-in.phone')} path="/phone">
          <TextInput value={phone} onInput={setPhone} type="tel" mode="tel" maxLength={20} width={14} autofocus />
        </Field>
      </Form>
    </Dialog>
  )
}
