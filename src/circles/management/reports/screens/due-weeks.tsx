/** The coming five weeks at a glance: on which days something is due. A day with something opens just its requests. */
import { useText } from '#kit/text-context.tsx'
import type { AgendaDay } from './agenda.ts'
import './agenda.css'

export type DueWeeksProps = {
  weeks: readonly (readonly AgendaDay[])[]
  today: string
  chosen: string | undefined
  onChoose: (day: string | undefined) => void
}

export function DueWeeks({ weeks, today, chosen, onChoose }: DueWeeksProps) {
  const text = useText()
  const weekday = new Intl.DateTimeFormat(text.locale, { weekday: 'narrow', timeZone: 'UTC' })
  return (
    <table class="due-weeks digits no-print">
      <caption class="small quiet">{text.say('agenda.weeks')}</caption>
      <thead>
        <tr>
          {weeks[0]?.map(({ day }) => (
            <th key={day} scope="col">
              {weekday.format(new Date(day))}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]?.day}>
            {week.map((one) => (
              <td key={one.day}>
                <Day
                  one={one}
                  today={today}
                  pressed={one.day === chosen}
                  onPress={() => onChoose(one.day === chosen ? undefined : one.day)}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Day({ one, today, pressed, onPress }: { one: AgendaDay; today: string; pressed: boolean; onPress: () => void }) {
  const text = useText()
  const number = one.day.endsWith('-01') ? text.say('agenda.first', { month: Number(one.day.slice(5, 7)) }) : Number(one.day.slice(8))
  const here = one.day === today ? 'date' : undefined
  if (one.open + one.done === 0) {
    return (
      <span class="due-day" aria-current={here} data-past={one.day < today ? '' : undefined}>
        {number}
      </span>
    )
  }
  const words = text.say('agenda.due-on', { day: text.day(one.day), open: one.open, done: one.done })
  return (
    <button
      type="button"
      class="due-day"
      aria-current={here}
      aria-pressed={pressed}
      aria-label={words}
      data-due={one.open > 0 ? (one.day < today ? 'late' : 'open') : 'done'}
      onClick={onPress}
    >
      {number}
      <span class="due-count">{one.open || '✓'}</span>
    </button>
  )
}
