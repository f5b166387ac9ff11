/** What was asked of the community and by when. A workbook let go anywhere on this page begins a request. */
import { useMemo, useState } from 'preact/hooks'
import { DropAnywhere } from '#ground/workbooks/screens/drop-anywhere.tsx'
import { workbookEndings, workbookMostBytes } from '#ground/workbooks/screens/workbook-file.ts'
import { call } from '#kit/api.ts'
import { Button, LinkButton } from '#kit/button.tsx'
import { FileDrop } from '#kit/file-drop.tsx'
import { EmptyState, Page, Section } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { useRead } from '#kit/use-data.ts'
import { listRequests } from '../contract.ts'
import { type AgendaGroup, daysBetween, groupOf, groupRequests, isLate, type RequestLine, weeksAhead } from './agenda.ts'
import { CountsBar } from './counts-bar.tsx'
import { DueWeeks } from './due-weeks.tsx'
import { ReceiveDialog } from './receive-dialog.tsx'
import { sayDays } from './say-days.ts'
import './agenda.css'

const askersShown = 4

export function Screen() {
  const text = useText()
  const read = useRead('requests', (signal) => call(listRequests, {}, { signal }), 'ticking')
  const [receiving, setReceiving] = useState<{ file: File | undefined }>()
  const [day, setDay] = useState<string>()
  const today = streetToday()
  const requests = read.reply?.data.requests
  const weeks = useMemo(() => weeksAhead(requests ?? [], today), [requests, today])
  const askers = useMemo(() => [...new Set((requests ?? []).map(({ asker }) => asker))].slice(0, askersShown), [requests])
  if (read.refusal && !requests) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!requests) return <Loading />
  const may = read.reply?.may.includes('report.run') ?? false
  const shown = day ? requests.filter(({ dueOn }) => dueOn === day) : requests
  return (
    <Page
      title={text.say('agenda.title')}
      lead={requests.length > 0 ? leadOf(text.say, requests, today) : text.say('agenda.none-lead')}
      actions={
        <>
          <LinkButton href="/desk/requests/calendar" icon="calendar">
            {text.say('calendar.title')}
          </LinkButton>
          <LinkButton href="/desk/requests/burden">{text.say('burden.open')}</LinkButton>
          {read.reply?.may.includes('desk.read') && (
            <LinkButton href="/desk/requests/queue" icon="inbox">
              {text.say('desk.title')}
            </LinkButton>
          )}
          <LinkButton href="/desk/requests/exports">{text.say('agenda.exports')}</LinkButton>
          {may && (
            <Button tone="primary" icon="upload" onPress={() => setReceiving({ file: undefined })}>
              {text.say('agenda.receive')}
            </Button>
          )}
        </>
      }
    >
      {requests.length === 0 ? (
        <FirstRequest may={may} onFile={(file) => setReceiving({ file })} />
      ) : (
        <div class="agenda">
          <DueWeeks weeks={weeks} today={today} chosen={day} onChoose={setDay} />
          <div class="agenda-list">
            {day && (
              <p class="row">
                {text.say('agenda.only', { day: text.day(day, 'weekday') })}
                <Button size="small" onPress={() => setDay(undefined)}>
                  {text.say('agenda.all')}
                </Button>
              </p>
            )}
            {groupRequests(shown, today).map(({ group, requests: list }) => (
              <Section key={group} title={text.say(`agenda.group.${group}`)}>
                <ul class="request-list">
                  {list.map((request) => (
                    <Line key={request.id} request={request} group={group} today={today} />
                  ))}
                </ul>
              </Section>
            ))}
          </div>
        </div>
      )}
      {may && <DropAnywhere label={text.say('agenda.drop')} off={receiving !== undefined} onFile={(file) => setReceiving({ file })} />}
      {receiving && <ReceiveDialog file={receiving.file} askers={askers} onClose={() => setReceiving(undefined)} />}
    </Page>
  )
}

/** Nothing was ever received: the way to begin, large. */
function FirstRequest({ may, onFile }: { may: boolean; onFile: (file: File) => void }) {
  const text = useText()
  if (!may) return <EmptyState icon="report" title={text.say('agenda.none')} />
  return (
    <div class="first-request">
      <FileDrop
        label={text.say('receive.drop')}
        hint={text.say('receive.drop-hint')}
        endings={workbookEndings}
        maxBytes={workbookMostBytes}
        onFiles={([file]) => file && onFile(file)}
      />
    </div>
  )
}

function leadOf(say: (key: string, fill?: Record<string, number>) => string, requests: readonly RequestLine[], today: string): string {
  const late = requests.filter((request) => isLate(request, today)).length
  const week = requests.filter((request) => groupOf(request, today) === 'this-week').length
  if (late > 0) return say('agenda.lead-late', { late, week })
  return week > 0 ? say('agenda.lead', { week }) : say('agenda.lead-none')
}

function Line({ request, group, today }: { request: RequestLine; group: AgendaGroup; today: string }) {
  const text = useText()
  const { id, title, asker, dueOn, state, counts, handedOn } = request
  const late = isLate(request, today)
  return (
    <li class="request-line" data-tone={late ? 'late' : undefined}>
      <a href={`/desk/requests/${id}`}>
        <span class="request-due digits">
          {dueOn ? text.day(dueOn, 'short') : text.say('agenda.no-day')}
          {dueOn && group !== 'done' && <span class="small quiet">{sayDays(text.say, daysBetween(today, dueOn))}</span>}
          {group === 'done' && handedOn && (
            <span class="small quiet">{text.say('agenda.handed-on', { day: text.day(handedOn, 'short') })}</span>
          )}
        </span>
        <span class="request-name">
          <strong>{title}</strong>
          <span class="small quiet">{asker}</span>
        </span>
      </a>
      <span class="request-state">
        <CountsBar counts={counts} small />
        <Tag tone={late ? 'late' : group === 'done' ? 'good' : 'plain'} mark={group === 'done' ? 'check' : undefined}>
          {text.say(late ? (group === 'filled' ? 'agenda.filled-late' : 'agenda.late') : `request.${state}`)}
        </Tag>
      </span>
    </li>
  )
}
