/** What an office's demands cost the streets, beside the total of all; to the desk that admits, of every office. */
import { useState } from 'preact/hooks'
import { call } from '#kit/api.ts'
import { EmptyState, Page, PrintButton, Section } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { type Column, Table } from '#kit/table.tsx'
import type { Text } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { useRead } from '#kit/use-data.ts'
import { type AskerBurden, type AskerSums, type DemandBurden, makeAskerBook, readAskerBurden } from '../contract.ts'
import { MonthBars } from './month-bars.tsx'
import { BigNumber, sayShare, sayTime } from './numbers.tsx'
import { PeriodSwitch } from './period-switch.tsx'
import { TakeButton } from './take-button.tsx'
import './burden.css'

export function Screen() {
  const text = useText()
  const [period, setPeriod] = useState(() => streetToday().slice(0, 7))
  const read = useRead(period, (signal) => call(readAskerBurden, { period }, { signal }), 'once')
  const burden = read.reply?.data
  if (read.refusal && !burden) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  return (
    <Page
      title={text.say('burden.title')}
      lead={text.say(burden?.whole ? 'burden.lead-desk' : 'burden.lead-asker')}
      crumbs={[{ label: text.say('demand.title'), href: '/desk/demands' }, { label: text.say('burden.title') }]}
      actions={
        <>
          <PrintButton />
          <TakeButton make={makeAskerBook} period={period} />
        </>
      }
    >
      <PeriodSwitch period={period} onChange={setPeriod} />
      <div class="burden-page">{burden ? <Numbers burden={burden} period={period} /> : <Loading lines={10} />}</div>
    </Page>
  )
}

function Numbers({ burden, period }: { burden: AskerBurden; period: string }) {
  const text = useText()
  const { demands, months } = burden
  return (
    <>
      <Large own={burden.own} />
      <Section title={text.say('burden.chart.minutes')}>
        <MonthBars label={text.say('burden.chart.minutes')} bars={months} chosen={period} />
      </Section>
      {demands.length === 0 ? (
        <EmptyState icon="announce" title={text.say('burden.none-asker')} />
      ) : (
        <Section title={text.say('burden.demands')}>
          <Table label={text.say('burden.demands')} columns={demandColumns(text, burden.whole)} rows={demands} rowId={({ id }) => id} />
        </Section>
      )}
      {!burden.whole && <All burden={burden} />}
      <p class="small quiet prose burden-foot">{text.say('burden.how.people-asker')}</p>
    </>
  )
}

function Large({ own }: { own: AskerSums }) {
  const text = useText()
  const { streets, cells, known, asked, joined, minutes, repeats, demands } = own
  return (
    <div class="bigs">
      <BigNumber
        label={text.say('burden.big.asker-minutes')}
        value={sayTime(text, minutes)}
        how={<p>{text.say('burden.how.demand-minutes')}</p>}
      >
        {text.say('burden.big.asker-minutes-of', { streets, cells })}
      </BigNumber>
      <BigNumber
        label={text.say('burden.big.asker-share')}
        value={sayShare(text, known, cells)}
        how={<p>{text.say('burden.how.demand-cells')}</p>}
      >
        {cells === 0 ? text.say('burden.big.asker-share-none') : text.say('burden.big.asker-share-of', { cells, known })}
      </BigNumber>
      <BigNumber
        label={text.say('burden.big.asker-asked')}
        value={text.say('burden.big.asker-asked-n', { n: asked })}
        how={<p>{text.say('burden.how.questions')}</p>}
      >
        {text.say('burden.big.asker-asked-of', { joined })}
      </BigNumber>
      <BigNumber
        label={text.say('burden.big.asker-repeats')}
        value={text.say('burden.big.asker-repeats-n', { n: repeats })}
        how={<p>{text.say('burden.how.demand-repeats')}</p>}
      >
        {text.say('burden.big.asker-repeats-of', { demands })}
      </BigNumber>
    </div>
  )
}

function All({ burden: { own, all, offices } }: { burden: AskerBurden }) {
  const text = useText()
  if (!all) return <p class="small quiet prose burden-foot">{text.say('burden.how.all')}</p>
  const keys = Object.keys(own) as (keyof AskerSums)[]
  const count = (sums: AskerSums) => (key: keyof AskerSums) => text.number(sums[key])
  return (
    <Section title={text.say('burden.all-n', { n: offices })}>
      <Table
        label={text.say('burden.all-n', { n: offices })}
        columns={[
          { id: 'what', label: text.say('burden.what'), text: (key) => text.say(`burden.sum.${key}`), head: true },
          { id: 'own', label: text.say('burden.own'), text: count(own), align: 'end', width: '10rem' },
          { id: 'all', label: text.say('burden.all'), text: count(all), align: 'end', width: '10rem' },
        ]}
        rows={keys}
        rowId={(key) => key}
      />
    </Section>
  )
}

function demandColumns(text: Text, whole: boolean): Column<DemandBurden>[] {
  const count = (id: 'streets' | 'cells' | 'asked' | 'minutes', width = '6rem'): Column<DemandBurden> => ({
    id,
    label: text.say(`burden.short.${id}`),
    text: (row) => text.number(row[id]),
    align: 'end',
    width,
  })
  return [
    {
      id: 'title',
      label: text.say('burden.demand'),
      text: ({ title }) => title,
      show: ({ id, title, next }) => (
        <>
          <a href={`/desk/demands/${id}`}>{title}</a>
          {next && <span class="small quiet"> {text.say('burden.next')}</span>}
        </>
      ),
      head: true,
    },
    ...(whole ? [{ id: 'asker', label: text.say('burden.asker'), text: ({ asker }: DemandBurden) => asker, width: '10rem' }] : []),
    { id: 'at', label: text.say('burden.on'), text: ({ at }) => text.moment(at, 'short'), width: '8rem' },
    count('streets'),
    count('cells'),
    {
      id: 'share',
      label: text.say('burden.short.share'),
      text: ({ known, cells }) => sayShare(text, known, cells),
      align: 'end',
      width: '6rem',
    },
    count('asked'),
    count('minutes'),
    {
      id: 'before',
      label: text.say('burden.repeats'),
      text: ({ own, others, of }) => (own + others === 0 ? '—' : text.say('burden.before-said', { of, own, others })),
      width: '14rem',
    },
  ]
}
