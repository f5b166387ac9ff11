/** Messages of the demo town: read by whoever started it, who waits for a code and not for what a whole town is told at once. */
import type { Sms } from './sms.ts'

const AT_ONCE = 3
const SPAN_MS = 10_000
const code = /\d{6}/

export function consoleSms(say: (line: string) => void, now = Date.now): Sms {
  let begun = 0
  let shown = 0
  return {
    send: async ({ to, text }) => {
      if (now() - begun > SPAN_MS) {
        begun = now()
        shown = 0
      }
      shown += 1
      if (shown <= AT_ONCE || code.test(text.replace(/\d{7,}/g, ''))) say(`短信 message → ${to}  ${text}`)
      else if (shown === AT_ONCE + 1) say('短信 messages … 同时发出的其他通知不再逐条显示 · others sent at the same time are not shown')
    },
  }
}
