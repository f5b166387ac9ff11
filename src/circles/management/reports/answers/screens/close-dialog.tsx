/** Closing what was received or entered here without filling it: why, in one touch. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Radios } from '#kit/checkbox.tsx'
import { Field } from '#kit/field.tsx'
import { FormDialog } from '#kit/form-dialog.tsx'
import { TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo } from '#kit/use-data.ts'
import { type ClosingReason, closeRequest, closingReasons } from '../contract.ts'

export function CloseDialog({
  request,
  onClose,
  onDone,
}: {
  request: { id: string; title: string }
  onClose: () => void
  onDone: () => void
}) {
  const text = useText()
  const { tell } = useTell()
  const [reason, setReason] = useState<ClosingReason>('mistake')
  const [words, setWords] = useState('')
  const act = useDo((input: InputOf<typeof closeRequest>, options) => call(closeRequest, input, options))
  const send = async () => {
    const said = words.trim() ? { words: words.trim() } : {}
    if (!(await act.run({ id: request.id, reason, ...said }))) return
    tell({ text: text.say('closing.done') })
    onDone()
    onClose()
  }
  return (
    <FormDialog title={text.say('closing.title')} verb={text.say('closing.send')} act={act} onSend={send} onClose={onClose}>
      <p>{text.say('closing.lead', { title: request.title })}</p>
      <Radios
        label={text.say('closing.why')}
        value={reason}
        onChange={setReason}
        options={closingReasons.map((value) => ({ value, label: text.say(`closing.reason.${value}`) }))}
      />
      <Field label={text.say('answer.words')} path="/words" optional={reason !== 'other'}>
        <TextInput value={words} onInput={setWords} maxLength={300} />
      </Field>
    </FormDialog>
  )
}
