/** Somebody moves out, sells, gives up the lease: which of her relations to this door end, on which day, and where she went when that is known. */
import { useCallback, useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { correctFacts } from '#ground/facts/contract.ts'
import { SourceField } from '#ground/facts/screens/source-field.tsx'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Checkbox } from '#kit/checkbox.tsx'
import { DayInput } from '#kit/day-input.tsx'
import { Field } from '#kit/field.tsx'
import { FormDialog } from '#kit/form-dialog.tsx'
import { SearchBox, type SearchResult } from '#kit/search-box.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { streetToday } from '#kit/today.ts'
import { useDo } from '#kit/use-data.ts'
import { search } from '../contract.ts'
import { type DoorRow, type Relation, relations } from '../door-rows.ts'

export type EndTiesProps = { door: string; row: DoorRow; name: string; onClose: () => void; onDone: () => void }

type Home = { id: string; name: string }

export function EndTies({ door, row, name, onClose, onDone }: EndTiesProps) {
  const text = useText()
  const { tell } = useTell()
  const today = streetToday()
  const held = relations.filter((relation) => row.ties[relation])
  // Who moves out gives up a lease with it; registration and title stay until somebody says otherwise.
  const usual = held.filter((relation) => relation === 'residence' || relation === 'tenancy')
  const [ending, setEnding] = useState<readonly Relation[]>(usual.length > 0 ? usual : held.slice(0, 1))
  const [on, setOn] = useState(today)
  const [to, setTo] = useState<Home>()
  const [source, setSource] = useState('seen')
  const act = useDo((input: InputOf<typeof correctFacts>, options) => call(correctFacts, input, { ...options, ifMatch: `"${row.rev}"` }))
  const moves = ending.includes('residence')
  const send = async () => {
    const values = Object.fromEntries(
      ending.map((relation) => [
        `person.${relation}`,
        relation === 'residence' && to ? { dwelling: to.id, from: on } : { dwelling: door, ...from(row, relation), to: on },
      ]),
    )
    const stays = to !== undefined || (row.ties.registration !== undefined && !ending.includes('registration'))
    const left = moves && !stays ? { 'person.moved-out-date': on } : {}
    const reply = await act.run({ id: row.person, values: { ...values, ...left }, source, asOf: today })
    if (!reply) return
    tell({ text: text.say('end.done', { name }) })
    onDone()
    onClose()
  }
  const title = text.say('end.title', { name })
  return (
    <FormDialog title={title} verb={text.say('end.save')} act={act} ready={ending.length > 0 && on !== ''} onSend={send} onClose={onClose}>
      <Field label={text.say('end.what')} group>
        {held.map((relation) => (
          <Checkbox
            key={relation}
            label={text.say(`end.${relation}`)}
            checked={ending.includes(relation)}
            onChange={(checked) => setEnding(checked ? [...ending, relation] : ending.filter((one) => one !== relation))}
          />
        ))}
      </Field>
      <Field label={text.say('end.on')} path="/on">
        <DayInput value={on} onChange={setOn} today={today} latest={today} />
      </Field>
      {moves && <WhereTo door={door} home={to} onHome={setTo} />}
      <SourceField value={source} onChange={setSource} />
      <button type="submit" hidden />
    </FormDialog>
  )
}

function from(row: DoorRow, relation: Relation): { from?: string } {
  const since = row.ties[relation]?.from
  return since ? { from: since } : {}
}

function WhereTo({ door, home, onHome }: { door: string; home: Home | undefined; onHome: (home: Home | undefined) => void }) {
  const text = useText()
  const find = useCallback(
    async (typed: string, signal: AbortSignal): Promise<SearchResult[]> => {
      const { data } = await call(search, { text: typed, kinds: ['dwelling'], limit: 12 }, { signal })
      return data.found
        .filter((one) => one.id !== door)
        .map(({ id, name }) => ({ id, group: '', label: name, icon: 'door', onOpen: () => onHome({ id, name }) }))
    },
    [door, onHome],
  )
  return (
    <Field label={text.say('end.to')} hint={text.say('end.to-hint')} optional group>
      {home ? (
        <p class="row">
          {home.name}
          <Button size="small" tone="quiet" icon="close" label={text.say('end.to-drop')} onPress={() => onHome(undefined)} />
        </p>
      ) : (
        <SearchBox label={text.say('door.join-find')} search={find} inputId="find-home" maxLength={60} />
      )}
    </Field>
  )
}
