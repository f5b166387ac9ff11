/** Which month or year the numbers are of. */
import { addMonths } from '#base/values/day.ts'
import { Button } from '#kit/button.tsx'
import { Radios } from '#kit/checkbox.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { isYear } from '../rules.ts'

export function PeriodSwitch({ period, onChange }: { period: string; onChange: (period: string) => void }) {
  const text = useText()
  const today = streetToday()
  const year = isYear(period)
  const step = (by: number) => onChange(year ? String(Number(period) + by) : addMonths(`${period}-01`, by).slice(0, 7))
  const last = year ? today.slice(0, 4) : today.slice(0, 7)
  return (
    <div class="row period">
      <span class="no-print">
        <Radios
          joined
          label={text.say('burden.by')}
          value={year ? 'year' : 'month'}
          options={[
            { value: 'month', label: text.say('burden.by-months') },
            { value: 'year', label: text.say('burden.by-years') },
          ]}
          onChange={(by) =>
            onChange(by === 'year' ? period.slice(0, 4) : period === today.slice(0, 4) ? today.slice(0, 7) : `${period}-12`)
          }
        />
      </span>
      <span class="period-step">
        <span class="no-print">
          <Button icon="back" label={text.say('burden.before')} onPress={() => step(-1)} />
        </span>
        <strong class="period-name" aria-live="polite">
          {sayPeriod(text, period)}
        </strong>
        <span class="no-print">
          <Button icon="forward" label={text.say('burden.after')} disabled={period >= last} onPress={() => step(1)} />
        </span>
      </span>
    </div>
  )
}

function sayPeriod(text: ReturnType<typeof useText>, period: string): string {
  return isYear(period) ? text.say('burden.year', { year: period }) : text.day(period, 'month')
}
