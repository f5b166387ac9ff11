/** A round in the hand: its doors in walking order, the next one under the thumb; a door, and the card to show, over it. */
import { useLocation } from 'preact-iso/router'
import { Button } from '#kit/button.tsx'
import { Foot } from '#kit/foot.tsx'
import { EmptyState, Page } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import type { RoundDoor } from '../contract.ts'
import { CardShown } from './card-shown.tsx'
import { DoorView } from './door-view.tsx'
import { dueAt, openAt } from './due.ts'
import { leftOf } from './kept-round.ts'
import { useWalk } from './use-walk.ts'
import './doorstep.css'

export function Screen({ params, query }: { params: Record<string, string>; query: Record<string, string> }) {
  const text = useText()
  const { route } = useLocation()
  const id = params.id!
  const walk = useWalk(id)
  const { round, doors } = walk
  if (walk.refusal) return <ProblemPage refusal={walk.refusal} onRetry={walk.reload} />
  if (!round) return null
  const here = `/doorstep/rounds/${id}`
  const left = leftOf(doors)
  // Whoever said to come back is gone to after the others.
  const next = left.find(({ last }) => !last) ?? left[0]
  if (query.card !== undefined) {
    const names = new Map(round.elements.map((element) => [element.id, element.label[text.language]]))
    return (
      <Page title={text.say('card.title')}>
        <CardShown card={round.card} name={(element) => names.get(element) ?? element} />
        <Foot>
          <Button tone="primary" onPress={() => window.history.back()}>
            {text.say('door.back')}
          </Button>
        </Foot>
      </Page>
    )
  }
  const door = doors.find(({ dwelling }) => dwelling === query.door)
  if (door)
    return (
      <DoorView
        key={door.dwelling}
        round={round}
        door={door}
        capture={walk.capture}
        onBack={() => route(here)}
        onCard={() => route(`${here}?door=${door.dwelling}&card`)}
        onDone={() => route(here)}
      />
    )
  return (
    <Page title={round.title} lead={text.say('rounds.visited', { n: doors.length - left.length, all: doors.length })}>
      <Button icon="eye" onPress={() => route(`${here}?card`)}>
        {text.say('door.card')}
      </Button>
      {doors.length === 0 && <EmptyState icon="check" title={text.say('rounds.nothing-left')} />}
      <ol class="walk">
        {doors.map((one) => (
          <li key={one.dwelling}>
            <a class="walk-door" href={`${here}?door=${one.dwelling}`} data-open={left.includes(one) ? '' : undefined}>
              <span class="digits walk-place">{one.place}</span>
              <span class="walk-label">{one.label}</span>
              <DoorState door={one} />
            </a>
          </li>
        ))}
      </ol>
      <Foot>
        <Button onPress={() => route('/doorstep/rounds')}>{text.say('door.back')}</Button>
        {next && (
          <Button tone="primary" icon="walk" onPress={() => route(`${here}?door=${next.dwelling}`)}>
            {text.say('walk.next', { door: next.label })}
          </Button>
        )}
      </Foot>
    </Page>
  )
}

function DoorState({ door }: { door: RoundDoor }) {
  const text = useText()
  const [questions, contacts] = [openAt(door), dueAt(door, streetToday()).length]
  if (!door.open && contacts === 0)
    return (
      <Tag tone="good" mark="check">
        {text.say(door.last ? `rounds.box.${door.last.outcome}` : 'rounds.released')}
      </Tag>
    )
  if (questions + contacts === 0)
    return (
      <Tag tone="good" mark="check">
        {text.say('walk.known')}
      </Tag>
    )
  const when = door.last?.comeBackAt
  return (
    <span class="walk-state">
      {door.open && door.last && <Tag tone="stale">{when ? text.moment(when, 'short') : text.say(`rounds.box.${door.last.outcome}`)}</Tag>}
      {contacts > 0 && <Tag>{text.say('contact.due')}</Tag>}
      {questions > 0 && text.say('walk.questions', { n: questions })}
    </span>
  )
}
