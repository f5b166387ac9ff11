/** Messages of the demo town: read by whoever started it. */
import type { Sms } from './sms.ts'

export function consoleSms(say: (line: string) => void): Sms {
  return {
    send: async ({ to, text }) => say(`短信 message → ${to}  ${text}`),
  }
}
