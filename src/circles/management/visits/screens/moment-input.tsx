/** A day and a half hour. */
import { DayInput } from '#kit/day-input.tsx'
import { Field, FieldPairs } from '#kit/field.tsx'
import { Select } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { type Moment, times } from './moments.ts'

export type MomentInputProps = { value: Moment; onChange: (moment: Moment) => void; day: string; hint?: string; past?: boolean }

export function MomentInput({ value, onChange, day, hint, past }: MomentInputProps) {
  const text = useText()
  const today = streetToday()
  const limit = past ? { latest: today } : { earliest: today }
  return (
    <FieldPairs>
      <Field label={day} {...(hint ? { hint } : {})}>
        <DayInput value={value.day} onChange={(next) => onChange({ ...value, day: next })} today={today} example={today} {...limit} />
      </Field>
      <Field label={text.say('door.time')}>
        <Select
          value={value.time}
          onChange={(time) => onChange({ ...value, time })}
          options={times.map((time) => ({ value: time, label: time }))}
          empty={text.say('door.time-choose')}
        />
      </Field>
    </FieldPairs>
  )
}
