import { useEffect, useState } from 'preact/hooks'
import { Button } from './button.tsx'
import { useText } from './text-context.tsx'

export type ProgressProps = {
  label: string
  /** Share of 1; undefined while it cannot be known. */
  share: number | undefined
  /** Under the bar: “4,120 of 20,000 rows, about 2 minutes left”. */
  note?: string
  onCancel?: () => void
  cancelling?: boolean
}

export function Progress({ label, share, note, onCancel, cancelling }: ProgressProps) {
  const text = useText()
  const known = share !== undefined
  const percent = known ? text.percent(Math.min(1, Math.max(0, share))) : undefined
  return (
    <div class="progress">
      <div class="progress-words">
        <span>{label}</span>
        {percent && <span class="digits">{percent}</span>}
      </div>
      <div class="row progress-line">
        <div
          class="progress-bar"
          role="progressbar"
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={known ? Math.round(share * 100) : undefined}
          aria-valuetext={percent}
          data-unknown={known ? undefined : ''}
        >
          <div class="progress-done" style={known ? { width: `${share * 100}%` } : undefined} />
        </div>
        {onCancel && (
          <Button size="small" onPress={onCancel} busy={cancelling ?? false}>
            {text.say('kit.cancel')}
          </Button>
        )}
      </div>
      {note && <p class="small quiet">{note}</p>}
    </div>
  )
}

/**
 * Waiting without a jump: nothing for a third of a second (most answers are there by then), then one quiet line.
 * `lines` reserves the height of what will come, so that the page does not move.
 */
export function Loading({ label, lines = 3 }: { label?: string; lines?: number }) {
  const text = useText()
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 350)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div class="loading" style={{ minHeight: `calc(${lines} * var(--line-text))` }} role="status">
      {late && <span class="quiet">{label ?? text.say('kit.loading')}</span>}
    </div>
  )
}
