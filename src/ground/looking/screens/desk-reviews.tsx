/** What somebody else has to say something about: openings beyond the area, and wishes to open a child's record. */
import { useState } from 'preact/hooks'
import { Page } from '#kit/page.tsx'
import { Tabs } from '#kit/tabs.tsx'
import { useText } from '#kit/text-context.tsx'
import { Approvals } from './approvals.tsx'
import { GlassReviews } from './glass-reviews.tsx'

/** The tabs are told by the screen's own page which rights the post has; each asks only for what it may. */
export function Reviews({ may }: { may: (right: string) => boolean }) {
  const text = useText()
  const tabs = [
    ...(may('glass.review') ? [{ id: 'glasses', label: text.say('reviews.glasses') }] : []),
    ...(may('minor.approve') ? [{ id: 'approvals', label: text.say('reviews.approvals') }] : []),
  ]
  const [open, setOpen] = useState(tabs[0]?.id ?? '')
  return (
    <Page
      title={text.say('reviews.title')}
      lead={text.say('reviews.lead')}
      crumbs={[{ label: text.say('looks.title'), href: '/desk/looks' }, { label: text.say('reviews.title') }]}
    >
      <Tabs label={text.say('reviews.title')} tabs={tabs} value={open} onChange={setOpen}>
        {open === 'glasses' && <GlassReviews />}
        {open === 'approvals' && <Approvals />}
      </Tabs>
    </Page>
  )
}
