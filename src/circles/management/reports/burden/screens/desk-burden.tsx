/** What was asked of a street or a community, what it cost, and what nobody had to be asked for. */
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
import { type AskerLine, type BurdenMonth, makeStreetBook, readStreetBurden, type StreetBurden } from '../contract.ts'
import { MonthBars } from './month-bars.tsx'
import { BigNumber, How, sayShare, sayTime } from './numbers.tsx'
import { PeriodSwitch } from './period-switch.tsx'
import { Sums } from './sums.tsx'
import { TakeButton } from './take-button.tsx'
import './burden.css'

export function Screen() {
  const text = useText()
  const [period, setPeriod] = useState(() => streetToday().slice(0, 7))
  const read = useRead(period, (signal) => call(readStreetBurden, { period }, { signal }), 'once')
  const burden = read.reply?.data
  if (read.refusal && !burden) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  return (
    <Page
      title={text.say('burden.title')}
      lead={text.say(burden?.whole === false ? 'burden.lead-part' : 'burden.lead')}
      crumbs={[{ label: text.say('agenda.title'), href: '/desk/requests' }, { label: text.say('burden.title') }]}
      actions={
        <>
          <PrintButton />
          <TakeButton make={makeStreetBook} period={period} />
        </>
      }
    >
      <PeriodSwitch period={period} onChange={setPeriod} />
      <div class="burden-page">{burden ? <Numbers burden={burden} period={period} /> : <Loading lines={10} />}</div>
    </Page>
  )
}

function Numbers({ burden, period }: { burden: StreetBurden; period: string }) {
  const text = useText()
  const { askers, ways, months, rule } = burden
  // The newest first, and none in which nothing was.
  const told = months.filter(({ requests, given, apart }) => requests + given + apart > 0).reverse()
  const came = ways.filter(({ requests }) => requests > 0)
  return (
    <>
      <Large burden={burden} />
      <Section title={text.say('burden.chart.given')}>
        <MonthBars
          label={text.say('burden.chart.given')}
          bars={months.map(({ month, given }) => ({ month, minutes: given }))}
          chosen={period}
        />
      </Section>
      {came.length === 0 ? (
        <EmptyState icon="report" title={text.say('burden.none')} />
      ) : (
        <>
          <Section title={text.say('burden.by-asker')}>
            <Table label={text.say('burden.by-asker')} columns={askerColumns(text)} rows={askers} rowId={({ asker }) => asker} />
            <How>
              <p>{text.say('burden.how.askers')}</p>
            </How>
          </Section>
          <Section title={text.say('burden.by-way')}>
            <Table
              label={text.say('burden.by-way')}
              columns={[
                { id: 'way', label: text.say('burden.way'), text: ({ way }) => text.say(`burden.way.${way}`), head: true },
                {
                  id: 'requests',
                  label: text.say('burden.requests'),
                  text: ({ requests }) => text.number(requests),
                  align: 'end',
                  width: '8rem',
                },
                {
                  id: 'minutes',
                  label: text.say('burden.minutes'),
                  text: ({ minutes }) => text.number(minutes),
                  align: 'end',
                  width: '8rem',
                },
              ]}
              rows={came}
              rowId={({ way }) => way}
            />
          </Section>
        </>
      )}
      <Details burden={burden} />
      {told.length > 0 && (
        <Section title={text.say('burden.by-month')}>
          <Table label={text.say('burden.by-month')} columns={monthColumns(text)} rows={told} rowId={({ month }) => month} />
        </Section>
      )}
      <div class="small quiet prose burden-foot">
        <p>{text.say('burden.how.people')}</p>
        <p>{text.say('burden.how.kept')}</p>
        <p>{text.say('burden.how.rule', { citation: rule.citation[text.language], status: text.say(`rules.status.${rule.status}`) })}</p>
      </div>
    </>
  )
}

