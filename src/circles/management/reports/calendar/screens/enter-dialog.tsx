/** Entering what takes time besides workbooks. What rules say of its kind stands beside it at once. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { judgeRequest } from '#ground/duties/admission/contract.ts'
import { JudgementView } from '#ground/duties/admission/screens/judgement-view.tsx'
import { call } from '#kit/api.ts'
import { Radios } from '#kit/checkbox.tsx'
import { DayInput } from '#kit/day-input.tsx'
import { Field, FieldPairs } from '#kit/field.tsx'
import { FormDialog } from '#kit/form-dialog.tsx'
import { Select, TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { streetToday } from '#kit/today.ts'
import { useDo, useRead } from '#kit/use-data.ts'
import { type EntryKind, type Every, enterRequest, entryKinds, everies } from '../contract.ts'

type Planned = 'yes' | 'no' | 'unsaid'

export function EnterDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const text = useText()
  const { tell } = useTell()
  const today = streetToday()
  const [kind, setKind] = useState<EntryKind>('inspection')
  const [said, setSaid] = useState({ title: '', asker: '', on: '', until: '', minutes: '', basis: '' })
  const [every, setEvery] = useState<Every>('once')
  const [planned, setPlanned] = useState<Planned>('unsaid')
  const act = useDo((input: InputOf<typeof enterRequest>, options) => call(enterRequest, input, options))
  const set = (key: keyof typeof said) => (value: string) => setSaid({ ...said, [key]: value })
  const minutes = Number(said.minutes)
  const ready = said.title.trim() !== '' && said.asker.trim() !== '' && said.on !== '' && said.minutes !== '' && Number.isInteger(minutes)
  const inspects = kind === 'inspection' || kind === 'supervision'
  const send = async () => {
    if (!ready) return
    const more = {
      ...(said.until && every !== 'once' ? { until: said.until } : {}),
      ...(said.basis.trim() ? { basis: said.basis.trim() } : {}),
      ...(inspects && planned !== 'unsaid' ? { planned: planned === 'yes' } : {}),
    }
    const input = { kind, title: said.title.trim(), asker: said.asker.trim(), on: said.on, every, minutes, ...more }
    if (!(await act.run(input))) return
    tell({ text: text.say('calendar.entered') })
    onDone()
    onClose()
  }
  return (
    <FormDialog
      size="wide"
      title={text.say('calendar.enter')}
      verb={text.say('calendar.save')}
      act={act}
      ready={ready}
      onSend={send}
      onClose={onClose}
    >
      <Radios
        joined
        label={text.say('calendar.kind')}
        value={kind}
        onChange={setKind}
        options={entryKinds.map((value) => ({ value, label: text.say(`calendar.kind.${value}`) }))}
      />
      <FieldPairs>
        <Field wide label={text.say('calendar.what')} path="/title">
          <TextInput value={said.title} onInput={set('title')} maxLength={120} />
        </Field>
        <Field label={text.say('terms.asker')} path="/asker">
          <TextInput value={said.asker} onInput={set('asker')} maxLength={60} />
        </Field>
        <Field label={text.say('calendar.minutes-each')} hint={text.say('calendar.minutes-hint')} path="/minutes">
          <TextInput value={said.minutes} onInput={set('minutes')} mode="numeric" width={6} maxLength={6} />
        </Field>
        <Field label={text.say('calendar.on')} path="/on">
          <DayInput value={said.on} onChange={set('on')} today={today} example={today} />
        </Field>
        <Field label={text.say('calendar.every')} path="/every">
          <Select
            value={every}
            onChange={(value) => setEvery(value as Every)}
            options={everies.map((value) => ({ value, label: text.say(`calendar.every.${value}`) }))}
          />
        </Field>
        {every !== 'once' && (
          <Field label={text.say('calendar.until')} path="/until" optional>
            <DayInput value={said.until} onChange={set('until')} today={today} example={today} />
          </Field>
        )}
        {inspects && (
          <Field label={text.say('calendar.planned')} path="/planned" group>
            <Radios
              joined
              value={planned}
              onChange={setPlanned}
              options={(['yes', 'no', 'unsaid'] as const).map((value) => ({ value, label: text.say(`calendar.planned-${value}`) }))}
            />
          </Field>
        )}
        <Field wide label={text.say('terms.basis')} path="/basis" optional>
          <TextInput value={said.basis} onInput={set('basis')} maxLength={300} />
        </Field>
      </FieldPairs>
      <Says kind={kind} title={said.title} asker={said.asker} planned={planned} />
    </FormDialog>
  )
}

/** By lists and rules; nothing is kept of the asking. */
function Says({ kind, title, asker, planned }: { kind: EntryKind; title: string; asker: string; planned: Planned }) {
  const request = {
    ...{ title: title.trim(), asker: asker.trim(), askerLevel: 'county' as const, laidOn: 'street' as const, cited: [], kind },
    ...(planned === 'unsaid' ? {} : { planned: planned === 'yes' }),
  }
  const about = request.title.length > 1 ? JSON.stringify(request) : undefined
  const read = useRead(about, (signal) => call(judgeRequest, { request }, { signal }), 'once')
  const judged = read.reply?.data
  return judged ? <JudgementView judgement={judged.judgement} /> : null
}
