/** Question by question as she answers; all of it goes in one press, each person, household and door whole or not at all. */
import { useRef, useState } from 'preact/hooks'
import type { OutputOf } from '#base/contract.ts'
import { answerOf, type Given, type Givens, isGiven, keyOf } from '#ground/asks/screens/given.ts'
import { QuestionLine } from '#ground/asks/screens/question-line.tsx'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { newKey } from '#kit/idempotency.ts'
import { ProblemNote } from '#kit/problem-note.tsx'
import { type Refusal, refusalOf } from '#kit/refusal.ts'
import { Keys, useShortcut } from '#kit/shortcuts.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { answerParty, type Contact, declineParty, type readParty } from '../contract.ts'

type Asked = OutputOf<typeof readParty>
type Whose = Asked['parties'][number]
type Slip = { id: string; name: string }

export type QuestionsProps = {
  party: string
  contact: Contact
  asked: Asked
  onDone: () => void
  onSlips: (slips: Slip[]) => void
}

const SEND = 'ctrl+enter'

export function Questions({ party, contact, asked, onDone, onSlips }: QuestionsProps) {
  const text = useText()
  const { tell } = useTell()
  const [givens, setGivens] = useState<Givens>(new Map())
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal>()
  const elements = new Map(asked.elements.map((element) => [element.id, element]))
  const codes = new Map(asked.codes.map((list) => [list.id, list]))
  // Whoever types fast sends before what was pressed last is drawn.
  const latest = useRef(givens)
  const change = (next: Givens) => {
    latest.current = next
    setGivens(next)
  }
  const give = (key: string, given: Given | undefined) => {
    const next = new Map(latest.current)
    if (given === undefined) next.delete(key)
    else next.set(key, given)
    change(next)
  }
  const count = [...givens.values()].filter(isGiven).length
  const nameOf = (whose: Whose) => whose.name || text.say(`counter.whose.${whose.kind}`)
  const send = async () => {
    const said = latest.current
    if (busy || ![...said.values()].some(isGiven)) return
    setBusy(true)
    setRefusal(undefined)
    let answered = 0
    try {
      for (const whose of asked.parties) {
        const { answers, declined } = saidOf(whose, said, new Map(asked.elements.map(({ id, type }) => [id, type as string])))
        const to = { party, contact, subject: whose.subject }
        if (answers.length > 0) answered += (await call(answerParty, { ...to, answers }, { key: newKey() })).data.answered
        if (declined.length > 0) {
          const { slip } = (await call(declineParty, { ...to, elements: declined }, { key: newKey() })).data
          onSlips([{ id: slip, name: nameOf(whose) }])
        }
        change(new Map([...latest.current].filter(([key]) => !key.startsWith(whose.subject))))
      }
      tell({ text: answered > 0 ? text.say('counter.done', { n: answered }) : text.say('counter.declined') })
    } catch (thrown) {
      setRefusal(refusalOf(thrown))
    } finally {
      setBusy(false)
      onDone()
    }
  }
  useShortcut(SEND, 'counter.send', send)
  return (
    <>
      <Askers asked={asked} />
      {asked.parties.map((whose) => (
        <section key={whose.subject} class="ask-party">
          <h3>{text.say(`counter.as.${whose.as}`, { name: nameOf(whose) })}</h3>
          {whose.questions.map((question) => {
            const key = keyOf(whose.subject, question.element)
            const element = elements.get(question.element)
            return (
              element && (
                <QuestionLine
                  key={key}
                  question={question}
                  asked={element}
                  known={whose.known.find((one) => one.element === question.element)}
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
      <div class="counter-send">
        <Button tone="primary" icon="check" busy={busy} disabled={count === 0} onPress={send}>
          {text.say(count === 0 ? 'counter.send' : 'counter.send-n', { n: count })}
        </Button>
        <Keys keys={SEND} />
      </div>
    </>
  )
}

/** Who asks, why, on which basis: to be told before the first question. */
function Askers({ asked }: { asked: Asked }) {
  const text = useText()
  const asking = new Set(asked.parties.flatMap(({ questions }) => questions.flatMap(({ requests }) => requests)))
  return (
    <ul class="counter-askers">
      {asked.requests.map(
        ({ id, asker, purpose, title, basis, until }, at) =>
          asking.has(at) && (
            <li key={id}>
              {text.say('asked.for', { asker, purpose: purpose ?? title })}
              <span class="small quiet">
                {[basis ? text.say('asked.basis', { basis }) : '', until ? text.say('asked.until', { day: text.day(until) }) : '']
                  .filter(Boolean)
                  .join(text.say('slip.semicolon'))}
              </span>
            </li>
          ),
      )}
    </ul>
  )
}

function saidOf(whose: Whose, givens: Givens, types: ReadonlyMap<string, string>) {
  const said = whose.questions.flatMap((question) => {
    const given = givens.get(keyOf(whose.subject, question.element))
    return isGiven(given) ? [{ question, given }] : []
  })
  return {
    answers: said.flatMap(({ question, given }) => (given === 'declined' ? [] : [answerOf(whose, question, given, types)])),
    declined: said.flatMap(({ question, given }) => (given === 'declined' ? [question.element] : [])),
  }
}
