/** A day typed as one likes (19900307, 1990.3.7), or picked from a calendar. */
import { createPortal } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Button } from './button.tsx'
import { Calendar } from './calendar.tsx'
import { isOutside, readTypedDay } from './day-typing.ts'
import { useField } from './field.tsx'
import { useBeside, useLeave } from './floating.ts'
import { hostFor, useEscape } from './popover.tsx'
import { useText } from './text-context.tsx'

export type DayInputProps = {
  /** `YYYY-MM-DD`, or '' when empty or not yet a day. */
  value: string
  onChange: (day: string) => void
  today: string
  label?: string
  earliest?: string
  latest?: string
  /** A day like those expected here, shown how it may be typed; otherwise a birthday. */
  example?: string
  disabled?: boolean
}

export function DayInput({ value, onChange, today, label, earliest, latest, example, disabled }: DayInputProps) {
  const text = useText()
  const field = useField()
  const box = useRef<HTMLSpanElement>(null)
  const sheet = useRef<HTMLDivElement>(null)
  const [typed, setTyped] = useState(value)
  const [open, setOpen] = useState(false)
  const found = readTypedDay(typed, today)
  const read = 'day' in found ? found.day : undefined
  // A value set from outside replaces what stands here, but not the reader's own spelling of the same day.
  useEffect(() => {
    setTyped((now) => (value === dayIn(now, today) ? now : value))
  }, [value, today])
  const close = () => setOpen(false)
  useBeside(box, sheet, open)
  useLeave([box, sheet], open, close)
  useEscape(open, close)
  const outside = read !== undefined && isOutside(read, earliest, latest)
  const wrong = typed.trim() !== '' && (read === undefined || outside)
  const said = outside
    ? text.say('kit.day-outside', { from: earliest ?? '…', to: latest ?? '…' })
    : typed.trim() === ''
      ? ''
      : 'day' in found
        ? text.day(found.day, 'weekday')
        : text.say(found.refused)
  return (
    <span class="day-input">
      <span class="input" ref={box}>
        <input
          id={field.id}
          type="text"
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          disabled={disabled ?? false}
          placeholder={text.say('kit.day-example', { day: (example ?? '1990-03-07').replaceAll('-', '') })}
          aria-label={label}
          aria-describedby={[field.describedBy, `${field.id}-read`].filter(Boolean).join(' ')}
          aria-invalid={field.invalid || (wrong && !open) ? 'true' : undefined}
          onInput={(event) => {
            const next = event.currentTarget.value
            setTyped(next)
            onChange(dayIn(next, today))
          }}
          onBlur={() => read && setTyped(read)}
        />
        <Button
          tone="quiet"
          icon="calendar"
          label={text.say('kit.calendar')}
          disabled={disabled ?? false}
          aria-expanded={open}
          onPress={() => setOpen(!open)}
        />
      </span>
      <span class="day-read small" id={`${field.id}-read`} data-wrong={wrong ? '' : undefined} aria-live="polite">
        {said}
      </span>
      {open &&
        createPortal(
          <div ref={sheet} class="sheet">
            <Calendar
              value={read ?? today}
              chosen={read}
              today={today}
              earliest={earliest}
              latest={latest}
              onPick={(day) => {
                setTyped(day)
                onChange(day)
                close()
                box.current?.querySelector('input')?.focus()
              }}
            />
          </div>,
          hostFor(box.current),
        )}
    </span>
  )
}

function dayIn(typed: string, today: string): string {
  const found = readTypedDay(typed, today)
  return 'day' in found ? found.day : ''
}
