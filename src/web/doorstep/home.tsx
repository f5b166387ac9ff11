/** Where one stands after coming in. */
import { LinkButton } from '#kit/button.tsx'
import { Foot } from '#kit/foot.tsx'
import { Page } from '#kit/page.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { useSession } from '#web/shared/session.ts'

export function Screen() {
  const text = useText()
  const { session } = useSession()
  return (
    <Page title={text.say('staff.hello', { name: session.name })} lead={text.day(streetToday(), 'weekday')}>
      <div class="card">
        <h2>{session.post ? session.post.title : text.say('signin.no-post-title')}</h2>
        <p class="quiet">{session.post ? text.say('staff.post') : text.say('signin.no-post', { name: session.name })}</p>
      </div>
      <Foot>
        <LinkButton href="/desk">{text.say('staff.to-desk')}</LinkButton>
      </Foot>
    </Page>
  )
}
