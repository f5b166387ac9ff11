import { useLocation } from 'preact-iso/router'
import { HelperForm } from '#ground/residents/screens/helper-form.tsx'
import { LinkButton } from '#kit/button.tsx'
import { Page } from '#kit/page.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useSession } from '#web/shared/session.ts'

export function Screen() {
  const text = useText()
  const { session } = useSession()
  const { route } = useLocation()
  const { tell } = useTell()
  const done = () => {
    tell({ text: text.say('own-help.saved') })
    route('/doorstep/helpers', true)
  }
  const back = (
    <LinkButton tone="quiet" href="/doorstep/helpers">
      {text.say('doorstep.back')}
    </LinkButton>
  )
  return (
    <Page title={text.say('own-help.new')} lead={text.say('own-help.new-lead')}>
      <HelperForm persons={session.persons.filter(({ as }) => as !== 'helper')} back={back} onDone={done} />
    </Page>
  )
}
