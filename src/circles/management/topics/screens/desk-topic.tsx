/** One topic: what it is about, how many stand behind it, its matters, and closing it with what came of it. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { InputOf } from '#base/contract.ts'
import { sayStand } from '#ground/matters/screens/say-matter.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field, Form } from '#kit/field.tsx'
import { TextArea, TextInput } from '#kit/input.tsx'
import { Facts, Page, Section } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Table } from '#kit/table.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { changeTopic, closeTopic, readTopic, type TopicView } from '../contract.ts'
import './topics.css'

type Doing = 'change' | 'close'

export function Screen({ params }: { params: Record<string, string> }) {
  const id = params.id ?? ''
  const text = useText()
  const { route } = useLocation()
  const read = useRead(id, (signal) => call(readTopic, { id }, { signal }))
  const [doing, setDoing] = useState<Doing>()
  const change = useDo((input: InputOf<typeof changeTopic>, options) =>
    call(changeTopic, input, { ...options, ifMatch: String(read.reply?.data.topic.rev ?? 0) }),
  )
  const data = read.reply?.data
  if (read.refusal && !data) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!data) return <Loading />
  const { topic, matters } = data
  const may = topic.closed === null && (read.reply?.may.includes('topic.keep') ?? false)
  const done = () => {
    setDoing(undefined)
    read.reload()
  }
  const remove = async (matter: string) => {
    if (await change.run({ id, remove: [matter] })) read.reload()
  }
  return (
    <Page
      crumbs={[{ label: text.say('topic.title'), href: '/desk/topics' }, { label: topic.title }]}
      title={topic.title}
      lead={topic.about || undefined}
      actions={
        may && (
          <>
            <Button onPress={() => setDoing('change')}>{text.say('topic.change')}</Button>
            <Button tone="primary" onPress={() => setDoing('close')}>
              {text.say('topic.close')}
            </Button>
          </>
        )
      }
    >
      <Facts
        items={[
          { label: text.say('topic.column.place'), value: topic.estate?.name ?? topic.communityName },
          { label: text.say('topic.column.supporters'), value: text.say('topic.people', { n: topic.supporters }) },
          { label: text.say('topic.column.opened'), value: text.moment(topic.opened) },
          ...(topic.outcome ? [{ label: text.say('topic.field.outcome'), value: topic.outcome }] : []),
        ]}
      />
      <p class="small quiet">{text.say('topic.counted')}</p>
      {change.refusal && <ProblemNote refusal={change.refusal} />}
      <Section title={text.say('topic.column.matters')}>
        <Table
          label={text.say('topic.column.matters')}
          rows={matters}
          rowId={(matter) => matter.id}
          onOpen={(matter) => route(`/desk/matters/${matter.id}`)}
          columns={[
            {
              id: 'title',
              label: text.say('matter.column.title'),
              text: ({ title }) => title,
              show: (matter) => <a href={`/desk/matters/${matter.id}`}>{matter.title || matter.number}</a>,
              head: true,
            },
            { id: 'lead', label: text.say('matter.column.lead'), text: ({ leadName }) => leadName, width: '10rem' },
            { id: 'stand', label: text.say('matter.column.stand'), text: (matter) => sayStand(text, matter), width: '9rem' },
            {
              id: 'reporters',
              label: text.say('topic.column.reporters'),
              text: ({ reporters }) => text.number(reporters),
              align: 'end',
              width: '6rem',
            },
            ...(may
              ? [
                  {
                    id: 'out',
                    label: text.say('topic.take-out'),
                    text: () => '',
                    show: (matter: { id: string }) => (
                      <Button size="small" busy={change.busy} onPress={() => remove(matter.id)}>
                        {text.say('topic.take-out')}
                      </Button>
                    ),
                    width: '7rem',
                  },
                ]
              : []),
          ]}
        />
      </Section>
      {doing === 'change' && <ChangeDialog topic={topic} onClose={() => setDoing(undefined)} onDone={done} />}
      {doing === 'close' && <CloseDialog topic={topic} onClose={() => setDoing(undefined)} onDone={done} />}
    </Page>
  )
}

type DialogProps = { topic: TopicView; onClose: () => void; onDone: () => void }

function ChangeDialog({ topic, onClose, onDone }: DialogProps) {
  const text = useText()
  const [title, setTitle] = useState(topic.title)
  const [about, setAbout] = useState(topic.about)
  const act = useDo((input: InputOf<typeof changeTopic>, options) => call(changeTopic, input, { ...options, ifMatch: String(topic.rev) }))
  const send = async () => {
    if (await act.run({ id: topic.id, title: title.trim(), about: about.trim() })) onDone()
  }
  return (
    <Dialog
      open
      title={text.say('topic.change')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('kit.cancel')}</Button>
          <Button tone="primary" busy={act.busy} disabled={title.trim().length < 4} onPress={send}>
            {text.say('topic.change')}
          </Button>
        </>
      }
    >
      <Form label={text.say('topic.change')} onSubmit={send} refusal={act.refusal}>
        <p class="quiet">{text.say('topic.words')}</p>
        <Field label={text.say('topic.field.title')} path="/title">
          <TextInput value={title} onInput={setTitle} maxLength={60} autofocus />
        </Field>
        <Field label={text.say('topic.field.about')} path="/about" optional>
          <TextArea value={about} onInput={setAbout} maxLength={400} rows={3} />
        </Field>
      </Form>
    </Dialog>
  )
}

function CloseDialog({ topic, onClose, onDone }: DialogProps) {
  const text = useText()
  const [outcome, setOutcome] = useState('')
  const act = useDo((input: InputOf<typeof closeTopic>, options) => call(closeTopic, input, options))
  const send = async () => {
    if (await act.run({ id: topic.id, outcome: outcome.trim() })) onDone()
  }
  return (
    <Dialog
      open
      title={text.say('topic.close')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('kit.cancel')}</Button>
          <Button tone="primary" busy={act.busy} disabled={outcome.trim().length < 4} onPress={send}>
            {text.say('topic.close')}
          </Button>
        </>
      }
    >
      <Form label={text.say('topic.close')} onSubmit={send} refusal={act.refusal}>
        <p class="quiet">{text.say('topic.close-lead')}</p>
        <Field label={text.say('topic.field.outcome')} path="/outcome">
          <TextArea value={outcome} onInput={setOutcome} maxLength={400} rows={4} />
        </Field>
      </Form>
    </Dialog>
  )
}
