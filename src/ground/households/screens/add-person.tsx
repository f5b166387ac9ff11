/**
 * Somebody comes to a door, by keyboard alone: who is registered already is offered as her name is typed and keeps her record, anybody else is written down. Refused when
 * the same identity number is known already.
 */
import { useEffect, useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { correctFacts } from '#ground/facts/contract.ts'
import { SourceField } from '#ground/facts/screens/source-field.tsx'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { DayInput } from '#kit/day-input.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field, Form } from '#kit/field.tsx'
import { Select, TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { streetToday } from '#kit/today.ts'
import { useDo, useRead } from '#kit/use-data.ts'
import { addPerson, readPerson, search } from '../contract.ts'
import { type Relation, relations } from '../door-rows.ts'

export type KnownPerson = { id: string; name: string; line?: string }
export type AddPersonProps = {
  door: string
  relation: Relation
  /** Somebody of this door gets one more relation to it. */
  known?: KnownPerson | undefined
  onClose: () => void
  onDone: () => void
}

const WAIT_MS = 250

type Coming = { known: KnownPerson | undefined; relation: Relation; from: string; source: string; typed: Typed }
type Typed = { name: string; idNumber: string; phone: string }

export function AddPersonDialog({ door, relation, known: first, onClose, onDone }: AddPersonProps) {
  const text = useText()
  const { tell } = useTell()
  const today = streetToday()
  const [known, setKnown] = useState(first)
  const [typed, setTyped] = useState<Typed>({ name: '', idNumber: '', phone: '' })
  const [as, setAs] = useState<Relation>(relation)
  const [from, setFrom] = useState('')
  const [source, setSource] = useState('seen')
  const act = useDo<Coming, unknown>((coming, options) => come(door, coming, today, options))
  const pick = (person: KnownPerson) => {
    setKnown(person)
    // Her home before ends on the day this one begins.
    if (from === '') setFrom(today)
  }
  const name = known?.name ?? typed.name.trim()
  const send = async () => {
    if (name === '' || !(await act.run({ known, relation: as, from, source, typed }))) return
    tell({ text: text.say('add.done', { name }) })
    onDone()
    onClose()
  }
  const title = first ? text.say('add.as-title', { name: first.name, relation: text.say(`relation.${as}`) }) : text.say('add.title')
  return (
    <Dialog
      open
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('correct.cancel')}</Button>
          <Button tone="primary" busy={act.busy} disabled={name === ''} onPress={send}>
            {text.say('add.save')}
          </Button>
        </>
      }
    >
      <Form onSubmit={send} refusal={act.refusal} label={title}>
        {!known && <NewPerson typed={typed} onTyped={setTyped} onKnown={pick} />}
        {known && !first && (
          <p class="row">
            <strong>{known.name}</strong>
            {known.line && <span class="quiet">{text.say('add.known-at', { door: known.line })}</span>}
            <Button size="small" tone="quiet" icon="close" label={text.say('add.known-drop')} onPress={() => setKnown(undefined)} />
          </p>
        )}
        {!first && (
          <Field label={text.say('add.relation')}>
            <Select
              value={as}
              onChange={(value) => setAs(value as Relation)}
              options={relations.map((one) => ({ value: one, label: text.say(`relation.${one}`) }))}
            />
          </Field>
        )}
        <Field label={text.say('add.from')} optional>
          <DayInput value={from} onChange={setFrom} today={today} latest={today} />
        </Field>
        <SourceField value={source} onChange={setSource} />
        <button type="submit" hidden />
      </Form>
    </Dialog>
  )
}

async function come(door: string, { known, relation, from, source, typed }: Coming, asOf: string, options: { key?: string }) {
  const since = from ? { from } : {}
  if (!known) {
    const { name, idNumber, phone } = typed
    const values = {
      'person.name': name,
      ...(idNumber ? { 'person.id-number': idNumber } : {}),
      ...(phone ? { 'person.phone': phone } : {}),
    }
    return call(addPerson, { id: door, relation, values, source, asOf, ...since }, options)
  }
  const { data } = await call(readPerson, { id: known.id })
  const values: InputOf<typeof correctFacts>['values'] = { [`person.${relation}`]: { dwelling: door, ...since } }
  return call(correctFacts, { id: known.id, values, source, asOf }, { ...options, ifMatch: `"${data.rev}"` })
}

type NewPersonProps = { typed: Typed; onTyped: (typed: Typed) => void; onKnown: (known: KnownPerson) => void }

function NewPerson({ typed, onTyped, onKnown }: NewPersonProps) {
  const text = useText()
  return (
    <>
      <Field label={text.say('add.name')} path="/values/person.name">
        <TextInput value={typed.name} onInput={(name) => onTyped({ ...typed, name })} maxLength={60} autofocus />
      </Field>
      <Namesakes name={typed.name.trim()} onKnown={onKnown} />
      <Field label={text.say('add.id-number')} path="/values/person.id-number" optional>
        <TextInput value={typed.idNumber} onInput={(idNumber) => onTyped({ ...typed, idNumber })} width={20} />
      </Field>
      <Field label={text.say('add.phone')} path="/values/person.phone" optional>
        <TextInput value={typed.phone} onInput={(phone) => onTyped({ ...typed, phone })} type="tel" mode="tel" width={14} />
      </Field>
    </>
  )
}

/** Is she registered somewhere in the street already? Then she only comes here, with everything that is known of her. */
function Namesakes({ name, onKnown }: { name: string; onKnown: (known: KnownPerson) => void }) {
  const text = useText()
  const asked = useLater(name, WAIT_MS)
  const wanted = asked.length > 1 && asked === name
  const read = useRead(
    wanted ? asked : undefined,
    (signal) => call(search, { text: asked, kinds: ['person'], limit: 6 }, { signal }),
    'once',
  )
  const found = wanted ? (read.reply?.data.found ?? []).filter((one) => one.name === asked) : []
  return (
    <div role="status" class="namesakes" hidden={found.length === 0}>
      {found.length > 0 && <p class="quiet small">{text.say('add.namesakes', { n: found.length })}</p>}
      <ul>
        {found.map((one) => (
          <li key={one.id}>
            <Button size="small" onPress={() => onKnown({ id: one.id, name: one.name, line: one.line })}>
              {[one.name, one.age === undefined ? '' : text.say('add.age', { n: one.age }), one.tail ? `…${one.tail}` : '']
                .filter(Boolean)
                .join(' ')}
            </Button>{' '}
            <span class="quiet small">{one.line}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What was typed once it rests. */
function useLater(typed: string, wait: number): string {
  const [rested, setRested] = useState(typed)
  useEffect(() => {
    const timer = setTimeout(() => setRested(typed), wait)
    return () => clearTimeout(timer)
  }, [typed, wait])
  return rested
}
