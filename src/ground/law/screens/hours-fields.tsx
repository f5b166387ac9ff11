/** Office hours, with a second season where summer has its own. */
import type { OfficeHours } from '#base/calendar/working-days.ts'
import { Button } from '#kit/button.tsx'
import { Field } from '#kit/field.tsx'
import { TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'

const MOST_SEASONS = 4

export function HoursFields({ hours, onChange }: { hours: readonly OfficeHours[]; onChange: (hours: OfficeHours[]) => void }) {
  const text = useText()
  const set = (at: number, change: Partial<OfficeHours>) =>
    onChange(hours.map((one, other) => (other === at ? { ...one, ...change } : one)))
  const last = hours.at(-1)
  return (
    <>
      {hours.map((season, at) => (
        <Field key={at} group label={text.say('rules.hours')} path={at === 0 ? '/parameters/hours' : `/parameters/hours/${at}`}>
          <div class="row">
            {hours.length > 1 && (
              <TextInput
                label={text.say('rules.change-since')}
                value={season.since}
                onInput={(since) => set(at, { since })}
                width={6}
                maxLength={5}
              />
            )}
            <Clocks name={text.say('rules.change-morning')} pair={season.morning} onChange={(morning) => set(at, { morning })} />
            <Clocks name={text.say('rules.change-afternoon')} pair={season.afternoon} onChange={(afternoon) => set(at, { afternoon })} />
            {hours.length > 1 && (
              <Button size="small" tone="quiet" onPress={() => onChange(hours.filter((_, other) => other !== at))}>
                {text.say('rules.drop-season')}
              </Button>
            )}
          </div>
        </Field>
      ))}
      {hours.length < MOST_SEASONS && last && (
        <Button size="small" icon="add" onPress={() => onChange([...hours, { ...last, since: '06-01' }])}>
          {text.say('rules.add-season')}
        </Button>
      )}
    </>
  )
}

type Pair = OfficeHours['morning']

function Clocks({ name, pair: [from, to], onChange }: { name: string; pair: Pair; onChange: (pair: Pair) => void }) {
  const text = useText()
  return (
    <span class="row">
      <span>{name}</span>
      <TextInput label={name} value={from} onInput={(typed) => onChange([typed, to])} width={6} maxLength={5} />
      <span>{text.say('rules.change-to')}</span>
      <TextInput
        label={`${name} ${text.say('rules.change-to')}`}
        value={to}
        onInput={(typed) => onChange([from, typed])}
        width={6}
        maxLength={5}
      />
    </span>
  )
}
