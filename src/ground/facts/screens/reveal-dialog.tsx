/** Open what is protected of one subject: only with a reason, counted towards the day's cap, seen by the person in her list of looks. */
import { useState } from 'preact/hooks'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field, Form } from '#kit/field.tsx'
import { TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo } from '#kit/use-data.ts'
import { type FactView, revealFacts } from '../contract.ts'
import { FactList } from './fact-list.tsx'
import type { CatalogueHere } from './use-catalogue.ts'

export function RevealDialog({
  id,
  title,
  catalogue,
  onClose,
}: {
  id: string
  title: string
  catalogue: CatalogueHere
  onClose: () => void
}) {
  const text = useText()
  const [reason, setReason] = useState('')
  const [opened, setOpened] = useState<{ facts: FactView[]; left: number }>()
  const act = useDo((input: { id: string; reason: string }, options) =>
    call(revealFacts, { id: input.id }, { ...options, reason: input.reason }),
  )
  const open = async () => {
    const reply = await act.run({ id, reason })
    if (reply) setOpened(reply.data)
  }
  return (
    <Dialog
      open
      title={text.say('reveal.title', { name: title })}
      size="wide"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say(opened ? 'reveal.close' : 'correct.cancel')}</Button>
          {!opened && (
            <Button tone="primary" busy={act.busy} disabled={reason.trim().length < 2} onPress={open}>
              {text.say('reveal.open')}
            </Button>
          )}
        </>
      }
    >
      {opened ? (
        <>
          <p class="quiet">{text.say('reveal.left', { n: opened.left })}</p>
          {opened.facts.length === 0 ? <p>{text.say('reveal.nothing')}</p> : <FactList facts={opened.facts} catalogue={catalogue} />}
        </>
      ) : (
        <Form onSubmit={open} refusal={act.refusal}>
          <p class="prose">{text.say('reveal.lead')}</p>
          <Field label={text.say('reveal.reason')}>
            <TextInput value={reason} onInput={setReason} autofocus maxLength={200} />
          </Field>
        </Form>
      )}
    </Dialog>
  )
}
