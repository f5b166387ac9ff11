/** The input that fits what is corrected, for a thumb: few choices are seen at once, many are the telephone's own list, days its own calendar. */
import { Checkbox, Radios } from '#kit/checkbox.tsx'
import { useField } from '#kit/field.tsx'
import { Select, TextInput, type TextInputProps } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import type { OwnFact } from '../contract.ts'

type Code = { code: string; zh: string; en: string }

export type OwnInputProps = {
  fact: Pick<OwnFact, 'type'>
  codes: readonly Code[]
  value: string | string[]
  onChange: (value: string | string[]) => void
}

/** More would not be seen without scrolling. */
const SEEN_AT_ONCE = 8

/** Keyboard of each type; the house reads what is typed like any cell. */
const keyboards = new Map<string, Pick<TextInputProps, 'type' | 'mode' | 'autocomplete'>>([
  ['phone', { type: 'tel', mode: 'tel', autocomplete: 'tel-national' }],
  ['integer', { mode: 'numeric' }],
  ['decimal', { mode: 'decimal' }],
  ['year', { mode: 'numeric' }],
])

export function OwnInput({ fact: { type }, codes, value, onChange }: OwnInputProps) {
  const text = useText()
  if (type === 'codes') {
    const chosen = Array.isArray(value) ? value : []
    const toggle = (code: string, on: boolean) => onChange(on ? [...chosen, code] : chosen.filter((one) => one !== code))
    return (
      <div class="choices">
        {codes.map((entry) => (
          <Checkbox
            key={entry.code}
            label={entry[text.language]}
            checked={chosen.includes(entry.code)}
            onChange={(on) => toggle(entry.code, on)}
          />
        ))}
      </div>
    )
  }
  const single = typeof value === 'string' ? value : ''
  if (type === 'boolean')
    return (
      <Radios
        value={single}
        onChange={onChange}
        options={['true', 'false'].map((one) => ({ value: one, label: text.say(`own.${one}`) }))}
      />
    )
  if (type === 'code') {
    const options = codes.map((entry) => ({ value: entry.code, label: entry[text.language] }))
    return options.length <= SEEN_AT_ONCE ? (
      <Radios value={single} onChange={onChange} options={options} />
    ) : (
      <Select value={single} onChange={onChange} options={options} empty={text.say('own.choose')} />
    )
  }
  if (type === 'day' || type === 'month') return <PhoneDay type={type === 'day' ? 'date' : 'month'} value={single} onChange={onChange} />
  return <TextInput value={single} onInput={onChange} autofocus {...keyboards.get(type)} />
}

function PhoneDay({ type, value, onChange }: { type: 'date' | 'month'; value: string; onChange: (day: string) => void }) {
  const field = useField()
  const latest = type === 'date' ? streetToday() : streetToday().slice(0, 7)
  return (
    <span class="input">
      <input
        id={field.id}
        type={type}
        value={value}
        min="1900-01-01"
        max={latest}
        aria-describedby={field.describedBy}
        aria-invalid={field.invalid ? 'true' : undefined}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </span>
  )
}
