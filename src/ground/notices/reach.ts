/** How people can be reached, as it stands: numbers opened, choices read. For the house and for whoever may see her page; nothing of it is shown as such. */
import { ageOn, isDay } from '#base/values/day.ts'
import { getLaw } from '#ground/law/law.ts'
import { getRule, numberIn } from '#ground/law/rules.ts'
import { listGuardians } from '#ground/residents/queries.ts'
import type { Tx } from '#kernel/action/context.ts'
import { dayOf, type House } from '#kernel/action/house.ts'
import type { StreetKeys } from '#kernel/keys/keys.ts'
import type { Channel, Choice } from './contract.ts'
import { listReach, type OfficeRow, type ReachRow } from './queries.ts'
import { noChoice, possibleChannels, type Reach, type SentToday } from './rules.ts'

export type Reachable = {
  person: string
  kept: string
  died: boolean
  choice: Choice
  rev: number
  possible: Channel[]
  sent: SentToday
  door: string | null
  born: string | null
  numbers: { mobile?: string; ring?: string; wechat?: string }
}

const MOBILE = /^1[3-9]\d{9}$/

/** The carriers that were configured. Paper and a human voice are always there. */
export function offeredBy({ carriers }: House): ReadonlySet<Channel> {
  return new Set<Channel>([...(['sms', 'wechat'] as const).filter((name) => carriers[name]), 'app', 'letter', 'call'])
}

export function readReach(keys: StreetKeys, offered: ReadonlySet<Channel>, row: ReachRow): Reachable {
  const numbers = [row.phone, row.second].flatMap((sealed) => (typeof sealed === 'string' ? [keys.open(sealed)] : []))
  const mobile = numbers.find((number) => MOBILE.test(number))
  const ring = numbers[0]
  const wechat = row.wechat ? keys.open(row.wechat) : undefined
  const reach: Reach = {
    app: row.app,
    mobile: mobile !== undefined,
    telephone: ring !== undefined,
    wechat: wechat !== undefined,
    door: row.dwelling !== null,
  }
  return {
    person: row.person,
    kept: row.kept,
    died: row.died,
    choice: choiceOf(row),
    rev: row.rev ?? 0,
    possible: possibleChannels(reach, offered),
    sent: { ordinary: row.ordinary, urgent: row.urgent },
    door: row.dwelling,
    born: row.born,
    numbers: { ...(mobile ? { mobile } : {}), ...(ring ? { ring } : {}), ...(wechat ? { wechat } : {}) },
  }
}

/** From `own` on somebody without a guardian on record is reached her own ways, from `full` on everybody (`catalogue/rules/privacy.json`: minor-reach). */
export type Ages = { own: number; full: number }

/**
 * How a child is reached: by whoever is her guardian, in the guardian's own channel, whatever number stands with the child. Without a guardian on record, paper at the
 * door for a young one; later her own ways.
 */
export function reachOfChild(child: Reachable, guardian: Reachable | undefined, today: string, ages: Ages): Reachable {
  const age = child.born && isDay(child.born) ? ageOn(child.born, today) : ages.full
  if (age >= ages.full) return child
  if (guardian && !guardian.died)
    return { ...guardian, person: child.person, died: child.died, born: child.born, door: guardian.door ?? child.door }
  return age >= ages.own
    ? child
    : { ...child, choice: noChoice, possible: child.possible.filter((channel) => channel === 'letter'), numbers: {} }
}

/** As `listReach`, read: children by their guardians. */
export async function listReachable(
  sql: Tx,
  { keys, house, street, now }: { keys: StreetKeys; house: House; street: number; now: Date },
  persons: string[],
  dayBegan: Date,
): Promise<Map<string, Reachable>> {
  const offered = offeredBy(house)
  const read = async (ids: string[]) => (await listReach(sql, street, ids, dayBegan)).map((row) => readReach(keys, offered, row))
  const reach = await read(persons)
  const today = dayOf(now)
  const rule = getRule(await getLaw({ sql, street }), 'minor-reach', today)
  const ages: Ages = { own: numberIn(rule, 'own'), full: numberIn(rule, 'full') }
  const minors = reach.filter(({ born }) => born !== null && isDay(born) && ageOn(born, today) < ages.full)
  const pairs = minors.length > 0 ? await listGuardians(sql, street, minors.map(({ person }) => person), today) : [] // biome-ignore format: one call
  const guardians = pairs.length > 0 ? await read([...new Set(pairs.map(({ guardian }) => guardian))]) : []
  const guardianOf = new Map(pairs.map(({ child, guardian }) => [child, guardians.find(({ person }) => person === guardian)]))
  return new Map(reach.map((one) => [one.person, reachOfChild(one, guardianOf.get(one.person), today, ages)]))
}

function choiceOf(row: ReachRow): Choice {
  if (!row.choice || !row.language) return noChoice
  const quiet = row.quietFrom !== null && row.quietTo !== null ? { from: row.quietFrom, to: row.quietTo } : null
  return { channel: row.channel, language: row.language, large: row.large ?? false, quiet, digest: row.digest ?? true }
}

export type OfficeHere = { sign: string; phone: string | null; hours: string }

/** An operator takes a signature of two to twelve characters. */
const LONGEST_SIGN = 12

/** The community's own, else the street's, else the community's name alone. */
export function officeFor(offices: readonly OfficeRow[], names: ReadonlyMap<string, string>, region: number): OfficeHere {
  const community = Math.floor(region / 1000)
  const street = Math.floor(community / 1000)
  const own = offices.find((one) => one.region === community) ?? offices.find((one) => one.region === street * 1000)
  if (own) return own
  const name = names.get(String(community)) ?? names.get(String(street)) ?? ''
  return { sign: name.slice(0, LONGEST_SIGN), phone: null, hours: '' }
}
