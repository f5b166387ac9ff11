/** A PIN of six digits: opened with, or chosen twice. */
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { Button } from '#kit/button.tsx'
import { CodeInput } from '#kit/code-input.tsx'
import { Field, Form } from '#kit/field.tsx'
import type { Unlocked } from '#kit/outbox/lock.ts'
import { isGuessable, PIN_LENGTH } from '#kit/outbox/rules.ts'
import { useText } from '#kit/text-context.tsx'

export type UnlockFormProps<F> = {
  /** What a PIN opens: one's own keep, or what another left. */
  unlock: (pin: string) => Promise<F | Exclude<Unlocked, { kind: 'open' }>>
  onOpen: (found: F) => void
  onSealed: () => void
  verb?: string
  back?: ComponentChildren
}

export function UnlockForm<F extends { kind: 'open' }>({ unlock, onOpen, onSealed, verb, back }: UnlockFormProps<F>) {
  const text = useText()
  const [pin, setPin] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string>()
  const send = async (whole: string) => {
    setBusy(true)
    const found = await unlock(whole)
    setBusy(false)
    setPin('')
    if (found.kind === 'open') return onOpen(found)
    if (found.kind === 'sealed') return onSealed()
    const wait = found.wait > 0 ? text.say('pin.wait', { n: found.wait }) : ''
    setError(found.kind === 'wrong' ? text.say('pin.wrong', { n: found.left }) + wait : wait)
  }
  return (
    <Form
      onSubmit={() => send(pin)}
      label={text.say('pin.open')}
      actions={
        <>
          {back}
          <Button type="submit" tone="primary" busy={busy} disabled={pin.length < PIN_LENGTH}>
            {verb ?? text.say('pin.open')}
          </Button>
        </>
      }
    >
      <Field label={text.say('pin.pin')} error={error}>
        <CodeInput key={error} hidden name="pin" value={pin} onInput={setPin} length={PIN_LENGTH} onWhole={send} />
      </Field>
    </Form>
  )
}

export type ChooseFormProps = { onChosen: (pin: string) => Promise<void>; back: ComponentChildren }

export function ChooseForm({ onChosen, back }: ChooseFormProps) {
  const text = useText()
  const [first, setFirst] = useState<string>()
  const [pin, setPin] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string>()
  const take = async (whole: string) => {
    setPin('')
    if (first === undefined) {
      if (isGuessable(whole)) return setError(text.say('pin.guessable'))
      setError(undefined)
      return setFirst(whole)
    }
    if (first !== whole) {
      setFirst(undefined)
      return setError(text.say('pin.differ'))
    }
    setBusy(true)
    await onChosen(whole)
    setBusy(false)
    setFirst(undefined)
  }
  return (
    <Form
      onSubmit={() => pin.length === PIN_LENGTH && take(pin)}
      label={text.say('pin.title')}
      actions={
        <>
          {back}
          <Button type="submit" tone="primary" busy={busy} disabled={pin.length < PIN_LENGTH}>
            {text.say(first === undefined ? 'signin.next' : 'pin.set')}
          </Button>
        </>
      }
    >
      <Field label={text.say(first === undefined ? 'pin.choose' : 'pin.again')} hint={text.say('pin.hint')} error={error}>
        <CodeInput
          key={`${first === undefined}${error}`}
          hidden
          name="pin"
          value={pin}
          onInput={setPin}
          length={PIN_LENGTH}
          onWhole={take}
        />
      </Field>
    </Form>
  )
}
