/** Restrictions in force, each with all that it must say. */
import { LinkButton } from '#kit/button.tsx'
import { Facts } from '#kit/page.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import type { Restriction } from '../restrictions/contract.ts'

export function RestrictionList({ restrictions, hrefOf }: { restrictions: readonly Restriction[]; hrefOf?: (id: string) => string }) {
  const text = useText()
  const inWords = (words: { zh: string; en: string }) => words[text.language]
  return (
    <ul class="plain-list restrictions">
      {restrictions.map((one) => (
        <li key={one.id} class="person-card">
          <header>
            <strong>{[one.where, inWords(one.category)].filter(Boolean).join(' · ')}</strong>
            <Tag tone="conflict" mark="lock">
              {text.say('restriction.until', { day: text.day(one.until) })}
            </Tag>
          </header>
          <Facts
            items={[
              ...one.says.map(({ id, label, value }) => ({ key: id, label: inWords(label), value: sayDay(text, inWords(value)) })),
              { label: text.say('restriction.basis'), value: text.list(one.basis.map(inWords)) },
              { label: text.say('restriction.contest'), value: inWords(one.contest) },
              { label: text.say('restriction.number'), value: <span class="digits">{one.number}</span> },
            ]}
          />
          {hrefOf && (
            <p>
              <LinkButton size="small" href={hrefOf(one.id)}>
                {text.say('restriction.open')}
              </LinkButton>
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}

function sayDay(text: ReturnType<typeof useText>, value: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? text.day(value) : value
}
