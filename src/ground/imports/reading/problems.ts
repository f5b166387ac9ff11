/** What is wrong in a row, in words: what (`say`), where, and what to do (`remedy`), as text keys. */
import { clip } from '#base/values/clip.ts'
import type { Say } from '#base/values/parsed.ts'
import { columnLetters } from '#ground/workbooks/read/address.ts'
import { maskNumbers } from '../plan.ts'
import type { RowProblem } from '../shapes.ts'

type Where = {
  column?: number | undefined
  element?: string | undefined
  /** What stands in the cell; never of a protected column. */
  found?: string | undefined
}

/** As much of a cell as is needed to find it again. */
const mostFound = 30

/** A problem that leaves the cell out, or with `stops` the whole row. */
export function problem(said: Say, where: Where, stops = false): RowProblem {
  return {
    ...(where.column === undefined ? {} : { column: where.column, letter: columnLetters(where.column) }),
    ...(where.element === undefined ? {} : { element: where.element }),
    ...(where.found?.trim() ? { found: clip(maskNumbers(where.found.trim()), mostFound) } : {}),
    say: said.say,
    ...(said.with ? { with: said.with } : {}),
    remedy: remedyOf(said.say, stops),
    stops,
  }
}

/** What was read, but should be looked at. */
export function notice(said: Say, where: Where): RowProblem {
  return { ...problem(said, where), remedy: 'import.remedy.look' }
}

const exact: Readonly<Record<string, string>> = {
  'id-number.lost-digits': 'import.remedy.as-text',
  'id-number.scientific': 'import.remedy.as-text',
  'uscc.lost-digits': 'import.remedy.as-text',
  'uscc.scientific': 'import.remedy.as-text',
  'phone.lost-digits': 'import.remedy.as-text',
  'phone.scientific': 'import.remedy.as-text',
  'id-number.masked': 'import.remedy.unmask',
  'phone.masked': 'import.remedy.unmask',
  'value.error-cell': 'import.remedy.formula',
  'value.not-in-list': 'import.remedy.list',
  'value.ditto': 'import.remedy.fill',
  'name.several': 'import.remedy.one-each',
  'people.ambiguous': 'import.remedy.one-each',
  'import.row.no-name': 'import.remedy.name',
  'import.row.nameless': 'import.remedy.name',
  'import.row.twice': 'import.remedy.twice',
  'import.row.parts': 'import.remedy.one-each',
  'import.row.community-unknown': 'import.remedy.community',
  'import.row.birth-differs': 'import.remedy.card',
  'import.row.sex-differs': 'import.remedy.card',
  'import.row.id-elsewhere': 'import.remedy.elsewhere',
  'import.door.no-estate': 'import.remedy.estate',
  'import.door.incomplete': 'import.remedy.address',
  'import.door.unclear': 'import.remedy.address',
  'import.door.ambiguous': 'import.remedy.door-choice',
  'import.door.unknown': 'import.remedy.door-unknown',
  'import.door.not-here': 'import.remedy.nothing',
  'import.row.joined': 'import.remedy.nothing',
}

/** Families of value problems that share one remedy. */
const families: readonly [start: string, remedy: string][] = [
  ['id-number.', 'import.remedy.card'],
  ['uscc.', 'import.remedy.licence'],
  ['phone.', 'import.remedy.phone'],
  ['day.', 'import.remedy.day'],
  ['number.', 'import.remedy.number'],
  ['amount.', 'import.remedy.number'],
  ['boolean.', 'import.remedy.yes-no'],
  ['name.', 'import.remedy.name'],
  ['people.', 'import.remedy.one-each'],
  ['region-code.', 'import.remedy.fill'],
]

function remedyOf(say: string, stops: boolean): string {
  return exact[say] ?? families.find(([start]) => say.startsWith(start))?.[1] ?? (stops ? 'import.remedy.fill' : 'import.remedy.mend')
}

/** Every remedy there is, for the texts. */
export const remedies: ReadonlySet<string> = new Set([
  ...Object.values(exact),
  ...families.map(([, remedy]) => remedy),
  'import.remedy.fill',
  'import.remedy.mend',
  'import.remedy.look',
])
