/** Name and password, then the one-time code: how staff come in, on every face. */
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { confirmCode, signIn } from '#kernel/access/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Field, Form } from '#kit/field.tsx'
import { TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo } from '#kit/use-data.ts'
import type { Session } from './session.ts'

type Step = 'password' | 'code'

export type SignInFormProps = {
  onDone: (session: Session) => void
  /** Hears which of the two is asked, for the title above. */
  onStep?: (step: Step) => void
  /** Another way than coming in, beside the first button. */
  back?: ComponentChildren
}

export function SignInForm({ onDone, onStep, back }: SignInFormProps) {
  const [step, setStep] = useState<Step>('password')
  const [name, setName] = useState('')
  const go = (next: Step) => {
    setStep(next)
    onStep?.(next)
  }
  return step === 'password' ? (
    <PasswordStep name={name} onName={setName} back={back} onDone={() => go('code')} />
  ) : (
    <CodeStep name={name} onDone={onDone} onRestart={() => go('password')} />
  )
}

type PasswordStepProps = { name: string; onName: (name: string) => void; back: ComponentChildren; onDone: () => void }

function PasswordStep({ name, onName, back, onDone }: PasswordStepProps) {
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
        <>
          {back}
          <Button type="submit" tone="primary" busy={sending.busy}>
            {text.say('signin.next')}
          </Button>
        </>
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
