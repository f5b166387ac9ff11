/** How people can be reached, as it stands: numbers opened, choices read. For the house and for whoever may see her page; nothing of it is shown as such. */
import type { House } from '#kernel/action/house.ts'
import type { StreetKeys } from '#kernel/keys/keys.ts'
import type { Channel, Choice } from './contract.ts'
import type { OfficeRow, ReachRow } from './queries.ts'
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
