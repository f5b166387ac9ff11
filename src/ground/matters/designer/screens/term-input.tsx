/** So much time: a number and its unit. */
import { Select, TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { type Term, type TermUnit, unitOf } from '../../clock/terms.ts'

const units: readonly TermUnit[] = ['workdays', 'days', 'workingHours', 'hours', 'minutes']

export type TermInputProps = { value: Term | undefined; onChange: (term: Term | undefined) => void; label: string }

/** Empty says that there is none. */
export function TermInput({ value, onChange, label }: TermInputProps) {
  const text = useText()
  const { unit, count } = value ? unitOf(value) : { unit: 'workdays' as TermUnit, count: 0 }
  const put = (nextUnit: TermUnit, next: number) => onChange(next > 0 ? ({ [nextUnit]: next } as Term) : undefined)
  return (
    <span class="row term-input">
      <TextInput
        label={label}
        value={count > 0 ? String(count) : ''}
        onInput={(said) => put(unit, Number(said.replace(/\D/g, '').slice(0, 4)))}
        mode="numeric"
        width={4}
      />
      <Select
        label={text.say('type.unit-of', { what: label })}
        value={unit}
        disabled={!value}
        onChange={(next) => put(next as TermUnit, count)}
        options={units.map((one) => ({ value: one, label: text.say(`type-unit.${one}`) }))}
      />
    </span>
  )
}
