/** The number printed in a letter: for who has no telephone on record, or wants to leave it out of this. */
import { useState } from 'preact/hooks'
import { useLetter as openLetter } from '#kernel/access/contract.ts'
import { call } from '#kit/api.ts'
import { Button, LinkButton } from '#kit/button.tsx'
import { Field, Form } from '#kit/field.tsx'
import { TextInput } from '#kit/input.tsx'
import { Page } from '#kit/page.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo } from '#kit/use-data.ts'
import type { WordFiles } from '#web/shared/route.ts'
import { useHold } from '#web/shared/session.ts'
import { Worded } from '#web/shared/worded.tsx'
import { HOME } from '../paths.ts'

/** The number a printed code brings behind `#`: no server is told it, and it does not stay in the address. */
function scanned(): string {
  const number = location.hash.slice(1, MOST + 1)
  if (number) history.replaceState(history.state, '', location.pathname)
  return number
}

const MOST = 24

const words: WordFiles = { zh: () => import('../texts/letter.zh.json'), en: () => import('../texts/letter.en.json') }

export function Screen() {
  return (
    <Worded words={words}>
      <ByLetter />
    </Worded>
  )
}

function ByLetter() {
  const text = useText()
  const { take } = useHold()
  const [number, setNumber] = useState(scanned)
  const sending = useDo((input: { number: string }, options) => call(openLetter, input, options))
  const send = async () => {
    const reply = await sending.run({ number })
    if (reply) take(reply.data)
  }
  return (
    <Page title={text.say('letter-in.title')} lead={text.say('letter-in.lead')}>
      <Form
        onSubmit={send}
        refusal={sending.refusal}
        label={text.say('letter-in.title')}
        actions={
          <>
            <LinkButton tone="quiet" href={HOME}>
              {text.say('doorstep.back')}
            </LinkButton>
            <Button type="submit" tone="primary" busy={sending.busy}>
              {text.say('letter-in.enter')}
            </Button>
          </>
        }
      >
        <div class="large-input letter-number">
          <Field label={text.say('letter-in.number')} hint={text.say('letter-in.number-hint')} path="/number">
            <TextInput value={number} onInput={setNumber} name="number" spellcheck={false} maxLength={MOST} autofocus />
          </Field>
        </div>
      </Form>
    </Page>
  )
}
