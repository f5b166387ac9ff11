/** One number, large, with what it is of and how it is reckoned. */
import type { ComponentChildren } from 'preact'
import type { Text } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import { usePrinting } from '#kit/use-printing.ts'

export type NumberProps = { label: string; value: string; children: ComponentChildren; how: ComponentChildren }

export function BigNumber({ label, value, children, how }: NumberProps) {
  return (
    <div class="big card">
      <h2 class="big-label">{label}</h2>
      <p class="big-value">{value}</p>
      <p class="small quiet">{children}</p>
      <How>{how}</How>
    </div>
  )
}

/** Folded away on the screen, told on paper. */
export function How({ children }: { children: ComponentChildren }) {
  const text = useText()
  const printing = usePrinting()
  return (
    <details class="how small" open={printing}>
      <summary>{text.say('burden.how')}</summary>
      {children}
    </details>
  )
}

/** Minutes as hours and minutes; from ten hours on hours alone. */
export function sayTime(text: Text, minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (hours === 0) return text.say('calendar.minutes', { n: rest })
  return rest === 0 || hours >= 10 ? text.say('calendar.hours', { n: hours }) : text.say('calendar.hours-minutes', { h: hours, m: rest })
}

/** `—` where there is nothing to take a share of. */
export function sayShare(text: Text, part: number, whole: number): string {
  return whole === 0 ? '—' : text.percent(part / whole)
}
