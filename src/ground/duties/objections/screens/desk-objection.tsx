/** One objection: what it is about and why, by when it is to be answered, and what was answered or that nobody did. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Radios } from '#kit/checkbox.tsx'
import { Confirm } from '#kit/dialog.tsx'
import { Field } from '#kit/field.tsx'
import { FormDialog } from '#kit/form-dialog.tsx'
import { TextArea } from '#kit/input.tsx'
import { Facts, Page } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { answerObjection, type Objection, type ObjectionAnswer, objectionAnswers, readObjection, withdrawObjection } from '../contract.ts'
import { mayAnswer, mayWithdraw } from '../rules.ts'
import { StateTag } from './state-tag.tsx'

export function Screen({ params }: { params: Record<string, string> }) {
  const text = useText()
  const { tell } = useTell()
  const id = params.id!
  const [open, setOpen] = useState<'answer' | 'withdraw'>()
  const read = useRead(id, (signal) => call(readObjection, { id }, { signal }), 'ticking')
  const withdraw = useDo((input: { id: string; version: number }, options) =>
    call(withdrawObjection, { id: input.id }, { ...options, ifMatch: `"${input.version}"` }),
  )
  if (read.refusal && !read.reply) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply) return <Loading lines={8} />
  const { objection } = read.reply.data
  const may = read.reply.may
  const takeBack = async () => {
    setOpen(undefined)
    if (!(await withdraw.run({ id, version: objection.rev }))) return
    tell({ text: text.say('objections.withdrawn') })
    read.reload()
  }
  return (
    <Page
      title={objection.about.title}
      width="measure"
      crumbs={[
        { label: text.say('duties.title'), href: '/desk/duties' },
        { label: text.say('objections.title'), href: '/desk/duties/objections' },
        { label: objection.about.title },
      ]}
      actions={
        <>
          {may.includes('objection.raise') && mayWithdraw(objection) && (
            <Button onPress={() => setOpen('withdraw')}>{text.say('objections.withdraw')}</Button>
          )}
          {may.includes('objection.answer') && mayAnswer(objection) && (
            <Button tone="primary" onPress={() => setOpen('answer')}>
              {text.say('objections.to-answer')}
            </Button>
          )}
        </>
      }
    >
      {withdraw.refusal && <ProblemNote refusal={withdraw.refusal} />}
      <Standing objection={objection} />
      <Facts
        items={[
          // What was objected to stands on the side that objected.
          ...(objection.side === 'raised' ? [{ label: text.say('objections.about'), value: <AboutLink about={objection.about} /> }] : []),
          { label: text.say('objections.asker'), value: objection.asker },
          {
            label: text.say('objections.reasons'),
            value: text.list(objection.reasons.map((reason) => text.say(`objections.reason.${reason}`))),
          },
          ...(objection.words ? [{ label: text.say('objections.words'), value: objection.words }] : []),
          { label: text.say(`objections.with.${objection.side}`), value: objection.otherName ?? String(objection.other) },
          { label: text.say('objections.raised-on'), value: text.day(objection.raisedOn, 'weekday') },
          { label: text.say('objections.due'), value: text.day(objection.dueOn, 'weekday') },
          ...(objection.answeredOn
            ? [{ label: text.say('objections.answered-on'), value: text.day(objection.answeredOn, 'weekday') }]
            : []),
          ...(objection.answerWords ? [{ label: text.say('objections.answer-words'), value: objection.answerWords }] : []),
        ]}
      />
      {open === 'answer' && <AnswerDialog objection={objection} onClose={() => setOpen(undefined)} onDone={read.reload} />}
      <Confirm
        open={open === 'withdraw'}
        title={text.say('objections.withdraw-ask')}
        verb={text.say('objections.withdraw')}
        onConfirm={takeBack}
        onClose={() => setOpen(undefined)}
      >
        {text.say('objections.withdraw-what')}
      </Confirm>
    </Page>
  )
}

function AboutLink({ about: { kind, id, title } }: { about: Objection['about'] }) {
  return <a href={kind === 'duty' ? `/desk/duties/${id}` : `/desk/requests/${id}`}>{title}</a>
}

function Standing({ objection }: { objection: Objection }) {
  const text = useText()
  return (
    <>
      <p class="row">
        <StateTag objection={objection} />
      </p>
      {objection.state === 'silent' && <p class="prose">{text.say('objections.silence')}</p>}
    </>
  )
}

function AnswerDialog({ objection, onClose, onDone }: { objection: Objection; onClose: () => void; onDone: () => void }) {
  const text = useText()
  const { tell } = useTell()
  const [answer, setAnswer] = useState<ObjectionAnswer | ''>('')
  const [words, setWords] = useState('')
  const act = useDo((input: InputOf<typeof answerObjection>, options) =>
    call(answerObjection, input, { ...options, ifMatch: `"${objection.rev}"` }),
  )
  const ready = answer !== '' && words.trim().length > 1
  const send = async () => {
    if (answer === '' || !ready) return
    if (!(await act.run({ id: objection.id, answer, words: words.trim() }))) return
    tell({ text: text.say('objections.answered') })
    onDone()
    onClose()
  }
  return (
    <FormDialog
      title={text.say('objections.to-answer')}
      verb={text.say('objections.send-answer')}
      act={act}
      ready={ready}
      onSend={send}
      onClose={onClose}
    >
      <Field group label={text.say('objections.decision')} path="/answer">
        <Radios
          value={answer}
          onChange={setAnswer}
          options={objectionAnswers.map((one) => ({
            value: one,
            label: text.say(`objections.answer.${one}`),
            hint: text.say(`objections.answer-what.${one}`),
          }))}
        />
      </Field>
      <Field label={text.say('objections.answer-words')} path="/words">
        <TextArea value={words} onInput={setWords} rows={4} maxLength={1500} />
      </Field>
    </FormDialog>
  )
}
