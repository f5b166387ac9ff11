/** A topic is made of matters: its words, and which of them go in. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { listEstates } from '#ground/places/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Checkbox } from '#kit/checkbox.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field, Form } from '#kit/field.tsx'
import { Select, TextArea, TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { makeTopic } from '../contract.ts'

type Props = {
  community: number
  matters: readonly { id: string; number: string; title: string }[]
  onClose: () => void
  onDone: (id: string) => void
}

export function TopicDialog({ community, matters, onClose, onDone }: Props) {
  const text = useText()
  const [title, setTitle] = useState('')
  const [about, setAbout] = useState('')
  const [estate, setEstate] = useState('')
  const estates =
    useRead(String(community), (signal) => call(listEstates, { region: community }, { signal }), 'once').reply?.data.estates ?? []
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(matters.map(({ id }) => id)))
  const act = useDo((input: InputOf<typeof makeTopic>, options) => call(makeTopic, input, options))
  const send = async () => {
    const words = { title: title.trim(), ...(about.trim() ? { about: about.trim() } : {}), ...(estate ? { estate } : {}) }
    const reply = await act.run({ community, ...words, matters: [...chosen] })
    if (reply) onDone(reply.data.id)
  }
  const choose = (id: string, isIn: boolean) =>
    setChosen((now) => {
      const next = new Set(now)
      if (isIn) next.add(id)
      else next.delete(id)
      return next
    })
  return (
    <Dialog
      open
      title={text.say('topic.make')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('kit.cancel')}</Button>
          <Button tone="primary" busy={act.busy} disabled={title.trim().length < 4 || chosen.size === 0} onPress={send}>
            {text.say('topic.make')}
          </Button>
        </>
      }
    >
      <Form label={text.say('topic.make')} onSubmit={send} refusal={act.refusal}>
        <p class="quiet">{text.say('topic.words')}</p>
        <Field label={text.say('topic.field.title')} hint={text.say('topic.field.title-hint')} path="/title">
          <TextInput value={title} onInput={setTitle} maxLength={60} autofocus />
        </Field>
        <Field label={text.say('topic.field.about')} path="/about" optional>
          <TextArea value={about} onInput={setAbout} maxLength={400} rows={2} />
        </Field>
        {estates.length > 0 && (
          <Field label={text.say('topic.field.estate')} hint={text.say('topic.field.estate-hint')} path="/estate" optional>
            <Select
              value={estate}
              onChange={setEstate}
              empty={text.say('topic.whole-community')}
              options={estates.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Field>
        )}
        <Field label={text.say('topic.column.matters')} path="/matters" group>
          {matters.map(({ id, title: words, number }) => (
            <Checkbox key={id} checked={chosen.has(id)} onChange={(isIn) => choose(id, isIn)} label={words || number} />
          ))}
        </Field>
      </Form>
    </Dialog>
  )
}
