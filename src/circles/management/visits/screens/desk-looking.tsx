/** What somebody has to look at again, at the desk. */
import { Page } from '#kit/page.tsx'
import { useText } from '#kit/text-context.tsx'
import { Looking } from './looking.tsx'

export function Screen() {
  const text = useText()
  return (
    <Page
      title={text.say('rounds.looking')}
      lead={text.say('looking.lead')}
      crumbs={[{ label: text.say('rounds.title'), href: '/desk/rounds' }, { label: text.say('rounds.looking') }]}
    >
      <Looking />
    </Page>
  )
}
