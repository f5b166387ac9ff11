/**
 * A sheet of A4, folded twice for a window envelope: who sends it, the address where every window shows it, and nothing else where one could be seen
 * (letters/envelope.ts).
 */
import type { ComponentChildren } from 'preact'
import { addressBox, blankBox, FOLDS } from '../letters/envelope.ts'
import './letter.css'

export const mm = (length: number) => `${length}mm`
export const blank = blankBox()
const address = addressBox()

export type LetterFrameProps = {
  /** How it is called on the screen. */
  name: string
  locale: string
  class?: string
  large?: boolean
  office: { sign: string; ring: string }
  address: readonly string[]
  to: string
  children: ComponentChildren
}

export function LetterFrame({ name, locale, class: more = '', large = false, office, address: lines, to, children }: LetterFrameProps) {
  return (
    <article
      class={`letter ${more}`.trim()}
      lang={locale}
      data-large={large ? '' : undefined}
      style={{ paddingTop: mm(FOLDS[0] + 5) }}
      aria-label={name}
    >
      {FOLDS.map((at) => (
        <span key={at} class="letter-fold" style={{ top: mm(at) }} />
      ))}
      <header class="letter-head" style={{ height: mm(blank.top) }}>
        <strong>{office.sign}</strong>
        <span>{office.ring}</span>
      </header>
      <div
        class="letter-address"
        style={{
          left: mm(address.left),
          top: mm(address.top),
          width: mm(address.right - address.left),
          height: mm(address.bottom - address.top),
        }}
      >
        {lines.map((line) => (
          <span key={line}>{line}</span>
        ))}
        <strong>{to}</strong>
      </div>
      {children}
    </article>
  )
}
