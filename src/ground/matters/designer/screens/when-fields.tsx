/** When a step is done at all: always, or by the answer to one question that was asked before it. */
import type { Condition } from '#base/condition.ts'
import { say } from '#ground/forms/screens/known-here.ts'
import { Field, FieldPairs } from '#kit/field.tsx'
import { Select } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { questionNamed, stepsOf } from '../../types/check-type.ts'
import { type MatterType, OPENING } from '../../types/type.ts'
import { namedOf } from './say-type.ts'

type Props = { type: MatterType; step: string; when: Condition | undefined; onChange: (when: Condition | undefined) => void }

/** Only what can be chosen from: yes and no, choices, categories. Conditions of more parts stay as they are until replaced. */
export function WhenFields({ type, step, when, onChange }: Props) {
  const text = useText()
  const names = ['category', ...namesBefore(type, step)]
  const simple = when && 'element' in when && (when.op === '=' || when.op === 'in') ? when : undefined
  const name = simple?.element ?? ''
  const value = simple ? String([simple.value].flat()[0]) : ''
  const options = optionsOf(type, name, text.language, (key) => text.say(key))
  const choose = (next: string) => {
    const first = optionsOf(type, next, text.language, (key) => text.say(key))[0]
    onChange(next === '' || !first ? undefined : conditionOf(next, first.value))
  }
  return (
    <FieldPairs>
      <Field label={text.say('type-part.when')} optional>
        <Select
          value={names.includes(name) ? name : ''}
          onChange={choose}
          empty={text.say('type.always')}
          options={names.map((one) => ({ value: one, label: namedOf(text, type, one).name }))}
        />
      </Field>
      {name !== '' && (
        <Field label={text.say('type.when-value')}>
          <Select value={value} onChange={(next) => onChange(conditionOf(name, next))} options={options} />
        </Field>
      )}
    </FieldPairs>
  )

  function conditionOf(element: string, chosen: string): Condition {
    const isYesNo = questionNamed(type, element)?.type === 'boolean'
    return { element, op: '=', value: isYesNo ? chosen === 'true' : chosen }
  }
}

function namesBefore(type: MatterType, step: string): string[] {
  const steps = stepsOf(type)
  const at = steps.findIndex((one) => one.step.id === step)
  const before = (at < 0 ? steps : steps.slice(0, at)).map((one) => ({ id: one.step.id, questions: one.step.questions }))
  return [{ id: OPENING, questions: type.opening }, ...before].flatMap(({ id: of, questions = [] }) =>
    questions.flatMap(({ id, type: kind }) => (kind === 'boolean' || kind === 'code' ? [`${of}.${id}`] : [])),
  )
}

function optionsOf(type: MatterType, name: string, language: 'zh' | 'en', sentence: (key: string) => string) {
  if (name === 'category') return type.categories.map(({ code, label }) => ({ value: code, label: say(label, language) }))
  const question = questionNamed(type, name)
  if (question?.type === 'boolean')
    return ['true', 'false'].map((value) => ({ value, label: sentence(value === 'true' ? 'matter.yes' : 'matter.no') }))
  return (question?.choices ?? []).map((choice) => ({ value: choice.code, label: say(choice, language) }))
}
