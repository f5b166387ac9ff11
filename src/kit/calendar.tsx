/** One month as a grid, Monday first. Arrows move by day and week, PageUp and PageDown by month. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { addDays, addMonths, weekday } from '#base/values/day.ts'
import { Button } from './button.tsx'
import { isOutside, weeksOf } from './day-typing.ts'
import { useText } from './text-context.tsx'

export type CalendarProps = {
  /** The day the focus starts on. */
  value: string
  chosen: string | undefined
  today: string
  earliest?: string | undefined
  latest?: string | undefined
  onPick: (day: string) => void
}

export function Calendar({ value, chosen, today, earliest, latest, onPick }: CalendarProps) {
  const text = useText()
  const grid = useRef<HTMLTableElement>(null)
  const [at, setAt] = useState(value)
  const moved = useRef(true)
  const month = at.slice(0, 7)
  const barred = (day: string) => isOutside(day, earliest, latest)
  useEffect(() => {
    if (moved.current) grid.current?.querySelector<HTMLElement>(`[data-day="${at}"]`)?.focus()
  }, [at])
  const go = (day: string, focus: boolean) => {
    moved.current = focus
    setAt(day)
  }
  return (
    <div class="calendar">
      <div class="calendar-head">
        <Button size="small" tone="quiet" icon="back" label={text.say('kit.month-before')} onPress={() => go(addMonths(at, -1), false)} />
        <span class="calendar-title" aria-live="polite">
          {text.day(month, 'month')}
        </span>
        <Button size="small" tone="quiet" icon="forward" label={text.say('kit.month-after')} onPress={() => go(addMonths(at, 1), false)} />
      </div>
      <table
        ref={grid}
        aria-label={text.day(month, 'month')}
        onKeyDown={(event) => {
          const next = dayFor(event.key, at)
          if (!next) return
          event.preventDefault()
          go(next, true)
        }}
      >
        <thead>
          <tr>
            {weeksOf('2026-06')[0]!.map((day) => (
              <th key={day} scope="col">
                {weekdayName(day, text.locale)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(month).map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day}>
                  <button
                    type="button"
                    class="calendar-day digits"
                    data-day={day}
                    data-away={day.startsWith(month) ? undefined : ''}
                    data-chosen={day === chosen ? '' : undefined}
                    aria-current={day === today ? 'date' : undefined}
                    aria-label={text.day(day, 'weekday')}
                    aria-pressed={day === chosen}
                    disabled={barred(day)}
                    tabIndex={day === at ? 0 : -1}
                    onClick={() => onPick(day)}
                  >
                    {Number(day.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Button size="small" tone="quiet" disabled={barred(today)} onPress={() => onPick(today)}>
        {text.say('kit.today')}
      </Button>
    </div>
  )
}

function weekdayName(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { weekday: 'narrow', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))
}

function dayFor(key: string, at: string): string | undefined {
  const before = weekday(at) - 1
  const steps: Record<string, string> = {
    ArrowLeft: addDays(at, -1),
    ArrowRight: addDays(at, 1),
    ArrowUp: addDays(at, -7),
    ArrowDown: addDays(at, 7),
    Home: addDays(at, -before),
    End: addDays(at, 6 - before),
    PageUp: addMonths(at, -1),
    PageDown: addMonths(at, 1),
  }
  return steps[key]
}
