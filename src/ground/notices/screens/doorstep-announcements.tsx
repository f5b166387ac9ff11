/** What is announced where she lives, whole: nothing to open, nothing to search. */
import { call } from '#kit/api.ts'
import { LinkButton } from '#kit/button.tsx'
import { EmptyState, Page } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { useText } from '#kit/text-context.tsx'
import { useRead } from '#kit/use-data.ts'
import { paragraphsOf } from '../announcements/rules.ts'
import { listOwnAnnouncements } from '../own/contract.ts'
import './own.css'

export function Screen() {
  const text = useText()
  const read = useRead('announcements', (signal) => call(listOwnAnnouncements, {}, { signal }))
  if (read.refusal && !read.reply) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply) return null
  const { announcements } = read.reply.data
  return (
    <Page title={text.say('own-announce.title')} lead={text.say('own-announce.lead')}>
      {announcements.length === 0 && <EmptyState icon="announce" title={text.say('own-announce.none')} />}
      <ul class="inbox">
        {announcements.map(({ id, title, body, until, by, phone }) => (
          <li key={id} class="own-announcement">
            <h2>{title}</h2>
            {paragraphsOf(body).map((line) => (
              <p key={line}>{line}</p>
            ))}
            <p class="inbox-when">
              {text.list(
                [by && text.say('own-announce.by', { by }), text.say('own-announce.until', { until: text.day(until) })].filter(Boolean),
              )}
            </p>
            {phone && (
              <LinkButton icon="phone" href={`tel:${phone}`}>
                {text.say('own-announce.ask', { phone })}
              </LinkButton>
            )}
          </li>
        ))}
      </ul>
    </Page>
  )
}
