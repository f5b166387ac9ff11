/** Which streets are asked: those within reach that work with Linli, by county; and how many do not. */
import { call } from '#kit/api.ts'
import { Checkbox } from '#kit/checkbox.tsx'
import { Loading } from '#kit/progress.tsx'
import { useText } from '#kit/text-context.tsx'
import { UnreadNote } from '#kit/unread-note.tsx'
import { useRead } from '#kit/use-data.ts'
import { listTargets } from '../contract.ts'

export function StreetChoice({ chosen, onChange }: { chosen: readonly number[]; onChange: (streets: number[]) => void }) {
  const text = useText()
  const read = useRead('targets', (signal) => call(listTargets, {}, { signal }), 'once')
  const reply = read.reply?.data
  if (read.refusal) return <UnreadNote refusal={read.refusal} onRetry={read.reload} />
  if (!reply) return <Loading lines={4} />
  const { streets, elsewhere } = reply
  const counties = [...new Set(streets.map(({ county }) => county))]
  const choose = (these: readonly number[], on: boolean) =>
    onChange(on ? [...new Set([...chosen, ...these])].sort((a, b) => a - b) : chosen.filter((street) => !these.includes(street)))
  return (
    <fieldset class="street-choice" aria-label={text.say('demand.whom')}>
      {streets.length === 0 && <p>{text.say('demand.no-streets')}</p>}
      {counties.map((county) => {
        const own = streets.filter((street) => street.county === county)
        const ids = own.map(({ street }) => street)
        const on = ids.filter((street) => chosen.includes(street)).length
        return (
          <div key={county}>
            {own.length > 1 && (
              <Checkbox
                label={text.say('demand.all-of', { county, n: own.length })}
                checked={on === own.length}
                mixed={on > 0 && on < own.length}
                onChange={(all) => choose(ids, all)}
              />
            )}
            <div class="street-boxes">
              {own.map(({ street, name }) => (
                <Checkbox key={street} label={name} checked={chosen.includes(street)} onChange={(one) => choose([street], one)} />
              ))}
            </div>
          </div>
        )
      })}
      {elsewhere > 0 && <p class="small quiet">{text.say('demand.elsewhere', { n: elsewhere })}</p>}
    </fieldset>
  )
}
