/** Minutes by month as bars: the longest fills the height. The same numbers stand in the table beside it. */
import { useText } from '#kit/text-context.tsx'
import { sayTime } from './numbers.tsx'

const WIDTH = 832
const HEIGHT = 168
const FOOT = 28
const HEAD = 22

export function MonthBars({ label, bars, chosen }: { label: string; bars: readonly { month: string; minutes: number }[]; chosen: string }) {
  const text = useText()
  const most = Math.max(1, ...bars.map(({ minutes }) => minutes))
  const step = WIDTH / Math.max(1, bars.length)
  const room = HEIGHT - FOOT - HEAD
  return (
    <svg class="bars" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <line class="bars-line" x1="0" x2={WIDTH} y1={HEIGHT - FOOT} y2={HEIGHT - FOOT} />
      {bars.map(({ month, minutes }, at) => {
        const height = (minutes / most) * room
        const middle = at * step + step / 2
        const words = sayTime(text, minutes)
        return (
          <g key={month} data-chosen={month.startsWith(chosen) ? '' : undefined}>
            <title>{text.say('burden.chart.bar', { month: text.day(month, 'month'), time: words })}</title>
            <rect class="bars-bar" x={middle - step * 0.3} width={step * 0.6} y={HEIGHT - FOOT - height} height={height} />
            {minutes > 0 && (
              <text class="bars-value" x={middle} y={HEIGHT - FOOT - height - 5}>
                {words}
              </text>
            )}
            <text class="bars-month" x={middle} y={HEIGHT - 5}>
              {text.say('burden.chart.month', { month: String(Number(month.slice(5))) })}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
