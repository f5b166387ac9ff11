/** The card, in words anybody can read: who comes, what for, on which law, who will see it, what may be declined. */
import { Facts } from '#kit/page.tsx'
import { useText } from '#kit/text-context.tsx'
import type { Card } from '../contract.ts'

export function CardShown({ card, name }: { card: Card; name: (element: string) => string }) {
  const text = useText()
  const list = (words: readonly string[]) => words.join(text.say('rounds.semicolon'))
  const optional = card.optional.map(name)
  const items = [
    { label: text.say('card.who'), value: text.say('card.who-is', { name: card.name, title: card.title, office: card.office }) },
    { label: text.say('card.days'), value: text.say('card.from-to', { from: text.day(card.from), to: text.day(card.to) }) },
    // Where only contacts are due, nothing is asked for anybody.
    ...(card.purposes.length === 0
      ? [{ label: text.say('card.purposes'), value: text.say('card.contacts-only') }]
      : [
          { label: text.say('card.purposes'), value: list(card.purposes) },
          { label: text.say('card.bases'), value: list(card.bases) },
          { label: text.say('card.recipients'), value: list(card.recipients) },
          {
            label: text.say('card.optional'),
            value: optional.length > 0 ? optional.join(text.say('rounds.comma')) : text.say('card.none-optional'),
          },
        ]),
    ...(card.phones.length > 0
      ? [{ label: text.say('card.phones'), value: list(card.phones.map((one) => `${one.name} ${one.phone}`)) }]
      : []),
  ]
  return (
    <section class="paper-notice" aria-label={text.say('card.title')}>
      <Facts items={items} />
      <p>{text.say('card.rights')}</p>
      <p>{text.say('card.children')}</p>
    </section>
  )
}
