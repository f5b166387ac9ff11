/**
 * A small sheet with more about one thing (where a value comes from, what a word means, what can be done to it). It opens on hover, focus and touch, can
 * be entered with the pointer, by Enter where it holds a button, and Escape closes it (WCAG 1.4.13).
 */
import { type ComponentChildren, createPortal } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { useBeside, useLeave } from './floating.ts'

export type PopoverProps = {
  /** What is hovered, focused or touched: short words. */
  children: ComponentChildren
  /** The sheet. Built only when opened. */
  content: () => ComponentChildren
  /** Spoken name of the trigger, where its own words do not say what opens. */
  label?: string
}

const openAfter = 250
const closeAfter = 200

export function Popover({ children, content, label }: PopoverProps) {
  const id = useId()
  const anchor = useRef<HTMLButtonElement>(null)
  const sheet = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  const wait = useWait()
  useBeside(anchor, sheet, open)
  useLeave([anchor, sheet], open, () => setOpen(false))
  useEscape(open, () => {
    if (sheet.current?.contains(document.activeElement)) anchor.current?.focus()
    wait(() => setOpen(false), 0)
  })
  const later = (next: boolean, ms: number) => wait(() => setOpen(next), ms)
  const press = (event: MouseEvent) => {
    setOpen(true)
    // A press without a pointer (Enter, Space) goes on into the sheet.
    if (event.detail === 0) requestAnimationFrame(() => sheet.current?.querySelector('button')?.focus())
  }
  return (
    <>
      <button
        ref={anchor}
        type="button"
        class="popover-anchor"
        aria-label={label}
        aria-expanded={open}
        aria-describedby={open ? id : undefined}
        onClick={press}
        onFocus={() => later(true, 0)}
        onBlur={() => later(false, closeAfter)}
        onMouseEnter={() => later(true, openAfter)}
        onMouseLeave={() => later(false, closeAfter)}
      >
        {children}
      </button>
      {open &&
        createPortal(
          <div
            ref={sheet}
            id={id}
            class="sheet popover"
            role="note"
            onFocusIn={() => later(true, 0)}
            onFocusOut={() => later(false, closeAfter)}
            onMouseEnter={() => later(true, 0)}
            onMouseLeave={() => later(false, closeAfter)}
          >
            {content()}
          </div>,
          hostFor(anchor.current),
        )}
    </>
  )
}

/** The sheet hangs in the dialog (which lies above everything else) or the landmark of its anchor, so that it is found where it belongs. */
export function hostFor(anchor: Element | null): Element {
  return anchor?.closest('dialog, main, header, nav') ?? document.body
}

/** Close on Escape, before a dialog around it hears the key. */
export function useEscape(open: boolean, close: () => void): void {
  useEffect(() => {
    if (!open) return
    const hear = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      event.preventDefault()
      close()
    }
    document.addEventListener('keydown', hear, true)
    return () => document.removeEventListener('keydown', hear, true)
  })
}

/** One timer at a time; the last wish wins. */
function useWait(): (run: () => void, ms: number) => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return (run, ms) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(run, ms)
  }
}
