/** How a filled workbook stands, as one bar: known, stale, missing, conflicting, forbidden. Each part also has its own sign and number. */
import { Icon, type IconName } from '#kit/icon.tsx'
import { useText } from '#kit/text-context.tsx'
import type { CellCounts, CellState } from '../contract.ts'
import './counts.css'

export const cellStates: readonly CellState[] = ['known', 'stale', 'missing', 'conflicting', 'forbidden']
export const cellSigns: Record<CellState, IconName> = {
  known: 'check',
  stale: 'clock',
  missing: 'circle',
  conflicting: 'scales',
  forbidden: 'lock',
}

/** `filled`: cells with a value; `all`: every cell that is about somebody. */
export function tallyOf(counts: Partial<CellCounts>): { filled: number; all: number } {
  const of = (state: CellState) => counts[state] ?? 0
  return { filled: of('known') + of('stale'), all: cellStates.reduce((sum, state) => sum + of(state), 0) }
}

/** `small` for lists: share and bar alone. `bare` where the words stand beside it already. */
export function CountsBar({ counts, small, bare }: { counts: Partial<CellCounts>; small?: boolean; bare?: boolean }) {
  const text = useText()
  const { filled, all } = tallyOf(counts)
  if (all === 0) return null
  const words = text.say('counts.filled', { filled, all })
  const shown = cellStates.filter((state) => (counts[state] ?? 0) > 0)
  return (
    <div class="counts" data-small={small ? '' : undefined}>
      {!bare && <p class="counts-words digits">{small ? text.percent(filled / all) : words}</p>}
      <div class="counts-bar" role="img" aria-label={words}>
        {shown.map((state) => (
          <span key={state} class="counts-part" data-state={state} style={{ flexGrow: counts[state] }} />
        ))}
      </div>
      {!small && (
        <ul class="counts-legend small">
          {shown.map((state) => (
            <li key={state}>
              <span class="counts-sign" data-state={state}>
                <Icon name={cellSigns[state]} />
              </span>
              {text.say(`state.${state}`)} <strong class="digits">{text.number(counts[state] ?? 0)}</strong>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
