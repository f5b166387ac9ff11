/** Rates of the area, each with its two numbers, what was left out and why, and by which way the matters came. */
import { useState } from 'preact/hooks'
import { addMonths } from '#base/values/day.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Radios } from '#kit/checkbox.tsx'
import { EmptyState, Page, PrintButton, Section } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Table } from '#kit/table.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { useRead } from '#kit/use-data.ts'
import { type RateView, readRates } from '../contract.ts'
import './rates.css'

const YEAR = 'YYYY'

export function Screen() {
  const text = useText()
  const [period, setPeriod] = useState(() => streetToday().slice(0, 7))
  const read = useRead(period, (signal) => call(readRates, { period }, { signal }))
  const data = read.reply?.data
  if (read.refusal && !data) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  const now = streetToday().slice(0, period.length)
  const byYear = period.length === YEAR.length
  const step = (by: number) => setPeriod(byYear ? String(Number(period) + by) : addMonths(`${period}-01`, by).slice(0, 7))
  return (
    <Page
      crumbs={[{ label: text.say('matter.title'), href: '/desk/matters' }, { label: text.say('rate.title') }]}
      title={text.say('rate.title')}
      lead={text.say('rate.lead')}
      actions={<PrintButton />}
    >
      <div class="row rate-period">
        <span class="no-print">
          <Button icon="back" label={text.say('rate.before')} onPress={() => step(-1)} />
        </span>
        <strong aria-live="polite">
          {byYear ? text.say('rate.opened-in-year', { year: period }) : text.say('rate.opened-in', { month: text.day(period, 'month') })}
        </strong>
        <span class="no-print">
          <Button icon="forward" label={text.say('rate.after')} disabled={period >= now} onPress={() => step(1)} />
        </span>
        <span class="no-print">
          <Radios
            joined
            label={text.say('rate.period')}
            value={byYear ? 'year' : 'month'}
            // The year the month is of; back again the month one stands in.
            onChange={(of) => setPeriod(of === 'year' ? period.slice(0, YEAR.length) : streetToday().slice(0, 'YYYY-MM'.length))}
            options={(['month', 'year'] as const).map((value) => ({ value, label: text.say(`rate.${value}`) }))}
          />
        </span>
        {data && <span class="quiet">{text.say('rate.counted', { n: data.counted })}</span>}
      </div>
      {!data ? (
        <Loading lines={8} />
      ) : data.counted === 0 ? (
        <EmptyState icon="report" title={text.say('rate.none')} />
      ) : (
        data.rates.map((rate) => <RateSection key={rate.id} rate={rate} />)
      )}
      {data?.capped && <p class="quiet">{text.say('rate.capped')}</p>}
    </Page>
  )
}

function RateSection({ rate }: { rate: RateView }) {
  const text = useText()
  const { title, says, numerator, denominator, percent, excluded, rest, byChannel } = rate
  const left = excluded.filter(({ n }) => n > 0)
  return (
    <Section title={title[text.language]}>
      <div class="rate">
        <div class="rate-said">
          <p class="rate-value">{percent ?? '—'}</p>
          <p>{denominator === 0 ? text.say('rate.nothing') : text.say('rate.of', { numerator, denominator })}</p>
          <p class="small quiet">{says[text.language]}</p>
          {left.map(({ label, n }) => (
            <p key={label.zh} class="small quiet">
              {text.say('rate.left-out', { n, why: label[text.language] })}
            </p>
          ))}
          {rest > 0 && <p class="small quiet">{text.say('rate.rest', { n: rest })}</p>}
        </div>
        {byChannel.length > 0 && (
          <Table
            label={text.say('rate.by-channel', { title: title[text.language] })}
            rows={byChannel}
            rowId={({ channel }) => channel}
            columns={[
              { id: 'channel', label: text.say('rate.channel'), text: ({ channel }) => text.say(`matter.channel.${channel}`), head: true },
              {
                id: 'of',
                label: text.say('rate.numbers'),
                text: (row) => `${text.number(row.numerator)} / ${text.number(row.denominator)}`,
                align: 'end',
                width: '8rem',
              },
              { id: 'percent', label: text.say('rate.share'), text: (row) => row.percent ?? '—', align: 'end', width: '7rem' },
            ]}
          />
        )}
      </div>
    </Section>
  )
}
