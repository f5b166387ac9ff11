/** Everything known about one person, one thing a card: what, who said it and when; and one touch to say that it is wrong. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { call } from '#kit/api.ts'
import { Button, LinkButton } from '#kit/button.tsx'
import { Foot } from '#kit/foot.tsx'
import { EmptyState, Page } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { refusalOf } from '#kit/refusal.ts'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { save } from '#kit/transfer.ts'
import { useRead } from '#kit/use-data.ts'
import { exportOwn, type OwnFact, readOwn } from '../contract.ts'
import { CorrectOwn } from './correct-own.tsx'
import { groupOwn, type Own, sayWhence, showOwn } from './own-facts.ts'
import './own.css'

export function Screen({ params, query }: { params: Record<string, string>; query: Record<string, string> }) {
  const text = useText()
  const person = params.person!
  const { route } = useLocation()
  const here = `/doorstep/own/${person}`
  const read = useRead(person, (signal) => call(readOwn, { person }, { signal }))
  if (read.refusal) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply) return null
  const own = read.reply.data
  const wrong = own.facts.find(({ element, mayCorrect }) => element === query.wrong && mayCorrect)
  const close = () => {
    // The way back of the telephone and the button under the thumb lead to the same place.
    route(here, true)
  }
  if (wrong)
    return (
      <CorrectOwn
        key={wrong.element}
        own={own}
        fact={wrong}
        onClose={close}
        onDone={() => {
          read.reload()
          close()
        }}
        onStale={read.reload}
      />
    )
  const groups = groupOwn(own.facts)
  return (
    <Page title={text.say('own.title', { name: nameOf(own) })} lead={text.say('own.lead')}>
      {groups.length === 0 && own.homes.length === 0 && <EmptyState icon="person" title={text.say('own.nothing')} />}
      {groups.map(([group, facts]) => (
        <section key={group} class="own-group">
          <h2>{text.say(`group.${group}`)}</h2>
          <FactCards facts={facts} own={own} wrongAt={(element) => `${here}?wrong=${element}`} />
        </section>
      ))}
      {own.homes.length > 0 && <Homes own={own} />}
      <div class="own-end">
        <p>{text.say('own.end')}</p>
        {/* A helper, from whom part of the numbers is hidden, takes nothing along. */}
        {groups.length > 0 && !own.facts.some(({ masked }) => masked) && <TakeAlong person={person} />}
        <LinkButton tone="quiet" href="/doorstep/report?type=own-data">
          {text.say('own.ask-more')}
        </LinkButton>
      </div>
      <Foot>
        <LinkButton icon="eye" href={`${here}/looks`}>
          {text.say('own.looks')}
        </LinkButton>
        <LinkButton icon="check" href={`${here}/consents`}>
          {text.say('own.consents')}
        </LinkButton>
      </Foot>
    </Page>
  )
}

/** Everything, in a file that any table program opens (PIPL 45). */
function TakeAlong({ person }: { person: string }) {
  const text = useText()
  const { tellRefusal } = useTell()
  const [busy, setBusy] = useState(false)
  const take = async () => {
    setBusy(true)
    try {
      const { data } = await call(exportOwn, { person, format: 'csv' })
      save({ blob: new Blob([data.text], { type: data.type }), name: data.name })
    } catch (thrown) {
      tellRefusal(refusalOf(thrown))
    }
    setBusy(false)
  }
  return (
    <Button icon="download" busy={busy} onPress={take}>
      {text.say('own.take-along')}
    </Button>
  )
}

function nameOf({ facts }: Own): string {
  return String(facts.find(({ element }) => element === 'person.name')?.value ?? '')
}

type FactCardsProps = { facts: readonly OwnFact[]; own: Own; wrongAt?: (element: string) => string }

function FactCards({ facts, own, wrongAt }: FactCardsProps) {
  return (
    <ul class="own-cards">
      {facts.map((fact) => (
        <FactCard key={fact.element} fact={fact} own={own} wrongAt={wrongAt?.(fact.element)} />
      ))}
    </ul>
  )
}

function FactCard({ fact, own, wrongAt }: { fact: OwnFact; own: Own; wrongAt: string | undefined }) {
  const text = useText()
  const label = fact.label[text.language]
  const says = fact.basis !== null || fact.protected || fact.masked || !fact.mayCorrect
  return (
    <li class="own-card">
      <div class="own-words">
        <h3>{label}</h3>
        <p class="own-value">{showOwn(fact, own.codes, text.language)}</p>
        <p class="own-whence">{sayWhence(text, fact)}</p>
        {fact.stale && <Tag tone="stale">{text.say('own.stale')}</Tag>}
        {fact.contradicted && <Tag tone="conflict">{text.say('own.contradicted')}</Tag>}
      </div>
      {fact.mayCorrect && wrongAt && (
        <LinkButton href={wrongAt} label={text.say('own.wrong-what', { what: label })}>
          {text.say('own.wrong')}
        </LinkButton>
      )}
      {says && (
        <details class="own-more">
          <summary>{text.say(fact.mayCorrect ? 'own.why' : 'own.why-and-how')}</summary>
          {fact.basis && <p>{text.say('own.basis', { basis: fact.basis })}</p>}
          {fact.protected && <p>{text.say('own.protected')}</p>}
          {fact.masked && <p>{text.say('own.masked')}</p>}
          {!fact.mayCorrect && (
            <p>{text.say(fact.source === 'derived' || fact.source === 'inferred' ? 'own.worked-out' : 'own.counter')}</p>
          )}
        </details>
      )}
    </li>
  )
}

/** Doors with what ties her to them; of the one she lives in also what is known of door and household. */
function Homes({ own }: { own: Own }) {
  const text = useText()
  return (
    <section class="own-group">
      <h2>{text.say('own.homes')}</h2>
      <ul class="own-cards">
        {own.homes.map(({ relation, door, label, from, to }) => (
          <li key={relation + door + from} class="own-card">
            <div class="own-words">
              <h3>{text.say(`own.relation.${relation}`)}</h3>
              <p class="own-value">{label}</p>
              <p class="own-whence">{sayPeriod(from, to)}</p>
            </div>
          </li>
        ))}
      </ul>
      {own.homes
        .filter(({ facts }) => facts.length > 0)
        .map(({ door, label, facts }) => (
          <details key={door} class="own-more own-home">
            <summary>{text.say('own.home-facts', { label, n: facts.length })}</summary>
            <FactCards facts={facts} own={own} />
          </details>
        ))}
    </section>
  )

  function sayPeriod(from: string | null, to: string | null): string {
    if (from && to) return text.say('own.from-to', { from: text.day(from), to: text.day(to) })
    if (to) return text.say('own.until', { day: text.day(to) })
    return from ? text.say('own.since', { day: text.day(from) }) : text.say('own.since-unknown')
  }
}