function Large({ burden: { cells, questions, knocks, given, rule } }: { burden: StreetBurden }) {
  const text = useText()
  const perHome = (n: number) => (knocks.homes === 0 ? '—' : text.number(n / knocks.homes, 2))
  return (
    <div class="bigs">
      <BigNumber
        label={text.say('burden.big.share')}
        value={sayShare(text, cells.known, cells.lawful)}
        how={<p>{text.say('burden.how.cells')}</p>}
      >
        {cells.lawful === 0
          ? text.say('burden.big.share-none')
          : text.say('burden.big.share-of', { lawful: cells.lawful, known: cells.known, n: cells.requests })}
      </BigNumber>
      <BigNumber
        label={text.say('burden.big.joined')}
        value={text.say('burden.big.joined-n', { n: questions.joined })}
        how={<p>{text.say('burden.how.questions')}</p>}
      >
        {text.say('burden.big.joined-of', { asked: questions.asked })}
      </BigNumber>
      <BigNumber
        label={text.say('burden.big.given')}
        value={sayTime(text, given.cells + given.questions + given.knocks)}
        how={<p>{text.say('burden.how.given', { seconds: rule.secondsACell })}</p>}
      >
        {text.say('burden.big.given-of', {
          cells: sayTime(text, given.cells),
          questions: sayTime(text, given.questions),
          knocks: sayTime(text, given.knocks),
        })}
      </BigNumber>
      <BigNumber
        label={text.say('burden.big.knocks')}
        value={
          knocks.apart === 0 ? '—' : text.say('burden.big.knocks-from-to', { apart: perHome(knocks.apart), joined: perHome(knocks.joined) })
        }
        how={<p>{text.say('burden.how.knocks')}</p>}
      >
        {knocks.apart === 0
          ? text.say('burden.big.knocks-none')
          : text.say('burden.big.knocks-of', { apart: knocks.apart, joined: knocks.joined })}
      </BigNumber>
    </div>
  )
}

/** Everything the large numbers are made of, group by group. */
function Details({ burden: { cells, questions, knocks, answers, objections } }: { burden: StreetBurden }) {
  const text = useText()
  const { merged, sentBack, lacks } = answers
  return (
    <div class="burden-sums">
      <Sums title={text.say('burden.big.share')} path="burden.cells" sums={cells} />
      <Sums title={text.say('burden.became')} path="burden.questions" sums={questions} />
      <Sums title={text.say('burden.doors')} path="burden.knocks" sums={knocks} absent="burden.too-few" />
      <Sums
        title={text.say('burden.returned')}
        path="burden"
        sums={{
          'answers.merged': merged,
          'answers.sent-back': sentBack,
          ...(sentBack > 0 ? { 'lacks.money': lacks.money, 'lacks.people': lacks.people, 'lacks.powers': lacks.powers } : {}),
          ...(objections ? Object.fromEntries(Object.entries(objections).map(([key, n]) => [`objections.${key}`, n])) : {}),
        }}
      />
    </div>
  )
}

function askerColumns(text: Text): Column<AskerLine>[] {
  const count = (id: 'requests' | 'repeats' | 'merged' | 'sentBack' | 'minutes', label: string): Column<AskerLine> => ({
    id,
    label,
    text: (row) => text.number(row[id]),
    align: 'end',
    width: '7rem',
  })
  return [
    { id: 'asker', label: text.say('burden.asker'), text: ({ asker }) => asker, head: true },
    count('requests', text.say('burden.requests')),
    {
      id: 'share',
      label: text.say('burden.share'),
      text: ({ known, lawful }) => sayShare(text, known, lawful),
      align: 'end',
      width: '7rem',
    },
    count('repeats', text.say('burden.repeats')),
    count('merged', text.say('burden.merged')),
    count('sentBack', text.say('burden.sent-back')),
    count('minutes', text.say('burden.minutes')),
  ]
}

function monthColumns(text: Text): Column<BurdenMonth>[] {
  return [
    { id: 'month', label: text.say('burden.month'), text: ({ month }) => text.day(month, 'month'), head: true },
    { id: 'requests', label: text.say('burden.requests'), text: ({ requests }) => text.number(requests), align: 'end', width: '8rem' },
    { id: 'given', label: text.say('burden.given.all'), text: ({ given }) => text.number(given), align: 'end', width: '8rem' },
    { id: 'apart', label: text.say('burden.knocks.apart-home'), text: ({ apart }) => text.number(apart, 2), align: 'end', width: '11rem' },
    {
      id: 'joined',
      label: text.say('burden.knocks.joined-home'),
      text: ({ joined }) => text.number(joined, 2),
      align: 'end',
      width: '11rem',
    },
  ]
}
