/** One act with what it needs to be said. Which fields those are is a table by kind. */
import { useState } from 'preact/hooks'
import { Button } from '#kit/button.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field, Form } from '#kit/field.tsx'
import { TextArea } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo } from '#kit/use-data.ts'
import { ActField, type FieldName } from './act-fields.tsx'
import { type Filled, type MatterView, sendAct, type Units } from './acting.ts'
import type { Call } from './called-units.tsx'
import { StepFields } from './step-fields.tsx'

type Shape = {
  fields: readonly FieldName[] /** Words: must be said, may be said, or there is no place for them. */
  words: 'needed' | 'may' | 'none'
}

/** In the order in which they are offered. */
export const shapes: Record<string, Shape> = {
  take: { fields: [], words: 'none' },
  answer: { fields: [], words: 'needed' },
  dispatch: { fields: ['lead'], words: 'may' },
  confirm: { fields: ['reporter', 'solved', 'channel'], words: 'may' },
  rate: { fields: ['reporter', 'satisfied', 'channel'], words: 'may' },
  'call-in': { fields: ['parties'], words: 'may' },
  note: { fields: ['contact'], words: 'may' },
  fact: { fields: ['reporter', 'channel'], words: 'needed' },
  'send-back': { fields: ['return'], words: 'needed' },
  pause: { fields: ['pause', 'until'], words: 'may' },
  resume: { fields: [], words: 'none' },
  'end-on': { fields: ['end'], words: 'needed' },
  lift: { fields: [], words: 'needed' },
  arbitrate: { fields: ['lead'], words: 'needed' },
  classify: { fields: ['category'], words: 'may' },
  merge: { fields: ['number'], words: 'may' },
  unmerge: { fields: ['held'], words: 'may' },
  split: { fields: ['category', 'title'], words: 'may' },
  refuse: { fields: ['refusal'], words: 'needed' },
  reopen: { fields: ['reporter', 'channel'], words: 'needed' },
  withdraw: { fields: ['reporter', 'channel'], words: 'may' },
}

/** About one call: whose, is known where it was pressed. */
const callShapes: Record<string, Shape> = {
  arrive: { fields: ['people'], words: 'may' },
  finish: { fields: [], words: 'may' },
  judge: { fields: ['verdict', 'did'], words: 'may' },
  'let-go': { fields: [], words: 'may' },
  'send-back': { fields: ['return'], words: 'needed' },
  'call-in': { fields: [], words: 'may' },
  arbitrate: { fields: [], words: 'needed' },
}

export type ActDialogProps = {
  matter: MatterView
  units: Units | undefined
  kind: string
  /** Of a step: which. */
  step?: string
  /** Of a call: whose. */
  call?: Call
  onClose: () => void
  onDone: () => void
}

export function ActDialog({ matter, units, kind, step, call, onClose, onDone }: ActDialogProps) {
  const text = useText()
  const [fields, setFields] = useState<Record<string, unknown>>(() => firstFields(matter, kind, step, call))
  const [words, setWords] = useState('')
  const act = useDo((filled: Filled, options) => sendAct(matter, filled, options))
  const shape = shapeOf(kind, call)
  const said = text.say(`${call ? 'matter.call-do' : 'matter.do'}.${kind}`)
  const hint = `${call ? 'matter.call-hint' : 'matter.hint'}.${kind}`
  const found = matter.steps.find(({ id }) => id === step)
  const send = async () => {
    if (await act.run({ kind, fields, text: words })) onDone()
  }
  const set = (name: string, value: unknown) => setFields((now) => ({ ...now, [name]: value }))
  return (
    <Dialog
      open
      title={found ? found.title[text.language] : call ? `${call.name} · ${said}` : said}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('kit.cancel')}</Button>
          <Button
            tone={kind === 'refuse' ? 'danger' : 'primary'}
            busy={act.busy}
            disabled={shape.words === 'needed' && words.trim() === ''}
            onPress={send}
          >
            {found ? text.say('matter.do.step') : said}
          </Button>
        </>
      }
    >
      <Form label={said} onSubmit={send} refusal={act.refusal}>
        {text.has(hint) && <p class="quiet">{text.say(hint)}</p>}
        {found && <StepFields step={found} fields={fields} onChange={set} />}
        {shape.fields.map((name) => (
          <ActField key={name} name={name} matter={matter} units={units} call={call} fields={fields} onChange={set} />
        ))}
        {shape.words !== 'none' && (
          <Field
            label={text.say(kind === 'answer' ? 'matter.field.answer' : 'matter.field.words')}
            path="/text"
            optional={shape.words === 'may'}
          >
            <TextArea value={words} onInput={setWords} maxLength={2000} rows={kind === 'answer' ? 6 : 3} />
          </Field>
        )}
      </Form>
    </Dialog>
  )
}

/** Where there is only one to choose, it is chosen. */
function firstFields(matter: MatterView, kind: string, step: string | undefined, call: Call | undefined): Record<string, unknown> {
  if (step) return { step, answers: {} }
  const first: Record<string, unknown> = {
    ...(call ? aboutCall(kind, call) : {}),
    ...(kind === 'end-on' && matter.until ? { until: matter.until } : {}),
  }
  const needs = new Set(shapeOf(kind, call).fields)
  if (needs.has('reporter') && matter.people[0]) first.reporter = matter.people[0].id
  if (needs.has('channel')) first.channel = 'telephone'
  if (needs.has('people')) first.people = 1
  return first
}

function shapeOf(kind: string, call: Call | undefined): Shape {
  return (call ? callShapes[kind] : shapes[kind]) ?? { fields: [], words: 'may' }
}

function aboutCall(kind: string, { party, arrived }: Call): Record<string, unknown> {
  if (kind === 'call-in') return { parties: [party] }
  if (kind === 'arbitrate') return { called: party }
  // Who did not come did not: there is nothing else to say of it.
  return kind === 'judge' && !arrived ? { party, verdict: 'absent' } : { party }
}
