/** What can be done to a door itself: correct its address, split it, join it with another. Who lives there is never lost. */
import { useCallback, useState } from 'preact/hooks'
import type { InputOf, OutputOf } from '#base/contract.ts'
import { correctAddress } from '#ground/places/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { DayInput } from '#kit/day-input.tsx'
import { Field } from '#kit/field.tsx'
import { FormDialog } from '#kit/form-dialog.tsx'
import { Select, TextInput } from '#kit/input.tsx'
import { SearchBox, type SearchResult } from '#kit/search-box.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { streetToday } from '#kit/today.ts'
import { useDo } from '#kit/use-data.ts'
import { type readDoor, search } from '../contract.ts'
import { joinDoors, splitDoor } from '../doors/contract.ts'
import { nameOf } from './person-name.ts'
import '#ground/places/screens/places.css'

type Door = OutputOf<typeof readDoor>
type Props = { door: Door; onClose: () => void; onDone: () => void }

const houseParts = ['group', 'lane', 'number'] as const
const flatParts = ['unit', 'floor', 'door'] as const

export function AddressDialog({ door, onClose, onDone }: Props) {
  const text = useText()
  const { tell } = useTell()
  const parts = door.address.door ? flatParts : houseParts
  const [typed, setTyped] = useState<Record<string, string>>(() =>
    Object.fromEntries(parts.map((part) => [part, door.address[part] ?? ''])),
  )
  const act = useDo((input: InputOf<typeof correctAddress>, options) =>
    call(correctAddress, input, { ...options, ifMatch: String(door.rev) }),
  )
  const change = Object.fromEntries(
    parts.filter((part) => typed[part] !== (door.address[part] ?? '')).map((part) => [part, typed[part] ?? '']),
  )
  const send = async () => {
    const reply = await act.run({ id: door.id, change })
    if (!reply) return
    tell({ text: text.say('door.address-done', { label: reply.data.label }) })
    onDone()
    onClose()
  }
  const title = text.say('door.address')
  return (
    <FormDialog
      title={title}
      verb={text.say('places.save')}
      act={act}
      ready={Object.keys(change).length > 0}
      onSend={send}
      onClose={onClose}
    >
      <p class="quiet">{text.say('door.address-lead', { label: door.label })}</p>
      <div class="plan-fields">
        {parts.map((part) => (
          <Field
            key={part}
            label={text.say(`places.part.${part}`)}
            path={`/change/${part}`}
            optional={part !== 'door' && part !== 'number'}
          >
            <TextInput value={typed[part] ?? ''} onInput={(value) => setTyped({ ...typed, [part]: value })} maxLength={20} width={12} />
          </Field>
        ))}
      </div>
      <button type="submit" hidden />
    </FormDialog>
  )
}

