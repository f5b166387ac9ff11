import { streetZone } from './text.ts'

/** The civil day in the street's zone, `YYYY-MM-DD`, for screens; what is decided by a day is decided in the house by its own clock. */
export function streetToday(now = new Date(), zone = streetZone): string {
  const parts = new Intl.DateTimeFormat('en-GB', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: zone }).formatToParts(now)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}`
}
