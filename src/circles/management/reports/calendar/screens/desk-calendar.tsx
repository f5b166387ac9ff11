/** Everything that was asked, week by week, with how much time it takes. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import type { IconName } from '#kit/icon.tsx'
import { Icon } from '#kit/icon.tsx'
import { Page, PrintButton, Section } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { streetToday } from '#kit/today.ts'
import { useRead } from '#kit/use-data.ts'
import { useToldDo } from '#kit/use-told.ts'
import { CloseDialog } from '../../answers/screens/close-dialog.tsx'
import { sayTime } from '../../screens/say-days.ts'
import { type CalendarEntry, type CalendarWeek, endEntry, readCalendar } from '../contract.ts'
import { isDone } from '../rules.ts'
import { EnterDialog } from './enter-dialog.tsx'
import './calendar.css'

const icons = new Map<string, IconName>([
  ['workbook', 'report'],
  ['inspection', 'eye'],
  ['supervision', 'scales'],
  ['group-chat', 'people'],
  ['app', 'phone'],
])

export function Screen() {
  const text = useText()
  const read = useRead('calendar', (signal) => call(readCalendar, {}, { signal }), 'ticking')
  const [entering, setEntering] = useState(false)
  const weeks = read.reply?.data.weeks
  if (read.refusal && !weeks) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!weeks) return <Loading lines={10} />
  const may = read.reply?.may.includes('report.run') ?? false
  const most = Math.max(1, ...weeks.map(({ minutes }) => minutes))
  return (
    <Page
      title={text.say('calendar.title')}
      lead={text.say('calendar.lead')}
      crumbs={[{ label: text.say('agenda.title'), href: '/desk/requests' }, { label: text.say('calendar.title') }]}
      actions={
        <>
          <PrintButton />
          {may && (
            <Button tone="primary" icon="add" onPress={() => setEntering(true)}>
              {text.say('calendar.enter')}
            </Button>
          )}
        </>
      }
    >
      {weeks.map((week) => (
        <Week key={week.monday} week={week} most={most} may={may} onDone={read.reload} />
      ))}
      <p class="small quiet">{text.say('calendar.reckoned')}</p>
      {entering && <EnterDialog onClose={() => setEntering(false)} onDone={read.reload} />}
    </Page>
  )
}

function Week({ week, most, may, onDone }: { week: CalendarWeek; most: number; may: boolean; onDone: () => void }) {
  const text = useText()
  const { monday, entries, minutes } = week
  const load = sayTime(text, minutes)
  return (
    <Section title={text.say('calendar.week', { day: text.day(monday, 'short') })}>
      <div class="week-load" role="img" aria-label={text.say('calendar.load', { time: load })}>
        <span class="week-bar" style={{ width: `${(minutes / most) * 100}%` }} />
      </div>
      <p class="small digits">{minutes > 0 ? text.say('calendar.load', { time: load }) : text.say('calendar.free')}</p>
      <ul class="week-entries">
        {entries.map((entry) => (
          <Entry key={`${entry.id} ${entry.on}`} entry={entry} may={may} onDone={onDone} />
        ))}
      </ul>
    </Section>
  )
}

function Entry({ entry, may, onDone }: { entry: CalendarEntry; may: boolean; onDone: () => void }) {
  const text = useText()
  const { tell } = useTell()
  const { id, kind, title, asker, on, every, state, minutes, planned } = entry
  const act = useToldDo((input: InputOf<typeof endEntry>, options) => call(endEntry, input, options))
  const done = isDone(state)
  const [closing, setClosing] = useState(false)
  const end = async () => {
    const today = streetToday()
    if (!(await act.run({ id, on: on > today ? on : today }))) return
    tell({ text: text.say('calendar.ended') })
    onDone()
  }
  return (
    <li data-done={done ? '' : undefined}>
      <span class="digits">{text.day(on, 'short')}</span>
      <span class="entry-kind">
        <Icon name={icons.get(kind) ?? 'report'} />
        {text.say(`calendar.kind.${kind}`)}
      </span>
      <span class="entry-name">
        {kind === 'workbook' ? <a href={`/desk/requests/${id}`}>{title}</a> : title}
        <span class="small quiet">
          {asker}
          {every !== 'once' && ` · ${text.say(`calendar.every.${every}`)}`}
        </span>
      </span>
      <span class="digits quiet">{done ? text.say('calendar.done') : sayTime(text, minutes)}</span>
      <span>
        {planned === false && <Tag tone="stale">{text.say('calendar.not-planned')}</Tag>}
        {may && kind !== 'workbook' && !done && (
          <Button size="small" busy={act.busy} onPress={end}>
            {text.say(every === 'once' ? 'calendar.was' : 'calendar.end')}
          </Button>
        )}
        {may && kind !== 'workbook' && !done && (
          <Button size="small" onPress={() => setClosing(true)}>
            {text.say('calendar.wrong')}
          </Button>
        )}
        {closing && <CloseDialog request={entry} onClose={() => setClosing(false)} onDone={onDone} />}
      </span>
    </li>
  )
}
