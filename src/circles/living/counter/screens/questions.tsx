/** Question by question as she answers; all of it goes in one press, each person, household and door whole or not at all. */
import { useState } from 'preact/hooks'
import type { OutputOf } from '#base/contract.ts'
import { isGiven, saidOf } from '#ground/asks/screens/given.ts'
import { Askers, QuestionLines } from '#ground/asks/screens/question-lines.tsx'
import { useGivens } from '#ground/asks/screens/use-givens.ts'
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
  const { givens, latest, change, give, count } = useGivens()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal>()
  const types = new Map(asked.elements.map(({ id, type }) => [id, type as string]))
  const nameOf = (whose: Whose) => whose.name || text.say(`counter.whose.${whose.kind}`)
  const send = async () => {
    const said = latest.current
    if (busy || ![...said.values()].some(isGiven)) return
    setBusy(true)
    setRefusal(undefined)
    let answered = 0
    try {
      for (const whose of asked.parties) {
        const { answers, declined } = saidOf(whose, said, types)
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
          <QuestionLines party={whose} of={asked} givens={givens} onGive={give} />
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
