/** A button that opens a short list of things to do or to choose from. Arrows move, letters jump, Escape closes. */
import { type ComponentChildren, createPortal } from 'preact'
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { useBeside, useLeave } from './floating.ts'
import { Icon, type IconName } from './icon.tsx'
import { hostFor, useEscape } from './popover.tsx'

export type MenuItem = {
  id: string
  label: string
  note?: string
  icon?: IconName
  /** One of several, and this is the one in use. */
  chosen?: boolean
  danger?: boolean
  disabled?: boolean
  onPick: () => void
}

export type MenuProps = {
  /** Spoken name of the button. */
  label: string
  /** What the button shows. */
  children: ComponentChildren
  items: readonly MenuItem[]
  align?: 'start' | 'end'
  /** `plain` beside other buttons, `quiet` in a bar of icons or a row of a table. */
  tone?: 'plain' | 'quiet'
}

export function Menu({ label, children, items, align = 'start', tone = 'quiet' }: MenuProps) {
  const id = useId()
  const anchor = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  const close = (back: boolean) => {
    setOpen(false)
    if (back) anchor.current?.focus()
  }
  useBeside(anchor, list, open, align)
  useLeave([anchor, list], open, () => setOpen(false))
  useEscape(open, () => close(true))
  useLayoutEffect(() => {
    if (open) (list.current?.querySelector<HTMLElement>('[aria-checked="true"]') ?? itemsIn(list.current)[0])?.focus()
  }, [open])
  return (
    <>
      <button
        ref={anchor}
        type="button"
        class="button menu-button"
        data-tone={tone}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault()
            setOpen(true)
          }
        }}
      >
        {children}
      </button>
      {open &&
        createPortal(
          <div
            ref={list}
            id={id}
            class="sheet menu"
            role="menu"
            tabIndex={-1}
            aria-label={label}
            onKeyDown={(event) => moveInMenu(event, list.current, () => close(true))}
          >
            {items.map((item) => (
              <MenuRow key={item.id} item={item} onDone={() => close(true)} />
            ))}
          </div>,
          hostFor(anchor.current),
        )}
    </>
  )
}

function MenuRow({ item, onDone }: { item: MenuItem; onDone: () => void }) {
  const choice = item.chosen !== undefined
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: aria-checked is set for menuitemradio only
    <button
      type="button"
      class="menu-item"
      role={choice ? 'menuitemradio' : 'menuitem'}
      aria-checked={choice ? item.chosen : undefined}
      data-danger={item.danger ? '' : undefined}
      disabled={item.disabled ?? false}
      tabIndex={-1}
      onClick={() => {
        onDone()
        item.onPick()
      }}
    >
      {choice ? <span class="menu-mark">{item.chosen && <Icon name="check" />}</span> : item.icon && <Icon name={item.icon} />}
      <span class="menu-words">
        {item.label}
        {item.note && <span class="menu-note">{item.note}</span>}
      </span>
    </button>
  )
}

function itemsIn(list: HTMLElement | null): HTMLButtonElement[] {
  return [...(list?.querySelectorAll<HTMLButtonElement>('.menu-item:not([disabled])') ?? [])]
}

function moveInMenu(event: KeyboardEvent, list: HTMLElement | null, close: () => void): void {
  const items = itemsIn(list)
  const at = items.indexOf(document.activeElement as HTMLButtonElement)
  const next = nextItem(event.key, at, items)
  if (event.key === 'Tab') close()
  if (!next) return
  event.preventDefault()
  next.focus()
}

function nextItem(key: string, at: number, items: HTMLButtonElement[]): HTMLButtonElement | undefined {
  if (key === 'ArrowDown') return items[(at + 1) % items.length]
  if (key === 'ArrowUp') return items[(at - 1 + items.length) % items.length]
  if (key === 'Home') return items[0]
  if (key === 'End') return items[items.length - 1]
  if (key.length !== 1 || key === ' ') return undefined
  const after = [...items.slice(at + 1), ...items.slice(0, at + 1)]
  return after.find((item) => item.textContent?.trim().toLowerCase().startsWith(key.toLowerCase()))
}
