/** A door: who is asked what, and how the knock ended. The main way on stands under the thumb; nobody home and come back are one touch. */
import { useEffect, useState } from 'preact/hooks'
import type { AskedElement } from '#ground/asks/asked/contract.ts'
import { type Given, type Givens, isGiven } from '#ground/asks/screens/given.ts'
import { QuestionLines } from '#ground/asks/screens/question-lines.tsx'
import { Button } from '#kit/button.tsx'
import { Foot } from '#kit/foot.tsx'
import { Page } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { type Refusal, refusalOf } from '#kit/refusal.ts'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { streetToday } from '#kit/today.ts'
import type { RoundDoor } from '../contract.ts'
import { bodiesOf, type Knock, outcomeOf, type Reaching, type Reachings } from './capture.ts'
import { ContactLine } from './contact-line.tsx'
import { dueAt } from './due.ts'
import { EndDialog } from './end-dialog.tsx'
import { MomentInput } from './moment-input.tsx'
import { dateOf, type Moment } from './moments.ts'
import { isChild, saidParty } from './party.ts'
import type { Round, Walk } from './use-walk.ts'

export type DoorViewProps = {
  round: Round
  door: RoundDoor
  capture: Walk['capture']
  onBack: () => void
  onCard: () => void
  onDone: () => void
  /** A sheet of paper is entered: with the time that stands on it. */
  paper?: boolean
}

/** Reading what was typed needs more than showing the door: it comes while she reads the questions. */
const loadReader = () => import('./find-wrong.ts')

export function DoorView({ round, door, capture, onBack, onCard, onDone, paper = false }: DoorViewProps) {
  const text = useText()
  const { tell } = useTell()
  const [givens, setGivens] = useState<ReadonlyMap<string, Given>>(new Map())
  const [reachings, setReachings] = useState<Reachings>(new Map())
  const [ending, setEnding] = useState(false)
  const [written, setWritten] = useState<Moment>({ day: '', time: '' })
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal>()
  const [wrong, setWrong] = useState<ReadonlyMap<string, string>>(new Map())
  // Only for its coming.
  useEffect(() => void readGivens(door, new Map(), new Map()), [])
  const give = (key: string, given: Given | undefined) => {
    const next = new Map(givens)
    if (given === undefined) next.delete(key)
    else next.set(key, given)
    setGivens(next)
  }
  const due = dueAt(door, streetToday())
  const count = [...givens.values()].filter(isGiven).length + reachings.size
  const isEmpty = door.parties.length + due.length === 0
  const types = new Map(round.elements.map(({ id, type }) => [id, type as string]))
  const elements = new Map(round.elements.map((element) => [element.id, element]))

  const reach = (matter: string, reaching: Reaching | undefined, more: boolean) => {
    const next = new Map(reachings)
    if (reaching === undefined) next.delete(matter)
    else next.set(matter, reaching)
    setReachings(next)
    // Where nothing else is asked, the touch is all.
    const isAll = !paper && !more && door.parties.length === 0 && due.length === 1
    if (isAll && reaching) void end({ outcome: outcomeOf(door, givens, { due, reachings: next }) }, next)
  }

  const end = async (knock: Knock, touched = reachings) => {
    setBusy(true)
    setRefusal(undefined)
    try {
      // Far from the door nobody can mend it.
      const found = await readGivens(door, givens, elements)
      setWrong(found)
      if (found.size > 0) return
      const answers = await capture(bodiesOf(round.id, door, givens, types, knock, { due, reachings: touched }), dateOf(written))
      const refused = answers.find((answer) => answer.outcome === 'refused')
      if (refused && 'code' in refused) return tell({ text: text.say(refused.code), tone: 'problem' })
      const other = answers.find(({ outcome }) => outcome !== 'accepted')
      const done = answers.find((answer) => 'code' in answer && answer.code !== undefined)
      // What is kept on the phone is told by the line that counts it.
      if (done && 'code' in done) tell({ text: text.say(done.code!) })
      else if (answers.length > 0) tell({ text: text.say(other ? `door.kept-${other.outcome}` : 'door.kept') })
      onDone()
    } catch (thrown) {
      setRefusal(refusalOf(thrown))
    } finally {
      setBusy(false)
      setEnding(false)
    }
  }

  return (
    <Page title={door.label} lead={text.say('door.place', { n: door.place, all: round.list.length })}>
      <Button icon="eye" onPress={onCard}>
        {text.say('door.card')}
      </Button>
      {paper && (
        <MomentInput past value={written} onChange={setWritten} day={text.say('door.written-day')} hint={text.say('door.written-hint')} />
      )}
      {due.length > 0 && (
        <section class="ask-party">
          {due.map((contact) => (
            <ContactLine
              key={contact.matter}
              contact={contact}
              reaching={reachings.get(contact.matter)}
              onGive={(reaching, more) => reach(contact.matter, reaching, more)}
            />
          ))}
          {reachings.size === 0 && <p class="small quiet">{text.say('contact.with-knock')}</p>}
        </section>
      )}
      {door.parties.map((party) => (
        <section key={party.subject} class="ask-party">
          <h2>{saidParty(party, text.say)}</h2>
          {isChild(party) && <p class="ask-child">{text.say('door.child')}</p>}
          <QuestionLines party={party} of={round} givens={givens} wrong={wrong} onGive={give} />
        </section>
      ))}
      {isEmpty && <p>{text.say('door.nothing-left')}</p>}
      {wrong.size > 0 && <p role="alert">{text.say('door.mend', { n: wrong.size })}</p>}
      {refusal && <ProblemNote refusal={refusal} />}
      <Foot>
        <Button onPress={onBack}>{text.say('door.back')}</Button>
        {count === 0 ? (
          <>
            <Button busy={busy} onPress={() => setEnding(true)}>
              {text.say('door.other-end')}
            </Button>
            <Button tone="primary" busy={busy} onPress={() => end({ outcome: isEmpty ? 'done' : 'nobody-home' })}>
              {text.say(isEmpty ? 'rounds.box.done' : 'rounds.box.nobody-home')}
            </Button>
          </>
        ) : (
          <Button tone="primary" busy={busy} onPress={() => end({ outcome: outcomeOf(door, givens, { due, reachings }) })}>
            {text.say(outcomeOf(door, givens, { due, reachings }) === 'done' ? 'door.keep-done' : 'door.keep-partly')}
          </Button>
        )}
      </Foot>
      {ending && <EndDialog busy={busy} paper={paper} parties={door.parties} onClose={() => setEnding(false)} onEnd={end} />}
    </Page>
  )
}

async function readGivens(
  ...[door, givens, elements]: [RoundDoor, Givens, ReadonlyMap<string, AskedElement>]
): Promise<ReadonlyMap<string, string>> {
  try {
    return (await loadReader()).findWrong(door, givens, elements, streetToday())
  } catch (error) {
    // The network went before the reader was here: then the house alone judges what was typed.
    if (error instanceof TypeError) return new Map()
    throw error
  }
}
