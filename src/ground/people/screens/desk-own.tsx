/** One's own login: the password, and every try to sign in with it. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Field, Form } from '#kit/field.tsx'
import { TextInput } from '#kit/input.tsx'
import { Page, Section } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Table } from '#kit/table.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { changePassword, readOwn } from '../staff/contract.ts'

export function Screen() {
  const text = useText()
  const read = useRead('own', (signal) => call(readOwn, {}, { signal }))
  const own = read.reply?.data
  if (read.refusal && !own) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!own) return <Loading />
  return (
    <Page title={text.say('own.title')} lead={text.say('own.lead', { name: own.signIn })}>
      {own.given && <Tag tone="stale">{text.say('own.given')}</Tag>}
      <Section title={text.say('own.change')}>
        <Password onDone={read.reload} />
      </Section>
      <Section title={text.say('own.sign-ins')}>
        <p class="quiet">{text.say('own.sign-ins-lead')}</p>
        <Table
          label={text.say('own.sign-ins')}
          rows={own.signIns}
          rowId={(one) => `${one.at} ${one.outcome}`}
          empty={text.say('own.none')}
          columns={[
            { id: 'at', label: text.say('own.at'), text: (one) => text.moment(one.at), head: true, width: '12rem' },
            {
              id: 'outcome',
              label: text.say('own.outcome'),
              text: (one) => text.say(`own.outcome.${one.outcome}`),
              show: (one) => <Tag tone={one.outcome === 'in' ? 'plain' : 'stale'}>{text.say(`own.outcome.${one.outcome}`)}</Tag>,
              width: '9rem',
            },
            { id: 'address', label: text.say('own.where'), text: (one) => one.address, width: '11rem' },
            { id: 'agent', label: text.say('own.agent'), text: (one) => browserOf(one.agent) },
          ]}
        />
      </Section>
    </Page>
  )
}

function Password({ onDone }: { onDone: () => void }) {
  const text = useText()
  const { tell } = useTell()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const act = useDo((input: InputOf<typeof changePassword>, options) => call(changePassword, input, options))
  const differs = again !== '' && again !== next
  const send = async () => {
    if (again !== next || !(await act.run({ current, next }))) return
    tell({ text: text.say('own.done') })
    setCurrent('')
    setNext('')
    setAgain('')
    // Every session ended: asking again brings the sign-in.
    onDone()
  }
  return (
    <Form
      onSubmit={send}
      refusal={act.refusal}
      label={text.say('own.change')}
      actions={
        <Button type="submit" tone="primary" busy={act.busy} disabled={current === '' || next === '' || again !== next}>
          {text.say('own.change')}
        </Button>
      }
    >
      <Field label={text.say('own.current')} path="/current">
        <TextInput type="password" autocomplete="current-password" value={current} onInput={setCurrent} width={24} />
      </Field>
      <Field label={text.say('own.next')} hint={text.say('own.next-hint')} path="/next">
        <TextInput type="password" autocomplete="new-password" value={next} onInput={setNext} width={24} />
      </Field>
      <Field label={text.say('own.again')} error={differs ? text.say('own.differs') : undefined}>
        <TextInput type="password" autocomplete="new-password" value={again} onInput={setAgain} width={24} />
      </Field>
    </Form>
  )
}

/** The browser and system in a word each, from what it says of itself. */
function browserOf(agent: string): string {
  const browser = /(Edg|Firefox|Chrome|Safari)[a-z]*\/(\d+)/i.exec(agent)
  const system = /Windows|Android|iPhone|Mac OS|Linux/.exec(agent)
  return [browser ? `${browser[1]} ${browser[2]}` : agent.slice(0, 40), system?.[0]].filter(Boolean).join(' · ')
}
