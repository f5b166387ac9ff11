/** A new person at a door, by keyboard alone. Refused when the same identity number is known already. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { DayInput } from '#kit/day-input.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field, Form } from '#kit/field.tsx'
import { Select, TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { streetToday } from '#kit/today.ts'
import { useDo } from '#kit/use-data.ts'
import { addPerson } from '../contract.ts'

type Relation = InputOf<typeof addPerson>['relation']
export type AddPersonProps = { door: string; relation: Relation; onClose: () => void; onDone: () => void }

const relations: Relation[] = ['residence', 'registration', 'ownership', 'tenancy']

export function AddPersonDialog({ door, relation, onClose, onDone }: AddPersonProps) {
  const text = useText()
  const { tell } = useTell()
  const today = streetToday()
  const [name, setName] = useState('')
  const [idNumber, setIdNumber] = useState('')
  const [phone, setPhone] = useState('')
  const [as, setAs] = useState<Relation>(relation)
  const [from, setFrom] = useState('')
  const [source, setSource] = useState('seen')
  const act = useDo((input: InputOf<typeof addPerson>, options) => call(addPerson, input, options))
  const send = async () => {
    const values = {
      'person.name': name,
      ...(idNumber ? { 'person.id-number': idNumber } : {}),
      ...(phone ? { 'person.phone': phone } : {}),
    }
    const reply = await act.run({ id: door, relation: as, values, source, asOf: today, ...(from ? { from } : {}) })
    if (!reply) return
    tell({ text: text.say('add.done', { name }) })
    onDone()
    onClose()
  }
  return (
    <Dialog
      open
      title={text.say('add.title')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('correct.cancel')}</Button>
          <Button tone="primary" busy={act.busy} disabled={name.trim() === ''} onPress={send}>
            {text.say('add.save')}
          </Button>
        </>
      }
    >
      <Form onSubmit={send} refusal={act.refusal} label={text.say('add.title')}>
        <Field label={text.say('add.name')} path="/values/person.name">
          <TextInput value={name} onInput={setName} autofocus maxLength={60} />
        </Field>
        <Field label={text.say('add.relation')}>
          <Select
            value={as}
            onChange={(value) => setAs(value as Relation)}
            options={relations.map((one) => ({ value: one, label: text.say(`relation.${one}`) }))}
          />
        </Field>
        <Field label={text.say('add.id-number')} path="/values/person.id-number" optional>
          <TextInput value={idNumber} onInput={setIdNumber} width={20} />
        </Field>
        <Field label={text.say('add.phone')} path="/values/person.phone" optional>
          <TextInput value={phone} onInput={setPhone} type="tel" mode="tel" width={14} />
        </Field>
        <Field label={text.say('add.from')} optional>
          <DayInput value={from} onChange={setFrom} today={today} latest={today} />
        </Field>
        <Field label={text.say('correct.source')}>
          <Select
            value={source}
            onChange={setSource}
            options={['seen', 'self', 'register'].map((one) => ({ value: one, label: text.say(`source.${one}`) }))}
          />
        </Field>
      </Form>
    </Dialog>
  )
}
