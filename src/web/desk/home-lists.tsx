/** What was asked and is due, what was begun, who waits at the counter, and the community and its estates in numbers. */
import type { OutputOf } from '#base/contract.ts'
import { listRequests } from '#circles/management/reports/contract.ts'
import { isOver } from '#circles/management/reports/rules.ts'
import { listImports } from '#ground/imports/contract.ts'
import { listCommunities, listEstates } from '#ground/places/contract.ts'
import { listClaims } from '#ground/residents/contract.ts'
import { call } from '#kit/api.ts'
import { LinkButton } from '#kit/button.tsx'
import { Section } from '#kit/page.tsx'
import { Tag } from '#kit/tag.tsx'
import type { Text } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { useRead } from '#kit/use-data.ts'
import { UnreadSection } from './unread-section.tsx'

type Request = OutputOf<typeof listRequests>['requests'][number]
type Community = OutputOf<typeof listCommunities>['communities'][number]
const SHOWN = 6

/** Somebody said on a telephone who she is, and brings her card. */
export function WaitingClaims() {
  const text = useText()
  const read = useRead('claims', (signal) => call(listClaims, {}, { signal }))
  if (read.refusal) return <UnreadSection title={text.say('home.claims')} read={read} />
  const claims = read.reply?.data.claims ?? []
  if (claims.length === 0) return null
  return (
    <Section title={text.say('home.claims')}>
      <ul class="due-list">
        {claims.slice(0, SHOWN).map(({ id, person, tail, at }) => (
          <li key={id}>
            <a href={`/desk/people/${person.id}`}>{person.name}</a>
            <span class="quiet">{person.line}</span>
            <span>{text.say('home.claim', { tail, day: text.moment(at, 'short') })}</span>
          </li>
        ))}
        {claims.length > SHOWN && <li class="quiet">{text.say('home.claims-more', { n: claims.length - SHOWN })}</li>}
      </ul>
    </Section>
  )
}

/** Requests still to fill, the next due first, and those that are filled and wait to be handed over. */
export function Due() {
  const text = useText()
  const read = useRead('due', (signal) => call(listRequests, {}, { signal }), 'ticking')
  if (read.refusal) return <UnreadSection title={text.say('home.due')} read={read} />
  if (!read.reply) return null
  const open = read.reply.data.requests.filter(({ state }) => state !== 'delivered' && !isOver(state))
  const filled = open.filter(({ state }) => state === 'filled')
  const toFill = open.filter(({ state }) => state !== 'filled')
  return (
    <>
      <Section title={text.say('home.due')}>
        {toFill.length === 0 ? (
          <p class="quiet">{text.say(filled.length > 0 ? 'home.nothing-to-fill' : 'home.nothing-due')}</p>
        ) : (
          <RequestList requests={toFill} />
        )}
      </Section>
      {filled.length > 0 && (
        <Section title={text.say('home.filled')}>
          <RequestList requests={filled} />
        </Section>
      )}
    </>
  )
}

function RequestList({ requests }: { requests: readonly Request[] }) {
  const text = useText()
  const more = requests.length - SHOWN
  return (
    <ul class="due-list">
      {requests.slice(0, SHOWN).map((request) => (
        <li key={request.id}>
          <a href={`/desk/requests/${request.id}`}>{request.title}</a>
          <span class="quiet">{request.asker}</span>
          <DueOn request={request} />
        </li>
      ))}
      {more > 0 && (
        <li>
          <a href="/desk/requests">{text.say('home.more', { n: more })}</a>
        </li>
      )}
    </ul>
  )
}

/** Rosters that were begun and wait for the clerk: nothing of them is written yet. */
export function UnderWay() {
  const text = useText()
  const read = useRead('under-way', (signal) => call(listImports, {}, { signal }), 'ticking')
  if (read.refusal) return <UnreadSection title={text.say('home.under-way')} read={read} />
  const waiting = (read.reply?.data.imports ?? []).filter(({ state }) => state === 'staged' || state === 'understood').slice(0, SHOWN)
  if (waiting.length === 0) return null
  return (
    <Section title={text.say('home.under-way')}>
      <ul class="due-list">
        {waiting.map(({ id, fileName, state, at }) => (
          <li key={id}>
            <a href={`/desk/imports/${id}`}>{fileName}</a>
            <span class="quiet">{text.moment(at, 'short')}</span>
            <span>{text.say(`home.import.${state}`)}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function DueOn({ request }: { request: Request }) {
  const text = useText()
  if (!request.dueOn) return <span class="quiet">{text.say('home.no-due')}</span>
  return request.dueOn < streetToday() ? (
    <Tag tone="late">{text.say('home.late', { day: text.day(request.dueOn, 'short') })}</Tag>
  ) : (
    <span>{text.say('home.due-on', { day: text.day(request.dueOn, 'short') })}</span>
  )
}

export function Communities() {
  const text = useText()
  const read = useRead('communities', (signal) => call(listCommunities, {}, { signal }), 'ticking')
  if (read.refusal) return <UnreadSection title={text.say('home.communities')} read={read} />
  const all = read.reply?.data.communities ?? []
  // Those that hold something; before anything is drawn, all.
  const list = all.some((one) => one.doors > 0) ? all.filter((one) => one.doors > 0) : all
  if (list.length === 1) return <OneCommunity community={list[0]!} />
  if (list.length === 0) return null
  return (
    <Section title={text.say('home.communities')}>
      <ul class="place-cards">
        {list.map((community) => (
          <PlaceCard
            key={community.region}
            name={community.name}
            href={`/desk/estates?region=${community.region}`}
            said={sayCounts(text, community)}
          />
        ))}
      </ul>
    </Section>
  )
}

/** Who works in one community goes to its estates straight away. */
function OneCommunity({ community }: { community: Community }) {
  const text = useText()
  const { region } = community
  const read = useRead(String(region), (signal) => call(listEstates, { region }, { signal }), 'ticking')
  const estates = read.reply?.data.estates ?? []
  if (read.refusal) return <UnreadSection title={community.name} read={read} />
  return (
    <Section
      title={community.name}
      actions={
        <LinkButton size="small" href="/desk/estates">
          {text.say('nav.places')}
        </LinkButton>
      }
    >
      <p class="quiet">{sayCounts(text, community)}</p>
      <ul class="place-cards">
        {estates.map((estate) => (
          <PlaceCard
            key={estate.id}
            name={estate.name}
            href={`/desk/estates/${estate.id}`}
            said={text.say('home.estate', { doors: text.number(estate.doors), people: text.number(estate.people) })}
          />
        ))}
      </ul>
    </Section>
  )
}

function PlaceCard({ name, href, said }: { name: string; href: string; said: string }) {
  return (
    <li>
      <a class="door-card place-card" href={href}>
        <span>{name}</span>
        <span class="quiet">{said}</span>
      </a>
    </li>
  )
}

function sayCounts(text: Text, { people, doors, premises }: Community): string {
  return text.say('home.counts', { people: text.number(people), doors: text.number(doors), premises: text.number(premises) })
}
