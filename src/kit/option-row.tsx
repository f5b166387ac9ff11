/** One row of a list that is moved through from an input, which keeps the focus (`aria-activedescendant`). */
import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './icon.tsx'

export type OptionRowProps = {
  id: string
  label: string
  note?: string | undefined
  icon?: IconName | undefined
  lit: boolean
  chosen: boolean
  disabled?: boolean | undefined
  onPick: () => void
}

export function OptionRow({ id, label, note, icon, lit, chosen, disabled, onPick }: OptionRowProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the input, which keeps the focus
    <div
      id={id}
      ref={(row) => {
        if (lit) row?.scrollIntoView({ block: 'nearest' })
      }}
      class="option"
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      aria-disabled={disabled ? 'true' : undefined}
      data-lit={lit ? '' : undefined}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPick}
    >
      {icon && <Icon name={icon} />}
      <span>{label}</span>
      {note && <span class="option-note">{note}</span>}
    </div>
  )
}

/** What the list says instead of rows: nothing found, or why it could not look. */
export function OptionNote({ children }: { children: ComponentChildren }) {
  return (
    <div class="options-none" role="option" tabIndex={-1} aria-selected="false" aria-disabled="true">
      {children}
    </div>
  )
}
