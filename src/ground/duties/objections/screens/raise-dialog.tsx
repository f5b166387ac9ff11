/** A street objects: to what, why, and to whom it goes. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Checkbox } from '#kit/checkbox.tsx'
import { Field } from '#kit/field.tsx'
import { FormDialog } from '#kit/form-dialog.tsx'
import { TextArea, TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo } from '#kit/use-data.ts'
import { type ObjectionReason, objectionReasons, raiseObjection } from '../contract.ts'

export type RaiseDialogProps = {
  about: { kind: 'request' | 'duty'; id: string; title: string }
  asker: string
  reasons: readonly ObjectionReason[]
  onClose: () => void
}

export function RaiseDialog({ about, asker: known, reasons: given, onClose }: RaiseDialogProps) {
  const text = useText()
  const { tell } = useTell()
  const { route } = useLocation()
  const [asker, setAsker] = useState(known)
  const [reasons, setReasons] = useState<ReadonlySet<ObjectionReason>>(new Set(given))
  const [words, setWords] = useState('')
  const act = useDo((input: InputOf<typeof raiseObjection>, options) => call(raiseObjection, input, options))
  const ready = reasons.size > 0 && asker.trim() !== ''
  const toggle = (reason: ObjectionReason) => {
    const next = new Set(reasons)
    if (!next.delete(reason)) next.add(reason)
    setReasons(next)
  }
  const send = async () => {
    if (!ready) return
    const chosen = objectionReasons.filter((reason) => reasons.has(reason))
    const reply = await act.run({ about, asker: asker.trim(), reasons: chosen, words: words.trim() })
    if (!reply) return
    tell({ text: text.say('objections.raised', { day: text.day(reply.data.dueOn) }) })
    route(`/desk/duties/objections/${reply.data.id}`)
  }
  return (
    <FormDialog
      size="wide"
      title={text.say('objections.raise-title', { title: about.title })}
      verb={text.say('objections.send')}
      act={act}
      ready={ready}
      onSend={send}
      onClose={onClose}
    >
      <p class="quiet">{text.say('objections.raise-lead')}</p>
      <Field label={text.say('objections.asker')} path="/asker">
        <TextInput value={asker} onInput={setAsker} maxLength={100} />
      </Field>
      <Field group label={text.say('objections.reasons')} path="/reasons">
        <div class="objection-reasons">
          {objectionReasons.map((reason) => (
            <Checkbox
              key={reason}
              checked={reasons.has(reason)}
              onChange={() => toggle(reason)}
              label={text.say(`objections.reason.${reason}`)}
            />
          ))}
        </div>
      </Field>
      <Field label={text.say('objections.words')} path="/words" optional={!reasons.has('other')}>
        <TextArea value={words} onInput={setWords} rows={4} maxLength={1500} />
      </Field>
    </FormDialog>
  )
}
