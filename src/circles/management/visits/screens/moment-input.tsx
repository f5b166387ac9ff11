/** A day near today and a half hour, both from the browser's own lists: nothing is typed with a wet thumb. */
import { addDays } from '#base/values/day.ts'
import { Field, FieldPairs } from '#kit/field.tsx'
import { Select } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { type Moment, times } from './moments.ts'

export type MomentInputProps = { value: Moment; onChange: (moment: Moment) => void; day: string; hint?: string; past?: boolean }

/** A sheet of paper is brought back within the term of its round; nobody makes an appointment for later than that. */
const DAYS = 60

export function MomentInput({ value, onChange, day, hint, past }: MomentInputProps) {
  const text = useText()
  const today = streetToday()
  const days = Array.from({ length: DAYS }, (_, at) => addDays(today, past ? -at : at))
  return (
    <FieldPairs>
      <Field label={day} {...(hint ? { hint } : {})}>
        <Select
          value={value.day}
          onChange={(next) => onChange({ ...value, day: next })}
          options={days.map((one) => ({ value: one, label: text.day(one, 'weekday') }))}
          empty={text.say('door.time-choose')}
        />
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
