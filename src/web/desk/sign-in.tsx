/** Name and password, then the one-time code. */
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { confirmCode, signIn } from '#kernel/access/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field, Form } from '#kit/field.tsx'
import { TextInput } from '#kit/input.tsx'
import { LanguageSwitch } from '#kit/switches.tsx'
import type { Language } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import { useDo } from '#kit/use-data.ts'
import { Mark } from './mark.tsx'
import type { Session } from './session.ts'

type Step = 'password' | 'code'

export function SignInForm({ onDone, name: known = '' }: { onDone: (session: Session) => void; name?: string }) {
  const [step, setStep] = useState<Step>('password')
  const [name, setName] = useState(known)
  return step === 'password' ? (
    <PasswordStep name={name} onName={setName} onDone={() => setStep('code')} />
  ) : (
    <CodeStep name={name} onDone={onDone} onRestart={() => setStep('password')} />
  )
}

function PasswordStep({ name, onName, onDone }: { name: string; onName: (name: string) => void; onDone: () => void }) {
  const text = useText()
  const [password, setPassword] = useState('')
  const sending = useDo((input: { name: string; password: string }, options) => call(signIn, input, options))
  const send = async () => {
    if (await sending.run({ name: name.trim(), password })) return onDone()
    setPassword('')
    document.querySelector<HTMLInputElement>('input[name=password]')?.focus()
  }
  return (
    <Form
      onSubmit={send}
      refusal={sending.refusal}
      label={text.say('signin.title')}
      actions={
        <Button type="submit" tone="primary" busy={sending.busy}>
          {text.say('signin.next')}
        </Button>
      }
    >
      <Field label={text.say('signin.name')} path="/name">
        <TextInput value={name} onInput={onName} name="username" autocomplete="username" spellcheck={false} autofocus={name === ''} />
      </Field>
      <Field label={text.say('signin.password')} path="/password">
        <TextInput
          value={password}
          onInput={setPassword}
          type="password"
          name="password"
          autocomplete="current-password"
          autofocus={name !== ''}
        />
      </Field>
    </Form>
  )
}

function CodeStep({ name, onDone, onRestart }: { name: string; onDone: (session: Session) => void; onRestart: () => void }) {
  const text = useText()
  const [code, setCode] = useState('')
  const sending = useDo((input: { code: string }, options) => call(confirmCode, input, options))
  const send = async () => {
    const reply = await sending.run({ code: code.normalize('NFKC').replace(/\D/g, '') })
    if (reply) onDone(reply.data)
  }
  return (
    <Form
      onSubmit={send}
      refusal={sending.refusal}
      label={text.say('signin.code-title')}
      actions={
        <>
          <Button type="submit" tone="primary" busy={sending.busy}>
            {text.say('signin.enter')}
          </Button>
          <Button tone="quiet" onPress={onRestart}>
            {text.say('signin.restart')}
          </Button>
        </>
      }
    >
      <Field label={text.say('signin.code')} hint={`${name} · ${text.say('signin.code-lead')}`} path="/code">
        <TextInput
          value={code}
          onInput={setCode}
          mode="numeric"
          name="code"
          autocomplete="one-time-code"
          width={10}
          maxLength={8}
          autofocus
        />
      </Field>
    </Form>
  )
}

/** The page before a session. */
export function SignIn({ onDone, onLanguage }: { onDone: (session: Session) => void; onLanguage: (language: Language) => void }) {
  const text = useText()
  return (
    <FrontPage onLanguage={onLanguage}>
      <h1>{text.say('signin.title')}</h1>
      <p class="quiet">{text.say('signin.lead')}</p>
      <SignInForm onDone={onDone} />
    </FrontPage>
  )
}

/** A sheet on paper, for what is said before anybody is known. */
export function FrontPage({ onLanguage, children }: { onLanguage: (language: Language) => void; children: ComponentChildren }) {
  return (
    <div class="front-page">
      <header class="front-head">
        <Mark />
        <LanguageSwitch onChange={onLanguage} />
      </header>
      <main class="front-sheet">{children}</main>
    </div>
  )
}

/** Over the open screen, when the session ended under it: nothing typed is lost. */
export function SignInAgain({ open, name, onDone }: { open: boolean; name: string; onDone: (session: Session) => void }) {
  const text = useText()
  return (
    <Dialog open={open} title={text.say('signin.again-title')}>
      <p class="again-lead">{text.say('signin.again-lead')}</p>
      <SignInForm onDone={onDone} name={name} />
    </Dialog>
  )
}
