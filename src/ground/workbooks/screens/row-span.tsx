import { useState } from 'preact/hooks'
import { Field } from '#kit/field.tsx'
import { TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import './workbooks.css'

export type RowSpanProps = {
  label: string
  rows: readonly [number, number]
  last: number
  disabled: boolean
  onChange: (rows: [number, number]) => void
}

/** Two row numbers; heard when the reader leaves them, so that a number half typed changes nothing. */
export function RowSpan({ label, rows: [from, to], last, disabled, onChange }: RowSpanProps) {
  const text = useText()
  const [typed, setTyped] = useState<[string, string]>()
  const [first, second] = typed ?? [String(from), String(to)]
  const leave = () => {
    if (!typed) return
    const [a, b] = typed.map(Number) as [number, number]
    setTyped(undefined)
    if (
      Number.isInteger(a) &&
      Number.isInteger(b) &&
      a >= 1 &&
      b >= a &&
      b <= Math.max(last, b === to ? b : last) &&
      (a !== from || b !== to)
    )
      onChange([a, b])
  }
  return (
    <Field label={label} group>
      <span class="row-span">
        <TextInput
          label={text.say('sheet.first-row', { label })}
          value={first}
          mode="numeric"
          width={5}
          disabled={disabled}
          onInput={(value) => setTyped([value, second])}
          onLeave={leave}
          onEnter={leave}
        />
        <span aria-hidden="true">–</span>
        <TextInput
          label={text.say('sheet.last-row', { label })}
          value={second}
          mode="numeric"
          width={5}
          disabled={disabled}
          onInput={(value) => setTyped([first, value])}
          onLeave={leave}
          onEnter={leave}
        />
      </span>
    </Field>
  )
}
