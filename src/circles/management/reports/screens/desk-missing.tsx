/** What a delivery could not say, door by door in walking order: to carry along on paper, one knock for all of it. */
import { useState } from 'preact/hooks'
import type { OutputOf } from '#base/contract.ts'
import { type CatalogueHere, useCatalogue } from '#ground/facts/screens/use-catalogue.ts'
import { MarkedPrint } from '#ground/purposes/screens/marked-print.tsx'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { EmptyState, Page } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { useRead } from '#kit/use-data.ts'
import { listMissing } from '../asking/contract.ts'
import { readRequest } from '../contract.ts'
import { AskingLine } from './ask-missing.tsx'
import './missing.css'

type Door = OutputOf<typeof listMissing>['doors'][number]
type Person = Door['people'][number]

const firstShown = 200
const most = 5000

export function Screen({ params }: { params: Record<string, string> }) {
  const text = useText()
  const { id = '', delivery = '' } = params
  const catalogue = useCatalogue()
  const [limit, setLimit] = useState(firstShown)
  const request = useRead(id, (signal) => call(readRequest, { id }, { signal }), 'once')
  const missing = useRead(`${delivery} ${limit}`, (signal) => call(listMissing, { id: delivery, limit }, { signal }), 'once')
  const title = request.reply?.data.title
  const list = missing.reply?.data
  const failed = missing.refusal && !list ? missing : request
  if (failed.refusal && !failed.reply) return <ProblemPage refusal={failed.refusal} onRetry={failed.reload} />
  if (!list || !title || !catalogue) return <Loading lines={12} />
  const people = list.doors.reduce((sum, door) => sum + door.people.length, 0)
  return (
    <Page
      title={text.say('missing.title')}
      lead={text.say('missing.lead', { title })}
      crumbs={[
        { label: text.say('agenda.title'), href: '/desk/requests' },
        { label: title, href: `/desk/requests/${id}` },
        { label: text.say('cover.title'), href: `/desk/requests/${id}/deliveries/${delivery}` },
        { label: text.say('missing.title') },
      ]}
      actions={<MarkedPrint what="missing" subjects={people} elements={list.doors.flatMap(elementsOf)} />}
    >
      {list.total === 0 ? (
        <EmptyState icon="check" title={text.say('missing.none')}>
          {text.say('missing.none-lead')}
        </EmptyState>
      ) : (
        <>
          <AskingLine request={id} title={title} delivery={delivery} may={request.reply?.may.includes('report.run') ?? false} />
          <p class="row">
            <span>{text.say('missing.count', { doors: list.doors.length, people, total: list.total })}</span>
            {people < list.total && limit < most && (
              <Button size="small" busy={missing.loading} onPress={() => setLimit(most)}>
                {text.say('missing.all')}
              </Button>
            )}
          </p>
          <p class="print-only small">{text.say('missing.paper', { day: text.day(streetToday()) })}</p>
          <ol class="doors">
            {list.doors.map((door) => (
              <DoorLine key={door.dwelling ?? 'none'} door={door} catalogue={catalogue} />
            ))}
          </ol>
        </>
      )}
    </Page>
  )
}

function elementsOf(door: Door): string[] {
  return door.people.flatMap(({ missing, stale, conflicting }) => [...missing, ...stale, ...conflicting])
}

function DoorLine({ door, catalogue }: { door: Door; catalogue: CatalogueHere }) {
  const text = useText()
  return (
    <li class="door-line">
      <h2 class="door-label">{door.dwelling ? <a href={`/desk/doors/${door.dwelling}`}>{door.label}</a> : text.say('missing.no-door')}</h2>
      <ul>
        {door.people.map((person) => (
          <PersonLine key={person.subject} person={person} catalogue={catalogue} />
        ))}
      </ul>
    </li>
  )
}

function PersonLine({ person, catalogue }: { person: Person; catalogue: CatalogueHere }) {
  const text = useText()
  const name = (element: string) => catalogue.name(element, text.language)
  return (
    <li class="gap-line">
      <span class="gap-name">{person.name || text.say('missing.unnamed')}</span>
      <ul class="gaps">
        {person.missing.map((element) => (
          <li key={element} class="gap">
            {name(element)}
            <span class="gap-blank" aria-hidden="true" />
          </li>
        ))}
        {person.stale.map((element) => (
          <li key={element} class="gap" data-state="stale">
            {text.say('missing.stale', { name: name(element) })}
            <span class="gap-blank" aria-hidden="true" />
          </li>
        ))}
        {person.conflicting.map((element) => (
          <li key={element} class="gap" data-state="conflicting">
            {text.say('missing.conflicting', { name: name(element) })}
            <span class="gap-blank" aria-hidden="true" />
          </li>
        ))}
      </ul>
    </li>
  )
}
