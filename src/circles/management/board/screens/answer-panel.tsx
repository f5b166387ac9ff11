/** On a matter's page: what was published of it, and publishing its answer in other words. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Confirm, Dialog } from '#kit/dialog.tsx'
import { Field, Form } from '#kit/field.tsx'
import { TextArea, TextInput } from '#kit/input.tsx'
import { Section } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo } from '#kit/use-data.ts'
import { useToldRead } from '#kit/use-told.ts'
import { listAnswers, publishAnswer, takeAnswerBack } from '../contract.ts'

export function AnswerPanel({ matter, answered }: { matter: string; answered: boolean }) {
  const text = useText()
  const read = useToldRead(`public-answers ${matter}`, (signal) => call(listAnswers, { matter }, { signal }))
  const [writing, setWriting] = useState(false)
  const answers = read.reply?.data.answers ?? []
  const may = read.reply?.may.includes('public-answer.publish') ?? false
  if (answers.length === 0 && !(may && answered)) return null
  return (
    <Section
      title={text.say('public-answer.title')}
      actions={may && answered && <Button onPress={() => setWriting(true)}>{text.say('public-answer.publish')}</Button>}
    >
      <ul>
        {answers.map((one) => (
          <li key={one.id}>
            <strong>{one.question}</strong>
            <p>{one.answer}</p>
            <p class="small quiet">
              {text.day(one.day)} · {text.say('public-answer.by', { by: one.by })}
              {one.taken && ` · ${text.say('public-answer.taken', { time: text.moment(one.taken) })}`}
            </p>
            {may && !one.taken && <TakeBack id={one.id} onDone={read.reload} />}
          </li>
        ))}
      </ul>
      {writing && (
        <Publish
          matter={matter}
          onClose={() => setWriting(false)}
          onDone={() => {
            setWriting(false)
            read.reload()
          }}
        />
      )}
    </Section>
  )
}

export function TakeBack({ id, onDone }: { id: string; onDone: () => void }) {
  const text = useText()
  const [asking, setAsking] = useState(false)
  const act = useDo((input: InputOf<typeof takeAnswerBack>, options) => call(takeAnswerBack, input, options))
  return (
    <>
      <Button onPress={() => setAsking(true)}>{text.say('public-answer.take-back')}</Button>
      {asking && (
        <Confirm
          open
          danger
          title={text.say('public-answer.take-back-sure')}
          verb={text.say('public-answer.take-back')}
          busy={act.busy}
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            if (await act.run({ id })) onDone()
          }}
        >
          <p>{text.say('public-answer.take-back-then')}</p>
          {act.refusal && <ProblemNote refusal={act.refusal} />}
        </Confirm>
      )}
    </>
  )
}

function Publish({ matter, onClose, onDone }: { matter: string; onClose: () => void; onDone: () => void }) {
  const text = useText()
  const [question, setQuestion] = useState('')
  const [answer, setAnswer] = useState('')
  const act = useDo((input: InputOf<typeof publishAnswer>, options) => call(publishAnswer, input, options))
  const send = async () => {
    if (await act.run({ matter, question: question.trim(), answer: answer.trim() })) onDone()
  }
  return (
    <Dialog
      open
      title={text.say('public-answer.publish')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('kit.cancel')}</Button>
          <Button tone="primary" busy={act.busy} disabled={question.trim().length < 4 || answer.trim().length < 4} onPress={send}>
            {text.say('public-answer.publish')}
          </Button>
        </>
      }
    >
      <Form label={text.say('public-answer.publish')} onSubmit={send} refusal={act.refusal}>
        <p class="quiet">{text.say('public-answer.warn')}</p>
        <Field label={text.say('public-answer.question')} hint={text.say('public-answer.question-hint')} path="/question">
          <TextInput value={question} onInput={setQuestion} maxLength={120} autofocus />
        </Field>
        <Field label={text.say('public-answer.answer')} hint={text.say('public-answer.answer-hint')} path="/answer">
          <TextArea value={answer} onInput={setAnswer} maxLength={600} rows={5} />
        </Field>
      </Form>
    </Dialog>
  )
}
