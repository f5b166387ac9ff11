/** A question of this form alone: its words, its kind, its choices one a line. */
import { useState } from 'preact/hooks'
import { Button } from '#kit/button.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field, Form as FieldForm } from '#kit/field.tsx'
import { Select, TextArea, TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import type { LocalQuestion, LocalType } from '../contract.ts'
import { say, write } from './known-here.ts'

const types: LocalType[] = ['text', 'boolean', 'code', 'codes', 'integer', 'decimal', 'day']

export type LocalDialogProps = { question: LocalQuestion; onClose: () => void; onDone: (question: LocalQuestion) => void }

export function LocalDialog({ question, onClose, onDone }: LocalDialogProps) {
  const text = useText()
  const { language } = text
  const [label, setLabel] = useState(say(question.label, language))
  const [type, setType] = useState<LocalType>(question.type)
  const [lines, setLines] = useState((question.choices ?? []).map((choice) => say(choice, language)).join('\n'))
  const coded = type === 'code' || type === 'codes'
  const words = lines.split('\n').map((line) => line.trim()).filter(Boolean) // biome-ignore format: one line
  const done = () => {
    const { choices: before = [], ...rest } = question
    const choices = words.map((said, at) => {
      const known = before.find((choice) => say(choice, language) === said)
      return known ?? { code: freeCode(before, at), ...write({ zh: '', en: '' }, language, said) }
    })
    onDone({ ...rest, type, label: write(question.label, language, label.trim()), ...(coded ? { choices } : {}) })
  }
  const whole = label.trim() !== '' && (!coded || words.length > 0)
  return (
    <Dialog
      open
      title={text.say('forms.local-title')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('correct.cancel')}</Button>
          <Button tone="primary" disabled={!whole} onPress={done}>
            {text.say('forms.local-done')}
          </Button>
        </>
      }
    >
      <FieldForm onSubmit={() => whole && done()}>
        <p class="quiet">{text.say('forms.local-lead')}</p>
        <Field label={text.say('forms.local-label')}>
          <TextInput value={label} onInput={setLabel} maxLength={100} autofocus />
        </Field>
        <Field label={text.say('forms.local-type')}>
          <Select
            value={type}
            onChange={(one) => setType(one as LocalType)}
            options={types.map((one) => ({ value: one, label: text.say(`local.${one}`) }))}
          />
        </Field>
        {coded && (
          <Field label={text.say('forms.local-choices')} hint={text.say('forms.local-choices-hint')}>
            <TextArea value={lines} onInput={setLines} rows={5} maxLength={2000} />
          </Field>
        )}
      </FieldForm>
    </Dialog>
  )
}

/** Answers already given keep their meaning: a code is never used for another choice. */
function freeCode(before: readonly { code: string }[], at: number): string {
  const taken = new Set(before.map((choice) => choice.code))
  let number = before.length + at + 1
  while (taken.has(`c${number}`)) number += 1
  return `c${number}`
}
