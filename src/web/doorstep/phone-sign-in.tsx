/** A telephone number, then the code that was sent to it: how residents come in, and come in again. */
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { askPhoneCode, confirmPhoneCode } from '#kernel/access/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { CodeInput } from '#kit/code-input.tsx'
import { Field, Form } from '#kit/field.tsx'
import { TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo } from '#kit/use-data.ts'
import type { Session } from '#web/shared/session.ts'

const CODE_LENGTH = 6

export type PhoneStep = 'number' | 'code'
export type PhoneSignInProps = {
  onDone: (session: Session) => void
  onStep?: (step: PhoneStep) => void
  back?: ComponentChildren
}

export function PhoneSignIn({ onDone, onStep, back }: PhoneSignInProps) {
  const [phone, setPhone] = useState('')
  const [wait, setWait] = useState<number>()
  const go = (seconds: number | undefined) => {
    setWait(seconds)
    onStep?.(seconds === undefined ? 'number' : 'code')
  }
  return wait === undefined ? (
    <NumberStep phone={phone} onPhone={setPhone} back={back} onSent={go} />
  ) : (
    <CodeStep phone={phone} wait={wait} onDone={onDone} onBack={() => go(undefined)} />
  )
}

type NumberStepProps = { phone: string; onPhone: (phone: string) => void; back: ComponentChildren; onSent: (seconds: number) => void }

function NumberStep({ phone, onPhone, back, onSent }: NumberStepProps) {
  const text = useText()
  const asking = useDo((input: { phone: string }, options) => call(askPhoneCode, input, options))
  const send = async () => {
    const reply = await asking.run({ phone })
    if (reply) onSent(reply.data.seconds)
  }
  return (
    <Form
      onSubmit={send}
      refusal={asking.refusal}
      label={text.say('phone.title')}
      actions={
        <>
          {back}
          <Button type="submit" tone="primary" busy={asking.busy}>
            {text.say('phone.send')}
          </Button>
        </>
      }
    >
      <div class="large-input">
        <Field label={text.say('phone.number')} path="/phone">
          <TextInput
            value={phone}
            onInput={onPhone}
            type="tel"
            mode="tel"
            name="phone"
            autocomplete="tel-national"
            maxLength={30}
            autofocus
          />
        </Field>
      </div>
    </Form>
  )
}

type CodeStepProps = { phone: string; wait: number; onDone: (session: Session) => void; onBack: () => void }

function CodeStep({ phone, wait, onDone, onBack }: CodeStepProps) {
  const text = useText()
  const [code, setCode] = useState('')
  const [left, startAgain] = useCountdown(wait)
  const asking = useDo((input: { phone: string }, options) => call(askPhoneCode, input, options))
  const sending = useDo((input: { phone: string; code: string }, options) => call(confirmPhoneCode, input, options))
  const send = async (whole: string) => {
    asking.reset()
    const reply = await sending.run({ phone, code: whole })
    if (reply) return onDone(reply.data)
    setCode('')
    document.querySelector<HTMLInputElement>('input[name=code]')?.focus()
  }
  const askAgain = async () => {
    sending.reset()
    const reply = await asking.run({ phone })
    if (reply) startAgain(reply.data.seconds)
  }
  return (
    <Form
      onSubmit={() => send(code)}
      refusal={sending.refusal ?? asking.refusal}
      label={text.say('phone.code-title')}
      actions={
        <>
          <Button tone="quiet" onPress={onBack}>
            {text.say('phone.other')}
          </Button>
          <Button type="submit" tone="primary" busy={sending.busy} disabled={code.length < CODE_LENGTH}>
            {text.say('phone.enter')}
          </Button>
        </>
      }
    >
      <Field label={text.say('phone.code')} hint={text.say('phone.sent-to', { tail: phone.slice(-4) })} path="/code">
        <CodeInput value={code} onInput={setCode} length={CODE_LENGTH} onWhole={send} />
      </Field>
      <div>
        <Button disabled={left > 0} busy={asking.busy} onPress={askAgain}>
          {left > 0 ? text.say('phone.again-in', { n: left }) : text.say('phone.again')}
        </Button>
      </div>
      <p class="quiet">{text.say('phone.none-came')}</p>
    </Form>
  )
}

/** Seconds left, and the way to start anew. By the clock, since a phone that sleeps counts none. */
function useCountdown(seconds: number): [left: number, start: (seconds: number) => void] {
  const [until, setUntil] = useState(() => Date.now() + seconds * 1000)
  const [now, setNow] = useState(Date.now)
  const left = Math.max(0, Math.ceil((until - now) / 1000))
  const running = left > 0
  useEffect(() => {
    if (!running) return
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [running])
  const start = (more: number) => {
    setNow(Date.now())
    setUntil(Date.now() + more * 1000)
  }
  return [left, start]
}
