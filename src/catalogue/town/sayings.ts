import { addDays } from '#base/values/day.ts'
import type { FactValue } from '#ground/facts/contract.ts'
import { type Draw, drawFrom, townId } from './draw.ts'
import type { TownStatement } from './town-shape.ts'

/** Puts down what was said about one subject. Days in the future of `today` are pulled back to it; equal days keep the order of calls. */
export type Teller = {
  say(source: string, asOf: string, body: Record<string, FactValue | null | undefined>): void
  statements(): TownStatement[]
}

export function newTeller(seed: string, subject: string, today: string): Teller {
  const said: TownStatement[] = []
  const draw = drawFrom(seed, 'late', subject)
  return {
    say(source, day, body) {
      const known = Object.entries(body).filter((entry): entry is [string, FactValue | null] => entry[1] !== undefined)
      if (known.length === 0) return
      const asOf = day > today ? today : day
      const late = addDays(asOf, draw.integer(0, 9))
      const id = townId(seed, 'statement', `${subject}/${said.length}`)
      said.push({ id, source, asOf, saidOn: late > today ? today : late, body: Object.fromEntries(known) })
    },
    statements() {
      const placed = said.map((statement, at) => ({ statement, at }))
      return placed.sort(inOrder).map(({ statement }) => statement)
    },
  }
}

type Placed = { statement: TownStatement; at: number }

function inOrder(one: Placed, other: Placed): number {
  return one.statement.saidOn < other.statement.saidOn ? -1 : one.statement.saidOn > other.statement.saidOn ? 1 : one.at - other.at
}

/** When the books of a door were last gone through: three rounds in two years, the last of them this spring. */
export function bookDay(draw: Draw, today: string): string {
  const round = draw.weighted([
    [700, 26],
    [470, 36],
    [235, 38],
  ] as const)
  return addDays(today, -draw.integer(round - 60, round))
}

/** When somebody last knocked: in half of the homes this year, in a few already this month; undefined where nobody did. */
export function visitDay(draw: Draw, today: string): string | undefined {
  const back = draw.weighted([
    [0, 45],
    [240, 15],
    [150, 22],
    [70, 13],
    [22, 5],
  ] as const)
  return back === 0 ? undefined : addDays(today, -draw.integer(Math.floor(back / 2), back))
}

export function latest(...days: string[]): string {
  return days.reduce((one, other) => (one > other ? one : other))
}

/** An even share of the subjects, told by their id alone. */
export function share(seed: string, what: string, id: string, part: number): boolean {
  return drawFrom(seed, what, id).chance(part)
}
