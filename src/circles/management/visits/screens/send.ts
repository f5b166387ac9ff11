/** Brings items of a phone's outbox to the house, and its answers back. When they were captured stands in each item; the moment of sending adds nothing to it. */
import { call } from '#kit/api.ts'
import type { Answer, Item as Captured } from '#kit/outbox/shapes.ts'
import { type Item, type ItemReply, syncRound } from '../outbox/contract.ts'
import type { Body } from './capture.ts'

export const VISIT = 'visit.record'

export async function sendVisits(items: readonly Captured[], _sentAt: number, signal: AbortSignal): Promise<Answer[]> {
  const { data } = await call(syncRound, { items: items.map(toItem) }, { signal, waits: [] })
  return data.items.map(toAnswer)
}

/** The phone's own clock with what the house's was ahead of it: the house judges both. */
function toItem({ id, post, body, capturedAt, deviceAt }: Captured): Item {
  return { ...(body as Body), id, post, at: new Date(deviceAt).toISOString(), offsetMs: Math.round(Date.parse(capturedAt) - deviceAt) }
}

function toAnswer({ id, became, why, elements }: ItemReply): Answer {
  if (became === 'refused') return { id, outcome: 'refused', code: why ?? 'internal' }
  if (became === 'accepted') return why ? { id, outcome: became, code: why } : { id, outcome: became }
  return became === 'conflict' ? { id, outcome: 'conflict', with: elements } : { id, outcome: became }
}
