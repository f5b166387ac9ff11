/** A round on paper: the card first, then door by door in walking order the questions as boxes, and how the knock ended. For who walks without a telephone. */
import { useState } from 'preact/hooks'
import type { OutputOf } from '#base/contract.ts'
import { type CatalogueHere, useCatalogue } from '#ground/facts/screens/use-catalogue.ts'
import { Room } from '#ground/forms/screens/paper-line.tsx'
import { MarkedPrint } from '#ground/purposes/screens/marked-print.tsx'
import { call } from '#kit/api.ts'
import { Checkbox } from '#kit/checkbox.tsx'
import { EmptyState, Page } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { useRead } from '#kit/use-data.ts'
import { type RoundDoor, readRound } from '../contract.ts'
import { CardShown } from './card-shown.tsx'
import { type Due, dueAt, isLeft } from './due.ts'
import { isChild, saidParty } from './party.ts'
import '#ground/forms/screens/paper.css'
import './round-paper.css'

type Round = OutputOf<typeof readRound>
type Party = RoundDoor['parties'][number]

export function Screen({ params }: { params: Record<string, string> }) {
  const text = useText()
  const id = params.id!
  const catalogue = useCatalogue()
  const [large, setLarge] = useState(false)
  const read = useRead(id, (signal) => call(readRound, { id }, { signal }), 'once')
  if (read.refusal) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply || !catalogue) return <Loading lines={12} />
  const round = read.reply.data
  const doors = round.list.filter((door) => isLeft(door, streetToday()))
  return (
    <Page
      title={round.title}
      lead={text.say('rounds.paper-lead')}
      crumbs={[
        { label: text.say('rounds.title'), href: '/desk/rounds' },
        { label: round.title, href: `/desk/rounds/${id}` },
        { label: text.say('rounds.paper') },
      ]}
      actions={
        <>
          <Checkbox label={text.say('rounds.large')} checked={large} onChange={setLarge} />
          <MarkedPrint
            what="round"
            subjects={doors.reduce((sum, door) => sum + door.parties.length + dueAt(door, streetToday()).length, 0)}
            elements={round.elements.map((element) => element.id)}
          />
        </>
      }
    >
      {doors.length === 0 ? (
        <EmptyState icon="check" title={text.say('rounds.nothing-left')} />
      ) : (
        <article class="paper round-paper" data-large={large ? '' : undefined} aria-label={round.title}>
          <CardShown card={round.card} name={(element) => catalogue.name(element, text.language)} />
          <p class="paper-note">{text.say('rounds.paper-note', { day: text.day(streetToday()) })}</p>
          {doors.map((door) => (
            <DoorSheet key={door.dwelling} door={door} round={round} catalogue={catalogue} />
          ))}
        </article>
      )}
    </Page>
  )
}

function DoorSheet({ door, round, catalogue }: { door: RoundDoor; round: Round; catalogue: CatalogueHere }) {
  const text = useText()
  return (
    <section class="paper-section round-door">
      <h2>
        <span class="digits">{door.place}</span> {door.label}
      </h2>
      <p class="round-when">
        {text.say('rounds.paper-when')} <WriteMoment />
      </p>
      {dueAt(door, streetToday()).map((contact) => (
        <ContactLines key={contact.matter} contact={contact} />
      ))}
      {door.parties.map((party) => (
        <PartyLines key={party.subject} party={party} round={round} catalogue={catalogue} />
      ))}
      <p class="paper-squares round-outcome">
        {(['done', 'partly', 'nobody-home', 'no-adult', 'refused', 'moved-away'] as const).map((outcome) => (
          <Square key={outcome} word={text.say(`rounds.box.${outcome}`)} />
        ))}
        <span class="round-back">
          {text.say('rounds.box.come-back')} <WriteMoment />
        </span>
      </p>
    </section>
  )
}

function ContactLines({ contact }: { contact: Due }) {
  const text = useText()
  return (
    <div class="round-party">
      <h3>{[text.say('contact.due'), contact.name].filter(Boolean).join(' · ')}</h3>
      <p class="paper-squares round-outcome">
        {(['well', 'not-reached', 'later'] as const).map((outcome) => (
          <Square key={outcome} word={text.say(`contact.${outcome}`)} />
        ))}
      </p>
      {contact.questions.map(({ id, label, choices }) => (
        <p key={id} class="paper-squares round-outcome">
          {label[text.language]}
          {choices.map((choice) => (
            <Square key={choice.code} word={choice[text.language]} />
          ))}
        </p>
      ))}
    </div>
  )
}

function PartyLines({ party, round, catalogue }: { party: Party; round: Round; catalogue: CatalogueHere }) {
  const text = useText()
  const asking = (at: number[]) => at.map((place) => round.requests[place]?.title ?? '').join(text.say('rounds.semicolon'))
  return (
    <div class="round-party">
      <h3>
        {saidParty(party, text.say)}
        {party.kind === 'person' && <Square word={text.say('rounds.box.refused')} />}
      </h3>
      {isChild(party) && <p class="paper-note">{text.say('door.child')}</p>}
      <dl class="paper-lines">
        {party.questions.map(({ element, state, requests, optional }) => {
          const known = party.known.find((one) => one.element === element)
          return (
            <div key={element} class="paper-line">
              <dt>
                {catalogue.name(element, text.language)}
                <span class="paper-note">
                  {[optional ? text.say('rounds.may-decline') : '', asking(requests)].filter(Boolean).join(' ')}
                </span>
              </dt>
              <dd>
                {known && (
                  <span class="round-known">
                    {catalogue.show(element, known.value, text.language)}
                    <span class="paper-note">
                      {text.say(state === 'stale' ? 'rounds.still-so' : 'rounds.which', { day: text.day(known.asOf) })}
                    </span>
                  </span>
                )}
                <Room question={{ element }} catalogue={catalogue} />
                <span class="paper-squares round-ways">
                  {known && <Square word={text.say('ask.still')} />}
                  {catalogue.element(element)?.type !== 'boolean' && <Square word={text.say('ask.none')} />}
                  <Square word={text.say('ask.declines')} />
                </span>
              </dd>
            </div>
          )
        })}
      </dl>
    </div>
  )
}

function Square({ word }: { word: string }) {
  return (
    <span class="round-square">
      <span class="paper-square" aria-hidden="true" /> {word}
    </span>
  )
}

/** Month, day and hour, as they are entered afterwards. */
function WriteMoment() {
  const text = useText()
  return (
    <span class="round-moment">
      {['month', 'day', 'hour'].map((part) => (
        <span key={part}>
          <span class="round-blank" aria-hidden="true" /> {text.say(`rounds.paper-${part}`)}
        </span>
      ))}
    </span>
  )
}
