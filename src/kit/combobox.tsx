/** Choose one of many by typing: a part of the word, its pinyin initials or a code. */
import { createPortal } from 'preact'
import { useMemo, useRef, useState } from 'preact/hooks'
import { useField } from './field.tsx'
import { filterOptions, type Option } from './filter.ts'
import { useBeside, useLeave } from './floating.ts'
import { Icon } from './icon.tsx'
import { readListKey } from './listbox.ts'
import { OptionNote, OptionRow } from './option-row.tsx'
import { hostFor } from './popover.tsx'
import { useText } from './text-context.tsx'

export type ComboboxProps = {
  /** '' when nothing is chosen. */
  value: string
  onChange: (value: string) => void
  options: readonly Option[]
  label?: string
  placeholder?: string
  disabled?: boolean
  /** Longest list shown; more is reached by typing. */
  limit?: number
}

export function Combobox({ value, onChange, options, label, placeholder, disabled, limit = 50 }: ComboboxProps) {
  const text = useText()
  const field = useField()
  const box = useRef<HTMLSpanElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [typed, setTyped] = useState<string>()
  const [lit, setLit] = useState(-1)
  const open = typed !== undefined
  const chosen = useMemo(() => options.find((option) => option.value === value), [options, value])
  const found = useMemo(
    () => (open ? filterOptions(options, typed === chosen?.label ? '' : typed, limit) : []),
    [open, options, typed, chosen, limit],
  )
  const close = () => {
    setTyped(undefined)
    setLit(-1)
  }
  const pick = (option: Option | undefined) => {
    if (!option || option.disabled) return
    onChange(option.value)
    close()
  }
  const begin = (now = chosen?.label ?? '') => {
    setTyped(now)
    setLit(now && chosen ? -1 : 0)
  }
  useBeside(box, list, open, 'start', true)
  useLeave([box, list], open, close)
  const press = (event: KeyboardEvent) => {
    const key = readListKey(event, found.length, lit, open)
    if (key.kind === 'type') return
    event.preventDefault()
    if (key.kind === 'close') {
      event.stopPropagation()
      close()
    } else if (key.kind === 'open') begin()
    else if (key.kind === 'pick') pick(found[lit])
    else setLit(key.at)
  }
  return (
    <span class="input input-combobox" ref={box}>
      <input
        id={field.id}
        role="combobox"
        type="text"
        value={typed ?? chosen?.label ?? ''}
        disabled={disabled ?? false}
        placeholder={placeholder}
        autoComplete="off"
        spellcheck={false}
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={`${field.id}-list`}
        aria-activedescendant={open && found[lit] ? `${field.id}-${lit}` : undefined}
        aria-describedby={field.describedBy}
        aria-invalid={field.invalid ? 'true' : undefined}
        onInput={(event) => {
          setTyped(event.currentTarget.value)
          setLit(0)
          if (event.currentTarget.value === '') onChange('')
        }}
        onClick={(event) => {
          if (open) return
          begin()
          event.currentTarget.select()
        }}
        onKeyDown={press}
      />
      <Icon name="down" />
      {open &&
        createPortal(
          <div ref={list} id={`${field.id}-list`} class="sheet options" role="listbox" aria-label={label ?? text.say('kit.choices')}>
            {found.map((option, at) => (
              <OptionRow
                key={option.value}
                id={`${field.id}-${at}`}
                label={option.label}
                note={option.note}
                disabled={option.disabled}
                lit={at === lit}
                chosen={option.value === value}
                onPick={() => pick(option)}
              />
            ))}
            {found.length === 0 && <OptionNote>{text.say('kit.nothing-found')}</OptionNote>}
          </div>,
          hostFor(box.current),
        )}
    </span>
  )
}
