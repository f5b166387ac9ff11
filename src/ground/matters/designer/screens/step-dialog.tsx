/** One step: what is done, by whom, in which time, how often, what is asked, and when at all. */
import { useState } from 'preact/hooks'
import type { Condition } from '#base/condition.ts'
import { say, write } from '#ground/forms/screens/known-here.ts'
import { LocalDialog } from '#ground/forms/screens/local-dialog.tsx'
import { Button } from '#kit/button.tsx'
import { Checkbox, Radios } from '#kit/checkbox.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field, FieldPairs, Form } from '#kit/field.tsx'
import { Select, TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import type { MatterType, Step, StepQuestion } from '../../types/type.ts'
import type { OfferedView } from '../contract.ts'
import { freeName, tidyStep } from './edit-type.ts'
import { sayWhen, sayWords } from './say-type.ts'
import { TermInput } from './term-input.tsx'
import { WhenFields } from './when-fields.tsx'

export type StepDialogProps = { type: MatterType; step: Step; offered: OfferedView; onClose: () => void; onDone: (step: Step) => void }

export function StepDialog({ type, step: begun, offered, onClose, onDone }: StepDialogProps) {
  const text = useText()
  const [step, setStep] = useState(begun)
  const [asking, setAsking] = useState<StepQuestion>()
  const { questions = [] } = step
  const put = (change: Partial<Step>) => setStep({ ...step, ...change })
  const whole = sayWords(text, step.title).trim() !== ''
  const done = () => whole && onDone(tidyStep(step))
  if (asking) {
    const { id, ...rest } = asking
    return (
      <LocalDialog
        question={{ local: id, ...rest }}
        onClose={() => setAsking(undefined)}
        onDone={({ local, label, type: kind, choices }) => {
          const next: StepQuestion = {
            id: local,
            label,
            type: kind,
            ...(choices ? { choices } : {}),
            ...(asking.required ? { required: true } : {}),
          }
          const known = questions.some((one) => one.id === local)
          put({ questions: known ? questions.map((one) => (one.id === local ? next : one)) : [...questions, next] })
          setAsking(undefined)
        }}
      />
    )
  }
  return (
    <Dialog
      open
      size="wide"
      title={sayWords(text, begun.title) || text.say('type.new-step')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('kit.cancel')}</Button>
          <Button tone="primary" disabled={!whole} onPress={done}>
            {text.say('type.step-done')}
          </Button>
        </>
      }
    >
      <Form label={text.say('type.new-step')} onSubmit={done}>
        <Field label={text.say('type.step-title')}>
          <TextInput
            value={say(step.title, text.language)}
            onInput={(said) => put({ title: write(step.title, text.language, said) })}
            maxLength={60}
            autofocus
          />
        </Field>
        <FieldPairs>
          <Field label={text.say('type.by')} group>
            <Radios
              joined
              value={step.by ?? 'lead'}
              onChange={(by) => put({ by })}
              options={(['lead', 'place'] as const).map((value) => ({ value, label: text.say(`type-role.${value}`) }))}
            />
          </Field>
          <Field label={text.say('type.need')} group>
            <Checkbox label={text.say('type.optional-long')} checked={step.optional ?? false} onChange={(optional) => put({ optional })} />
            <Checkbox label={text.say('type.contact-long')} checked={step.contact ?? false} onChange={(contact) => put({ contact })} />
          </Field>
        </FieldPairs>
        <FieldPairs>
          <Field label={text.say('type-part.term')} hint={text.say('type.term-hint')} group>
            <TermInput label={text.say('type-part.term')} value={step.term} onChange={(term) => setStep(withTerm(step, 'term', term))} />
          </Field>
          <Field label={text.say('type-part.every')} hint={text.say('type.every-hint')} group>
            <TermInput label={text.say('type-part.every')} value={step.every} onChange={(term) => setStep(withTerm(step, 'every', term))} />
          </Field>
        </FieldPairs>
        <Field label={text.say('type-part.questions')} group>
          <ol class="plain-list edit-steps">
            {questions.map((question) => (
              <QuestionRow
                key={question.id}
                question={question}
                onEdit={() => setAsking(question)}
                onChange={(next) => put({ questions: questions.flatMap((one) => (one.id !== question.id ? [one] : next ? [next] : [])) })}
              />
            ))}
          </ol>
          <Button
            size="small"
            icon="add"
            onPress={
              () =>
              setAsking({ id: freeName('q', questions.map(({ id }) => id)), label: { zh: '', en: '' }, type: 'text' }) // biome-ignore format: one line
            }
          >
            {text.say('type.add-question')}
          </Button>
        </Field>
        {offered.forms.length > 0 && (
          <Field label={text.say('type-part.form')} hint={text.say('type.form-hint')} optional>
            <Select
              value={step.form ?? ''}
              onChange={(form) => put({ form })}
              empty={text.say('type.no-form')}
              options={offered.forms.map((form) => ({ value: form.id, label: sayWords(text, form.title) }))}
            />
          </Field>
        )}
        {step.when && <p class="quiet">{text.say('type.only-if', { what: sayWhen(text, type, step.when) })}</p>}
        <WhenFields type={type} step={step.id} when={step.when} onChange={(when) => setStep(withWhen(step, when))} />
      </Form>
    </Dialog>
  )
}

function withTerm(step: Step, name: 'term' | 'every', term: Step['term']): Step {
  const { [name]: _before, ...rest } = step
  return term ? { ...rest, [name]: term } : rest
}

function withWhen(step: Step, when: Condition | undefined): Step {
  const { when: _before, ...rest } = step
  return when ? { ...rest, when } : rest
}

function QuestionRow({
  question,
  onEdit,
  onChange,
}: {
  question: StepQuestion
  onEdit: () => void
  onChange: (next: StepQuestion | undefined) => void
}) {
  const text = useText()
  const name = sayWords(text, question.label)
  const { required, ...rest } = question
  return (
    <li>
      <span>
        {name} <span class="small quiet">{text.say(`local.${question.type}`)}</span>
      </span>
      <span class="row">
        <Checkbox
          label={text.say('type.required')}
          checked={required ?? false}
          onChange={(on) => onChange(on ? { ...rest, required: true } : rest)}
        />
        <Button size="small" tone="quiet" icon="edit" label={text.say('type.edit', { name })} onPress={onEdit} />
        <Button size="small" tone="quiet" icon="close" label={text.say('type.remove', { name })} onPress={() => onChange(undefined)} />
      </span>
    </li>
  )
}
