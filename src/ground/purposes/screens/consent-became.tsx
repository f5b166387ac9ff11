/** What goes when a consent is taken back, and what stays and for what. Said before it is done, to her and to whoever writes it down. */
import { useText } from '#kit/text-context.tsx'
import type { ConsentLine } from '../consents/contract.ts'
import { say } from './words.ts'

export function Became({ line: { goes, stays } }: { line: Pick<ConsentLine, 'goes' | 'stays'> }) {
  const text = useText()
  const labels = (list: readonly { label: ConsentLine['title'] }[]) => text.list(list.map(({ label }) => say(label, text.language)))
  const others = [...new Set(stays.flatMap(({ by }) => by.map((one) => say(one, text.language))))]
  return (
    <>
      <p>{text.say(goes.length > 0 ? 'consents.goes' : 'consents.goes-nothing', { what: labels(goes) })}</p>
      {stays.length > 0 && <p>{text.say('consents.stays', { what: labels(stays), by: text.list(others) })}</p>}
      <p class="quiet small">{text.say('consents.after')}</p>
    </>
  )
}
