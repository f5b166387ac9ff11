/** What waits for this post, on the page where the day begins. */
import { countDueExports } from '#circles/management/reports/register/contract.ts'
import { countCare } from '#circles/service/care/contract.ts'
import { type Line, worklist } from '#ground/matters/contract.ts'
import { call } from '#kit/api.ts'
import { LinkButton } from '#kit/button.tsx'
import { Section } from '#kit/page.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { houseNow } from '#kit/today.ts'
import { useRead } from '#kit/use-data.ts'
import { useMay } from '#web/shared/session.ts'
import { Communities, Due, UnderWay, WaitingClaims } from './home-lists.tsx'
import { UnreadSection } from './unread-section.tsx'

const SHOWN = 6

export function HomeWork() {
  const [matters, care] = [useMay('matter.read'), useMay('care.read')]
  return (
    <>
      {useMay('resident.bind') && <WaitingClaims />}
      {matters && <MattersDue />}
      {matters && <Called />}
      {care && <CareDue />}
      {useMay('report.read') && <Due />}
      {useMay('export.recall') && <ToRecall />}
      {useMay('import.run') && <UnderWay />}
      {useMay('place.read') && <Communities />}
    </>
  )
}

/** Mine, the first due first. */
function MattersDue() {
  const text = useText()
  return <Waiting list="mine" title={text.say('home.matters')} none={text.say('home.no-matters')} dueOf={(line) => line.due} />
}

/** Those that a place called this unit to. */
function Called() {
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
              <DueAt at={dueOf(line)} paused={line.paused} />
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

function DueAt({ at, paused }: { at: string | null; paused: boolean }) {
  const text = useText()
  if (at === null) return <span class="quiet">{text.say(paused ? 'home.paused' : 'home.no-due')}</span>
  const day = text.moment(at, 'short')
  if (new Date(at) < houseNow()) return <Tag tone="late">{text.say('home.late', { day })}</Tag>
  return <span>{text.say('home.due-on', { day })}</span>
}

/** In numbers only: nobody's name stands on a page that is open all day. */
function CareDue() {
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

/** Files and papers whose day to come back is past: somebody asks for them. */
function ToRecall() {
  const text = useText()
  const read = useRead('to-recall', (signal) => call(countDueExports, {}, { signal }))
  if (read.refusal) return <UnreadSection title={text.say('home.recall')} read={read} />
  if (!read.reply || read.reply.data.due === 0) return null
  return (
    <Section title={text.say('home.recall')}>
      <p>
        <a href="/desk/exports">{text.say('home.recall-n', { n: read.reply.data.due })}</a>
      </p>
    </Section>
  )
}
