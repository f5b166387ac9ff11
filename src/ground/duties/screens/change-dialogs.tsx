/** One item added, changed or ended between editions: always with the document that says so, and the day. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { DayInput } from '#kit/day-input.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field, FieldPairs, Form } from '#kit/field.tsx'
import { TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo } from '#kit/use-data.ts'
import { addDuty, changeDuty, type DutyItem, type DutyList, endDuty, type Level } from '../contract.ts'
import { blankItem, ItemFields } from './item-fields.tsx'

type Shared = { today: string; onClose: () => void; onDone: () => void }

export function AddDialog({ level, list, today, onClose, onDone }: Shared & { level: Level; list: DutyList }) {
  const text = useText()
  const { tell } = useTell()
  const [item, setItem] = useState(() => blankItem(list))
  const [source, setSource] = useState(noSource)
  const [from, setFrom] = useState(today)
  const act = useDo((input: InputOf<typeof addDuty>, options) => call(addDuty, input, options))
  const send = async () => {
    if (!(await act.run({ level, item, source: saidSource(source), from }))) return
    tell({ text: text.say('duties.added') })
    onDone()
    onClose()
  }
  return (
    <Dialog
      open
      size="wide"
      title={text.say('duties.add-title', { level: text.say(`duties.level.${level}`) })}
      onClose={onClose}
      actions={
        <Buttons busy={act.busy} ready={item.title.trim().length > 1 && isSaid(source) && from !== ''} onClose={onClose} onSend={send} />
      }
    >
      <Form onSubmit={send} refusal={act.refusal}>
        <ItemFields level={level} item={item} onChange={setItem} />
        <SourceFields source={source} onChange={setSource} today={today} />
        <DayField label={text.say('duties.holds-from')} path="/from" day={from} onChange={setFrom} today={today} />
      </Form>
    </Dialog>
  )
}

export function ChangeDialog({ item: before, today, onClose, onDone }: Shared & { item: DutyItem }) {
  const text = useText()
  const { tell } = useTell()
  const { list, number, category, subcategory, title, lead, partners, tasks, basis } = before
  const [item, setItem] = useState({ list, number, category, subcategory, title, lead, partners, tasks, basis })
  const [source, setSource] = useState(noSource)
  const [from, setFrom] = useState(today)
  const act = useDo((input: InputOf<typeof changeDuty>, options) => call(changeDuty, input, { ...options, ifMatch: `"${before.rev}"` }))
  const send = async () => {
    if (!(await act.run({ id: before.id, item, source: saidSource(source), from }))) return
    tell({ text: text.say('duties.changed', { day: text.day(from) }) })
    onDone()
    onClose()
  }
  return (
    <Dialog
      open
      size="wide"
      title={text.say('duties.change-title')}
      onClose={onClose}
      actions={
        <Buttons busy={act.busy} ready={item.title.trim().length > 1 && isSaid(source) && from !== ''} onClose={onClose} onSend={send} />
      }
    >
      <Form onSubmit={send} refusal={act.refusal}>
        <p class="quiet">{text.say('duties.change-lead')}</p>
        <ItemFields level={before.level} item={item} onChange={setItem} />
        <SourceFields source={source} onChange={setSource} today={today} />
        <DayField label={text.say('duties.holds-from')} path="/from" day={from} onChange={setFrom} today={today} />
      </Form>
    </Dialog>
  )
}

export function EndDialog({ item, today, onClose, onDone }: Shared & { item: DutyItem }) {
  const text = useText()
  const { tell } = useTell()
  const [source, setSource] = useState(noSource)
  const [to, setTo] = useState(today)
  const act = useDo((input: InputOf<typeof endDuty>, options) => call(endDuty, input, { ...options, ifMatch: `"${item.rev}"` }))
  const send = async () => {
    if (!(await act.run({ id: item.id, source: saidSource(source), to }))) return
    tell({ text: text.say('duties.ended-done', { day: text.day(to) }) })
    onDone()
    onClose()
  }
  return (
    <Dialog
      open
      title={text.say('duties.end-title')}
      onClose={onClose}
      actions={
        <Buttons busy={act.busy} ready={isSaid(source) && to !== ''} verb={text.say('duties.end')} onClose={onClose} onSend={send} />
      }
    >
      <Form onSubmit={send} refusal={act.refusal}>
        <p class="quiet">{text.say('duties.end-lead')}</p>
        <SourceFields source={source} onChange={setSource} today={today} />
        <DayField label={text.say('duties.last-day')} path="/to" day={to} onChange={setTo} today={today} />
      </Form>
    </Dialog>
  )
}

type Said = { document: string; day: string }
const noSource: Said = { document: '', day: '' }

function isSaid({ document }: Said): boolean {
  return document.trim().length > 1
}

function saidSource({ document, day }: Said): { document: string; day: string | null } {
  return { document: document.trim(), day: day || null }
}

function SourceFields({ source, onChange, today }: { source: Said; onChange: (source: Said) => void; today: string }) {
  const text = useText()
  return (
    <FieldPairs>
      <Field label={text.say('duties.document')} hint={text.say('duties.document-hint')} path="/source/document">
        <TextInput value={source.document} onInput={(document) => onChange({ ...source, document })} maxLength={200} />
      </Field>
      <Field label={text.say('duties.document-day')} path="/source/day" optional>
        <DayInput value={source.day} onChange={(day) => onChange({ ...source, day })} today={today} example={today} />
      </Field>
    </FieldPairs>
  )
}

type DayFieldProps = { label: string; path: string; day: string; onChange: (day: string) => void; today: string }

function DayField({ label, path, day, onChange, today }: DayFieldProps) {
  return (
    <Field label={label} path={path}>
      <DayInput value={day} onChange={onChange} today={today} example={today} />
    </Field>
  )
}

type ButtonsProps = { busy: boolean; ready: boolean; verb?: string; onClose: () => void; onSend: () => void }

function Buttons({ busy, ready, verb, onClose, onSend }: ButtonsProps) {
  const text = useText()
  return (
    <>
      <Button onPress={onClose}>{text.say('kit.cancel')}</Button>
      <Button tone="primary" busy={busy} disabled={!ready} onPress={onSend}>
        {verb ?? text.say('duties.save')}
      </Button>
    </>
  )
}
