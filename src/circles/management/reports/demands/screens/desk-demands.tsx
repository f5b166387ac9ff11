/** What was asked of streets and how far each has come; for the desk that admits, what waits for its word. */

import { useState } from 'preact/hooks'
import { DropAnywhere } from '#ground/workbooks/screens/drop-anywhere.tsx'
import { workbookEndings, workbookMostBytes } from '#ground/workbooks/screens/workbook-file.ts'
import { call } from '#kit/api.ts'
import { Button, LinkButton } from '#kit/button.tsx'
import { FileDrop } from '#kit/file-drop.tsx'
import { EmptyState, Page, Section } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { useRead } from '#kit/use-data.ts'
import { daysBetween } from '../../screens/agenda.ts'
import { CountsBar } from '../../screens/counts-bar.tsx'
import { sayDays } from '../../screens/say-days.ts'
import { type DemandLine, listDemands } from '../contract.ts'
import { AskDialog } from './ask-dialog.tsx'
import { DemandState } from './demand-state.tsx'
import '../../screens/agenda.css'
import './demands.css'

/** What waits for whom, in the order in which it is shown. */
const groups = ['submitted', 'draft', 'open', 'over'] as const
type Group = (typeof groups)[number]

export function Screen() {
  const text = useText()
  const read = useRead('demands', (signal) => call(listDemands, {}, { signal }), 'ticking')
  const [asking, setAsking] = useState<{ file: File | undefined }>()
  const demands = read.reply?.data.demands
  if (read.refusal && !demands) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!demands) return <Loading />
  const may = read.reply?.may.includes('demand.ask') ?? false
  return (
    <Page
      title={text.say('demand.title')}
      lead={text.say(may ? 'demand.lead' : 'demand.lead-desk')}
      actions={
        <>
          <LinkButton href="/desk/demands/burden">{text.say('burden.open')}</LinkButton>
          {may && (
            <>
              <LinkButton href="/desk/requests/exports">{text.say('agenda.exports')}</LinkButton>
              <Button tone="primary" icon="upload" onPress={() => setAsking({ file: undefined })}>
                {text.say('demand.ask')}
              </Button>
            </>
          )}
        </>
      }
    >
      {demands.length === 0 && <Nothing may={may} onFile={(file) => setAsking({ file })} />}
      {groups.map((group) => {
        const list = demands.filter((demand) => groupOf(demand) === group)
        if (list.length === 0) return null
        return (
          <Section key={group} title={text.say(`demand.group.${group}`)}>
            <ul class="request-list">
              {list.map((demand) => (
                <Line key={demand.id} demand={demand} />
              ))}
            </ul>
          </Section>
        )
      })}
      {may && <DropAnywhere label={text.say('demand.drop')} off={asking !== undefined} onFile={(file) => setAsking({ file })} />}
      {asking && <AskDialog file={asking.file} onClose={() => setAsking(undefined)} />}
    </Page>
  )
}

function groupOf({ state }: DemandLine): Group {
  if (state === 'submitted' || state === 'draft') return state
  if (state === 'reading' || state === 'unreadable') return 'draft'
  return state === 'admitted' ? 'open' : 'over'
}

function Nothing({ may, onFile }: { may: boolean; onFile: (file: File) => void }) {
  const text = useText()
  if (!may) return <EmptyState icon="announce" title={text.say('demand.none-desk')} />
  return (
    <div class="first-request">
      <FileDrop
        label={text.say('demand.file-drop')}
        hint={text.say('demand.file-hint')}
        endings={workbookEndings}
        maxBytes={workbookMostBytes}
        onFiles={([file]) => file && onFile(file)}
      />
    </div>
  )
}

function Line({ demand }: { demand: DemandLine }) {
  const text = useText()
  const { id, title, asker, dueOn, state, streets, counts } = demand
  const today = streetToday()
  const all = Object.values(streets).reduce((sum, n) => sum + n, 0)
  const back = streets.returned ?? 0
  const late = state === 'admitted' && dueOn !== null && dueOn < today && back < all
  return (
    <li class="request-line" data-tone={late ? 'late' : undefined}>
      <a href={`/desk/demands/${id}`}>
        <span class="request-due digits">
          {dueOn ? text.day(dueOn, 'short') : text.say('agenda.no-day')}
          {dueOn && state === 'admitted' && <span class="small quiet">{sayDays(text.say, daysBetween(today, dueOn))}</span>}
        </span>
        <span class="request-name">
          <strong>{title}</strong>
          <span class="small quiet">{asker}</span>
        </span>
      </a>
      <span class="request-state">
        <CountsBar counts={counts} small />
        {all > 0 && <span class="digits">{text.say('demand.back', { back, all })}</span>}
        <DemandState state={state} />
      </span>
    </li>
  )
}
