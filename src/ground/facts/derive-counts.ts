import type { DeriveRule } from './derive.ts'

/**
 * What may be counted over the subjects related to one subject: the members of a household, who lives in a dwelling, building, estate or region.
 * Only the caller can count; a derivation `count-<name>` hands the number through, and there is no other way to such a number.
 */
export const countNames = [
  'members',
  'residents',
  'registered',
  'registered-absent',
  'floating',
  'away',
  'male',
  'female',
  'over-60',
  'over-65',
  'over-80',
  'over-90',
  'over-100',
  'under-18',
  'aged-6-15',
  'births',
  'deaths',
  'male-births',
  'female-births',
  'male-deaths',
  'female-deaths',
  'able-to-work',
  'unable-to-work',
  'away-for-work',
  'employed',
  'unemployed',
  'at-school',
  'living-alone',
  'empty-nest',
  'left-behind-children',
  'orphans',
  'disabled',
  'pregnant',
  'medically-insured',
  'veterans',
  'party-members',
  'volunteers',
  'minimum-living',
  'extremely-poor',
  'lifted',
  'households',
  'minimum-living-households',
  'low-income-households',
  'lifted-households',
  'monitored-households',
  'dwellings',
  'occupied',
  'vacant',
  'let',
  'dangerous',
  'buildings',
  'estates',
  'grids',
  'premises',
  'organisations',
] as const

export type CountName = (typeof countNames)[number]

export const countRules: Readonly<Record<string, DeriveRule>> = Object.fromEntries(
  countNames.map((name) => [`count-${name}`, ((_from, input) => input.counts?.[name]) satisfies DeriveRule]),
)
