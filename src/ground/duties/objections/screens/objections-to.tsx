/** The objections to one duty or request, on its own page. */
import { call } from '#kit/api.ts'
import { Section } from '#kit/page.tsx'
import { useText } from '#kit/text-context.tsx'
import { UnreadNote } from '#kit/unread-note.tsx'
import { useRead } from '#kit/use-data.ts'
import { listObjections } from '../contract.ts'
import { StateTag } from './state-tag.tsx'

export function ObjectionsTo({ duty }: { duty: string }) {
  const text = useText()
  const read = useRead(`objections ${duty}`, (signal) => call(listObjections, { about: duty }, { signal }), 'once')
  const objections = read.reply?.data.objections ?? []
  if (read.refusal) return <UnreadNote refusal={read.refusal} onRetry={read.reload} />
  if (objections.length === 0) return null
  return (
    <Section title={text.say('objections.title')}>
      <ul class="plain-list">
        {objections.map((objection) => (
          <li key={objection.id} class="row">
            <a href={`/desk/duties/objections/${objection.id}`}>{text.day(objection.raisedOn, 'short')}</a>
            <span>{text.list(objection.reasons.map((reason) => text.say(`objections.reason.${reason}`)))}</span>
            <StateTag objection={objection} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
