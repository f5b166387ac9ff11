/** Units as communities and the street met them: called how often, there in time or not, what was done. Counts first; a percentage where it says something. */
import { useLocation } from 'preact-iso/router'
import { call } from '#kit/api.ts'
import { DayInput } from '#kit/day-input.tsx'
import { Field } from '#kit/field.tsx'
import { EmptyState, Page, PrintButton } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { Loading } from '#kit/progress.tsx'
import { type Column, Table } from '#kit/table.tsx'
import { Tabs } from '#kit/tabs.tsx'
import type { Text } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { useRead } from '#kit/use-data.ts'
import { type RatingRow, rateUnits } from '../contract.ts'
import { type Days, isPeriod, periodOf, periods } from '../period.ts'
import '../../screens/matters.css'

export function Screen({ query }: { query: Record<string, string> }) {
  const text = useText()
  const { route } = useLocation()
  const today = streetToday()
  const own = query.from && query.to ? { from: query.from, to: query.to } : undefined
  const period = isPeriod(query.period) ? query.period : 'month'
  const days = own ?? periodOf(period, today)
  const read = useRead(`${days.from} ${days.to}`, (signal) => call(rateUnits, days, { signal }), 'once')
  const found = read.reply?.data
  const go = (next: Days) => route(`/desk/units/ratings?from=${next.from}&to=${next.to}`, true)
  return (
    <Page
      crumbs={[{ label: text.say('matter.title'), href: '/desk/matters' }, { label: text.say('rating.title') }]}
      title={text.say('rating.title')}
      lead={found && text.say('rating.lead', { area: found.area, from: text.day(days.from), to: text.day(days.to) })}
      actions={<PrintButton />}
    >
      <Tabs
        label={text.say('rating.period-label')}
        tabs={[
          ...periods.map((id) => ({ id: id as string, label: text.say(`rating.period.${id}`) })),
          { id: 'own', label: text.say('rating.period.own') },
        ]}
        value={own ? 'own' : period}
        onChange={(id) => (id === 'own' ? go(days) : route(`/desk/units/ratings?period=${id}`, true))}
      >
        {own && (
          <div class="row no-print">
            <Field label={text.say('rating.from')} path="/from">
              <DayInput value={own.from} onChange={(from) => from && go({ ...own, from })} today={today} latest={today} />
            </Field>
            <Field label={text.say('rating.to')} path="/to">
              <DayInput value={own.to} onChange={(to) => to && go({ ...own, to })} today={today} latest={today} />
            </Field>
          </div>
        )}
        {read.refusal && <ProblemNote refusal={read.refusal} />}
        {!found && !read.refusal && <Loading />}
        {found && !read.refusal && <Rows rows={found.rows} least={found.least} />}
      </Tabs>
    </Page>
  )
}

function Rows({ rows, least }: { rows: readonly RatingRow[]; least: number }) {
  const text = useText()
  if (rows.length === 0) return <EmptyState icon="matter" title={text.say('rating.none')} />
  return (
    <>
      <Table label={text.say('rating.title')} rows={rows} rowId={({ party }) => party} columns={columnsOf(text)} />
      <ul class="small quiet rating-notes">
        {['called', 'came', 'did', 'answered', 'solved'].map((name) => (
          <li key={name}>{text.say(`rating.says.${name}`)}</li>
        ))}
        <li>{text.say('rating.says.few', { n: least })}</li>
      </ul>
    </>
  )
}

function columnsOf(text: Text): Column<RatingRow>[] {
  const count = (id: 'called' | 'late' | 'absent' | 'withoutPower' | 'sentBack' | 'led'): Column<RatingRow> => ({
    id,
    label: text.say(`rating.column.${id}`),
    text: (row) => String(row[id]),
    align: 'end',
  })
  const share = (id: 'came' | 'did' | 'answered' | 'solved'): Column<RatingRow> => ({
    id,
    label: text.say(`rating.column.${id}`),
    text: (row) => sayShare(row[id]),
    align: 'end',
    show: (row) => <Share share={row[id]} />,
  })
  return [
    { id: 'name', label: text.say('rating.column.name'), text: ({ name }) => name, head: true },
    count('called'),
    share('came'),
    ...(['late', 'absent'] as const).map(count),
    ...(['withoutPower', 'sentBack'] as const).map(count),
    share('did'),
    count('led'),
    share('answered'),
    share('solved'),
  ]
}

type Shown = RatingRow['came']

function sayShare({ numerator, denominator, percent }: Shown): string {
  if (denominator === 0) return '—'
  return percent ? `${percent} (${numerator}/${denominator})` : `${numerator}/${denominator}`
}

function Share({ share }: { share: Shown }) {
  if (share.denominator === 0) return <span class="quiet">—</span>
  return (
    <span class="rating-share digits">
      {share.percent && <strong>{share.percent}</strong>}
      <span class={share.percent ? 'small quiet' : ''}>
        {share.numerator}/{share.denominator}
      </span>
    </span>
  )
}
