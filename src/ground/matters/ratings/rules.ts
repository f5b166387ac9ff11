/** Counts as they are shown: each rate with what it is of, and no percentage of a handful. */
import { type Share, shareOf } from '../rates/reckon.ts'
import type { RatingRow } from './contract.ts'

export type CallCounts = {
  party: string
  called: number
  sent_back: number
  in_time: number
  late: number
  absent: number
  without_power: number
  did: number
  did_not: number
}
export type LeadCounts = { party: string; led: number; answered: number; past: number; solved: number; said: number }

/** Of fewer a percentage says more than is known: one more or less moves it by ten in a hundred. */
export const LEAST_FOR_PERCENT = 10

const noCalls: CallCounts = { party: '', called: 0, sent_back: 0, in_time: 0, late: 0, absent: 0, without_power: 0, did: 0, did_not: 0 }
const noLeads: LeadCounts = { party: '', led: 0, answered: 0, past: 0, solved: 0, said: 0 }

/** Every unit that was called or led anything, in the order given; who is not in it any more comes last. */
export function ratingRows(
  units: readonly { party: string; name: string }[],
  calls: readonly CallCounts[],
  leads: readonly LeadCounts[],
): RatingRow[] {
  const called = new Map(calls.map((one) => [one.party, one]))
  const led = new Map(leads.map((one) => [one.party, one]))
  return units.flatMap(({ party, name }): RatingRow[] => {
    if (!called.has(party) && !led.has(party)) return []
    const call = called.get(party) ?? noCalls
    const lead = led.get(party) ?? noLeads
    return [
      {
        party,
        name,
        called: call.called,
        sentBack: call.sent_back,
        inTime: call.in_time,
        late: call.late,
        absent: call.absent,
        withoutPower: call.without_power,
        came: share(call.in_time, call.in_time + call.late + call.absent),
        did: share(call.did, call.did + call.did_not),
        led: lead.led,
        answered: share(lead.answered, lead.past),
        solved: share(lead.solved, lead.said),
      },
    ]
  })
}

function share(numerator: number, denominator: number): Share {
  const { percent } = shareOf(numerator, denominator, 1)
  return { numerator, denominator, percent: denominator < LEAST_FOR_PERCENT ? null : percent }
}
