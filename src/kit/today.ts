import { streetZone } from './text.ts'

/** How far the clock of this computer is from the house's, in ms: old office computers are days wrong. */
let behind = 0

/** Go by the clock of the house, which said `at` (ISO 8601) a moment ago. */
export function setHouseClock(at: string, here = Date.now()): void {
  behind = Date.parse(at) - here
}

/** This moment by the house's clock. */
export function houseNow(): Date {
  return new Date(Date.now() + behind)
}

/** What to add to this clock for the house's, in ms; a phone keeps it over days without a network. */
export function houseClockBehind(): number {
  return behind
}

/** Today in the street's zone by the house's clock, `YYYY-MM-DD`. */
export function streetToday(): string {
  return streetDay(houseNow())
}

/** The civil day in a zone, `YYYY-MM-DD`. */
export function streetDay(at: Date, zone = streetZone): string {
  const parts = new Intl.DateTimeFormat('en-GB', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: zone }).formatToParts(at)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}`
}
