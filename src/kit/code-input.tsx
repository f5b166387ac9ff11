import { useEffect, useRef } from 'preact/hooks'
import { useField } from './field.tsx'

export type CodeInputProps = {
  value: string
  onInput: (value: string) => void
  /** How many digits the whole code has. */
  length: number
  /** All digits are there: typed, pasted, or offered by the phone. */
  onWhole?: (value: string) => void
  /** A PIN is not shown to who looks over the shoulder; a code from a message is. */
  hidden?: boolean
  label?: string
  name?: string
}

/** A code of digits in one line: paste it, let the phone offer it, or type it in any width of digits. */
export function CodeInput({ value, onInput, length, onWhole, hidden, label, name = 'code' }: CodeInputProps) {
  const field = useField()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  const take = (typed: string) => {
    const digits = digitsOf(typed, length)
    onInput(digits)
    // An input that is told the value it has keeps what was typed into it.
    if (input.current) input.current.value = digits
    if (digits.length === length && digits !== value) onWhole?.(digits)
  }
  return (
    <span class="input code-input">
      <input
        ref={input}
        id={field.id}
        // The typings tell each kind apart; to this component they are alike.
        type={(hidden ? 'password' : 'text') as 'text'}
        name={name}
        value={value}
        inputMode="numeric"
        autoComplete={hidden ? 'off' : 'one-time-code'}
        aria-label={label}
        aria-describedby={field.describedBy}
        aria-invalid={field.invalid ? 'true' : undefined}
        onInput={(event) => take(event.currentTarget.value)}
      />
    </span>
  )
}

/** Digits alone, also those of a Chinese keyboard (１２３). Of a message pasted whole, the run of digits that is as long as the code. */
export function digitsOf(typed: string, length: number): string {
  const plain = typed.normalize('NFKC')
  const whole = plain.match(/\d+/g)?.find((run) => run.length === length)
  return whole ?? plain.replace(/\D/g, '').slice(0, length)
}