export function SplitDialog({ door, onClose, onDone }: Props) {
  const text = useText()
  const { tell } = useTell()
  const today = streetToday()
  const own = door.address.door ?? door.address.number ?? ''
  const [doors, setDoors] = useState<string[]>([`${own}A`, `${own}B`])
  const [to, setTo] = useState<Record<string, number>>({})
  const [on, setOn] = useState(today)
  const act = useDo((input: InputOf<typeof splitDoor>, options) => call(splitDoor, input, { ...options, ifMatch: String(door.rev) }))
  const people = [...new Map(door.people.map((one) => [one.person, one])).values()]
  const send = async () => {
    const moves = Object.entries(to).flatMap(([person, place]) => (place > 0 ? [{ person, to: place }] : []))
    const reply = await act.run({ id: door.id, doors, moves, on })
    if (!reply) return
    tell({ text: text.say('door.split-done', { n: reply.data.doors.length, people: reply.data.moved }) })
    onDone()
    onClose()
  }
  const title = text.say('door.split')
  const ready = doors.every((one) => one.trim() !== '')
  return (
    <FormDialog title={title} verb={title} act={act} ready={ready} onSend={send} onClose={onClose}>
      <p class="quiet">{text.say('door.split-lead', { label: door.label })}</p>
      <Field label={text.say('door.split-numbers')} path="/doors" group>
        <div class="split-door">
          {doors.map((number, at) => (
            <TextInput
              key={at}
              label={text.say('door.number-at', { n: at + 1 })}
              value={number}
              width={8}
              maxLength={20}
              onInput={(value) => setDoors(doors.map((one, place) => (place === at ? value : one)))}
            />
          ))}
          {doors.length < 20 && (
            <Button icon="add" size="small" onPress={() => setDoors([...doors, ''])}>
              {text.say('door.one-more')}
            </Button>
          )}
          {doors.length > 2 && (
            <Button size="small" onPress={() => setDoors(doors.slice(0, -1))}>
              {text.say('door.one-less')}
            </Button>
          )}
        </div>
      </Field>
      {people.map((one) => {
        const relations = door.people.filter((tie) => tie.person === one.person).map((tie) => text.say(`relation.${tie.relation}`))
        return (
          <Field key={one.person} label={text.aside(nameOf(one, text.say('door.unnamed')), text.list(relations))} path="/moves">
            <Select
              value={String(to[one.person] ?? 0)}
              onChange={(value) => setTo({ ...to, [one.person]: Number(value) })}
              options={doors.map((number, at) => ({ value: String(at), label: number || String(at + 1) }))}
            />
          </Field>
        )
      })}
      <Field label={text.say('door.on')} path="/on">
        <DayInput value={on} onChange={setOn} today={today} latest={today} />
      </Field>
      <button type="submit" hidden />
    </FormDialog>
  )
}

export function JoinDialog({ door, onClose, onDone }: Props) {
  const text = useText()
  const { tell } = useTell()
  const today = streetToday()
  const [others, setOthers] = useState<{ id: string; name: string }[]>([])
  const [number, setNumber] = useState('')
  const [on, setOn] = useState(today)
  const act = useDo((input: InputOf<typeof joinDoors>, options) => call(joinDoors, input, options))
  const send = async () => {
    const reply = await act.run({ id: door.id, others: others.map((one) => one.id), on, ...(number.trim() ? { door: number.trim() } : {}) })
    if (!reply) return
    tell({ text: text.say('door.join-done', { label: reply.data.label, people: reply.data.moved }) })
    onDone()
    onClose()
  }
  const find = useCallback(
    async (typed: string, signal: AbortSignal): Promise<SearchResult[]> => {
      const { data } = await call(search, { text: typed, kinds: ['dwelling'], limit: 20 }, { signal })
      const take = (id: string, name: string) => setOthers((now) => (now.some((one) => one.id === id) ? now : [...now, { id, name }]))
      return data.found
        .filter((one) => one.id !== door.id)
        .map(({ id, name }) => ({ id, group: '', label: name, icon: 'door', onOpen: () => take(id, name) }))
    },
    [door.id],
  )
  const title = text.say('door.join')
  return (
    <FormDialog title={title} verb={title} act={act} ready={others.length > 0} onSend={send} onClose={onClose}>
      <p class="quiet">{text.say('door.join-lead', { label: door.label })}</p>
      <Field label={text.say('door.join-others')} path="/others" group>
        <SearchBox label={text.say('door.join-find')} search={find} inputId="find-door" maxLength={60} />
        <ul class="plain-list">
          {others.map((one) => (
            <li key={one.id}>
              {one.name}{' '}
              <Button
                size="small"
                tone="quiet"
                icon="close"
                label={text.say('door.join-drop', { name: one.name })}
                onPress={() => setOthers(others.filter((other) => other.id !== one.id))}
              />
            </li>
          ))}
        </ul>
      </Field>
      <Field label={text.say('door.join-number')} path="/door" optional>
        <TextInput value={number} onInput={setNumber} width={10} maxLength={20} />
      </Field>
      <Field label={text.say('door.on')} path="/on">
        <DayInput value={on} onChange={setOn} today={today} latest={today} />
      </Field>
      <button type="submit" hidden />
    </FormDialog>
  )
}
