/** One question, at a door or answered by oneself: what is known beside it, unchanged in one touch; otherwise chosen or typed; that there is none, or that she would rather not say. */
import { useState } from 'preact/hooks'
import type { CodeList } from '#ground/facts/contract.ts'
import { Button } from '#kit/button.tsx'
import { Checkbox, Radios } from '#kit/checkbox.tsx'
import { Icon } from '#kit/icon.tsx'
import { Select, TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import type { AskedElement, Party } from '../asked/contract.ts'
import type { Given } from './given.ts'
import './ask.css'

type Question = Party['questions'][number]
type Known = Party['known'][number]

/** More choices than these are picked from the browser's own list. */
const SIDE_BY_SIDE = 6

export type QuestionLineProps = {
  question: Question
  asked: AskedElement
  known: Known | undefined
  codes: CodeList | undefined
  given: Given | undefined
  /** A text key: what is wrong with what was typed. */
  error?: string | undefined
  onGive: (given: Given | undefined) => void
}

export function QuestionLine({ question, asked, known, codes, given, error, onGive }: QuestionLineProps) {
  const text = useText()
  const [changing, setChanging] = useState(false)
  const label = asked.label[text.language]
  const declined = given === 'declined'
  const open = !known || changing || (given !== undefined && typeof given === 'object')
  const say = (value: unknown) => showValue(value, asked, codes, text.language, text.say)
  return (
    <fieldset class="ask" data-state={question.state} data-given={given === undefined ? undefined : ''}>
      <legend>
        {label}
        {asked.unit && <span class="quiet"> {text.say('ask.unit', { unit: asked.unit })}</span>}
      </legend>
      {asked.basis && <p class="small quiet">{text.say('ask.basis', { basis: asked.basis })}</p>}
      {known && (
        <p class="ask-known">
          {text.say(question.state === 'conflicting' ? 'ask.known-two' : 'ask.known', {
            value: say(known.value),
            day: text.day(known.asOf),
          })}
          {question.rivals.map((rival) => (
            <span key={rival.source + rival.asOf} class="ask-rival">
              {text.say('ask.rival', { value: say(rival.value), day: text.day(rival.asOf) })}
            </span>
          ))}
        </p>
      )}
      {!declined && given !== 'none' && open && <Input asked={asked} codes={codes} label={label} given={given} onGive={onGive} />}
      {error && (
        <p class="field-error">
          <Icon name="warning" />
          {text.say(error)}
        </p>
      )}
      <div class="row ask-ways">
        {known && (
          <Button pressed={given === 'still'} icon="check" onPress={() => onGive(given === 'still' ? undefined : 'still')}>
            {text.say('ask.still')}
          </Button>
        )}
        {known && !open && (
          <Button
            icon="edit"
            onPress={() => {
              setChanging(true)
              onGive(undefined)
            }}
          >
            {text.say('ask.change')}
          </Button>
        )}
        {asked.type !== 'boolean' && (
          <Button tone="quiet" pressed={given === 'none'} onPress={() => onGive(given === 'none' ? undefined : 'none')}>
            {text.say('ask.none')}
          </Button>
        )}
        <Button tone="quiet" pressed={declined} onPress={() => onGive(declined ? undefined : 'declined')}>
          {text.say('ask.declines')}
        </Button>
      </div>
      {declined && <p class="small">{text.say(question.optional ? 'ask.declined' : 'ask.declined-obliged')}</p>}
    </fieldset>
  )
}

type InputProps = {
  asked: AskedElement
  codes: CodeList | undefined
  label: string
  given: Given | undefined
  onGive: (given: Given | undefined) => void
}

function Input({ asked, codes, label, given, onGive }: InputProps) {
  const text = useText()
  const value = given !== undefined && typeof given === 'object' ? given.text : ''
  const plain = typeof value === 'string' ? value : ''
  const give = (next: string | string[]) => onGive(next.length > 0 ? { text: next } : undefined)
  const choices = (codes?.entries ?? [])
    .filter(({ untold }) => !untold)
    .map((entry) => ({ value: entry.code, label: entry[text.language] }))
  if (asked.type === 'boolean') {
    const options = ['true', 'false'].map((one) => ({ value: one, label: text.say(one === 'true' ? 'ask.yes' : 'ask.no') }))
    return <Radios joined value={plain} onChange={give} options={options} label={label} />
  }
  if (asked.type === 'codes') {
    const list = Array.isArray(value) ? value : []
    return (
      <div class="ticks">
        {choices.map((choice) => (
          <Checkbox
            key={choice.value}
            label={choice.label}
            checked={list.includes(choice.value)}
            onChange={(on) => give(on ? [...list, choice.value] : list.filter((one) => one !== choice.value))}
          />
        ))}
      </div>
    )
  }
  if (asked.type === 'code') {
    if (choices.length <= SIDE_BY_SIDE) return <Radios value={plain} onChange={give} options={choices} label={label} />
    return <Select value={plain} onChange={give} options={choices} empty={text.say('ask.choose')} label={label} />
  }
  const digits = ['integer', 'year', 'day', 'month', 'phone'].includes(asked.type)
  const placeholder = { day: 'ask.day-example', month: 'ask.month-example' }[asked.type as string]
  return (
    <TextInput
      value={plain}
      onInput={give}
      label={label}
      mode={asked.type === 'phone' ? 'tel' : asked.type === 'decimal' ? 'decimal' : digits ? 'numeric' : 'text'}
      maxLength={500}
      {...(placeholder ? { placeholder: text.say(placeholder) } : {})}
    />
  )
}

function showValue(
  value: unknown,
  asked: AskedElement,
  codes: CodeList | undefined,
  language: 'zh' | 'en',
  say: (key: string) => string,
): string {
  const name = (code: unknown) => codes?.entries.find((entry) => entry.code === code)?.[language] ?? String(code)
  if (value === null || value === undefined) return say('ask.none')
  if (typeof value === 'boolean') return say(value ? 'ask.yes' : 'ask.no')
  if (Array.isArray(value)) return value.map(name).join(say('slip.comma'))
  return asked.type === 'code' ? name(value) : String(value)
}
