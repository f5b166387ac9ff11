/** What waits for a desk, and how long it takes. Pure. */
import { addDays } from '#base/values/day.ts'
import { type Entered, reckon, spread } from '../calendar/rules.ts'
import { isOver, requestStateOn } from '../rules.ts'
import type { PieceKind } from './contract.ts'

/** To look over a community's part and sign for it. An assumption, told as one; no source is known. */
export const MINUTES_TO_SIGN = 10
/** To write down an objection with its reasons, and to follow it. The same. */
export const MINUTES_TO_OBJECT = 30
/** Weeks in which an entry that comes again is looked for. */
const WEEKS_AHEAD = 6

export type OpenRequest = Omit<Entered, 'on'> & {
  on: string | null
  region: number
  demand: boolean
}
export type UnsignedPart = { request: string; region: number; delivery: string }
export type Waiting = {
  kind: PieceKind
  id: string
  region: number
  title: string
  asker: string
  on: string | null
  minutes: number
  delivery?: string
}

/** What is to be done about a request today: nothing, one thing, or for a demand that is filled one for each community that has not signed. */
export function piecesOf(request: OpenRequest, unsigned: readonly UnsignedPart[], today: string): Waiting[] {
  const { id, region, title, asker, on, kind, demand } = request
  const state = requestStateOn(request.state, request.validTo ?? null, today)
  if (state === 'delivered' || isOver(state)) return []
  const piece = { id, region, title, asker }
  if (kind !== 'workbook') {
    const next = nextDay({ ...request, on: on ?? today }, today)
    return next === undefined ? [] : [{ ...piece, kind: 'entry', on: next, minutes: request.minutes ?? 0 }]
  }
  const minutes = reckon({ kind, counts: request.counts })
  if (state !== 'filled') return [{ ...piece, kind: 'fill', on, minutes }]
  if (!demand) return [{ ...piece, kind: 'hand-over', on, minutes }]
  return unsigned
    .filter((part) => part.request === id)
    .map(({ region, delivery }) => ({ ...piece, region, delivery, kind: 'sign' as const, on, minutes: MINUTES_TO_SIGN }))
}

/** The next time an entry comes; one that was to be and is not said to have been stays with its own day. */
function nextDay(entry: Entered, today: string): string | undefined {
  if (entry.every === 'once') return entry.on
  const from = entry.on > today ? entry.on : today
  return spread([entry], from, WEEKS_AHEAD, today)
    .flatMap(({ entries }) => entries.map(({ on }) => on))
    .find((on) => on >= from && on <= addDays(from, WEEKS_AHEAD * 7))
}

/** By day, what has none last; then by what it is called. */
export function inOrder<P extends { on: string | null; title: string }>(pieces: readonly P[]): P[] {
  const key = ({ on, title }: P) => `${on ?? '9999'} ${title}`
  return [...pieces].sort((one, other) => (key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0))
}
