/** When what was said is past its time: after all purposes of its element have ended (个人信息保护法 19). Pure. */
import { daysBetween } from '#base/values/day.ts'
import type { Element } from '#ground/facts/contract.ts'
import type { Purpose, Span } from '../contract.ts'
import { coveredElements } from '../rules.ts'

/** Elements that end in the same way: past every one of these spans. */
export type Ending = { elements: string[]; said: Span[]; left: Span[]; event: Span[] }

/** Elements with an end; those that stand as long as their place, or under no purpose at all, are not among them. */
export function listEndings(purposes: readonly Pick<Purpose, 'covers' | 'keep'>[], elements: ReadonlyMap<string, Element>): Ending[] {
  const keeps = new Map<string, Purpose['keep'][]>()
  for (const purpose of purposes)
    for (const { id } of coveredElements(purpose, elements)) keeps.set(id, [...(keeps.get(id) ?? []), purpose.keep])
  const everyLeft = purposes.flatMap(({ keep }) => (keep.from === 'left' ? [keep] : []))
  const endings = new Map<string, Ending>()
  for (const [id, own] of keeps) {
    const element = elements.get(id)!
    // Where somebody lived tells when she left: it stays as long as anything that is counted from there.
    const all = element.type === 'tie' ? [...own, ...everyLeft] : own
    if (element.derived || all.some(({ from }) => from === 'stands')) continue
    const ending = { said: spansOf(all, 'said'), left: spansOf(all, 'left'), event: spansOf(all, 'event') }
    const key = JSON.stringify(ending)
    const known = endings.get(key) ?? { elements: [], ...ending }
    endings.set(key, { ...known, elements: [...known.elements, id] })
  }
  return [...endings.values()]
}

/** Elements of people that only emergencies ask for: they are closed where none goes on. */
export function listForEmergencies(
  purposes: readonly Pick<Purpose, 'covers' | 'keep'>[],
  elements: ReadonlyMap<string, Element>,
): string[] {
  return listEndings(purposes, elements)
    .filter(({ said, left, event }) => event.length > 0 && said.length === 0 && left.length === 0)
    .flatMap((ending) => ending.elements)
}

/** A range of regions, both ends in it. */
export type Area = { lo: number; hi: number }

export function isClosed(closing: { elements: ReadonlySet<string>; open: readonly Area[] }, element: string, region: number): boolean {
  return closing.elements.has(element) && !closing.open.some(({ lo, hi }) => region >= lo && region <= hi)
}

function spansOf(keeps: readonly Purpose['keep'][], from: 'said' | 'left' | 'event'): Span[] {
  const spans = keeps.flatMap((keep) => (keep.from === from ? [keep.span] : []))
  return [...new Map(spans.map((span) => [intervalOf(span), span])).entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, span]) => span)
}

/** As PostgreSQL reads it: a year is a year, with its 29 February or without. */
export function intervalOf(span: Span): string {
  return 'years' in span ? `${span.years} years` : `${span.days} days`
}

/** Least of all spans in days: what was said since then cannot have ended, and is not looked at. A year has 365 days at least. */
export function leastDays({ said, left, event }: Ending): number {
  const days = [...said, ...left].map((span) => ('years' in span ? span.years * 365 : span.days))
  return days.length > 0 ? Math.max(...days) : Math.min(...event.map((span) => ('years' in span ? span.years * 365 : span.days)))
}

/** An emergency is announced for a time that can be foreseen; beyond it a new announcement is needed (突发事件应对法 72: the measures with their expected term). */
const MOST_EMERGENCY_DAYS = 90
/** A hold is looked at again at least so often. */
const MOST_HOLD_DAYS = 3 * 365

export function judgeEmergencyDays(beganOn: string, until: string, today: string): string | undefined {
  if (beganOn > today) return 'value.future'
  if (until < today || until < beganOn) return 'keeping.until-past'
  return daysBetween(today, until) > MOST_EMERGENCY_DAYS ? 'keeping.until-far' : undefined
}

export function judgeHoldDay(until: string, today: string): string | undefined {
  if (until < today) return 'keeping.until-past'
  return daysBetween(today, until) > MOST_HOLD_DAYS ? 'keeping.hold-far' : undefined
}
