/** Choosing a helper: for whom, who, for what, how long. Nothing is given that was not touched. */
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { addDays, addYears } from '#base/values/day.ts'
import type { OwnPerson, OwnScope } from '#kernel/access/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Checkbox, Radios } from '#kit/checkbox.tsx'
import { Field, Form } from '#kit/field.tsx'
import { TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { useDo } from '#kit/use-data.ts'
import { grantMandate } from '../contract.ts'

const scopes: readonly OwnScope[] = ['answer', 'see', 'correct', 'report']

/** Last day of each length, counted from the first. */
const terms = {
  month: (from: string) => addDays(from, 30),
  'half-year': (from: string) => addDays(from, 182),
  year: (from: string) => addYears(from, 1),
} as const
type TermName = keyof typeof terms

export type HelperFormProps = {
  /** Herself and her children. */
  persons: readonly OwnPerson[]
  back: ComponentChildren
  onDone: () => void
}

export function HelperForm({ persons, back, onDone }: HelperFormProps) {
  const text = useText()
  const [person, setPerson] = useState(persons.length === 1 ? persons[0]!.id : '')
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const [scope, setScope] = useState<OwnScope[]>([])
  const [term, setTerm] = useState<TermName | ''>('')
  const act = useDo((input: InputOf<typeof grantMandate>, options) => call(grantMandate, input, options))
  const lacks = person === '' || name.trim() === '' || phone.trim() === '' || scope.length === 0 || term === ''
  const send = async () => {
    if (term === '') return
    const from = streetToday()
    const reply = await act.run({ person, name: name.trim(), phone, scope, from, to: terms[term](from) })
    if (reply) onDone()
  }
  const toggle = (one: OwnScope, on: boolean) => setScope(on ? [...scope, one] : scope.filter((other) => other !== one))
  return (
    <Form
      onSubmit={() => !lacks && send()}
      refusal={act.refusal}
      label={text.say('own-help.new')}
      actions={
        <>
          {back}
          <Button type="submit" tone="primary" busy={act.busy} disabled={lacks}>
            {text.say('own-help.save')}
          </Button>
        </>
      }
    >
      {persons.length > 1 && (
        <Field group label={text.say('own-help.for-whom')} path="/person">
          <Radios value={person} onChange={setPerson} options={persons.map(({ id, name: label }) => ({ value: id, label }))} />
        </Field>
      )}
      <Field label={text.say('own-help.name')} hint={text.say('own-help.name-hint')} path="/name">
        <TextInput value={name} onInput={setName} maxLength={60} />
      </Field>
      <Field label={text.say('own-help.phone')} hint={text.say('own-help.phone-hint')} path="/phone">
        <TextInput value={phone} onInput={setPhone} type="tel" mode="tel" maxLength={30} />
      </Field>
      <Field group label={text.say('own-help.scope')} path="/scope">
        <div class="choices">
          {scopes.map((one) => (
            <Checkbox
              key={one}
              label={text.say(`own-help.scope.${one}`)}
              checked={scope.includes(one)}
              onChange={(on) => toggle(one, on)}
            />
          ))}
        </div>
      </Field>
      <Field group label={text.say('own-help.term')} hint={text.say('own-help.term-hint')} path="/to">
        <Radios
          value={term}
          onChange={setTerm}
          options={(Object.keys(terms) as TermName[]).map((one) => ({ value: one, label: text.say(`own-help.term.${one}`) }))}
        />
      </Field>
    </Form>
  )
}
