import type { Element, FactValue, TieValue } from './contract.ts'

/**
 * What a derivation may look at: the subject's own current values by element id, the civil day, and what only the caller can count or look up.
 */
export type DeriveInput = {
  values: Readonly<Record<string, FactValue>>
  /** YYYY-MM-DD in the street's zone. */
  today: string
  /** Community (12 digits) + grid (3); the subject's place in the division of the land. */
  regionNo?: string
  /** Official name of a region by the leading digits of its code (2, 4, 6, 9 or 12), or of a grid by all 15. */
  regionName?: (code: string) => string | undefined
  /** Counts over related subjects, e.g. `members` of a household, `residents` of a building. */
  counts?: Readonly<Record<string, number>>
}

export type DeriveRule = (from: readonly string[], input: DeriveInput) => FactValue | undefined

/** The value of a derived or inferred element, or nothing when what it comes from is not known. */
export function derive(element: Element, input: DeriveInput): FactValue | undefined {
  const how = element.derived ?? element.inferred
  if (!how) return undefined
  const rule = deriveRules[how.rule]
  if (!rule) throw new Error(`No derivation ${how.rule}, asked by ${element.id}`)
  return rule(how.from, input)
}

/** Whole years on `today`. A person born on 29 February is a year older on 1 March of a common year. Nothing for a day that has not come. */
export function ageOn(birthDate: string, today: string): number | undefined {
  if (birthDate > today) return undefined
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years
}

/** Code of the age band (list `age-band`) of an age in whole years. */
export function ageBand(age: number): string {
  const band = ageBands.find(([from]) => age >= from)
  return band ? band[1] : '0-2'
}

const ageBands: readonly (readonly [number, string])[] = [
  [100, '100+'],
  [90, '90-99'],
  [80, '80-89'],
  [70, '70-79'],
  [65, '65-69'],
  [60, '60-64'],
  [45, '45-59'],
  [35, '35-44'],
  [18, '18-34'],
  [16, '16-17'],
  [14, '14-15'],
  [6, '6-13'],
  [3, '3-5'],
  [0, '0-2'],
]

/** Birth date in a citizen number (GB 11643; 15-digit numbers of before 1999 are of the 1900s), or nothing when it names no day. */
export function birthDateOfIdNumber(idNumber: string): string | undefined {
  const digits = idNumber.length === 15 ? `19${idNumber.slice(6, 12)}` : idNumber.slice(6, 14)
  if (!/^\d{8}$/.test(digits) || (idNumber.length !== 15 && idNumber.length !== 18)) return undefined
  const day = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`
  const date = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) ? day : undefined
}

/** Sex in a citizen number as a code of GB/T 2261.1: the last digit of the serial part is odd for men. */
export function sexOfIdNumber(idNumber: string): '1' | '2' | undefined {
  const digit = idNumber.length === 15 ? idNumber[14] : idNumber.length === 18 ? idNumber[16] : undefined
  if (digit === undefined || !/^\d$/.test(digit)) return undefined
  return Number(digit) % 2 === 1 ? '1' : '2'
}

/** Names from province to community that stand above a region number, each level once; unknown levels are left out. */
export function regionPath(regionNo: string, regionName: (code: string) => string | undefined): string[] {
  const names = [2, 4, 6, 9, 12].map((digits) => (regionNo.length >= digits ? regionName(regionNo.slice(0, digits)) : undefined))
  const known = names.filter((name) => name !== undefined && name !== '') as string[]
  return known.filter((name, index) => name !== known[index - 1])
}

const suffixes: Readonly<Record<string, string>> = { lane: '弄', number: '号', building: '幢', unit: '单元', floor: '层', room: '室' }

/** One address line from its parts in order. A bare number is given its word (`3` of a building becomes `3幢`); what repeats the end of the line is not said twice. */
export function joinAddress(parts: readonly { part: string; text: string }[]): string {
  let line = ''
  for (const { part, text } of parts) {
    const suffix = suffixes[part]
    const said = suffix !== undefined && /^[0-9A-Za-z-]+$/.test(text) ? text + suffix : text
    if (!line.endsWith(said)) line += said
  }
  return line
}

function textOf(value: FactValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined
}

function firstText(from: readonly string[], input: DeriveInput): string | undefined {
  for (const id of from) {
    const text = textOf(input.values[id])
    if (text !== undefined) return text
  }
  return undefined
}

function tieOf(from: readonly string[], input: DeriveInput): TieValue | undefined {
  const value = from[0] === undefined ? undefined : input.values[from[0]]
  return typeof value === 'object' && !Array.isArray(value) ? value : undefined
}

function ageFrom(from: readonly string[], input: DeriveInput): number | undefined {
  const birthDate = firstText(from, input)
  return birthDate === undefined ? undefined : ageOn(birthDate, input.today)
}

function aged(test: (age: number) => boolean): DeriveRule {
  return (from, input) => {
    const age = ageFrom(from, input)
    return age === undefined ? undefined : test(age)
  }
}

function regionLevel(digits: number): DeriveRule {
  return (_from, { regionNo, regionName }) =>
    regionNo === undefined || regionNo.length < digits ? undefined : regionName?.(regionNo.slice(0, digits))
}

function count(name: string): DeriveRule {
  return (_from, input) => input.counts?.[name]
}

function holds(...wanted: string[]): DeriveRule {
  return (from, input) => {
    const value = from[0] === undefined ? undefined : input.values[from[0]]
    if (Array.isArray(value)) return value.some((code) => wanted.includes(code))
    return typeof value === 'string' ? wanted.includes(value) : undefined
  }
}

/** Every derivation an element may name. */
export const deriveRules: Readonly<Record<string, DeriveRule>> = {
  age: ageFrom,
  'age-band': (from, input) => {
    const age = ageFrom(from, input)
    return age === undefined ? undefined : ageBand(age)
  },
  'over-60': aged((age) => age >= 60),
  'over-65': aged((age) => age >= 65),
  'over-80': aged((age) => age >= 80),
  'under-18': aged((age) => age < 18),
  'under-14': aged((age) => age < 14),
  'aged-6-15': aged((age) => age >= 6 && age <= 15),
  'first-known': firstText,
  'address-of-parts': (from, input) => {
    const parts = from.flatMap((id) => {
      const text = textOf(input.values[id])
      return text === undefined ? [] : [{ part: id.slice(id.lastIndexOf('-') + 1).replace(/^.*\./, ''), text }]
    })
    return parts.length < 2 ? undefined : joinAddress(parts)
  },
  'birth-date-of-id': (from, input) => {
    const id = firstText(from, input)
    return id === undefined ? undefined : birthDateOfIdNumber(id)
  },
  'sex-of-id': (from, input) => {
    const id = firstText(from, input)
    return id === undefined ? undefined : sexOfIdNumber(id)
  },
  'month-of-day': (from, input) => firstText(from, input)?.slice(0, 7),
  'year-of-day': (from, input) => firstText(from, input)?.slice(0, 4),
  'is-head': holds('02'),
  'has-tie': (from, input) => {
    const tie = tieOf(from, input)
    return tie === undefined ? undefined : tie.to === undefined || tie.to > input.today
  },
  'tie-from': (from, input) => tieOf(from, input)?.from,
  'tie-to': (from, input) => tieOf(from, input)?.to,
  'region-province': regionLevel(2),
  'region-city': regionLevel(4),
  'region-county': regionLevel(6),
  'region-town': regionLevel(9),
  'region-community': regionLevel(12),
  'region-grid': regionLevel(15),
}
