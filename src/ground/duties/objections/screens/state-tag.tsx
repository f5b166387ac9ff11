/** How an objection stands today, in a few words. */
import { Tag } from '#kit/tag.tsx'
import type { Text } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import type { Objection } from '../contract.ts'

export function sayState(text: Text, { state, answer, workdaysLeft }: Objection): string {
  if (state === 'answered') return text.say(`objections.answer.${answer}`)
  if (state === 'silent') return text.say('objections.silent', { n: -workdaysLeft })
  return state === 'open' ? text.say('objections.left', { n: workdaysLeft }) : text.say('objections.withdrawn')
}

export function StateTag({ objection }: { objection: Objection }) {
  const text = useText()
  const { state } = objection
  return (
    <Tag tone={state === 'silent' ? 'late' : state === 'answered' ? 'good' : 'plain'} mark={state === 'answered' ? 'check' : undefined}>
      {sayState(text, objection)}
    </Tag>
  )
}
