/** What somebody has to look at again, on a phone. */
import { LinkButton } from '#kit/button.tsx'
import { Foot } from '#kit/foot.tsx'
import { Page } from '#kit/page.tsx'
import { useText } from '#kit/text-context.tsx'
import { Looking } from './looking.tsx'

export function Screen() {
  const text = useText()
  return (
    <Page title={text.say('rounds.looking')} lead={text.say('looking.lead')}>
      <Looking />
      <Foot>
        <LinkButton href="/doorstep/rounds">{text.say('door.back')}</LinkButton>
      </Foot>
    </Page>
  )
}
