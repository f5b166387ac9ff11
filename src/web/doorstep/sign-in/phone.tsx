import { useState } from 'preact/hooks'
import { LinkButton } from '#kit/button.tsx'
import { Page } from '#kit/page.tsx'
import { useText } from '#kit/text-context.tsx'
import { useHold } from '#web/shared/session.ts'
import { HOME } from '../paths.ts'
import { PhoneSignIn, type PhoneStep } from '../phone-sign-in.tsx'

export function Screen() {
  const text = useText()
  const { take } = useHold()
  const [step, setStep] = useState<PhoneStep>('number')
  const back = (
    <LinkButton tone="quiet" href={HOME}>
      {text.say('doorstep.back')}
    </LinkButton>
  )
  return (
    <Page title={text.say(step === 'number' ? 'phone.title' : 'phone.code-title')} lead={step === 'number' && text.say('phone.lead')}>
      <PhoneSignIn onDone={take} onStep={setStep} back={back} />
    </Page>
  )
}
