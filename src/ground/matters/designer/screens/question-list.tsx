/** Questions of a step or of the opening: added, changed, needed or not, taken away. The one that is being made stands in a dialog of its own. */
import { LocalDialog } from '#ground/forms/screens/local-dialog.tsx'
import { Button } from '#kit/button.tsx'
import { Checkbox } from '#kit/checkbox.tsx'
import { Field } from '#kit/field.tsx'
import { useText } from '#kit/text-context.tsx'
import type { StepQuestion } from '../../types/type.ts'
import { freeName } from './edit-type.ts'
import { sayWords } from './say-type.ts'

export function newQuestion(questions: readonly StepQuestion[]): StepQuestion {
  return { id: freeName('q', questions.map(({ id }) => id)), label: { zh: '', en: '' }, type: 'text' } // biome-ignore format: one line
}

type ListProps = {
  label: string
  hint?: string
  questions: readonly StepQuestion[]
  onChange: (questions: StepQuestion[]) => void
  /** One is to be made or changed. */
  onEdit: (question: StepQuestion) => void
}

export function QuestionList({ label, hint, questions, onChange, onEdit }: ListProps) {
  const text = useText()
  return (
    <Field label={label} group {...(hint ? { hint } : {})}>
      <ol class="plain-list edit-steps">
        {questions.map((question) => (
          <QuestionRow
            key={question.id}
            question={question}
            onEdit={() => onEdit(question)}
            onChange={(next) => onChange(questions.flatMap((one) => (one.id !== question.id ? [one] : next ? [next] : [])))}
          />
        ))}
      </ol>
      <Button size="small" icon="add" onPress={() => onEdit(newQuestion(questions))}>
        {text.say('type.add-question')}
      </Button>
    </Field>
  )
}

type DialogProps = {
  asking: StepQuestion
  questions: readonly StepQuestion[]
  onClose: () => void
  onDone: (questions: StepQuestion[]) => void
}

export function QuestionDialog({ asking, questions, onClose, onDone }: DialogProps) {
  const { id, required, ...rest } = asking
  return (
    <LocalDialog
      question={{ local: id, ...rest }}
      onClose={onClose}
      onDone={({ local, label, type: kind, choices }) => {
        const next: StepQuestion = { id: local, label, type: kind, ...(choices ? { choices } : {}), ...(required ? { required } : {}) }
        const known = questions.some((one) => one.id === local)
        onDone(known ? questions.map((one) => (one.id === local ? next : one)) : [...questions, next])
      }}
    />
  )
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
