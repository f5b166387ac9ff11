import { ageOn as fullYears } from '#base/values/day.ts'
import { idFrom15, isIdNumber } from '#base/values/id-number.ts'
import type { Element, FactValue, TieValue } from './contract.ts'
import { countRules } from './derive-counts.ts'

/** What a derivation may look at: the subject's own current values by element id, the civil day, and what only the caller can look up or count. */
export type DeriveInput = {
  values: Readonly<Record<string, FactValue>>
  /** YYYY-MM-DD in the street's zone. */
  today: string
  /** Community (12 digits) + grid (3): where the subject stands. */
  regionNo?: string
  /** Official name of a region by the leading digits of its code (2, 4, 6, 9 or 12), or of a grid by all 15. */
  regionName?: (code: string) => string | undefined
  /** Counts over related subjects by the names of `derive-counts.ts`, e.g. `members` of a household, `residents` of a building. */
  counts?: Readonly<Record<string, number>>
}

/** `from` are the element ids the element names, in its order. */
export type DeriveRule = (from: readonly string[], input: DeriveInput) => FactValue | undefined

/** The value of a derived or inferred element, or nothing when what it comes from is not known. Throws an Error for a rule that does not exist. */
export function derive(element: Element, input: DeriveInput): FactValue | undefined {
  const how = element.derived ?? element.inferred
  if (!how) return undefined
  const rule = deriveRules[how.rule]
  if (!rule) throw new Error(`No derivation ${how.rule}, asked by ${element.id}`)
  return rule(how.from, input)
}

/** Full years of age on a day; nothing before birth, because such a birth date is wrong. */
export function ageOn(birthDate: string, today: string): number | undefined {
  return birthDate > today ? undefined : fullYears(birthDate, today)
}

/** Code of the age band (list `age-band`) of an age in full years. */
export function ageBand(age: number): string {
  return ageBands.find(([from]) => age >= from)?.[1] ?? '0-2'
}

/** Lower bound and code of each band, the oldest first. */
export const ageBands: readonly (readonly [number, string])[] = [
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
]

