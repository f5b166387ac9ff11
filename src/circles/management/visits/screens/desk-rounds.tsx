/** Visits as the office sees them: what waits to be looked at, rounds under way, what is open grid by grid, and who asks it. */
import { useLocation } from 'preact-iso/router'
import type { OutputOf } from '#base/contract.ts'
import { listOpen } from '#ground/asks/contract.ts'
import { call } from '#kit/api.ts'
import { LinkButton } from '#kit/button.tsx'
import { EmptyState, Page, Section } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { type Column, Table } from '#kit/table.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { useRead } from '#kit/use-data.ts'
import { listRounds, type RoundSummary } from '../contract.ts'
import { type Grid, joinGrids } from './grids.ts'
import { Progress } from './round-progress.tsx'
import './rounds.css'

type Asking = OutputOf<typeof listOpen>['requests'][number]

export function Screen() {
  const text = useText()
  const rounds = useRead('rounds', (signal) => call(listRounds, {}, { signal }), 'ticking')
  const open = useRead('open', (signal) => call(listOpen, {}, { signal }), 'on-return')
  const failed = rounds.refusal && !rounds.reply ? rounds : open.refusal && !open.reply ? open : undefined
  if (failed?.refusal) return <ProblemPage refusal={failed.refusal} onRetry={failed.reload} />
  if (!rounds.reply || !open.reply) return <Loading lines={12} />
  const { requests } = open.reply.data
  const grids = joinGrids(open.reply.data.grids, rounds.reply.data.due)
  const mayPlan = rounds.reply.may.includes('round.plan')
  return (
    <Page
      title={text.say('rounds.title')}
      lead={text.say('rounds.lead')}
      actions={
        <>
          <LinkButton href="/desk/rounds/looking" icon="eye">
            {text.say('rounds.looking')}
          </LinkButton>
          {mayPlan && grids.length > 0 && (
            <LinkButton tone="primary" icon="walk" href={`/desk/rounds/plan?area=${grids[0]!.region}`}>
              {text.say('rounds.plan')}
            </LinkButton>
          )}
        </>
      }
    >
      <Section title={text.say('rounds.now')}>
        <RoundTable rounds={rounds.reply.data.rounds} />
      </Section>
      <Section title={text.say('rounds.open')}>
        <GridTable grids={grids} mayPlan={mayPlan} />
      </Section>
      {requests.length > 0 && (
        <Section title={text.say('rounds.askers')}>
          <RequestTable requests={requests} opens={rounds.reply.may.includes('report.read')} />
        </Section>
      )}
    </Page>
  )
}

function RoundTable({ rounds }: { rounds: readonly RoundSummary[] }) {
  const text = useText()
  const { route } = useLocation()
  const today = streetToday()
  const columns: Column<RoundSummary>[] = [
    {
      id: 'title',
      label: text.say('rounds.round'),
      text: (row) => row.title,
      show: (row) => <a href={`/desk/rounds/${row.id}`}>{row.title}</a>,
      head: true,
      fills: true,
    },
    { id: 'walker', label: text.say('rounds.walker'), text: ({ walker }) => `${walker.name} ${walker.title}`, width: '14rem' },
    {
      id: 'progress',
      label: text.say('rounds.progress'),
      text: (row) => text.say('rounds.visited', { n: row.visited, all: row.doors }),
      show: (row) => <Progress round={row} />,
      width: '16rem',
    },
    {
      id: 'to',
      label: text.say('rounds.to'),
      text: (row) => text.day(row.to),
      show: (row) => (row.to < today ? <Tag tone="late">{text.day(row.to)}</Tag> : text.day(row.to)),
      width: '9rem',
    },
  ]
  return (
    <Table
      label={text.say('rounds.now')}
      rows={rounds}
      rowId={(row) => row.id}
      columns={columns}
      onOpen={(row) => route(`/desk/rounds/${row.id}`)}
      empty={
        <EmptyState icon="walk" title={text.say('rounds.none')}>
          {text.say('rounds.none-lead')}
        </EmptyState>
      }
    />
  )
}

function GridTable({ grids, mayPlan }: { grids: readonly Grid[]; mayPlan: boolean }) {
  const text = useText()
  const { route } = useLocation()
  const several = new Set(grids.map(({ community }) => community)).size > 1
  const name = (grid: Grid) => [several ? grid.community : '', grid.name || text.say('rounds.no-grid')].filter(Boolean).join(' · ')
  const number = (id: 'doors' | 'people' | 'questions' | 'cells' | 'contacts'): Column<Grid> => ({
    id,
    label: text.say(`rounds.${id}`),
    text: (grid) => text.number(grid[id]),
    align: 'end',
    width: '6.5rem',
  })
  const columns: Column<Grid>[] = [
    { id: 'name', label: text.say('rounds.grid'), text: name, head: true, fills: true },
    number('doors'),
    number('people'),
    number('questions'),
    number('cells'),
    ...(grids.some(({ contacts }) => contacts > 0) ? [number('contacts')] : []),
    { id: 'until', label: text.say('rounds.nearest'), text: ({ until }) => (until ? text.day(until) : ''), width: '9rem' },
    {
      id: 'plan',
      label: text.say('rounds.plan-here'),
      text: () => '',
      show: (grid) =>
        mayPlan && (
          <LinkButton size="small" href={`/desk/rounds/plan?area=${grid.region}`}>
            {text.say('rounds.plan-here')}
          </LinkButton>
        ),
      width: '7rem',
    },
  ]
  return (
    <Table
      label={text.say('rounds.open')}
      rows={grids}
      rowId={(grid) => String(grid.region)}
      columns={columns}
      {...(mayPlan ? { onOpen: (grid: Grid) => route(`/desk/rounds/plan?area=${grid.region}`) } : {})}
      empty={
        <EmptyState icon="check" title={text.say('rounds.nothing-open')}>
          {text.say('rounds.nothing-open-lead')}
        </EmptyState>
      }
    />
  )
}

function RequestTable({ requests, opens }: { requests: readonly Asking[]; opens: boolean }) {
  const text = useText()
  const number = (id: 'open' | 'answered' | 'refused'): Column<Asking> => ({
    id,
    label: text.say(`rounds.asked-${id}`),
    text: (row) => text.number(row[id]),
    align: 'end',
    width: '6.5rem',
  })
  return (
    <Table
      label={text.say('rounds.askers')}
      rows={requests}
      rowId={(row) => row.id}
      columns={[
        {
          id: 'title',
          label: text.say('rounds.form'),
          text: (row) => row.title,
          show: (row) => (opens ? <a href={`/desk/requests/${row.id}`}>{row.title}</a> : row.title),
          head: true,
          fills: true,
        },
        { id: 'asker', label: text.say('rounds.asker'), text: (row) => row.asker, width: '14rem' },
        number('open'),
        number('answered'),
        number('refused'),
        { id: 'until', label: text.say('rounds.until'), text: ({ until }) => (until ? text.day(until) : ''), width: '9rem' },
      ]}
    />
  )
}
