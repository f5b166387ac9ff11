/** Whom to ring: the number large, what to say, and three buttons for what came of it. Urgent ones first. */
import type { OutputOf } from '#base/contract.ts'
import { call as ask } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { EmptyState, Page } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { type CallOutcome, listCalls, noteCall } from '../calls/contract.ts'
import { NoticeTabs } from './notice-tabs.tsx'
import './notices.css'

type Call = OutputOf<typeof listCalls>['calls'][number]

export function Screen() {
  const text = useText()
  const { language } = text
  const read = useRead(language, (signal) => ask(listCalls, { language }, { signal }))
  const list = read.reply?.data
  if (read.refusal && !list) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!list) return <Loading />
  return (
    <Page title={text.say('call.title')} lead={text.say('call.lead')}>
      <NoticeTabs at="calls" />
      {list.calls.length === 0 ? (
        <EmptyState icon="check" title={text.say('call.none')}>
          {text.say('call.none-why')}
        </EmptyState>
      ) : (
        <ul class="call-list">
          {list.calls.map((call) => (
            <Line key={call.person} call={call} onDone={read.reload} />
          ))}
        </ul>
      )}
      {list.more && <p class="quiet">{text.say('call.more')}</p>}
    </Page>
  )
}

const outcomes: readonly CallOutcome[] = ['wrong', 'not-reached', 'said']

function Line({ call, onDone }: { call: Call; onDone: () => void }) {
  const text = useText()
  const { tell } = useTell()
  const { person, name, phone, door, urgent, tries, last, notices } = call
  const note = useDo((outcome: CallOutcome, options) =>
    ask(noteCall, { id: person, notices: notices.map(({ id }) => id), outcome }, options),
  )
  const noted = async (outcome: CallOutcome) => {
    const reply = await note.run(outcome)
    if (!reply) return
    tell({ text: text.say(`call.then-${reply.data.next}`) })
    onDone()
  }
  return (
    <li>
      <div class="told-head">
        <a href={`/desk/people/${person}`}>
          <strong>{name || text.say('call.unnamed')}</strong>
        </a>
        <a class="call-phone" href={`tel:${phone}`}>
          {phone}
        </a>
        {urgent && <Tag mark="warning">{text.say('notice.urgent')}</Tag>}
        {tries > 0 && last && <Tag tone="stale">{text.say('call.tried', { n: tries, at: text.moment(last, 'short') })}</Tag>}
        <span class="quiet">{door}</span>
      </div>
      <ul class="call-say">
        {notices.map((notice) => (
          <li key={notice.id}>
            <strong>{notice.title}</strong>
            <p class="told-body">{notice.body}</p>
          </li>
        ))}
      </ul>
      {note.refusal && <ProblemNote refusal={note.refusal} />}
      <div class="row">
        {outcomes.map((outcome) => (
          <Button
            key={outcome}
            size="small"
            tone={outcome === 'said' ? 'primary' : 'plain'}
            busy={note.busy}
            onPress={() => noted(outcome)}
          >
            {text.say(`call.${outcome}`)}
          </Button>
        ))}
      </div>
    </li>
  )
}
