/** What a printed list says of itself: title, who publishes it, by which document, from when. */
import { DayInput } from '#kit/day-input.tsx'
import { Field, FieldPairs, Form } from '#kit/field.tsx'
import { TextInput } from '#kit/input.tsx'
import type { Refusal } from '#kit/refusal.ts'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import type { EditionHead } from '../contract.ts'

export type HeadFieldsProps = {
  head: EditionHead
  onChange: (head: EditionHead) => void
  onLeave: () => void
  refusal: Refusal | undefined
}

export function HeadFields({ head, onChange, onLeave, refusal }: HeadFieldsProps) {
  const text = useText()
  const today = streetToday()
  const set = (change: Partial<EditionHead>) => onChange({ ...head, ...change })
  return (
    <div class="edition-head" onFocusOut={onLeave}>
      <Form onSubmit={onLeave} refusal={refusal} label={text.say('editions.head')}>
        <FieldPairs>
          <Field wide label={text.say('editions.name')} path="/head/title">
            <TextInput value={head.title} onInput={(title) => set({ title })} maxLength={200} />
          </Field>
          <Field label={text.say('editions.issuer')} path="/head/issuer" optional>
            <TextInput value={head.issuer} onInput={(issuer) => set({ issuer })} maxLength={200} />
          </Field>
          <Field label={text.say('editions.document')} path="/head/document">
            <TextInput value={head.document} onInput={(document) => set({ document })} maxLength={200} />
          </Field>
          <Field label={text.say('duties.document-day')} path="/head/documentDay" optional>
            <DayInput value={head.documentDay} onChange={(documentDay) => set({ documentDay })} today={today} example={today} />
          </Field>
          <Field label={text.say('duties.holds-from')} path="/head/from">
            <DayInput value={head.from} onChange={(from) => set({ from })} today={today} example={today} />
          </Field>
        </FieldPairs>
      </Form>
    </div>
  )
}
