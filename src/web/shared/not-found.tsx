import { LinkButton } from '#kit/button.tsx'
import { Page } from '#kit/page.tsx'
import { useText } from '#kit/text-context.tsx'
import { usePlan } from './face-plan.tsx'

export function NotFound() {
  const text = useText()
  const { home } = usePlan()
  return (
    <Page title={text.say('lost.title')} lead={text.say('lost.lead')} width="measure">
      <LinkButton href={home} tone="primary" icon="home">
        {text.say('face.to-home')}
      </LinkButton>
    </Page>
  )
}
