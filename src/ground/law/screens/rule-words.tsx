/** Words of a rule that several screens say: its term, and how far it was checked. */
import { Tag } from '#kit/tag.tsx'
import type { Text } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import type { HeldRule, RuleStatus } from '../contract.ts'

export function sayTerm(text: Text, { from, to }: Pick<HeldRule, 'from' | 'to'>): string {
  return to
    ? text.say('rules.span', { from: text.day(from, 'short'), to: text.day(to, 'short') })
    : text.say('rules.from', { from: text.day(from, 'short') })
}

export function StatusTag({ status }: { status: RuleStatus }) {
  const text = useText()
  return (
    <Tag tone={status === 'C' ? 'good' : status === 'M' ? 'stale' : 'plain'} mark={status === 'C' ? 'check' : undefined}>
      {text.say(`rules.status.${status}`)}
    </Tag>
  )
}
