/** The browser's own modal dialog: the page behind is inert, Escape closes, the focus comes back. What was typed is not thrown away unasked. */
import type { ComponentChildren } from 'preact'
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Button } from './button.tsx'
import { useText } from './text-context.tsx'

export type DialogProps = {
  open: boolean
  title: string
  /** Asked when the reader closes it by Escape or the corner. Leave out where a choice must be made. */
  onClose?: (() => void) | undefined
  /** Buttons; the safe one first, the doing one last. */
  actions?: ComponentChildren
  size?: 'narrow' | 'wide' | 'side'
  children: ComponentChildren
}

export function Dialog({ open, title, onClose, actions, size = 'narrow', children }: DialogProps) {
  const text = useText()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const [typed, setTyped] = useState(false)
  const [leaving, setLeaving] = useState(false)
  useOpen(dialog, open)
  useEffect(() => {
    setTyped(false)
    setLeaving(false)
  }, [open])
  const leave = onClose && (() => (typed && !leaving ? setLeaving(true) : onClose()))
  return (
    <dialog
      ref={dialog}
      class="dialog"
      data-size={size}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        leave?.()
      }}
      onInput={() => setTyped(true)}
      onKeyDown={(event) => keepTabInside(event, dialog.current)}
    >
      {open && (
        <div class="dialog-sheet">
          <header class="dialog-head">
            <h2 id={id}>{title}</h2>
            {onClose && <Button tone="quiet" icon="close" label={text.say('kit.close')} onPress={leave} />}
          </header>
          <div class="dialog-body">{children}</div>
          {leaving ? (
            <footer class="dialog-actions">
              <p role="alert">{text.say('kit.typed')}</p>
              <Button tone="danger" onPress={onClose}>
                {text.say('kit.discard')}
              </Button>
              <Button tone="primary" onPress={() => setLeaving(false)}>
                {text.say('kit.go-on')}
              </Button>
            </footer>
          ) : (
            actions && <footer class="dialog-actions">{actions}</footer>
          )}
        </div>
      )}
    </dialog>
  )
}

function useOpen(ref: { current: HTMLDialogElement | null }, open: boolean): void {
  useLayoutEffect(() => {
    const dialog = ref.current
    if (!dialog || !open) return
    // Old browsers forget where the focus was.
    const before = document.activeElement
    dialog.showModal()
    focusInto(dialog)
    return () => {
      dialog.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [open, ref])
}

/** The first thing to fill in, else the last button of the row, never the cross in the corner. */
function focusInto(dialog: HTMLElement): void {
  const wished = dialog.querySelector<HTMLElement>(
    '[autofocus], .dialog-body input, .dialog-body select, .dialog-body textarea, .dialog-body [tabindex="0"]',
  )
  const target = wished ?? dialog.querySelector<HTMLElement>('.dialog-actions button') ?? dialog.querySelector<HTMLElement>('button')
  target?.focus()
}

const reachable = 'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), [tabindex="0"]'

/** Tab goes round inside; without this it would leave for the browser's own bars. */
function keepTabInside(event: KeyboardEvent, dialog: HTMLDialogElement | null): void {
  if (event.key !== 'Tab' || !dialog) return
  const all = [...dialog.querySelectorAll<HTMLElement>(reachable)].filter((element) => element.offsetParent !== null)
  const first = all[0]
  const last = all[all.length - 1]
  if (!first || !last) return
  const leaving = event.shiftKey ? first : last
  if (document.activeElement !== leaving) return
  event.preventDefault()
  const target = event.shiftKey ? last : first
  target.focus()
}

export type ConfirmProps = {
  open: boolean
  title: string
  /** What will happen, and whether it can be taken back. */
  children: ComponentChildren
  /** The verb itself: “Withdraw”, never “OK”. */
  verb: string
  danger?: boolean
  busy?: boolean
  onConfirm: () => void
  onClose: () => void
}

export function Confirm({ open, title, children, verb, danger, busy, onConfirm, onClose }: ConfirmProps) {
  const text = useText()
  const actions = (
    <>
      <Button onPress={onClose}>{text.say('kit.cancel')}</Button>
      <Button tone={danger ? 'danger' : 'primary'} busy={busy ?? false} onPress={onConfirm}>
        {verb}
      </Button>
    </>
  )
  return (
    <Dialog open={open} title={title} onClose={onClose} actions={actions}>
      {children}
    </Dialog>
  )
}
