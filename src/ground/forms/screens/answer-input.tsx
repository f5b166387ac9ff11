/** The input that fits a question: few choices side by side, many by typing, a day for days. What is typed is read as the house reads it. */
import type { CatalogueHere } from '#ground/facts/screens/use-catalogue.ts'
import { Checkbox, Radios } from '#kit/checkbox.tsx'
import { Combobox } from '#kit/combobox.tsx'
import { DayInput } from '#kit/day-input.tsx'
import { TextArea, TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import type { Question } from '../contract.ts'
import { say, unitOf } from './known-here.ts'
import type { Given } from './use-player.ts'

/** More than these are found by typing. */
export const SIDE_BY_SIDE = 6
const TICKED = 16

export type AnswerInputProps = {
  question: Question
  catalogue: CatalogueHere
  label: string
  value: Given
  onChange: (value: Given) => void
  today: string
}

export function AnswerInput({ question, catalogue, label, value, onChange, today }: AnswerInputProps) {
  const text = useText()
  const element = 'element' in question ? catalogue.element(question.element) : undefined
  const type = 'local' in question ? question.type : (element?.type ?? 'text')
  const plain = typeof value === 'string' ? value : ''
  const list = typeof value === 'string' ? (value ? [value] : []) : value
  if (type === 'boolean') {
    const options = ['true', 'false'].map((one) => ({ value: one, label: text.say(`forms.${one === 'true' ? 'yes' : 'no'}`) }))
    return <Radios value={plain} onChange={onChange} options={options} joined label={label} />
  }
  if (type === 'code' || type === 'codes') {
    const choices = choicesOf(question, catalogue, text.language)
    if (type === 'codes') return <Ticks choices={choices} list={list} label={label} onChange={onChange} />
    if (choices.length <= SIDE_BY_SIDE) return <Radios value={plain} onChange={onChange} options={choices} label={label} />
    return <Combobox value={plain} onChange={onChange} options={choices} />
  }
  if (type === 'day') return <DayInput value={plain} onChange={onChange} today={today} />
  if (type === 'integer' || type === 'decimal') {
    const unit = unitOf(question, catalogue)
    return (
      <span class="row">
        <TextInput value={plain} onInput={onChange} mode={type === 'integer' ? 'numeric' : 'decimal'} width={8} maxLength={20} />
        {unit && <span class="quiet">{unit}</span>}
      </span>
    )
  }
  if (type === 'text' && 'local' in question) return <TextArea value={plain} onInput={onChange} rows={2} maxLength={300} />
  const mode = type === 'phone' ? ('tel' as const) : ('text' as const)
  return <TextInput value={plain} onInput={onChange} mode={mode} maxLength={type === 'id-number' ? 30 : 2000} />
}

export type ChoiceHere = { value: string; label: string; untold?: true | undefined }

export function choicesOf(question: Question, catalogue: CatalogueHere, language: 'zh' | 'en'): ChoiceHere[] {
  if ('local' in question) return (question.choices ?? []).map((choice) => ({ value: choice.code, label: say(choice, language) }))
  const codes = catalogue.element(question.element)?.codes
  return (codes ? (catalogue.codes(codes)?.entries ?? []) : []).map((entry) => ({
    value: entry.code,
    label: entry[language],
    untold: entry.untold,
  }))
}

type TicksProps = { choices: readonly ChoiceHere[]; list: readonly string[]; label: string; onChange: (value: Given) => void }

/** Several of a few are ticked; several of many are added one by one. */
function Ticks({ choices, list, label, onChange }: TicksProps) {
  const toggle = (code: string, on: boolean) => onChange(on ? [...list, code] : list.filter((one) => one !== code))
  const shown = choices.length <= TICKED ? choices : choices.filter((choice) => list.includes(choice.value))
  return (
    <div class="ticks">
      {shown.map((choice) => (
        <Checkbox
          key={choice.value}
          label={choice.label}
          checked={list.includes(choice.value)}
          onChange={(on) => toggle(choice.value, on)}
        />
      ))}
      {choices.length > TICKED && (
        <Combobox
          label={label}
          value=""
          onChange={(code) => code && toggle(code, true)}
          options={choices.filter((choice) => !list.includes(choice.value))}
        />
      )}
    </div>
  )
}
