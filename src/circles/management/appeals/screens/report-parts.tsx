/** Small parts of reporting and following. */
import { useText } from '#kit/text-context.tsx'

/** How far one has come of three. */
export function StepMark({ at }: { at: number }) {
  const text = useText()
  return (
    <span class="step-of">
      {[1, 2, 3].map((one) => (
        <span key={one} class="step-dot" data-done={one <= at ? '' : undefined} aria-hidden="true" />
      ))}
      {text.say('report.step', { n: at })}
    </span>
  )
}
