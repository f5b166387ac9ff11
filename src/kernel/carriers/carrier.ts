/** What takes a text out of the house: an SMS gateway, an official account. Which ones there are is configured; one that is not is not offered. */
import { Problem } from '#base/problem.ts'
import type { Sms } from '../sms/sms.ts'

/** `id` stays the same when a text is tried again after nobody knows whether it went: a gateway that looks at it sends it once. */
export type Outgoing = {
  to: string
  text: string
  id: string
  /** In few words, for carriers with fields instead of a text; and who says it, and when. */
  short: string
  sign: string
  at: Date
}

/** Throws `Undeliverable` when trying again is of no use; anything else it throws is tried again later. */
export type Carrier = {
  send: (outgoing: Outgoing) => Promise<unknown>
  /** Of a carrier that knows its readers itself: where her browser asks for a code, and who she is by it. `{backTo}` is where it comes back to, with `{state}`. */
  meeting?: { ask: string; whoIs: (code: string) => Promise<string> }
}

export type CarrierName = 'sms' | 'wechat'
export type Carriers = Partial<Record<CarrierName, Carrier>>

/** The number is not in use, the reader has left the account, the template is not allowed. */
export class Undeliverable extends Error {
  readonly reason: string

  /** @param reason a word of ours or a number of the carrier's, never a value of a person: it is kept and shown */
  constructor(reason: string) {
    super(reason)
    this.name = 'Undeliverable'
    this.reason = reason
  }
}

/** Short messages as a carrier. Where nobody is connected, trying again is of no use. */
export function overSms(sms: Sms): Carrier {
  return {
    send: async ({ to, text, id }) => {
      try {
        await sms.send({ to, text, id })
      } catch (error) {
        if (error instanceof Problem && error.code === 'sms.missing') throw new Undeliverable('not-configured')
        throw error
      }
    },
  }
}
