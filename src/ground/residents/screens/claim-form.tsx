/** Who are you: name and number as on the card. Bound at once when the telephone is the one on record, otherwise the card is looked at. */
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Field, Form } from '#kit/field.tsx'
import { TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo } from '#kit/use-data.ts'
import { claimPerson } from '../contract.ts'

export type ClaimFormProps = { back?: ComponentChildren; onDone: (state: 'bound' | 'waiting') => void }

export function ClaimForm({ back, onDone }: ClaimFormProps) {
  const text = useText()
  const [name, setName] = useState('')
  const [idNumber, setIdNumber] = useState('')
  const claiming = useDo((input: { name: string; idNumber: string }, options) => call(claimPerson, input, options))
  const send = async () => {
    const reply = await claiming.run({ name: name.trim(), idNumber: idNumber.trim() })
    if (reply) onDone(reply.data.state)
  }
  return (
    <Form
      onSubmit={send}
      refusal={claiming.refusal}
      label={text.say('own-claim.title')}
      actions={
        <>
          {back}
          <Button type="submit" tone="primary" busy={claiming.busy}>
            {text.say('own-claim.send')}
          </Button>
        </>
      }
    >
      <Field label={text.say('own-claim.name')} path="/name">
        <TextInput value={name} onInput={setName} name="name" autocomplete="name" maxLength={60} autofocus />
      </Field>
      <Field label={text.say('own-claim.number')} hint={text.say('own-claim.number-hint')} path="/idNumber">
        <TextInput value={idNumber} onInput={setIdNumber} name="id-number" spellcheck={false} maxLength={30} />
      </Field>
    </Form>
  )
}
