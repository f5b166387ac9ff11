import { useState } from 'preact/hooks'
import { Button, LinkButton } from '#kit/button.tsx'
import { Checkbox, Radios } from '#kit/checkbox.tsx'
import { Combobox } from '#kit/combobox.tsx'
import { DayInput } from '#kit/day-input.tsx'
import { Field, Form } from '#kit/field.tsx'
import { FileDrop } from '#kit/file-drop.tsx'
import { Select, TextArea, TextInput } from '#kit/input.tsx'
import { Refusal } from '#kit/refusal.ts'
import { useText } from '#kit/text-context.tsx'
import { tenures } from './samples.ts'

export function Fields() {
  return (
    <div class="stack">
      <Buttons />
      <div class="gallery-columns">
        <Inputs />
        <Refused />
      </div>
      <Files />
    </div>
  )
}

function Buttons() {
  const text = useText()
  const word = (name: string) => text.say(`sample.${name}`)
  return (
    <div class="row">
      <Button tone="primary">{word('save')}</Button>
      <Button icon="edit">{word('edit')}</Button>
      <Button tone="quiet">{word('later')}</Button>
      <Button tone="danger">{word('withdraw')}</Button>
      <Button busy>{word('saving')}</Button>
      <Button disabled>{word('edit')}</Button>
      <Button pressed icon="filter">
        {word('filter')}
      </Button>
      <Button icon="more" label={word('more')} />
      <Button size="small">{word('small')}</Button>
      <LinkButton href="/desk/kit" icon="download">
        {word('fetch')}
      </LinkButton>
    </div>
  )
}

function Inputs() {
  const text = useText()
  const word = (name: string) => text.say(`sample.${name}`)
  const [name, setName] = useState('王建国')
  const [note, setNote] = useState('')
  const [day, setDay] = useState('1990-03-07')
  const [tenure, setTenure] = useState('1')
  const [ways, setWays] = useState<Record<string, boolean>>({ phone: true })
  const [kind, setKind] = useState<'living' | 'away'>('living')
  return (
    <Form
      label={word('form')}
      onSubmit={() => undefined}
      actions={
        <>
          <Button type="submit" tone="primary">
            {word('save')}
          </Button>
          <Button>{text.say('kit.cancel')}</Button>
        </>
      }
    >
      <Field label={word('name')} hint={word('name-hint')}>
        <TextInput value={name} onInput={setName} />
      </Field>
      <Field label={word('birth')}>
        <DayInput value={day} onChange={setDay} today="2026-11-22" latest="2026-11-22" />
      </Field>
      <Field label={word('tenure')} hint={word('tenure-hint')}>
        <Combobox value={tenure} onChange={setTenure} options={tenures(text)} />
      </Field>
      <Field label={word('month')}>
        <Select value="11" onChange={() => undefined} options={[{ value: '11', label: text.day('2026-11') }]} />
      </Field>
      <Field label={word('kind')} group>
        <Radios
          value={kind}
          onChange={setKind}
          options={[
            { value: 'living', label: word('living') },
            { value: 'away', label: word('away'), hint: word('away-hint') },
          ]}
        />
      </Field>
      <Field label={word('ways')} group optional>
        {(['phone', 'door', 'paper'] as const).map((way) => (
          <Checkbox key={way} label={word(way)} checked={ways[way] ?? false} onChange={(on) => setWays({ ...ways, [way]: on })} />
        ))}
        <Checkbox label={word('some')} checked={false} mixed onChange={() => undefined} />
      </Field>
      <Field label={word('note')} optional>
        <TextArea value={note} onInput={setNote} />
      </Field>
    </Form>
  )
}

const refused = new Refusal('input.invalid', 400, {
  details: { count: 2 },
  fields: [
    { path: '/phone', say: 'input.pattern' },
    { path: '/until', say: 'day.absent' },
  ],
})

function Refused() {
  const text = useText()
  const [phone, setPhone] = useState('1380000')
  const [until, setUntil] = useState('')
  const [shown, setShown] = useState(true)
  return (
    <Form
      label={text.say('sample.refused-form')}
      onSubmit={() => setShown(!shown)}
      refusal={shown ? refused : undefined}
      actions={
        <Button type="submit" tone="primary">
          {text.say('sample.save')}
        </Button>
      }
    >
      <Field label={text.say('sample.phone-number')} path="/phone">
        <TextInput value={phone} onInput={setPhone} type="tel" mode="tel" width={14} />
      </Field>
      <Field label={text.say('sample.until')} path="/until">
        <DayInput value={until} onChange={setUntil} today="2026-11-22" earliest="2026-11-22" />
      </Field>
    </Form>
  )
}

function Files() {
  const text = useText()
  const [taken, setTaken] = useState<string[]>([])
  return (
    <div>
      <FileDrop
        label={text.say('sample.drop')}
        hint={text.say('sample.drop-hint')}
        endings={['.xlsx', '.xls', '.csv']}
        maxBytes={20_000_000}
        several
        onFiles={(files) => setTaken(files.map((file) => `${file.name} (${text.bytes(file.size)})`))}
      />
      <ul>
        {taken.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  )
}
