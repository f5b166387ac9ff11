/** Where one stands after coming in: a resident before those she is here for, staff before the work of the post. */
import type { OwnPerson } from '#kernel/access/contract.ts'
import { Icon, type IconName } from '#kit/icon.tsx'
import { Later } from '#kit/later.tsx'
import { Page } from '#kit/page.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { type Session, useSession } from '#web/shared/session.ts'

export function Screen() {
  const { session } = useSession()
  if (session.kind === 'staff') return <StaffHome session={session} />
  return session.letter ? <LetterHome session={session} /> : <ResidentHome session={session} />
}

function ResidentHome({ session }: { session: Session }) {
  const text = useText()
  const may = (scope: 'report' | 'answer') => session.persons.some((one) => one.scope.includes(scope))
  const hello = session.name ? text.say('home.hello-name', { name: session.name }) : text.say('home.hello')
  return (
    <Page title={hello} lead={text.day(streetToday(), 'weekday')}>
      <Later load={loadRestrictions} />
      <nav class="ways" aria-label={text.say('home.ways')}>
        {may('report') && <Way href="/doorstep/report" icon="add" say="home.report" tone="primary" />}
        {may('report') && <Way href="/doorstep/matters" icon="matter" say="home.matters" />}
        {may('answer') && <Way href="/doorstep/asks" icon="edit" say="home.asks" />}
        <Way href="/board" icon="report" say="home.board" />
      </nav>
      <div class="home-people">
        {session.persons.map((person) => (
          <PersonCard key={person.id} person={person} alone={session.persons.length === 1} />
        ))}
      </div>
    </Page>
  )
}

function PersonCard({ person, alone }: { person: OwnPerson; alone: boolean }) {
  const text = useText()
  const { id, name, as, until, scope } = person
  return (
    <section class="person-card">
      {!(alone && as === 'self') && (
        <header>
          <h2>{name}</h2>
          <p>{text.say(`home.as-${as}`, { day: until ? text.day(until) : '' })}</p>
        </header>
      )}
      <nav class="ways" aria-label={name}>
        {scope.includes('see') && <Way href={`/doorstep/own/${id}/notices`} icon="announce" say="home.notices" />}
        {scope.includes('see') && <Way href={`/doorstep/own/${id}`} icon="person" say="home.own" />}
        {scope.includes('see') && <Way href={`/doorstep/own/${id}/looks`} icon="eye" say="home.looks" />}
      </nav>
      {!scope.includes('see') && <p>{text.say('home.answers-only')}</p>}
    </section>
  )
}

function Way({ href, icon, say, tone = 'plain' }: { href: string; icon: IconName; say: string; tone?: 'plain' | 'primary' }) {
  const text = useText()
  return (
    <a class="way" data-tone={tone} href={href}>
      <Icon name={icon} />
      <span class="way-words">
        {text.say(say)}
        <span class="way-about">{text.say(`${say}-about`)}</span>
      </span>
    </a>
  )
}

/** A letter opens what it asks, and nothing else. */
function LetterHome({ session }: { session: Session }) {
  const text = useText()
  const to = session.persons[0]?.name ?? session.doors[0]?.label ?? ''
  return (
    <Page title={text.say('home.letter', { to })} lead={text.say('home.letter-lead')}>
      <nav class="ways" aria-label={text.say('home.asks')}>
        <Way href="/doorstep/asks" icon="edit" say="home.asks" />
      </nav>
    </Page>
  )
}

const loadRestrictions = () => import('./care.tsx').then(({ Restricted }) => Restricted)

const loadStaff = () => import('./staff-home.tsx').then(({ StaffWork }) => StaffWork)

function StaffHome({ session }: { session: Session }) {
  const text = useText()
  return (
    <Page title={text.say('home.hello-name', { name: session.name })} lead={text.day(streetToday(), 'weekday')}>
      <Later load={loadStaff} />
    </Page>
  )
}
