import { useId } from 'preact/hooks'
import { useField } from './field.tsx'

export type CheckboxProps = {
  checked: boolean
  onChange: (checked: boolean) => void
  label: string
  hint?: string
  /** Some of several: neither on nor off. */
  mixed?: boolean
  disabled?: boolean
}

export function Checkbox({ checked, onChange, label, hint, mixed, disabled }: CheckboxProps) {
  const id = useId()
  return (
    <div class="choice">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        indeterminate={mixed ?? false}
        disabled={disabled ?? false}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <label for={id}>
        {label}
        {hint && (
          <span class="choice-hint" id={`${id}-hint`}>
            {hint}
          </span>
        )}
      </label>
    </div>
  )
}

export type RadiosProps<V extends string> = {
  value: V | ''
  onChange: (value: V) => void
  options: readonly { value: V; label: string; hint?: string; disabled?: boolean }[]
  /** Side by side as one control, for two to five short words. */
  joined?: boolean
  label?: string
}

/** One of a few. Inside a `Field group` the legend names it, elsewhere `label` does. */
export function Radios<V extends string>({ value, onChange, options, joined, label }: RadiosProps<V>) {
  const id = useId()
  const field = useField()
  return (
    <div
      class={joined ? 'joined' : 'choices'}
      role="radiogroup"
      aria-label={label}
      aria-describedby={label ? undefined : field.describedBy}
    >
      {options.map((option) => (
        <div class="choice" key={option.value}>
          <input
            id={`${id}-${option.value}`}
            type="radio"
            name={id}
            value={option.value}
            checked={option.value === value}
            disabled={option.disabled ?? false}
            onChange={() => onChange(option.value)}
          />
          <label for={`${id}-${option.value}`}>
            {option.label}
            {option.hint && <span class="choice-hint">{option.hint}</span>}
          </label>
        </div>
      ))}
    </div>
  )
}
