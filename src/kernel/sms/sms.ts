/** Short messages to telephones. The house knows this one function; where it goes is decided at the start. */
import { Problem } from '#base/problem.ts'

export type Sms = {
  /** @param message.to an 11-digit mobile number. @throws Problem sms.failed when nobody took the message over, sms.missing when there is nobody */
  send: (message: Message) => Promise<void>
}
/** `id` stays the same when a message is tried again: a gateway that looks at it sends it once. */
export type Message = { to: string; text: string; id?: string }

/** Nobody is connected. */
export const noSms: Sms = {
  send: () => Promise.reject(new Problem('sms.missing')),
}

export type CountedSms = Sms & { counts: Readonly<{ sent: number; failed: number }> }

/** What went out and what did not, for the one who pays for it. */
export function countSms(sms: Sms): CountedSms {
  const counts = { sent: 0, failed: 0 }
  return {
    counts,
    send: async (message) => {
      try {
        await sms.send(message)
        counts.sent += 1
      } catch (error) {
        counts.failed += 1
        throw error
      }
    },
  }
}
