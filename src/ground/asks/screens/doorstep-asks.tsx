/** What is asked of a resident: who asks and why first; then question by question, answered or declined, hers, her household's and her door's. */
import { useState } from 'preact/hooks'
import type { OutputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button, LinkButton } from '#kit/button.tsx'
import { Foot } from '#kit/foot.tsx'
import { newKey } from '#kit/idempotency.ts'
import { EmptyState, Page } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { type Refusal, refusalOf } from '#kit/refusal.ts'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useRead } from '#kit/use-data.ts'
import { answerOwn, declineOwn, listOwnAsks } from '../own/contract.ts'
import { type Givens, saidOf } from './given.ts'
import { Askers, QuestionLines } from './question-lines.tsx'
import { useGivens } from './use-givens.ts'

type Asked = OutputOf<typeof listOwnAsks>

export function Screen() {
  const text = useText()
  const read = useRead('asks', (signal) => call(listOwnAsks, {}, { signal }), 'on-return')
  if (read.refusal && !read.reply) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply) return null
  const asked = read.reply.data
  if (asked.parties.length === 0)
    return (
      <Page title={text.say('asked.title')}>
        <EmptyState icon="check" title={text.say('asked.none')}>
          {text.say('asked.none-lead')}
        </EmptyState>
        <Foot>
          <LinkButton href="/doorstep">{text.say('asked.back')}</LinkButton>
        </Foot>
      </Page>
    )
  return <Questions asked={asked} onDone={read.reload} />
}

function Questions({ asked, onDone }: { asked: Asked; onDone: () => void }) {
  const text = useText()
  const { tell } = useTell()
  const { givens, change, give, count } = useGivens()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal>()
  const send = async () => {
    setBusy(true)
    setRefusal(undefined)
    try {
      const answered = await sendAll(asked, givens)
      change(new Map())
      tell({ text: answered > 0 ? text.say('asked.done', { n: answered }) : text.say('asked.declined') })
      onDone()
    } catch (thrown) {
      setRefusal(refusalOf(thrown))
      onDone()
    } finally {
      setBusy(false)
    }
  }
  return (
    <Page title={text.say('asked.title')} lead={text.say('asked.lead')}>
      <section>
        <h2>{text.say('asked.who')}</h2>
        <Askers asked={asked} />
      </section>
      {asked.parties.map((party) => (
        <section key={party.subject} class="ask-party">
          <h2>{party.name || text.say(`asked.${party.kind}`)}</h2>
          <QuestionLines party={party} of={asked} givens={givens} onGive={give} />
        </section>
      ))}
      {refusal && <ProblemNote refusal={refusal} />}
      <Foot>
        <LinkButton href="/doorstep">{text.say('asked.back')}</LinkButton>
        <Button tone="primary" busy={busy} disabled={count === 0} onPress={send}>
          {text.say('asked.send')}
        </Button>
      </Foot>
    </Page>
  )
}

/** For each of them her answers in one, and what she declines in one. Returns how many were answered. */
async function sendAll({ parties, elements }: Asked, givens: Givens): Promise<number> {
  const types = new Map(elements.map(({ id, type }) => [id, type as string]))
  let answered = 0
  for (const party of parties) {
    const { answers, declined } = saidOf(party, givens, types)
    if (answers.length > 0) answered += (await call(answerOwn, { person: party.subject, answers }, { key: newKey() })).data.answered
    if (declined.length > 0) await call(declineOwn, { person: party.subject, elements: declined }, { key: newKey() })
  }
  return answered
}
