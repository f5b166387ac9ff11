/** Typed inputs. Typing never waits for anything: values go up on each key, checks belong to the form. */
import type { InputHTMLAttributes } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { useField } from './field.tsx'
import { Icon, type IconName } from './icon.tsx'

export type TextInputProps = {
  value: string
  onInput: (value: string) => void
  /** Spoken name, only outside a Field. */
  label?: string
  type?: 'text' | 'password' | 'tel' | 'search'
  /** Keyboard of a phone. */
  mode?: 'text' | 'numeric' | 'decimal' | 'tel'
  autocomplete?: string
  placeholder?: string
  /** In characters: the width tells how much is expected. */
  width?: number
  maxLength?: number
  icon?: IconName
  readOnly?: boolean
  disabled?: boolean
  /** Takes the focus when it appears, for a screen whose one purpose it is. */
  autofocus?: boolean
  onEnter?: () => void
  onLeave?: () => void
} & Pick<InputHTMLAttributes<HTMLInputElement>, 'name' | 'spellcheck'>

export function TextInput(props: TextInputProps) {
  const { value, onInput, label, type = 'text', mode, autocomplete = 'off', width, icon, autofocus, onEnter, onLeave, ...rest } = props
  const field = useField()
  const input = useRef<HTMLInputElement>(null)
  // The attribute works only while the page is first parsed.
  useEffect(() => {
    if (autofocus) input.current?.focus()
  }, [autofocus])
  return (
    <span class="input" style={width ? { maxWidth: `${width + 3}ch` } : undefined}>
      {icon && <Icon name={icon} />}
      <input
        {...rest}
        ref={input}
        id={field.id}
        // The typings tell each kind apart; to this component they are alike.
        type={type as 'text'}
        value={value}
        inputMode={mode}
        autoComplete={autocomplete}
        aria-label={label}
        aria-describedby={field.describedBy}
        aria-invalid={field.invalid ? 'true' : undefined}
        onInput={(event) => onInput(event.currentTarget.value)}
        onBlur={onLeave}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.isComposing && onEnter) {
            event.preventDefault()
            onEnter()
          }
        }}
      />
    </span>
  )
}

export type TextAreaProps = {
  value: string
  onInput: (value: string) => void
  label?: string
  rows?: number
  maxLength?: number
  placeholder?: string
  disabled?: boolean
}

/** Several lines. It grows with what is written. */
export function TextArea({ value, onInput, label, rows = 3, ...rest }: TextAreaProps) {
  const field = useField()
  return (
    <span class="input input-area" data-shadow={`${value}\n`}>
      <textarea
        {...rest}
        id={field.id}
        rows={rows}
        value={value}
        aria-label={label}
        aria-describedby={field.describedBy}
        aria-invalid={field.invalid ? 'true' : undefined}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </span>
  )
}

export type SelectOption = { value: string; label: string; disabled?: boolean }
export type SelectProps = {
  value: string
  onChange: (value: string) => void
  options: readonly SelectOption[]
  label?: string
  /** Shown while nothing is chosen; then '' is a value. */
  empty?: string
  disabled?: boolean
  size?: 'small' | 'normal'
}

/** The browser's own list: fastest on old machines, best on phones. For long lists see Combobox. */
export function Select({ value, onChange, options, label, empty, disabled, size = 'normal' }: SelectProps) {
  const field = useField()
  return (
    <span class="input input-select" data-size={size}>
      <select
        id={field.id}
        value={value}
        disabled={disabled ?? false}
        aria-label={label}
        aria-describedby={field.describedBy}
        aria-invalid={field.invalid ? 'true' : undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled ?? false}>
            {option.label}
          </option>
        ))}
      </select>
      <Icon name="down" />
    </span>
  )
}
