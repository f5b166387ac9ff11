import { LinkButton } from '#kit/button.tsx'
import { Page } from '#kit/page.tsx'
import { useText } from '#kit/text-context.tsx'

export function NotFound() {
  const text = useText()
  return (
    <Page title={text.say('lost.title')} lead={text.say('lost.lead')} width="measure">
      <LinkButton href="/desk" tone="primary" icon="home">
        {text.say('desk.to-home')}
      </LinkButton>
    </Page>
  )
}
