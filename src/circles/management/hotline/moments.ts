/** Times as platforms export them. Pure. */
import { endOfDay, isWorkday, type WorkingCalendar } from '#base/calendar/working-days.ts'
import { addDays, isDay } from '#base/values/day.ts'
import { closingOf, dueOf, type Term } from '#ground/matters/clock/terms.ts'

const written = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[\sT]*(\d{1,2})[:：时](?:(\d{1,2})分?)?(?:[:：](\d{1,2})秒?)?(?:\.\d+)?)?$/

/** `day` alone where no time of the day was said. */
export function readMoment(text: string): { day: string; at?: Date } | undefined {
  const [, year, month, day, hour, minute = '0', second = '0'] = written.exec(text.normalize('NFKC').trim()) ?? []
  if (year === undefined) return undefined
  const civil = `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`
  if (!isDay(civil)) return undefined
  if (hour === undefined) return { day: civil }
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  const at = new Date(endOfDay(addDays(civil, -1)).getTime() + ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000)
  return { day: civil, at }
}

const termWritten = /^(\d{1,3})(?:个)?(工作日|工作时|天|日|小时)$/
const units: Record<string, (count: number) => Term> = {
  工作日: (workdays) => ({ workdays }),
  工作时: (workingHours) => ({ workingHours }),
  天: (days) => ({ days }),
  日: (days) => ({ days }),
  小时: (hours) => ({ hours }),
}

/** A term as it is written; a bare number under a heading of workdays is so many of them. */
function readTerm(text: string): Term | undefined {
  const plain = text.normalize('NFKC').replace(/\s/g, '')
  if (/^\d{1,3}$/.test(plain)) return { workdays: Number(plain) }
  const [, count, unit] = termWritten.exec(plain) ?? []
  return count === undefined ? undefined : units[unit!]!(Number(count))
}

/**
 * Until when a reply is wanted: a moment, a day (until offices close on it, or the end of it where they are not open), or a term from when it was sent
 * here. Nothing where it cannot be read.
 */
export function readDue(text: string, since: Date, calendar: WorkingCalendar): Date | undefined {
  const moment = readMoment(text)
  if (moment) return moment.at ?? (isWorkday(moment.day, calendar) ? closingOf(moment.day, calendar) : endOfDay(moment.day))
  const term = readTerm(text)
  return (term && dueOf({ since, term, pauses: [] }, calendar)) ?? undefined
}

/** China Standard Time, as other platforms write it. */
export function sayMoment(moment: Date | string | null): string {
  if (moment === null) return ''
  return new Date(new Date(moment).getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}
