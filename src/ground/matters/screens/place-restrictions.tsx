/** Restrictions on a place, on its page; nothing where there are none. */
import { call } from '#kit/api.ts'
import { Section } from '#kit/page.tsx'
import { useText } from '#kit/text-context.tsx'
import { UnreadNote } from '#kit/unread-note.tsx'
import { useRead } from '#kit/use-data.ts'
import { listRestrictions } from '../restrictions/contract.ts'
import { RestrictionList } from './restriction-list.tsx'
import './restrictions.css'

export function PlaceRestrictions({ id }: { id: string }) {
  const text = useText()
  const read = useRead(id, (signal) => call(listRestrictions, { id }, { signal }))
  const restrictions = read.reply?.data.restrictions ?? []
  if (read.refusal && !read.reply) return <UnreadNote refusal={read.refusal} onRetry={read.reload} />
  if (restrictions.length === 0) return null
  return (
    <Section title={text.say('restriction.title')}>
      <RestrictionList restrictions={restrictions} hrefOf={(matter) => `/desk/matters/${matter}`} />
    </Section>
  )
}
