import { normaliseCode } from '#base/values/normalise.ts'
import { accept, type Given, givenText, type Parsed, refuse } from '#base/values/parsed.ts'

/**
 * Official division codes (统计用区划代码, GB/T 2260 and GB/T 10114): province 2, city 4, county 6, street or town 9, community or village 12 digits.
 * The street id is the first nine digits as a number; `region_no` is the community code followed by the grid's three digits (000 = none).
 * Fifteen digits stay below 2^53, so both are exact JavaScript numbers.
 */
export type RegionLevel = 'province' | 'city' | 'county' | 'street' | 'community'
export type RegionCode = { code: string; level: RegionLevel }
/** A part of the country: a division code of any length (trailing zeros or not), narrowed to one grid of a community when `grid` is given. */
export type RegionScope = { code: string; grid?: number }

const lengths: Record<RegionLevel, number> = { province: 2, city: 4, county: 6, street: 9, community: 12 }
const levels: RegionLevel[] = ['province', 'city', 'county', 'street', 'community']

/** The level of a 12-digit code: the shortest prefix after which only zeros follow. */
export function regionLevel(code: string): RegionLevel {
  return levels.find((level) => /^0*$/.test(code.slice(lengths[level]))) ?? 'community'
}

/** Reads 2, 4, 6, 9 or 12 digits and gives twelve. */
export function parseRegionCode(given: Given): Parsed<RegionCode> {
  const text = normaliseCode(givenText(given)).replace(/[-–—.]/g, '')
  if (text === '') return refuse('value.empty')
  if (!/^\d+$/.test(text)) return refuse('region-code.character')
  if (![2, 4, 6, 9, 12].includes(text.length)) return refuse('region-code.length', { length: text.length })
  if (!/^[1-9]/.test(text)) return refuse('region-code.province')
  const code = text.padEnd(12, '0')
  return accept({ code, level: regionLevel(code) })
}

/** The jurisdiction under which data of this community or street lives together. Offices above a street are jurisdictions too (370683000). */
export function streetIdOf(code: string): number {
  if (!/^\d{9}(\d{3})?$/.test(code)) throw new Error('a street id needs a code of 9 or 12 digits')
  return Number(code.slice(0, 9))
}

export function regionNo(community: string, grid = 0): number {
  if (!/^[1-9]\d{11}$/.test(community)) throw new Error('a region number needs a community code of 12 digits')
  if (!Number.isInteger(grid) || grid < 0 || grid > 999) throw new Error('a grid number is 0 to 999')
  return Number(community) * 1000 + grid
}

/** The community and grid of a `region_no`; grid 0 means the community without a grid. */
export function splitRegionNo(region: number): { community: string; streetId: number; grid: number } {
  if (!Number.isSafeInteger(region) || region < 1e14 || region >= 1e15) throw new Error('a region number has 15 digits')
  const community = String(Math.floor(region / 1000))
  return { community, streetId: Number(community.slice(0, 9)), grid: region % 1000 }
}

/** The inclusive range of `region_no` that lies within a scope, for `region_no between lo and hi`. */
export function scopeRange(scope: RegionScope): [lo: number, hi: number] {
  const prefix = scopePrefix(scope.code)
  if (scope.grid !== undefined) {
    const one = regionNo(prefix.padEnd(12, '0'), scope.grid)
    if (prefix.length !== 12) throw new Error('only a community has grids')
    return [one, one]
  }
  return [Number(prefix.padEnd(15, '0')), Number(prefix.padEnd(15, '9'))]
}

/** The inclusive range of `street_id` that a scope reaches; a community or grid reaches its own street only. */
export function streetRange(scope: RegionScope): [lo: number, hi: number] {
  const prefix = scopePrefix(scope.code).slice(0, 9)
  return [Number(prefix.padEnd(9, '0')), Number(prefix.padEnd(9, '9'))]
}

function scopePrefix(code: string): string {
  if (!/^[1-9]\d+$/.test(code) || ![2, 4, 6, 9, 12].includes(code.length)) throw new Error('not a division code')
  // 370600 and 370600000000 both name the city; nine digits name one jurisdiction, also when it is an office (370683000)
  return code.length === 12 || code.length === 6 ? code.slice(0, lengths[regionLevel(code.padEnd(12, '0'))]) : code
}

export function scopeContains(scope: RegionScope, region: number): boolean {
  const [low, high] = scopeRange(scope)
  return region >= low && region <= high
}
