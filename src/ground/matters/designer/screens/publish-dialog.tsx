/** From which day a draft holds. What is unsaved is saved with it. */
import { useState } from 'preact/hooks'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { DayInput } from '#kit/day-input.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field, Form } from '#kit/field.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { useDo } from '#kit/use-data.ts'
import { publishDraft } from '../contract.ts'

export type PublishProps = {
  draft: string
  title: string
  /** The rev that was saved; nothing where it could not be. */
  onSave: () => Promise<number | undefined>
  onClose: () => void
  /** With the type's id, or null while its day has not come. */
  onDone: (type: string | null) => void
}

export function PublishDialog({ draft, title, onSave, onClose, onDone }: PublishProps) {
  const text = useText()
  const today = streetToday()
  const [from, setFrom] = useState(today)
  const publish = useDo(({ rev, ...input }: { id: string; from: string; rev: number }, options) =>
    call(publishDraft, input, { ...options, ifMatch: String(rev) }),
  )
  const send = async () => {
    const rev = await onSave()
    if (rev === undefined) return onClose()
    const reply = await publish.run({ id: draft, from, rev })
    if (reply) onDone(reply.data.edition === null ? null : reply.data.type)
  }
  return (
    <Dialog
      open
      title={text.say('type.publish-ask', { name: title })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('kit.cancel')}</Button>
          <Button tone="primary" busy={publish.busy} disabled={from === ''} onPress={send}>
            {text.say('type.publish')}
          </Button>
        </>
      }
    >
      <Form label={text.say('type.publish')} onSubmit={send} refusal={publish.refusal}>
        <p>{text.say('type.publish-what')}</p>
        <Field label={text.say('type.from')} path="/from">
          <DayInput value={from} onChange={setFrom} today={today} earliest={today} />
        </Field>
      </Form>
    </Dialog>
  )
}
