import { accept, isRefused, type Parsed, refuse, type Say } from '#base/values/parsed.ts'
import { parseRegionCode, type RegionCode, type RegionLevel } from '#base/values/region-code.ts'

/** One official division. `code` always has 12 digits; `parent` is the 12-digit code of the division above, null for provinces. */
export type Region = { code: string; name: string; level: RegionLevel; parent: string | null }

/** How many leading digits carry meaning at each level; the rest of the twelve are zeros. */
const meaningfulDigits: Record<RegionLevel, number> = { province: 2, city: 4, county: 6, street: 9, community: 12 }

/**
 * Reads the code of a division that somebody claims to exist, by the rules of its parts (GB/T 2260, GB/T 10114, statistical community number).
 *
 * Refused beyond what `parseRegionCode` refuses: a level that is skipped (a community without a street, a county without a city).
 * Warned, never refused, because published data holds such rows: a village number (200–399) under a subdistrict (001–099),
 * and numbers outside the ranges of the rules (streets 001–599, communities 001–599).
 *
 * Cities without counties (Dongguan, Danzhou …) write `00` where the county stands; their streets belong to the city.
 */
export function judgeRegionCode(given: string): Parsed<RegionCode & { parent: string | null }> {
  const parsed = parseRegionCode(given)
  if (isRefused(parsed)) return parsed
  const { code, level } = parsed.value
  if (skipsLevel(code)) return refuse('region.code-skips-a-level')
  return accept({ code, level, parent: regionParent(code, level) }, warningsOf(code, level))
}

function skipsLevel(code: string): boolean {
  const [city, county, street, community] = [code.slice(2, 4), code.slice(4, 6), code.slice(6, 9), code.slice(9, 12)].map(
    (part) => !/^0+$/.test(part),
  )
  return ((county || street) && !city) || (community === true && !street)
}

/** The 12-digit code of the division above; null for a province. */
export function regionParent(code: string, level: RegionLevel): string | null {
  if (level === 'province') return null
  const above: RegionLevel = level === 'community' ? 'street' : level === 'street' ? 'county' : level === 'county' ? 'city' : 'province'
  return code.slice(0, meaningfulDigits[above]).padEnd(12, '0')
}

function warningsOf(code: string, level: RegionLevel): Say[] {
  if (level !== 'street' && level !== 'community') return []
  const street = Number(code.slice(6, 9))
  if (street > 599) return [{ say: 'region.street-number-unusual' }]
  if (level === 'street') return []
  const community = Number(code.slice(9, 12))
  if (community > 599) return [{ say: 'region.community-number-unusual' }]
  return street < 100 && community >= 200 && community < 400 ? [{ say: 'region.village-under-subdistrict' }] : []
}

/** True for a community number of a villagers' committee (200–399) or something like one (500–599), by the rules of the statistical codes. */
export function isVillage(code: string): boolean {
  const number = Number(code.slice(9, 12))
  return (number >= 200 && number < 400) || (number >= 500 && number < 600)
}

/** True when `region` lies in one of the areas, or above one of them. `areas` are codes without their trailing zeros, such as `370683`. */
export function isInOrAbove(code: string, level: RegionLevel, areas: readonly string[]): boolean {
  const stem = code.slice(0, meaningfulDigits[level])
  return areas.some((area) => stem.startsWith(area) || area.startsWith(stem))
}

const committees: [RegExp, string][] = [
  [/社区(?:居民委员会|居委会)$/, '社区'],
  [/村?(?:村民委员会|村委会)$/, '村'],
  [/(?:居民委员会|居委会)$/, '社区'],
  [/街道办事处$/, '街道'],
]

/** The name people say: 文泉社区居委会 → 文泉社区, 后杨村委会 → 后杨村. Other names stay. */
export function shortRegionName(name: string): string {
  for (const [ending, word] of committees) if (ending.test(name)) return name.replace(ending, word)
  return name
}

/** A grid of a community in one line. Many grids are called by their community already: 文泉社区第1网格 stands alone, 第1网格 does not. */
export function areaName(community: string, grid: string): string {
  return grid !== '' && grid.startsWith(shortRegionName(community)) ? grid : `${community}${grid}`
}
