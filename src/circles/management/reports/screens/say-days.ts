import type { Text } from '#kit/text.ts'

/** How far a day is, in words. */
export function sayDays(say: (key: string, fill?: Record<string, number>) => string, days: number): string {
  if (days === 0) return say('agenda.today')
  if (days === 1) return say('agenda.tomorrow')
  return days > 0 ? say('agenda.in-days', { n: days }) : say('agenda.days-ago', { n: -days })
}

/** Minutes as hours and minutes. */
export function sayTime(text: Text, minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (hours === 0) return text.say('calendar.minutes', { n: rest })
  return rest === 0 ? text.say('calendar.hours', { n: hours }) : text.say('calendar.hours-minutes', { h: hours, m: rest })
}
