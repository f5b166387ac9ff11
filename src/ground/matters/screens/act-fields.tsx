/** The fields that acts ask for. */
import { useState } from 'preact/hooks'
import { Checkbox, Radios } from '#kit/checkbox.tsx'
import { DayInput } from '#kit/day-input.tsx'
import { Field } from '#kit/field.tsx'
import { Select, TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { channels, satisfactions, verdicts } from '../life/acts.ts'
import type { MatterView, Units } from './acting.ts'
import type { Call } from './called-units.tsx'
import { inWords } from './say-matter.ts'

export type FieldName =
  | 'lead'
  | 'parties'
  | 'people'
  | 'verdict'
  | 'did'
  | 'reporter'
  | 'solved'
  | 'satisfied'
  | 'channel'
  | 'contact'
  | 'return'
  | 'pause'
  | 'until'
  | 'end'
  | 'refusal'
  | 'category'
  | 'number'
  | 'held'
  | 'title'

export type ActFieldProps = {
  name: FieldName
  matter: MatterView
  units: Units | undefined
  call?: Call | undefined
  fields: Record<string, unknown>
  onChange: (name: string, value: unknown) => void
}

type Option = { value: string; label: string }

export function ActField(props: ActFieldProps) {
  const text = useText()
  const { name, matter, units, fields, onChange } = props
  const choose = (field: string, label: string, options: readonly Option[], path = `/act/${field}`) => (
    <Field label={text.say(label)} path={path}>
      <Select
        value={String(fields[field] ?? '')}
        onChange={(value) => onChange(field, value)}
        empty={text.say('matter.choose')}
        options={options}
      />
    </Field>
  )
  const words = (family: string, list: readonly string[]) => list.map((one) => ({ value: one, label: text.say(`matter.${family}.${one}`) }))
  const coded = (list: readonly { code: string; label: { zh: string; en: string } }[]) =>
    list.map(({ code, label }) => ({ value: code, label: inWords(text, label) }))
  const radios = (field: string, label: string, options: readonly Option[]) => (
    <Field label={text.say(label)} path={`/act/${field}`} group>
      <Radios value={String(fields[field] ?? '')} onChange={(value) => onChange(field, value)} options={options} />
    </Field>
  )
  if (name === 'lead') return choose('lead', 'matter.column.lead', partiesOf(units, matter.lead))
  if (name === 'parties') return <PartiesField {...props} />
  if (name === 'verdict')
    return radios(
      'verdict',
      'matter.field.verdict',
      words(
        'verdict',
        verdicts.filter((one) => (one === 'absent') === (props.call?.arrived === null)),
      ),
    )
  if (name === 'satisfied') return radios('satisfied', 'matter.field.satisfied', words('satisfied', satisfactions))
  if (name === 'channel')
    return choose(
      'channel',
      'matter.field.channel',
      words(
        'channel',
        channels.filter((one) => one !== 'phone'),
      ),
    )
  if (name === 'contact') return radios('contact', 'matter.field.contact', words('contact', ['reached', 'not-reached']))
  if (name === 'return') return choose('reason', 'matter.field.reason', coded(matter.returns))
  if (name === 'pause') return choose('code', 'matter.field.reason', coded(matter.pauses))
  if (name === 'refusal') return <RefusalField {...props} />
  if (name === 'category') return choose('category', 'matter.field.category', coded(matter.categories))
  if (name === 'held')
    return choose(
      'other',
      'matter.field.held',
      matter.holds.map(({ id, number }) => ({ value: id, label: number })),
    )
  if (name === 'reporter') return choose('reporter', 'matter.field.reporter', peopleOf(text.say, matter))
  if (name === 'did' && fields.verdict === 'absent') return null
  if (name === 'solved' || name === 'did') return <YesNoField {...props} name={name} />
  if (name === 'until' || name === 'end')
    return (
      <Field label={text.say(`matter.field.${name}`)} path="/act/until" optional={name === 'until'}>
        <DayInput
          value={String(fields.until ?? '')}
          onChange={(day) => onChange('until', day === '' ? undefined : day)}
          today={streetToday()}
          earliest={streetToday()}
        />
      </Field>
    )
  return <TypedField {...props} />
}

function YesNoField({ name, fields, onChange }: ActFieldProps & { name: 'solved' | 'did' }) {
  const text = useText()
  return (
    <Field label={text.say(`matter.field.${name}`)} path={`/act/${name}`} group>
      <Radios
        joined
        value={fields[name] === undefined ? '' : String(fields[name])}
        onChange={(value) => onChange(name, value === 'true')}
        options={[
          { value: 'true', label: text.say(`matter.${name}.yes`) },
          { value: 'false', label: text.say(`matter.${name}.no`) },
        ]}
      />
    </Field>
  )
}

function TypedField({ name, fields, onChange }: ActFieldProps) {
  const text = useText()
  const isCount = name === 'people'
  return (
    <Field label={text.say(`matter.field.${name}`)} path={name === 'people' ? '/act/people' : `/${name}`}>
      <TextInput
        value={String(fields[name] ?? '')}
        onInput={(value) => onChange(name, isCount ? Number(value) || 0 : value)}
        mode={name === 'title' ? 'text' : 'numeric'}
        maxLength={name === 'title' ? 80 : 20}
      />
    </Field>
  )
}

/** The office is said with the reason, so that whoever refuses can say where to go. */
function RefusalField({ matter, fields, onChange }: ActFieldProps) {
  const text = useText()
  const office = matter.refusals.find(({ code }) => code === fields.code)?.office
  return (
    <Field
      label={text.say('matter.field.reason')}
      path="/act/code"
      {...(office ? { hint: text.say('matter.go-to', { office: inWords(text, office) }) } : {})}
    >
      <Select
        value={String(fields.code ?? '')}
        onChange={(value) => onChange('code', value)}
        empty={text.say('matter.choose')}
        options={matter.refusals.map(({ code, label }) => ({ value: code, label: inWords(text, label) }))}
      />
    </Field>
  )
}

function PartiesField({ matter, units, fields, onChange }: ActFieldProps) {
  const text = useText()
  const [sought, setSought] = useState('')
  const chosen = new Set((fields.parties as string[] | undefined) ?? [])
  const here = new Set([
    matter.lead,
    ...matter.co.filter(({ done, sentBack, off }) => !done && !sentBack && !off).map(({ party }) => party),
  ])
  const options = partiesOf(units, matter.lead).filter(
    ({ value, label }) => !here.has(value) && (label.includes(sought.trim()) || chosen.has(value)),
  )
  const toggle = (party: string, on: boolean) => {
    const next = new Set(chosen)
    if (on) next.add(party)
    else next.delete(party)
    onChange('parties', [...next])
  }
  return (
    <Field label={text.say('matter.field.called')} path="/act/parties" group>
      <TextInput
        label={text.say('matter.field.seek')}
        placeholder={text.say('matter.field.seek')}
        icon="search"
        value={sought}
        onInput={setSought}
      />
      <div class="called-units">
        {options.map(({ value, label }) => (
          <Checkbox key={value} checked={chosen.has(value)} onChange={(on) => toggle(value, on)} label={label} />
        ))}
      </div>
    </Field>
  )
}

function partiesOf(units: Units | undefined, lead: string): Option[] {
  return [...(units?.units ?? []), ...(units?.places ?? [])]
    .filter(({ party }) => party !== lead)
    .map(({ party, name }) => ({ value: party, label: name }))
}

function peopleOf(say: (key: string) => string, { people }: MatterView): Option[] {
  return people.map(({ id, name, phone }) => ({ value: id, label: [name || say('matter.unnamed'), phone].filter(Boolean).join(' ') }))
}
