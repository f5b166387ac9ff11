/** Answering an office otherwise than by filling its workbook: the same is asked by another, or it comes without its means. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { useCatalogue } from '#ground/facts/screens/use-catalogue.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Checkbox, Radios } from '#kit/checkbox.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field, Form } from '#kit/field.tsx'
import { TextInput } from '#kit/input.tsx'
import { Loading } from '#kit/progress.tsx'
import type { Text } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { UnreadNote } from '#kit/unread-note.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import type { RequestHere } from '../../screens/request-here.ts'
import { type Duplicate, listDuplicates, type Means, means, mergeRequest, sendBack } from '../contract.ts'

type How = 'sent-back' | 'merged'
type Props = { request: RequestHere; onClose: () => void; onDone: () => void }

export function AnswerDialog({ request, onClose, onDone }: Props) {
  const text = useText()
  const { tell } = useTell()
  const [how, setHow] = useState<How>('sent-back')
  const [lacks, setLacks] = useState<readonly Means[]>([])
  const [into, setInto] = useState('')
  const [words, setWords] = useState('')
  const merging = useDo((input: InputOf<typeof mergeRequest>, options) => call(mergeRequest, input, options))
  const sending = useDo((input: InputOf<typeof sendBack>, options) => call(sendBack, input, options))
  const ready = how === 'merged' ? into !== '' : lacks.length > 0
  const said = words.trim() ? { words: words.trim() } : {}
  const send = async () => {
    if (!ready) return
    const reply =
      how === 'merged'
        ? await merging.run({ id: request.id, into, ...said })
        : await sending.run({ id: request.id, lacks: [...lacks], ...said })
    if (!reply) return
    tell({ text: text.say(`answer.done-${how}`) })
    onDone()
    onClose()
  }
  const refusal = how === 'merged' ? merging.refusal : sending.refusal
  return (
    <Dialog
      open
      size="wide"
      title={text.say('answer.title')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('kit.cancel')}</Button>
          <Button tone="primary" busy={merging.busy || sending.busy} disabled={!ready} onPress={send}>
            {text.say(`answer.send-${how}`)}
          </Button>
        </>
      }
    >
      <Form onSubmit={send} refusal={refusal} label={text.say('answer.title')}>
        <Radios
          label={text.say('answer.how')}
          value={how}
          onChange={setHow}
          options={(['sent-back', 'merged'] as const).map((value) => ({
            value,
            label: text.say(`answer.how-${value}`),
            hint: text.say(`answer.hint-${value}`),
          }))}
        />
        {how === 'sent-back' ? (
          <Field label={text.say('answer.lacks')} path="/lacks" group>
            {means.map((one) => (
              <Checkbox
                key={one}
                label={text.say(`answer.${one}`)}
                {...(request[one] ? { hint: text.say('answer.came', { what: request[one] }) } : {})}
                disabled={request[one] !== null}
                checked={lacks.includes(one)}
                onChange={(on) => setLacks(on ? [...lacks, one] : lacks.filter((other) => other !== one))}
              />
            ))}
          </Field>
        ) : (
          <Alike request={request} into={into} onChange={setInto} />
        )}
        <Field label={text.say('answer.words')} hint={text.say('answer.words-hint')} path="/words" optional>
          <TextInput value={words} onInput={setWords} maxLength={300} />
        </Field>
      </Form>
    </Dialog>
  )
}

function Alike({ request, into, onChange }: { request: RequestHere; into: string; onChange: (id: string) => void }) {
  const text = useText()
  const catalogue = useCatalogue()
  const read = useRead(request.id, (signal) => call(listDuplicates, { id: request.id }, { signal }), 'once')
  const list = read.reply?.data.duplicates
  if (read.refusal && !list) return <UnreadNote refusal={read.refusal} onRetry={read.reload} />
  if (!list || !catalogue) return <Loading lines={3} />
  if (list.length === 0) return <p class="quiet">{text.say('answer.none-alike')}</p>
  const name = (id: string) => catalogue.name(id, text.language)
  return (
    <Field label={text.say('answer.into')} path="/into" group>
      <Radios
        value={into}
        onChange={onChange}
        options={list.map((one) => ({ value: one.id, label: `${one.title} · ${one.asker}`, hint: sayShared(text, one, name) }))}
      />
    </Field>
  )
}

const NAMED = 5

function sayShared(text: Text, { shared, of }: Duplicate, name: (id: string) => string): string {
  return text.say('answer.shared', { n: shared.length, of, names: text.list(shared.slice(0, NAMED).map(name)) })
}