/** Birth date in a citizen number of 18 or 15 characters (GB 11643); nothing for a number that fails its own check. */
export function birthDateOfIdNumber(idNumber: string): string | undefined {
  const number = wholeIdNumber(idNumber)
  return number && `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
}

/** Sex in a citizen number as a code of GB/T 2261.1: the last digit of the order code is odd for men. A stated sex wins over it. */
export function sexOfIdNumber(idNumber: string): '1' | '2' | undefined {
  const number = wholeIdNumber(idNumber)
  if (!number) return undefined
  return Number(number.charAt(16)) % 2 === 1 ? '1' : '2'
}

function wholeIdNumber(idNumber: string): string | undefined {
  const number = /^\d{15}$/.test(idNumber) ? idFrom15(idNumber) : idNumber
  return isIdNumber(number) ? number : undefined
}

/** Names from province to community above a region number, in order; a level without a name, or named like the level above it, is left out. */
export function regionPath(regionNo: string, regionName: (code: string) => string | undefined): string[] {
  const names = [2, 4, 6, 9, 12].flatMap((digits) => (regionNo.length >= digits ? (regionName(regionNo.slice(0, digits)) ?? []) : []))
  return names.filter((name, index) => name !== '' && name !== names[index - 1])
}

const counters: Readonly<Record<string, string>> = { lane: '弄', number: '号', building: '幢', unit: '单元', floor: '层', room: '室' }

/**
 * One address line from its parts in order. A bare number is given its word (`3` of a building becomes `3幢`);
 * a part that the line already ends with is not said twice.
 */
export function joinAddress(parts: readonly { part: string; text: string }[]): string {
  let line = ''
  for (const { part, text } of parts) {
    const counter = counters[part]
    const said = counter !== undefined && /^[0-9A-Za-z-]+$/.test(text) ? text + counter : text
    if (!line.endsWith(said)) line += said
  }
  return line
}

function textOf(value: FactValue | undefined): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

function firstKnown(from: readonly string[], { values }: DeriveInput): FactValue | undefined {
  for (const id of from) if (values[id] !== undefined && values[id] !== '') return values[id]
  return undefined
}

function mapText(map: (text: string) => FactValue | undefined): DeriveRule {
  return (from, input) => {
    const text = textOf(firstKnown(from, input))
    return text === undefined ? undefined : map(text)
  }
}

function tieOf(from: readonly string[], { values }: DeriveInput): TieValue | undefined {
  const value = from[0] === undefined ? undefined : values[from[0]]
  return typeof value === 'object' && !Array.isArray(value) ? value : undefined
}

function isHeld(tie: TieValue, today: string): boolean {
  return (tie.from === undefined || tie.from <= today) && (tie.to === undefined || tie.to > today)
}

function withAge(map: (age: number) => FactValue): DeriveRule {
  return (from, input) => {
    const birthDate = textOf(firstKnown(from, input))
    const age = birthDate === undefined ? undefined : ageOn(birthDate, input.today)
    return age === undefined ? undefined : map(age)
  }
}

/** The name of the region level the subject stands in; where an element is named, only while that tie is held (who moved away lives elsewhere). */
function regionLevel(digits: number): DeriveRule {
  return (from, input) => {
    const tie = tieOf(from, input)
    if (from.length > 0 && !(tie && isHeld(tie, input.today))) return undefined
    return input.regionNo !== undefined && input.regionNo.length >= digits ? input.regionName?.(input.regionNo.slice(0, digits)) : undefined
  }
}

function holds(...wanted: string[]): DeriveRule {
  return (from, input) => {
    const value = firstKnown(from, input)
    if (Array.isArray(value)) return value.some((code) => wanted.includes(code))
    return typeof value === 'string' ? wanted.includes(value) : undefined
  }
}

function addressOfParts(from: readonly string[], { values }: DeriveInput): string | undefined {
  const parts = from.flatMap((id) => {
    const text = textOf(values[id])
    return text === undefined ? [] : [{ part: id.slice(Math.max(id.lastIndexOf('-'), id.indexOf('.')) + 1), text }]
  })
  return parts.length < 2 ? undefined : joinAddress(parts)
}

function incomePerHead(from: readonly string[], { values, counts }: DeriveInput): number | undefined {
  const income = from[0] === undefined ? undefined : values[from[0]]
  const members = counts?.members
  if (typeof income !== 'number' || !members) return undefined
  return Math.round((income / members) * 100) / 100
}

/** Rules that ask whether a code, or one of several, is among these. */
export const codeRules: Readonly<Record<string, readonly string[]>> = {
  'is-head': ['02'],
  'lives-alone': ['alone'],
  'is-empty-nest': ['alone', 'spouse'],
  'is-let': ['let', 'mixed'],
  'is-unemployed': ['unemployed'],
  'is-party-member': ['01', '02'],
  'is-league-member': ['03'],
  'on-minimum-living': ['minimum-living'],
  'is-extremely-poor': ['extremely-poor'],
  'is-low-income-edge': ['low-income-edge'],
  'is-orphan': ['orphan'],
  'has-disability-subsidies': ['disability-living', 'disability-care'],
  'has-hypertension': ['hypertension'],
  'has-diabetes': ['diabetes'],
  'is-severe': ['1', '2'],
  'is-impaired': ['moderate', 'severe', 'full-loss'],
  'is-able': ['full'],
  'is-married': ['20', '21', '22', '23'],
  'is-employed': ['employed', 'flexible', 'self-employed', 'farming', 'migrant'],
  'is-vacant': ['vacant'],
  'is-own': ['own', 'mixed'],
  'uses-gas': ['natural', 'lpg', 'coal-gas'],
}

/** Rules that ask whether the full years of an age lie between these bounds, both included. */
export const ageRules: Readonly<Record<string, { from?: number; to?: number }>> = {
  'over-60': { from: 60 },
  'over-65': { from: 65 },
  'over-80': { from: 80 },
  'under-18': { to: 17 },
  'aged-6-15': { from: 6, to: 15 },
}

/** Every derivation an element may name. */
export const deriveRules: Readonly<Record<string, DeriveRule>> = {
  ...countRules,
  age: withAge((age) => age),
  'age-band': withAge(ageBand),
  ...Object.fromEntries(
    Object.entries(ageRules).map(([rule, { from = 0, to = 200 }]) => [rule, withAge((age) => age >= from && age <= to)]),
  ),
  'birth-date-of-id': mapText(birthDateOfIdNumber),
  'sex-of-id': mapText(sexOfIdNumber),
  'month-of-day': mapText((day) => day.slice(0, 7)),
  'year-of-day': mapText((day) => day.slice(0, 4)),
  'first-known': firstKnown,
  'address-of-parts': addressOfParts,
  'income-per-head': incomePerHead,
  'is-positive': (from, input) => {
    const value = firstKnown(from, input)
    return typeof value === 'number' ? value > 0 : undefined
  },
  'has-value': (from, input) => (firstKnown(from, input) === undefined ? undefined : true),
  'has-tie': (from, input) => {
    const tie = tieOf(from, input)
    return tie === undefined ? undefined : isHeld(tie, input.today)
  },
  'tie-from': (from, input) => tieOf(from, input)?.from,
  'tie-to': (from, input) => tieOf(from, input)?.to,
  ...Object.fromEntries(Object.entries(codeRules).map(([rule, codes]) => [rule, holds(...codes)])),
  'region-province': regionLevel(2),
  'region-city': regionLevel(4),
  'region-county': regionLevel(6),
  'region-town': regionLevel(9),
  'region-community': regionLevel(12),
  'region-grid': regionLevel(15),
}
