/**
 * Correct one or several facts of a subject, by keyboard alone: choose what, type, say how it is known and since when. When somebody
 * else changed the record meanwhile, both versions stand side by side and the reader decides.
 */
import { useEffect, useState } from 'preact/hooks'
import { type CallOptions, call, type Reply } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Checkbox } from '#kit/checkbox.tsx'
import { Combobox } from '#kit/combobox.tsx'
import { DayInput } from '#kit/day-input.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field, Form } from '#kit/field.tsx'
import { type Refusal, refusalOf } from '#kit/refusal.ts'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { streetToday } from '#kit/today.ts'
import { useDo } from '#kit/use-data.ts'
import { correctFacts, type FactView, type SubjectKind } from '../contract.ts'
import { SourceField } from './source-field.tsx'
import type { CatalogueHere } from './use-catalogue.ts'
import { ValueInput } from './value-input.tsx'

export type CorrectSubject = { id: string; kind: SubjectKind; rev: number; facts: readonly FactView[] }

export type CorrectDialogProps = {
  subject: CorrectSubject
  title: string
  catalogue: CatalogueHere
  /** An element to begin with. */
  element?: string | undefined
  onClose: () => void
  onDone: () => void
  /** Read the subject as it stands now, after a refusal because it changed. */
  again: () => Promise<{ rev: number; facts: readonly FactView[] }>
  /** How it is said where the record itself may have to be begun; a correction of the subject otherwise. */
  say?: (saying: Saying, options: CallOptions) => Promise<Reply<unknown>>
}

export type Saying = { values: Record<string, string | null>; source: string; asOf: string }

export function CorrectDialog({ subject, title, catalogue, element, onClose, onDone, again, say }: CorrectDialogProps) {
  const text = useText()
  const { tell, tellRefusal } = useTell()
  const [rev, setRev] = useState(subject.rev)
  const [chosen, setChosen] = useState('')
  const [values, setValues] = useState<Record<string, string | null>>(() =>
    element ? { [element]: plainValue(subject.facts, element) } : {},
  )
  const [source, setSource] = useState<string>('seen')
  const today = streetToday()
  const [asOf, setAsOf] = useState(today)
  const [theirs, setTheirs] = useState<{ facts: readonly FactView[]; refusal: Refusal }>()
  const act = useDo<Saying, unknown>((saying, options) => {
    const versioned = rev > 0 ? { ...options, ifMatch: `"${rev}"` } : options
    return say ? say(saying, versioned) : call(correctFacts, { id: subject.id, ...saying }, versioned)
  })
  const changed = Object.keys(values)
  // What is masked is not in the field: left empty it stays; that there is none any more is said on purpose.
  const said = changed.filter((id) => values[id] !== '' || !isMasked(subject.facts, id))
  const send = async () => {
    if (said.length === 0) return
    const reply = await act.run({ values: Object.fromEntries(said.map((id) => [id, values[id] || null])), source, asOf })
    if (!reply) return
    tell({ text: text.say('correct.done') })
    onDone()
    onClose()
  }
  const conflict = act.refusal?.code === 'precondition.failed' ? act.refusal : undefined
  const lookAgain = (refusal: Refusal) =>
    again().then(
      (now) => {
        setTheirs({ facts: now.facts, refusal })
        setRev(now.rev)
        act.reset()
      },
      (thrown: unknown) => tellRefusal(refusalOf(thrown)),
    )
  // Somebody was faster: her version is laid beside what was typed.
  useEffect(() => {
    if (conflict) lookAgain(conflict)
  }, [conflict])
  const options = catalogue.elements
    .filter((one) => one.kind === subject.kind && one.type !== 'tie' && !one.derived && one.sensitivity !== 'forbidden')
    .map((one) => ({ value: one.id, label: one.label[text.language] }))
  const add = (id: string) => {
    setChosen('')
    if (id && !(id in values)) setValues({ ...values, [id]: plainValue(subject.facts, id) })
  }
  const shown = (facts: readonly FactView[], id: string) => {
    const fact = facts.find((one) => one.element === id)
    return fact ? catalogue.show(id, fact.value, text.language) : text.say('correct.nothing')
  }
  const hintFor = (id: string) => {
    const before = shown(subject.facts, id)
    const now = theirs ? shown(theirs.facts, id) : before
    if (now !== before) return text.say('correct.theirs', { value: now, before })
    return subject.facts.some((one) => one.element === id) ? text.say('correct.before', { value: before }) : text.say('correct.new')
  }
  const alsoTheirs = (theirs?.facts ?? []).filter(
    ({ element: id }) =>
      !(id in values) && catalogue.element(id)?.type !== 'tie' && shown(theirs?.facts ?? [], id) !== shown(subject.facts, id),
  )
  const choice = (
    <Field
      label={text.say(element ? 'correct.also' : 'correct.what')}
      hint={element ? undefined : text.say('correct.what-hint')}
      optional={element !== undefined}
    >
      <Combobox value={chosen} onChange={add} options={options} />
    </Field>
  )
  return (
    <Dialog
      open
      title={text.say('correct.title', { name: title })}
      size="wide"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('correct.cancel')}</Button>
          {conflict ? (
            <Button tone="primary" onPress={() => lookAgain(conflict)}>
              {text.say('correct.compare')}
            </Button>
          ) : (
            <Button tone="primary" busy={act.busy} disabled={said.length === 0} onPress={send}>
              {theirs ? text.say('correct.keep-mine') : text.say('correct.save')}
            </Button>
          )}
        </>
      }
    >
      <Form onSubmit={send} refusal={act.refusal ?? theirs?.refusal} label={text.say('correct.title', { name: title })}>
        {alsoTheirs.length > 0 && (
          <p>
            {text.say('correct.also-theirs')}{' '}
            {alsoTheirs
              .map(({ element: id, value }) => `${catalogue.name(id, text.language)} ${catalogue.show(id, value, text.language)}`)
              .join(' · ')}
          </p>
        )}
        {!element && choice}
        {changed.map((id) => {
          const here = catalogue.element(id)
          if (!here) return null
          return (
            <Field key={id} label={here.label[text.language]} path={`/values/${id}`} hint={hintFor(id)}>
              <ValueInput
                element={here}
                codes={here.codes ? catalogue.codes(here.codes) : undefined}
                value={values[id] ?? ''}
                onChange={(value) => setValues({ ...values, [id]: value })}
              />
              {isMasked(subject.facts, id) && (
                <Checkbox
                  label={text.say('correct.gone')}
                  checked={values[id] === null}
                  onChange={(gone) => setValues({ ...values, [id]: gone ? null : '' })}
                />
              )}
            </Field>
          )
        })}
        {element && choice}
        <SourceField value={source} onChange={setSource} />
        <Field label={text.say('correct.as-of')} path="/asOf">
          <DayInput value={asOf} onChange={setAsOf} today={today} latest={today} />
        </Field>
        <button type="submit" hidden />
      </Form>
    </Dialog>
  )
}

function isMasked(facts: readonly FactView[], id: string): boolean {
  return facts.find((one) => one.element === id)?.masked ?? false
}

/** The value to begin with; a masked one is typed anew. */
function plainValue(facts: readonly FactView[], id: string): string {
  const fact = facts.find((one) => one.element === id)
  if (!fact || fact.masked || typeof fact.value === 'object') return ''
  return String(fact.value)
}
