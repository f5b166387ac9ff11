/**
 * Which way a notice goes, and when. Pure: what is known of the reader, what the house can do, what was sent before, and the moment come in.
 * Quiet hours, daily limits and back-off are Linli's own numbers, unconfirmed by any rule on public-service messages (the rules on messages,
 * 工业和信息化部令 31 号, are about commercial ones); the night of 噪声污染防治法 2021 art. 88, 22:00 to 6:00, lies within the quiet hours.
 */
import type { Channel, Choice, Urgency } from './contract.ts'

/** From nine in the evening to eight in the morning, in minutes of the civil day. */
export const QUIET = { from: 21 * 60, to: 8 * 60 }

export const noChoice: Choice = { channel: null, language: 'zh', large: false, quiet: null, digest: true }

/** What is known of how somebody can be reached. */
export type Reach = {
  /** Somebody signs in for her: she, or a helper she chose. */
  app: boolean
  mobile: boolean
  /** Any number that can be rung, mobile or not. */
  telephone: boolean
  wechat: boolean
  door: boolean
}

/** Best first: what costs the reader least and arrives surest. An urgent notice is rung before it is written on paper. */
const order: Record<'ordinary' | 'urgent', readonly Channel[]> = {
  ordinary: ['sms', 'wechat', 'letter', 'call'],
  urgent: ['sms', 'wechat', 'call', 'letter'],
}

/** The ways that are open now. The inbox alone is a way only for who asked for it: nobody looks into one she does not know of. */
export function possibleChannels(reach: Reach, offered: ReadonlySet<Channel>): Channel[] {
  const open: Record<Channel, boolean> = {
    app: reach.app,
    sms: reach.mobile && offered.has('sms'),
    wechat: reach.wechat && offered.has('wechat'),
    letter: reach.door,
    call: reach.telephone,
  }
  return (['sms', 'wechat', 'app', 'letter', 'call'] as const).filter((channel) => open[channel])
}

/** Her own channel where it is open, otherwise the best of the others; `undefined` where there is none. `tried` are left out. */
export function channelFor(
  choice: Choice,
  possible: readonly Channel[],
  urgent: Urgency | undefined,
  tried: ReadonlySet<Channel> = new Set(),
): Channel | undefined {
  const open = possible.filter((channel) => !tried.has(channel))
  if (choice.channel && open.includes(choice.channel)) return choice.channel
  return order[urgent ? 'urgent' : 'ordinary'].find((channel) => open.includes(channel))
}

/** What went to one person in the civil day by SMS or official account. */
export type SentToday = { ordinary: number; urgent: number }

/** Beside the day's ordinary message, or up to three for who wants each by itself. */
const MOST_ORDINARY = { digest: 1, each: 3 }
/** Beyond, something is wrong at our side, and her telephone must not pay for it. */
const MOST_URGENT = 5

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** China Standard Time, all year. */
const ZONE_MS = 8 * 3_600_000

/** The moment at which a message may leave: now, or the next that is neither quiet nor one too many of its day. */
export function whenMaySend(urgent: Urgency | undefined, choice: Choice, sent: SentToday, now: Date): Date {
  const most = urgent ? MOST_URGENT : MOST_ORDINARY[choice.digest ? 'digest' : 'each']
  const full = (urgent ? sent.urgent : sent.ordinary) >= most
  const from = full ? nextMidnight(now) : now
  return urgent === 'life' ? from : afterQuiet(choice.quiet ?? QUIET, from)
}

/** The end of the quiet hours where a moment lies in them. Hours that begin when they end are none. */
export function afterQuiet({ from, to }: { from: number; to: number }, moment: Date): Date {
  const minute = minuteOf(moment)
  const quiet = from <= to ? minute >= from && minute < to : minute >= from || minute < to
  if (!quiet) return moment
  const end = midnight(moment).getTime() + to * MINUTE_MS
  return new Date(end > moment.getTime() ? end : end + DAY_MS)
}

function minuteOf(moment: Date): number {
  return Math.floor((moment.getTime() - midnight(moment).getTime()) / MINUTE_MS)
}

function midnight(moment: Date): Date {
  const local = moment.getTime() + ZONE_MS
  return new Date(local - (((local % DAY_MS) + DAY_MS) % DAY_MS) - ZONE_MS)
}

export function nextMidnight(moment: Date): Date {
  return new Date(midnight(moment).getTime() + DAY_MS)
}

/** Minutes until the next try, after the first, the second … Then the gateway is taken to be down for longer than a notice can wait. */
const BACK_OFF = [1, 5, 30, 120]

/** After a failure: again later, or by another channel. `tries` counts this one. A refusal that will stay is not tried again. */
export function afterFailure(tries: number, lasting: boolean, now: Date): { againAt: Date } | 'another' {
  const minutes = lasting ? undefined : BACK_OFF[tries - 1]
  return minutes === undefined ? 'another' : { againAt: new Date(now.getTime() + minutes * MINUTE_MS) }
}
