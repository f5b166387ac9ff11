/** Where the day begins: what was asked and is due, the community in numbers, and the way to everything else. */
import type { OutputOf } from '#base/contract.ts'
import { listRequests } from '#circles/management/reports/contract.ts'
import { listCommunities } from '#ground/places/contract.ts'
import { call } from '#kit/api.ts'
import { Icon } from '#kit/icon.tsx'
import { EmptyState, Page, Section } from '#kit/page.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { useRead } from '#kit/use-data.ts'
import { sectionsFor } from './sections.ts'
import { useMay, useSession } from './session.ts'

type Request = OutputOf<typeof listRequests>['requests'][number]
const SHOWN = 6

export function Screen() {
  const text = useText()
  const { session } = useSession()
  const doors = sectionsFor(session.may).filter(({ path }) => path !== '/desk')
  return (
    <Page title={text.say('home.hello', { name: session.name })} lead={text.say('home.lead', { day: text.day(streetToday(), 'weekday') })}>
      {doors.length === 0 && (
        <EmptyState icon="door" title={text.say('home.none')}>
          {text.say('home.none-lead')}
        </EmptyState>
      )}
      {useMay('report.read') && <Due />}
      {useMay('place.read') && <Communities />}
      {doors.length > 0 && (
        <Section title={text.say('home.where')}>
          <ul class="doors-list">
            {doors.map((section) => (
              <li key={section.path}>
                <a class="door-card" href={section.path}>
                  <Icon name={section.icon} />
                  {text.say(section.say)}
                </a>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  )
}

/** Open requests, the next due first. A list that could not be read is left to its own screen to explain. */
function Due() {
  const text = useText()
  const read = useRead('due', (signal) => call(listRequests, {}, { signal }), 'ticking')
  const open = (read.reply?.data.requests ?? []).filter(({ state }) => state !== 'delivered' && state !== 'closed').slice(0, SHOWN)
  if (open.length === 0) return null
  return (
    <Section title={text.say('home.due')}>
      <ul class="due-list">
        {open.map((request) => (
          <li key={request.id}>
            <a href={`/desk/requests/${request.id}`}>{request.title}</a>
            <span class="quiet">{request.asker}</span>
            <DueOn request={request} />
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

function Communities() {
  const text = useText()
  const read = useRead('communities', (signal) => call(listCommunities, {}, { signal }), 'ticking')
  const all = read.reply?.data.communities ?? []
  // Those that hold something; before anything is drawn, all.
  const list = all.some((one) => one.doors > 0) ? all.filter((one) => one.doors > 0) : all
  if (list.length === 0) return null
  return (
    <Section title={text.say('home.communities')}>
      <ul class="doors-list">
        {list.map((community) => (
          <li key={community.region}>
            <a class="door-card community-card" href="/desk/estates">
              <span>{community.name}</span>
              <span class="quiet">
                {text.say('home.counts', {
                  people: text.number(community.people),
                  doors: text.number(community.doors),
                  premises: text.number(community.premises),
                })}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </Section>
  )
}
