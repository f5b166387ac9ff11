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
import type { Party } from '../asked/contract.ts'
import { answerOwn, declineOwn, listOwnAsks } from '../own/contract.ts'
import { answerOf, type Given, type Givens, isGiven, keyOf } from './given.ts'
import { QuestionLine } from './question-line.tsx'

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
  const [givens, setGivens] = useState<Givens>(new Map())
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal>()
  const elements = new Map(asked.elements.map((element) => [element.id, element]))
  const codes = new Map(asked.codes.map((list) => [list.id, list]))
  const give = (key: string, given: Given | undefined) => {
    const next = new Map(givens)
    if (given === undefined) next.delete(key)
    else next.set(key, given)
    setGivens(next)
  }
  const count = [...givens.values()].filter(isGiven).length
  const send = async () => {
    setBusy(true)
    setRefusal(undefined)
    try {
      const answered = await sendAll(asked, givens)
      setGivens(new Map())
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
      <Askers asked={asked} />
      {asked.parties.map((party) => (
        <section key={party.subject} class="ask-party">
          <h2>{party.name || text.say(`asked.${party.kind}`)}</h2>
          {party.questions.map((question) => {
            const key = keyOf(party.subject, question.element)
            const element = elements.get(question.element)
            return (
              element && (
                <QuestionLine
                  key={key}
                  question={question}
                  asked={element}
                  known={party.known.find((one) => one.element === question.element)}
                  codes={element.codes ? codes.get(element.codes) : undefined}
                  given={givens.get(key)}
                  onGive={(given) => give(key, given)}
                />
              )
            )
          })}
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

function Askers({ asked }: { asked: Asked }) {
  const text = useText()
  const asking = new Set(asked.parties.flatMap(({ questions }) => questions.flatMap(({ requests }) => requests)))
  return (
    <section class="askers">
      <h2>{text.say('asked.who')}</h2>
      <ul>
        {asked.requests.map(
          ({ id, asker, purpose, title, basis, until }, at) =>
            asking.has(at) && (
              <li key={id}>
                <p>{text.say('asked.for', { asker, purpose: purpose ?? title })}</p>
                <p class="small quiet">
                  {[basis ? text.say('asked.basis', { basis }) : '', until ? text.say('asked.until', { day: text.day(until) }) : '']
                    .filter(Boolean)
                    .join(text.say('slip.semicolon'))}
                </p>
              </li>
            ),
        )}
      </ul>
    </section>
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

function saidOf(party: Party, givens: Givens, types: ReadonlyMap<string, string>) {
  const said = party.questions.flatMap((question) => {
    const given = givens.get(keyOf(party.subject, question.element))
    return isGiven(given) ? [{ question, given }] : []
  })
  return {
    answers: said.flatMap(({ question, given }) => (given === 'declined' ? [] : [answerOf(party, question, given, types)])),
    declined: said.flatMap(({ question, given }) => (given === 'declined' ? [question.element] : [])),
  }
}
