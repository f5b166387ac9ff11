/** A rate reckoned: what was counted, what was left out and why, and by which channel it came. Nothing is rounded before the end. */

import { judge, type Value } from '#base/condition.ts'
import { conditionFaults, type Names, type Typed } from '#base/condition-check.ts'
import { channels, satisfactions } from '../life/acts.ts'
import type { Rate } from './rate.ts'

/** What is known of one matter; a name that is absent is not known. */
export type Counted = ReadonlyMap<string, Value>
export type Figures = ReadonlyMap<string, number>
type OfMatters = Extract<Rate, { over: 'matters' }>
type OfFigures = Extract<Rate, { over: 'figures' }>

/** `percent` is null where nothing could be counted. */
export type Share = { numerator: number; denominator: number; percent: string | null }
export type MatterShares = Share & {
  counted: number
  excluded: { label: OfMatters['exclusions'][number]['label']; count: number }[]
  unknown: number
  byChannel: Record<string, Share>
}

/** Names a rate may speak of, with what they are. */
export const rateNames: ReadonlyMap<string, Typed> = new Map<string, Typed>([
  ['type', { type: 'code' }],
  ['category', { type: 'code' }],
  ['channel', { type: 'code', codes: new Set<string>(channels) }],
  ['stand', { type: 'code', codes: new Set(['received', 'in-hand', 'answered', 'closed']) }],
  ['outcome', { type: 'code', codes: new Set(['confirmed', 'ruled', 'refused', 'merged']) }],
  ['lead', { type: 'text' }],
  ['responded-on-time', { type: 'boolean' }],
  ['on-time', { type: 'boolean' }],
  ['answered', { type: 'boolean' }],
  ['dispatched', { type: 'boolean' }],
  ['solved', { type: 'boolean' }],
  ['satisfied', { type: 'code', codes: new Set<string>(satisfactions) }],
  ['reopened', { type: 'number' }],
  ['returned', { type: 'number' }],
])

export type RateFault = { path: string; say: string; with?: Record<string, string | number> }

export function rateFaults(rate: Rate): RateFault[] {
  if (rate.over === 'figures') return []
  const names: Names = { find: (name) => rateNames.get(name), group: () => undefined }
  const parts: [string, unknown][] = [
    ['/numerator', rate.numerator],
    ['/denominator', rate.denominator],
    ...rate.exclusions.map(({ when }, at): [string, unknown] => [`/exclusions/${at}/when`, when]),
  ]
  return parts.flatMap(([path, condition]) => conditionFaults(condition, names).map((fault) => ({ path, ...fault })))
}

/** Each matter is left out by the first exclusion that holds; one whose denominator is not known is told as such. */
export function reckonMatters(rate: OfMatters, matters: Iterable<Counted>): MatterShares {
  const excluded = rate.exclusions.map(({ label }) => ({ label, count: 0 }))
  const all = { numerator: 0, denominator: 0 }
  const byChannel = new Map<string, { numerator: number; denominator: number }>()
  let [counted, unknown] = [0, 0]
  for (const matter of matters) {
    counted += 1
    const scope = { today: '1970-01-01', find: (name: string) => matter.get(name), members: () => undefined }
    const out = rate.exclusions.findIndex(({ when }) => judge(when, scope) === true)
    if (out >= 0) {
      excluded[out]!.count += 1
      continue
    }
    const inside = judge(rate.denominator, scope)
    if (inside === undefined) unknown += 1
    if (inside !== true) continue
    const hit = judge(rate.numerator, scope) === true ? 1 : 0
    const channel = String(matter.get('channel') ?? '')
    const share = byChannel.get(channel) ?? { numerator: 0, denominator: 0 }
    byChannel.set(channel, share)
    for (const sum of [all, share]) {
      sum.denominator += 1
      sum.numerator += hit
    }
  }
  const shares = [...byChannel].filter(([channel]) => channel !== '').sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    ...shareOf(all.numerator, all.denominator, rate.decimals),
    counted,
    excluded,
    unknown,
    byChannel: Object.fromEntries(
      shares.map(([channel, { numerator, denominator }]) => [channel, shareOf(numerator, denominator, rate.decimals)]),
    ),
  }
}

/** @throws Error where a figure the rate needs is not there */
export function reckonFigures(rate: OfFigures, figures: Figures): Record<string, Share> {
  const get = (name: string) => {
    const figure = figures.get(name)
    if (figure === undefined) throw new Error(`no figure ${name}`)
    return figure
  }
  const below = rate.denominator.reduce((sum, name) => sum + get(name), 0)
  return Object.fromEntries(rate.numerators.map((name) => [name, shareOf(get(name), below, rate.decimals)]))
}

/** Half up, in whole numbers: 15.598 % printed with two places is 15.60 %. */
export function shareOf(numerator: number, denominator: number, decimals: 1 | 2): Share {
  if (denominator === 0) return { numerator, denominator, percent: null }
  const scale = 10n ** BigInt(decimals)
  const [over, under] = [BigInt(numerator) * 100n * scale, BigInt(denominator)]
  const rounded = (2n * over + under) / (2n * under)
  return { numerator, denominator, percent: `${rounded / scale}.${String(rounded % scale).padStart(decimals, '0')}%` }
}
