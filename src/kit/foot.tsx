import type { ComponentChildren } from 'preact'

/** What is done on a phone's screen stands at its foot, within reach of the thumb: the way back first, the main action last. */
export function Foot({ children }: { children: ComponentChildren }) {
  return <div class="form-actions no-print">{children}</div>
}
