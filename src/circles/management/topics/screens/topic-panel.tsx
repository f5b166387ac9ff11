/** On a matter's page: the topic it stands in, or putting it into one. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Field } from '#kit/field.tsx'
import { Select } from '#kit/input.tsx'
import { Section } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo } from '#kit/use-data.ts'
import { useToldRead } from '#kit/use-told.ts'
import { changeTopic, topicOf } from '../contract.ts'
import { TopicDialog } from './topic-dialog.tsx'
import './topics.css'

type Props = { matter: { id: string; number: string; title: string; region: number }; open: boolean }

export function TopicPanel({ matter, open }: Props) {
  const text = useText()
  const read = useToldRead(`topic-of ${matter.id}`, (signal) => call(topicOf, { id: matter.id }, { signal }))
  const [chosen, setChosen] = useState('')
  const [making, setMaking] = useState(false)
  const data = read.reply?.data
  const to = data?.others.find(({ id }) => id === chosen)
  const act = useDo((input: InputOf<typeof changeTopic>, options) =>
    call(changeTopic, input, { ...options, ifMatch: String(to?.rev ?? 0) }),
  )
  if (!data) return null
  const may = open && (read.reply?.may.includes('topic.keep') ?? false) && Math.floor(matter.region / 1000) % 1000 !== 0
  if (data.topic)
    return (
      <Section title={text.say('topic.one')}>
        <p>
          <a href={`/desk/topics/${data.topic.id}`}>{data.topic.title}</a>
        </p>
        <p class="small quiet">{text.say('topic.stand-behind', { matters: data.topic.matters, people: data.topic.supporters })}</p>
      </Section>
    )
  if (!may) return null
  const put = async () => {
    if (await act.run({ id: chosen, add: [matter.id] })) read.reload()
  }
  return (
    <Section title={text.say('topic.one')}>
      {data.others.length > 0 && (
        <Field label={text.say('topic.put-into')}>
          <Select
            value={chosen}
            empty={text.say('topic.choose')}
            onChange={setChosen}
            options={data.others.map(({ id, title }) => ({ value: id, label: title }))}
          />
        </Field>
      )}
      <div class="row topic-put">
        {data.others.length > 0 && (
          <Button disabled={chosen === ''} busy={act.busy} onPress={put}>
            {text.say('topic.put')}
          </Button>
        )}
        <Button onPress={() => setMaking(true)}>{text.say('topic.make')}</Button>
      </div>
      {act.refusal && <ProblemNote refusal={act.refusal} />}
      {making && (
        <TopicDialog
          community={Math.floor(matter.region / 1000)}
          matters={[matter]}
          onClose={() => setMaking(false)}
          onDone={() => {
            setMaking(false)
            read.reload()
          }}
        />
      )}
    </Section>
  )
}
