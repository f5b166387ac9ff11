import { useText } from '#kit/text-context.tsx'

/** Two houses that share a wall. */
export function Mark() {
  const text = useText()
  return (
    <span class="mark">
      <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        <rect class="mark-ground" width="32" height="32" rx="6" />
        <path class="mark-lines" d="M6.5 26V12.5l6-4.5 6 4.5V26M18.5 16h7v10M5 26h22M10.5 26v-5.5h4V26M21 20h2" />
      </svg>
      <span class="mark-name">{text.say('face.name')}</span>
    </span>
  )
}
