/** What a step asks. One that is a contact also asks whether somebody was reached. */
import { Checkbox, Radios } from '#kit/checkbox.tsx'
import { DayInput } from '#kit/day-input.tsx'
import { Field } from '#kit/field.tsx'
import { Select, TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import type { MatterView } from './acting.ts'
import { inWords } from './say-matter.ts'

type Step = MatterView['steps'][number]
type Question = Step['questions'][number]
/** More choices than this stand in a list. */
const MOST_RADIOS = 5

export function StepFields({
  step,
  fields,
  onChange,
}: {
  step: Step
  fields: Record<string, unknown>
  onChange: (name: string, value: unknown) => void
}) {
  const text = useText()
  const answers = (fields.answers ?? {}) as Record<string, unknown>
  return (
    <>
      {step.contact && (
        <Field label={text.say('matter.field.reached')} path="/reached" group>
          <Radios
            joined
            value={fields.later ? 'later' : fields.reached === undefined ? '' : fields.reached ? 'reached' : 'not-reached'}
            onChange={(value) => {
              onChange('reached', value === 'reached')
              onChange('later', value === 'later' || undefined)
            }}
            options={contacts.map((value) => ({ value, label: text.say(`matter.contact.${value}`) }))}
          />
        </Field>
      )}
      <StepAnswers questions={step.questions} answers={answers} onChange={(next) => onChange('answers', next)} />
    </>
  )
}

const contacts = ['reached', 'not-reached', 'later'] as const

/** Keys of the words beside the answers; residents' pages bring their own. */
const usual = { yes: 'matter.yes', no: 'matter.no', choose: 'matter.choose' }

export function StepAnswers({
  questions,
  answers,
  onChange,
  words = usual,
}: {
  questions: readonly Question[]
  answers: Record<string, unknown>
  onChange: (answers: Record<string, unknown>) => void
  words?: typeof usual
}) {
  const text = useText()
  return (
    <>
      {questions.map((question) => (
        <Field
          key={question.id}
          label={inWords(text, question.label)}
          path={`/answers/${question.id}`}
          optional={!question.required}
          group={isGroup(question)}
        >
          <Answer
            words={words}
            question={question}
            value={answers[question.id]}
            onChange={(value) => onChange({ ...answers, [question.id]: value })}
          />
        </Field>
      ))}
    </>
  )
}

/** Several boxes under one name; what has one input is named by itself. */
function isGroup({ type, choices }: Question): boolean {
  return type === 'boolean' || type === 'codes' || (type === 'code' && choices.length <= MOST_RADIOS)
}

type AnswerProps = { question: Question; value: unknown; onChange: (value: unknown) => void; words: typeof usual }

function Answer({ question, value, onChange, words }: AnswerProps) {
  const text = useText()
  const { type, choices } = question
  const options = choices.map((choice) => ({ value: choice.code, label: choice[text.language] }))
  if (type === 'boolean')
    return (
      <Radios
        joined
        value={value === undefined ? '' : String(value)}
        onChange={(said) => onChange(said === 'true')}
        options={[
          { value: 'true', label: text.say(words.yes) },
          { value: 'false', label: text.say(words.no) },
        ]}
      />
    )
  if (type === 'code' && options.length <= MOST_RADIOS) return <Radios value={String(value ?? '')} onChange={onChange} options={options} />
  if (type === 'code') return <Select value={String(value ?? '')} onChange={onChange} empty={text.say(words.choose)} options={options} />
  if (type === 'codes') {
    const chosen = new Set(Array.isArray(value) ? (value as string[]) : [])
    const toggle = (code: string, on: boolean) => onChange(on ? [...chosen, code] : [...chosen].filter((one) => one !== code))
    return (
      <div class="called-units">
        {options.map((one) => (
          <Checkbox key={one.value} checked={chosen.has(one.value)} onChange={(on) => toggle(one.value, on)} label={one.label} />
        ))}
      </div>
    )
  }
  if (type === 'day') return <DayInput value={String(value ?? '')} onChange={onChange} today={streetToday()} />
  return <TextInput value={String(value ?? '')} onInput={onChange} mode={type === 'text' ? 'text' : 'decimal'} maxLength={300} />
}
