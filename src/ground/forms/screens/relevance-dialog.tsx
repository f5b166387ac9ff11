/** When a question is asked: always, or by the answer to one other question. Conditions of more parts stay as they are until replaced. */
import { useState } from 'preact/hooks'
import type { Comparison, Condition } from '#base/condition.ts'
import type { CatalogueHere } from '#ground/facts/screens/use-catalogue.ts'
import { Button } from '#kit/button.tsx'
import { Checkbox } from '#kit/checkbox.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field, Form as FieldForm } from '#kit/field.tsx'
import { Select, TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { nameOf, namesFor } from '../asked.ts'
import type { Form, FormSection, Question } from '../contract.ts'
import { choicesOf } from './answer-input.tsx'
import { knownHere, labelOf } from './known-here.ts'
import { sayCondition } from './say-condition.ts'

type Op = Comparison['op']
export type RelevanceProps = {
  form: Form
  section: FormSection
  question: Question
  catalogue: CatalogueHere
  onClose: () => void
  onChange: (relevance: Condition | undefined) => void
}

export function RelevanceDialog({ form, section, question, catalogue, onClose, onChange }: RelevanceProps) {
  const text = useText()
  const before = question.relevance
  const simple = before && 'element' in before ? before : undefined
  const [name, setName] = useState(simple?.element ?? '')
  const [op, setOp] = useState<Op>(simple?.op === '=' && Array.isArray(simple.value) ? 'in' : (simple?.op ?? '='))
  const [values, setValues] = useState<string[]>(simple ? [simple.value].flat().map(String) : [])
  const names = namesFor(form, knownHere(catalogue), section.each !== undefined)
  const others = form.sections
    .filter((one) => !one.each || one.each === section.each)
    .flatMap((one) => one.questions)
    .filter((one) => nameOf(one) !== nameOf(question))
  const chosen = others.find((one) => nameOf(one) === name)
  const typed = chosen && names.find(name)
  const choices = chosen ? choicesOf(chosen, catalogue, text.language) : []
  const ops: Op[] = !typed
    ? []
    : typed.type === 'number'
      ? ['>=', '<=', '=', 'known']
      : typed.type === 'sealed' || typed.type === 'text'
        ? ['known']
        : typed.type === 'day'
          ? ['>=', '<=', 'known']
          : choices.length > 0
            ? ['in', 'known']
            : ['=', 'known']
  const used = ops.includes(op) ? op : (ops[0] ?? 'known')
  const condition = chosen ? conditionOf(name, used, values, typed?.type) : undefined
  const choose = (next: string) => {
    setName(next)
    setValues([])
  }
  return (
    <Dialog
      open
      title={text.say('forms.when-title', { name: labelOf(question, catalogue, text.language) })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={() => onChange(undefined)}>{text.say('forms.when-always')}</Button>
          <Button tone="primary" disabled={!condition} onPress={() => onChange(condition)}>
            {text.say('forms.when-set')}
          </Button>
        </>
      }
    >
      <FieldForm onSubmit={() => condition && onChange(condition)}>
        {before && !simple && <p class="quiet">{text.say('forms.only-if', { what: sayCondition(text, catalogue, form, before) })}</p>}
        <Field label={text.say('forms.when-question')}>
          <Select
            value={name}
            onChange={choose}
            empty={text.say('forms.when-choose')}
            options={others.map((one) => ({ value: nameOf(one), label: labelOf(one, catalogue, text.language) }))}
          />
        </Field>
        {chosen && (
          <Field label={text.say('forms.when-how')}>
            <Select
              value={used}
              onChange={(next) => setOp(next as Op)}
              options={ops.map((one) => ({ value: one, label: text.say(`forms.how-${howWords[one]}`) }))}
            />
          </Field>
        )}
        {chosen && used !== 'known' && (
          <Field label={text.say('forms.when-value')} group={choices.length > 0 || typed?.type === 'boolean'}>
            {choices.length > 0 ? (
              <div class="ticks">
                {choices.map((choice) => (
                  <Checkbox
                    key={choice.value}
                    label={choice.label}
                    checked={values.includes(choice.value)}
                    onChange={(on) => setValues(on ? [...values, choice.value] : values.filter((one) => one !== choice.value))}
                  />
                ))}
              </div>
            ) : typed?.type === 'boolean' ? (
              <Select
                label={text.say('forms.when-value')}
                value={values[0] ?? ''}
                onChange={(one) => setValues([one])}
                empty=""
                options={['true', 'false'].map((one) => ({ value: one, label: text.say(one === 'true' ? 'forms.yes' : 'forms.no') }))}
              />
            ) : (
              <TextInput value={values[0] ?? ''} onInput={(one) => setValues([one])} width={12} />
            )}
          </Field>
        )}
      </FieldForm>
    </Dialog>
  )
}

const howWords: Record<Op, string> = { '=': 'is', in: 'in', '>=': 'at-least', '<=': 'at-most', '>': 'more', '<': 'less', known: 'known' }

/** A condition that says something; the house checks its types again. */
function conditionOf(element: string, op: Op, values: string[], type: string | undefined): Condition | undefined {
  if (op === 'known') return { element, op, value: true }
  const first = values[0]?.trim()
  if (!first) return undefined
  if (op === 'in') return { element, op, value: values }
  if (type === 'boolean') return { element, op: '=', value: first === 'true' }
  if (type !== 'number') return { element, op, value: first }
  return Number.isFinite(Number(first)) ? { element, op, value: Number(first) } : undefined
}
