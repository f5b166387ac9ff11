/** Tell a person something: what kind of thing, its few words, and how it will read, before it goes. */
import { useState } from 'preact/hooks'
import type { InputOf, OutputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { DayInput } from '#kit/day-input.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field, Form } from '#kit/field.tsx'
import { Select, TextArea, TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { streetToday } from '#kit/today.ts'
import { UnreadNote } from '#kit/unread-note.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { type Channel, listKinds, type NoticeKind, tellPerson, type Words } from '../contract.ts'
import { sayNotice } from '../words.ts'

type Kind = OutputOf<typeof listKinds>['kinds'][number]
export type TellDialogProps = { person: string; next: Channel | null; onClose: () => void; onDone: () => void }

export function TellDialog({ person, next, onClose, onDone }: TellDialogProps) {
  const text = useText()
  const { tell } = useTell()
  const read = useRead('kinds', (signal) => call(listKinds, {}, { signal }), 'once')
  const [id, setId] = useState('message.left')
  const [words, setWords] = useState<Words>({})
  const act = useDo((input: InputOf<typeof tellPerson>, options) => call(tellPerson, input, options))
  const kinds = read.reply?.data.kinds ?? []
  const kind = kinds.find((one) => one.id === id)
  const said = kind && Object.fromEntries(kind.words.map((word) => [word.name, words[word.name] ?? '']))
  const ready = said !== undefined && Object.values(said).every((word) => word !== '')
  const send = async () => {
    if (!said || !ready || !(await act.run({ id: person, kind: id, words: said }))) return
    tell({ text: text.say('notice.told-now') })
    onDone()
    onClose()
  }
  return (
    <Dialog
      open
      title={text.say('notice.tell-title')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('kit.cancel')}</Button>
          <Button tone="primary" busy={act.busy} disabled={!ready} onPress={send}>
            {text.say('notice.tell-send')}
          </Button>
        </>
      }
    >
      {read.refusal && <UnreadNote refusal={read.refusal} onRetry={read.reload} />}
      <Form onSubmit={send} refusal={act.refusal} label={text.say('notice.tell')}>
        <Field label={text.say('notice.kind')} path="/kind">
          <Select
            value={id}
            onChange={(chosen) => {
              setId(chosen)
              act.reset()
            }}
            options={kinds.map((one) => ({ value: one.id, label: one.title[text.language] }))}
          />
        </Field>
        {kind?.words.map((word) => (
          <Field key={`${id} ${word.name}`} label={word.label[text.language]} path={`/words/${word.name}`}>
            <WordInput
              type={word.type}
              value={String(words[word.name] ?? '')}
              onChange={(value) => setWords({ ...words, [word.name]: value })}
            />
          </Field>
        ))}
        {kind && said && <Reading kind={kind} words={said} next={next} />}
        <button type="submit" hidden />
      </Form>
    </Dialog>
  )
}

function WordInput({ type, value, onChange }: { type: string; value: string; onChange: (value: string) => void }) {
  if (type === 'day')
    return <DayInput value={value} onChange={onChange} today={streetToday()} earliest={streetToday()} example={streetToday()} />
  if (type === 'long-text') return <TextArea value={value} onInput={onChange} rows={3} maxLength={300} />
  return <TextInput value={value} onInput={onChange} maxLength={40} />
}

/** What she will read whole, and what alone leaves the house when it is a message. */
function Reading({ kind, words, next }: { kind: Kind; words: Words; next: Channel | null }) {
  const text = useText()
  const shaped: NoticeKind = {
    id: kind.id,
    title: kind.title,
    body: kind.body,
    short: kind.short,
    words: Object.fromEntries(kind.words.map(({ name, type, label }) => [name, { type: type as 'text', label }])),
    keepDays: 1,
    keepReadDays: 1,
  }
  const filled = Object.fromEntries(Object.entries(words).filter(([, word]) => word !== ''))
  const { title, body, short } = sayNotice(shaped, filled, text.language)
  return (
    <div class="reading">
      <p class="reading-title">{title}</p>
      <p class="told-body">{body.replace(/\{[\w-]+\}/g, '……')}</p>
      <p class="quiet small">
        {kind.urgent ? text.say(`notice.urgent.${kind.urgent}`) : ''}
        {next === 'sms' || next === 'wechat'
          ? text.say('notice.reads-short', { way: text.say(`notice.by.${next}`), short })
          : text.say(next ? 'notice.goes-by' : 'notice.no-way', { way: next ? text.say(`notice.by.${next}`) : '' })}
      </p>
    </div>
  )
}
