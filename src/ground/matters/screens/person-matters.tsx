/** What somebody reported and what is about her, on her page; nothing where there is nothing. */
import { call } from '#kit/api.ts'
import { Section } from '#kit/page.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { houseNow } from '#kit/today.ts'
import { UnreadNote } from '#kit/unread-note.tsx'
import { useRead } from '#kit/use-data.ts'
import { listOfPerson } from '../contract.ts'
import { inWords, isLate, sayStand } from './say-matter.ts'
import './matters.css'

export function PersonMatters({ person }: { person: string }) {
  const text = useText()
  const read = useRead(person, (signal) => call(listOfPerson, { id: person }, { signal }))
  if (read.refusal && !read.reply) return <UnreadNote refusal={read.refusal} onRetry={read.reload} />
  const { matters = [], more = false } = read.reply?.data ?? {}
  if (matters.length === 0) return null
  return (
    <Section title={text.say('matter.of-person')}>
      <ul class="plain-list person-matters">
        {matters.map((one) => (
          <li key={one.id}>
            <a href={`/desk/matters/${one.id}`}>{one.title || one.number}</a>
            <span class="small quiet">
              {inWords(text, one.typeTitle)} · {text.say(`matter.of-person.${one.as}`)} · {text.moment(one.opened, 'short')}
            </span>
            <span class="matter-signs">
              <Tag tone={one.outcome === 'confirmed' ? 'good' : 'plain'}>{sayStand(text, one)}</Tag>
              {one.stand !== 'closed' && isLate(one.due, houseNow()) && <Tag tone="late">{text.say('matter.late')}</Tag>}
            </span>
          </li>
        ))}
      </ul>
      {more && <p class="small quiet">{text.say('matter.of-person.more')}</p>}
    </Section>
  )
}
