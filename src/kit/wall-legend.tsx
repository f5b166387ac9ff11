/** What the colours, patterns and signs mean, how many doors each has, and a press to see one of them alone. */
import { useText } from './text-context.tsx'
import type { WallQuestion, WallTone } from './wall-plan.ts'
import { WallPatterns } from './wall-street.tsx'

export type WallLegendProps = {
  question: WallQuestion
  counts: ReadonlyMap<string, number>
  total: number
  lit: string | undefined
  onLight: (state: string | undefined) => void
}

export function WallLegend({ question, counts, total, lit, onLight }: WallLegendProps) {
  const text = useText()
  return (
    <div class="wall-legend">
      <WallPatterns />
      <h2 class="wall-asked">
        {question.label}
        <span class="quiet">{text.say('kit.wall-total', { n: total })}</span>
      </h2>
      <ul class="wall-states">
        {question.states.map((state) => {
          const count = counts.get(state.id) ?? 0
          return (
            <li key={state.id}>
              <button
                type="button"
                class="wall-state"
                aria-pressed={lit === state.id}
                title={text.say('kit.wall-light')}
                onClick={() => onLight(lit === state.id ? undefined : state.id)}
              >
                <Swatch tone={state.tone} mark={state.mark} />
                <span>{state.label}</span>
                <span class="digits quiet">
                  {text.number(count)}
                  {total > 0 && <span class="wall-share">{text.percent(count / total)}</span>}
                </span>
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

export function Swatch({ tone, mark }: { tone: WallTone; mark: string }) {
  return (
    <span class="swatch" data-tone={tone} aria-hidden="true">
      {mark}
    </span>
  )
}
