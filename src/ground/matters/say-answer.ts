/** An answer as it is read out, in both languages. Browser-safe. */
import type { Words } from '#ground/forms/contract.ts'

type Asked = { type: string; choices?: readonly { code: string; zh: string; en: string }[] }

/** @param said what was written; it stands beside the act, and may be gone */
export function sayAnswer({ type, choices = [] }: Asked, answer: unknown, said: unknown): Words | undefined {
  if (type === 'text') return typeof said === 'string' && said !== '' ? { zh: said, en: said } : undefined
  if (answer === undefined || answer === '' || (Array.isArray(answer) && answer.length === 0)) return undefined
  if (typeof answer === 'boolean') return answer ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' }
  const words = [answer].flat().map((one) => choices.find(({ code }) => code === one) ?? { zh: String(one), en: String(one) })
  return { zh: words.map(({ zh }) => zh).join('、'), en: words.map(({ en }) => en).join(', ') }
}
