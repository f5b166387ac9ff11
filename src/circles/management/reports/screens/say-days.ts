/** How far a day is, in words. */
export function sayDays(say: (key: string, fill?: Record<string, number>) => string, days: number): string {
  if (days === 0) return say('agenda.today')
  if (days === 1) return say('agenda.tomorrow')
  return days > 0 ? say('agenda.in-days', { n: days }) : say('agenda.days-ago', { n: -days })
}
