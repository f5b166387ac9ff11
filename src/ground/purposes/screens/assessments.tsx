/** The assessments of a purpose's impact: those that were made, and a new one. */
import { useState } from 'preact/hooks'
import type { InputOf, OutputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field, Form } from '#kit/field.tsx'
import { TextArea } from '#kit/input.tsx'
import { Facts, Section } from '#kit/page.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo } from '#kit/use-data.ts'
import { type Assessment, assessPurpose, type readPurpose } from '../contract.ts'

type Read = OutputOf<typeof readPurpose>
const parts = ['necessity', 'effect', 'measures'] as const
export const emptyAssessment: Assessment = { necessity: '', effect: '', measures: '' }

export function AssessmentFields({ value, onChange }: { value: Assessment; onChange: (value: Assessment) => void }) {
  const text = useText()
  return (
    <>
      <p class="quiet">{text.say('purposes.assess-lead')}</p>
      {parts.map((part) => (
        <Field key={part} label={text.say(`purposes.assess-${part}`)} path={`/assessment/${part}`}>
          <TextArea value={value[part]} onInput={(said) => onChange({ ...value, [part]: said })} rows={3} maxLength={2000} />
        </Field>
      ))}
    </>
  )
}

/** Nothing where none is needed and none was made. */
export function Assessments({ id, read, may, onDone }: { id: string; read: Read; may: boolean; onDone: () => void }) {
  const text = useText()
  const [writing, setWriting] = useState(false)
  const { assessments, unassessed } = read
  if (assessments.length === 0 && !unassessed) return null
  const button = may && <Button onPress={() => setWriting(true)}>{text.say('purposes.assess-record')}</Button>
  return (
    <Section title={text.say('purposes.assess')} actions={button}>
      {unassessed && (
        <p>
          <Tag tone="late">{text.say('purposes.unassessed')}</Tag> <span class="quiet">{text.say('purposes.assess-lead')}</span>
        </p>
      )}
      {assessments.map((one) => (
        <div key={one.at}>
          <p class="quiet">{text.say('purposes.assess-by', { who: one.who, at: text.moment(one.at) })}</p>
          <Facts items={parts.map((part) => ({ label: text.say(`purposes.assess-${part}`), value: one[part] }))} />
        </div>
      ))}
      {writing && (
        <AssessDialog
          id={id}
          onClose={() => setWriting(false)}
          onDone={() => {
            setWriting(false)
            onDone()
          }}
        />
      )}
    </Section>
  )
}

function AssessDialog({ id, onClose, onDone }: { id: string; onClose: () => void; onDone: () => void }) {
  const text = useText()
  const { tell } = useTell()
  const [assessment, setAssessment] = useState(emptyAssessment)
  const save = useDo((input: InputOf<typeof assessPurpose>, options) => call(assessPurpose, input, options))
  const send = async () => {
    if (!(await save.run({ id, assessment }))) return
    tell({ text: text.say('purposes.assess-saved'), tone: 'good' })
    onDone()
  }
  return (
    <Dialog open title={text.say('purposes.assess-record')} onClose={onClose}>
      <Form
        onSubmit={send}
        refusal={save.refusal}
        label={text.say('purposes.assess-record')}
        actions={
          <Button tone="primary" type="submit" busy={save.busy}>
            {text.say('purposes.assess-record')}
          </Button>
        }
      >
        <AssessmentFields value={assessment} onChange={setAssessment} />
      </Form>
    </Dialog>
  )
}
