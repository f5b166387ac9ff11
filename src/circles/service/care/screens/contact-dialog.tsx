/** What came of one contact: reached or not, what is needed, and a short word about the service. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { type Outcome, outcomes } from '#ground/matters/contacts/contract.ts'
import { StepAnswers } from '#ground/matters/screens/step-fields.tsx'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Radios } from '#kit/checkbox.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field, Form } from '#kit/field.tsx'
import { TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo } from '#kit/use-data.ts'
import { type CareLine, keepContact } from '../contract.ts'
import { sayWho } from './say-care.ts'

export type ContactDialogProps = { line: CareLine; onClose: () => void; onDone: () => void }

export function ContactDialog({ line, onClose, onDone }: ContactDialogProps) {
  const text = useText()
  const [outcome, setOutcome] = useState<Outcome | ''>('')
  const [answers, setAnswers] = useState<Record<string, unknown>>({})
  const [word, setWord] = useState('')
  const act = useDo((input: InputOf<typeof keepContact>, options) => call(keepContact, input, options))
  const send = async () => {
    if (outcome === '') return
    const said = word.trim() ? { word: word.trim() } : {}
    if (await act.run({ id: line.id, outcome, ...(outcome === 'reached' ? { answers } : {}), ...said })) onDone()
  }
  return (
    <Dialog
      open
      title={text.say('care.contact-with', { who: sayWho(line) })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('kit.cancel')}</Button>
          <Button tone="primary" busy={act.busy} disabled={outcome === ''} onPress={send}>
            {text.say('care.keep')}
          </Button>
        </>
      }
    >
      <Form label={text.say('care.contact')} onSubmit={send} refusal={act.refusal}>
        <Field label={text.say('care.outcome')} path="/outcome" group>
          <Radios
            value={outcome}
            onChange={setOutcome}
            options={outcomes.map((value) => ({ value, label: text.say(`care.outcome.${value}`) }))}
          />
        </Field>
        {outcome === 'reached' && line.contact && (
          <StepAnswers questions={line.contact.questions} answers={answers} onChange={setAnswers} />
        )}
        <Field label={text.say('care.word')} hint={text.say('care.word-hint')} path="/word" optional>
          <TextInput value={word} onInput={setWord} maxLength={60} />
        </Field>
      </Form>
    </Dialog>
  )
}
