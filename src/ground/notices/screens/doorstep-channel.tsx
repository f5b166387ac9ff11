/** How a resident wants to be told. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { OutputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button, LinkButton } from '#kit/button.tsx'
import { Form } from '#kit/field.tsx'
import { Foot } from '#kit/foot.tsx'
import { Page } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import type { Choice } from '../contract.ts'
import { chooseOwnChannel, readOwnChannel } from '../own/contract.ts'
import { ChoiceFields } from './choice-fields.tsx'
import { Wechat } from './wechat.tsx'
import './own.css'

type Shown = OutputOf<typeof readOwnChannel>

export function Screen({ params, query }: { params: Record<string, string>; query: Record<string, string> }) {
  const text = useText()
  const person = params.person!
  const read = useRead(person, (signal) => call(readOwnChannel, { person }, { signal }))
  if (read.refusal && !read.reply) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply) return null
  const shown = read.reply.data
  const { next, mayChoose, wechat, wechatAsk } = shown
  const lead = next ? text.say('own-channel.now', { way: text.say(`notice.by.${next}`) }) : text.say('own-channel.no-way')
  return (
    <Page title={text.say('own-channel.title')} lead={lead}>
      {mayChoose && wechatAsk && <Wechat person={person} met={wechat === 'met'} ask={wechatAsk} query={query} onDone={read.reload} />}
      {mayChoose ? <Choosing key={shown.rev} person={person} shown={shown} /> : <p class="quiet">{text.say('own-channel.helper')}</p>}
    </Page>
  )
}

function Choosing({ person, shown }: { person: string; shown: Shown }) {
  const text = useText()
  const { route } = useLocation()
  const { tell } = useTell()
  const [choice, setChoice] = useState<Choice>(shown.choice)
  const act = useDo((wished: Choice, options) =>
    call(chooseOwnChannel, { person, choice: wished }, { ...options, ifMatch: `"${shown.rev}"` }),
  )
  const back = `/doorstep/own/${person}/notices`
  const send = async () => {
    if (!(await act.run(choice))) return
    tell({ text: text.say('own-channel.saved') })
    route(back)
  }
  return (
    <Form onSubmit={send} refusal={act.refusal} label={text.say('own-channel.title')}>
      <ChoiceFields choice={choice} possible={shown.possible} onChange={setChoice} />
      <Foot>
        <LinkButton tone="quiet" href={back}>
          {text.say('own-channel.back')}
        </LinkButton>
        <Button type="submit" tone="primary" busy={act.busy}>
          {text.say('own-channel.save')}
        </Button>
      </Foot>
    </Form>
  )
}
