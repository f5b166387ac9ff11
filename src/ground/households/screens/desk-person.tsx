/** One person whole: facts with provenance, the doors she is tied to, what is protected behind a reason, history, doubles, and who looked. */
import { useState } from 'preact/hooks'
import { readHistory } from '#ground/facts/contract.ts'
import { Contradictions } from '#ground/facts/screens/contradictions.tsx'
import { CorrectDialog } from '#ground/facts/screens/correct-dialog.tsx'
import { FactList, sayForSource } from '#ground/facts/screens/fact-list.tsx'
import { RevealDialog } from '#ground/facts/screens/reveal-dialog.tsx'
import { type CatalogueHere, useCatalogue } from '#ground/facts/screens/use-catalogue.ts'
import { call } from '#kit/api.ts'
import { Button, LinkButton } from '#kit/button.tsx'
import { Page, Section } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { Loading } from '#kit/progress.tsx'
import { Table } from '#kit/table.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { useRead } from '#kit/use-data.ts'
import { readPerson } from '../contract.ts'
import type { Joined } from './joined.ts'
import { nameOf } from './person-name.ts'
import '#ground/people/screens/homes.css'

export function Screen({ params, actions, panels }: { params: Record<string, string> } & Joined) {
  const text = useText()
  const id = params.id!
  const catalogue = useCatalogue()
  const read = useRead(id, (signal) => call(readPerson, { id }, { signal }))
  const [correcting, setCorrecting] = useState(false)
  const [opening, setOpening] = useState(false)
  const [past, setPast] = useState(false)
  const person = read.reply?.data
  if (read.refusal) return <ProblemNote refusal={read.refusal} />
  if (!person || !catalogue) return <Loading />
  const may = (right: string) => read.reply?.may.includes(right) ?? false
  const name = nameOf(person, text.say('door.unnamed'))
  const home = person.ties.find((tie) => tie.relation === 'residence' && !tie.to)
  return (
    <Page
      title={name}
      lead={home?.label}
      crumbs={[
        { label: text.say('people.title'), href: '/desk/people' },
        ...(home ? [{ label: home.label, href: `/desk/doors/${home.dwelling}` }] : []),
        { label: name },
      ]}
      actions={
        <>
          {actions}
          {may('look.read') && <LinkButton href={`/desk/looks?subject=${id}`}>{text.say('person.looks')}</LinkButton>}
          {may('people.merge') && <LinkButton href={`/desk/people/${id}/doubles`}>{text.say('person.doubles')}</LinkButton>}
          {may('sensitive.open') && (
            <Button icon="lock" onPress={() => setOpening(true)}>
              {text.say('person.open')}
            </Button>
          )}
          {may('people.change') && (
            <Button tone="primary" icon="edit" onPress={() => setCorrecting(true)}>
              {text.say('door.correct')}
            </Button>
          )}
        </>
      }
    >
      <Contradictions
        id={id}
        rev={person.rev}
        facts={person.facts}
        catalogue={catalogue}
        doors={new Map(person.ties.map((tie) => [tie.dwelling, tie.label]))}
        may={may('people.change')}
        onDone={read.reload}
      />
      <FactList facts={person.facts} catalogue={catalogue} top />
      <Section title={text.say('person.doors')}>
        <ul class="plain-list">
          {person.ties.map((tie) => (
            <li key={`${tie.relation} ${tie.dwelling} ${tie.from}`}>
              {text.say(`relation.${tie.relation}`)} <a href={`/desk/doors/${tie.dwelling}`}>{tie.label}</a>{' '}
              <span class="quiet">
                {tie.to
                  ? text.say('door.period', { from: tie.from ? text.day(tie.from) : '?', to: text.day(tie.to) })
                  : tie.from
                    ? text.say('door.since', { day: text.day(tie.from) })
                    : ''}
              </span>
            </li>
          ))}
        </ul>
      </Section>
      <Section
        title={text.say('person.history')}
        actions={
          <Button size="small" pressed={past} onPress={() => setPast(!past)}>
            {text.say(past ? 'person.history-hide' : 'person.history-show')}
          </Button>
        }
      >
        {past && <History id={id} catalogue={catalogue} />}
      </Section>
      {correcting && (
        <CorrectDialog
          subject={{ id, kind: 'person', rev: person.rev, facts: person.facts }}
          title={name}
          catalogue={catalogue}
          onClose={() => setCorrecting(false)}
          onDone={read.reload}
          again={async () => (await call(readPerson, { id })).data}
        />
      )}
      {opening && <RevealDialog id={id} title={name} catalogue={catalogue} onClose={() => setOpening(false)} />}
      {panels}
    </Page>
  )
}

function History({ id, catalogue }: { id: string; catalogue: CatalogueHere }) {
  const text = useText()
  const read = useRead(id, (signal) => call(readHistory, { id }, { signal }), 'once')
  if (read.refusal) return <ProblemNote refusal={read.refusal} />
  if (!read.reply) return <Loading />
  return (
    <Table
      label={text.say('person.history')}
      rows={read.reply.data.sayings}
      rowId={(saying) => saying.statement + saying.element}
      height="28rem"
      columns={[
        { id: 'day', label: text.say('history.as-of'), text: (saying) => text.day(saying.asOf), width: '9rem' },
        {
          id: 'what',
          label: text.say('history.what'),
          text: (saying) => catalogue.name(saying.element, text.language),
          head: true,
          width: '12rem',
        },
        {
          id: 'value',
          label: text.say('history.value'),
          text: (saying) =>
            saying.value === null ? text.say('history.none') : catalogue.show(saying.element, saying.value, text.language),
        },
        { id: 'source', label: text.say('history.source'), text: (saying) => sayForSource(text, saying.source), width: '10rem' },
        {
          id: 'state',
          label: '',
          width: '8rem',
          text: (saying) => (saying.withdrawn ? text.say('history.withdrawn') : saying.decides ? text.say('history.decided') : ''),
          show: (saying) =>
            saying.withdrawn ? (
              <Tag tone="stale">{text.say('history.withdrawn')}</Tag>
            ) : saying.decides ? (
              <Tag>{text.say('history.decided')}</Tag>
            ) : null,
        },
      ]}
    />
  )
}
