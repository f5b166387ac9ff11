/** Moments at doors, by the street's clock: when somebody is to be gone to again, and when a knock was made that was written on paper. Pure. */
import { addDays, type Day } from '#base/values/day.ts'
import { streetDay } from '#kit/today.ts'

export type Moment = { day: Day | ''; time: string }

/** All of China goes by one clock (国务院 1949; no summer time since 1992). */
const ZONE = '+08:00'

/** Half hours in which one knocks at doors, and staff write paper sheets in. */
export const times: readonly string[] = Array.from({ length: 34 }, (_, at) => clock(6 * 60 + at * 30))

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** Undefined until both day and time are there. */
export function dateOf({ day, time }: Moment): Date | undefined {
  return day && time ? new Date(`${day}T${time}:00${ZONE}`) : undefined
}

/** What is said most at doors: later today, tomorrow in the evening, at the weekend. */
export const laters = ['evening', 'tomorrow', 'weekend'] as const

/** An evening that is over is the next one; on a Saturday the weekend is the next. */
export function laterOf(when: (typeof laters)[number], now: Date): Date {
  const today = streetDay(now)
  if (when === 'weekend') return new Date(`${addDays(today, 6 - weekday(today) || 7)}T10:00:00${ZONE}`)
  const evening = new Date(`${today}T19:00:00${ZONE}`)
  return when === 'evening' && evening > now ? evening : new Date(`${addDays(today, 1)}T19:00:00${ZONE}`)
}

/** 0 = Sunday. */
function weekday(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay()
}
