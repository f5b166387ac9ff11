/** What waits for this post among matters and among those it keeps in touch with, on the page where the day begins. */
import { countCare } from '#circles/service/care/contract.ts'
import { type Line, worklist } from '#ground/matters/contract.ts'
import { call } from '#kit/api.ts'
import { LinkButton } from '#kit/button.tsx'
import { Section } from '#kit/page.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { houseNow } from '#kit/today.ts'
import { useRead } from '#kit/use-data.ts'
import { UnreadSection } from './unread-section.tsx'

const SHOWN = 6

/** Mine, the first due first. */
export function MattersDue() {
  const text = useText()
  return <Waiting list="mine" title={text.say('home.matters')} none={text.say('home.no-matters')} dueOf={(line) => line.due} />
}

/** Those that a place called this unit to. */
export function Called() {
  const text = useText()
  return <Waiting list="called" title={text.say('home.called')} dueOf={(line) => line.callDue} />
}

type WaitingProps = {
  list: 'mine' | 'called'
  title: string
  /** What is said when nothing is in it; without it nothing is shown. */
  none?: string
  dueOf: (line: Line) => string | null
}

function Waiting({ list, title, none, dueOf }: WaitingProps) {
  const text = useText()
  const read = useRead(list, (signal) => call(worklist, { list, limit: SHOWN }, { signal }), 'ticking')
  if (read.refusal) return <UnreadSection title={title} read={read} />
  if (!read.reply) return null
  const { lines, next } = read.reply.data
  if (lines.length === 0 && none === undefined) return null
  return (
    <Section
      title={title}
      actions={
        <LinkButton size="small" href={`/desk/matters?list=${list}`}>
          {text.say('home.matters-all')}
        </LinkButton>
      }
    >
      {lines.length === 0 ? (
        <p class="quiet">{none}</p>
      ) : (
        <ul class="due-list">
          {lines.map((line) => (
            <li key={line.id}>
              <a href={`/desk/matters/${line.id}`}>{line.title || line.number}</a>
              <span class="quiet">{line.leadName}</span>
              <Due at={dueOf(line)} paused={line.paused} />
            </li>
          ))}
          {next !== null && (
            <li>
              <a href={`/desk/matters?list=${list}`}>{text.say('home.matters-more')}</a>
            </li>
          )}
        </ul>
      )}
    </Section>
  )
}

function Due({ at, paused }: { at: string | null; paused: boolean }) {
  const text = useText()
  if (at === null) return <span class="quiet">{text.say(paused ? 'home.paused' : 'home.no-due')}</span>
  const day = text.moment(at, 'short')
  if (new Date(at) < houseNow()) return <Tag tone="late">{text.say('home.late', { day })}</Tag>
  return <span>{text.say('home.due-on', { day })}</span>
}

/** In numbers only: nobody's name stands on a page that is open all day. */
export function CareDue() {
  const text = useText()
  const read = useRead('care', (signal) => call(countCare, {}, { signal }), 'ticking')
  const title = text.say('nav.care')
  if (read.refusal) return <UnreadSection title={title} read={read} />
  const counts = read.reply?.data
  if (!counts || counts.all === 0) return null
  const shown = (['due', 'unreached', 'unagreed'] as const).filter((list) => counts[list] > 0)
  return (
    <Section title={title}>
      {shown.length === 0 ? (
        <p class="quiet">{text.say('home.care-none', { n: counts.all })}</p>
      ) : (
        <ul class="due-list">
          {shown.map((list) => (
            <li key={list}>
              <a href={`/desk/care?list=${list}`}>{text.say(`home.care-${list}`, { n: counts[list] })}</a>
              {list === 'due' && counts.late > 0 && <Tag tone="late">{text.say('home.care-late', { n: counts.late })}</Tag>}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
