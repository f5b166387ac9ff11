/** Who was erased, as far as that may still be said: when, by whom, on which ground, whether it is done, and how much went. */
import type { OutputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { EmptyState, Page, PrintButton } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { type Column, Table } from '#kit/table.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { useRead } from '#kit/use-data.ts'
import { listErasures } from '../contract.ts'

type Erasure = OutputOf<typeof listErasures>['erasures'][number]

export function Screen() {
  const text = useText()
  const read = useRead('erasures', (signal) => call(listErasures, {}, { signal }), 'ticking')
  const list = read.reply?.data.erasures
  if (read.refusal && !list) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!list) return <Loading lines={8} />
  const went = ({ counts }: Erasure) =>
    Object.entries(counts)
      .filter(([, n]) => n > 0)
      .map(([row, n]) => text.say(`erase.row.${row}`, { n }))
      .join(text.say('erasures.comma'))
  const columns: Column<Erasure>[] = [
    { id: 'at', label: text.say('erasures.at'), text: (row) => text.moment(row.at), head: true, width: '10rem' },
    {
      id: 'state',
      label: text.say('erasures.state'),
      text: (row) => text.say(`erasures.${row.state}`),
      show: (row) => <Tag tone={row.state === 'done' ? 'good' : 'stale'}>{text.say(`erasures.${row.state}`)}</Tag>,
      width: '7rem',
    },
    { id: 'who', label: text.say('erasures.who'), text: (row) => [row.who, row.title].filter(Boolean).join(' '), width: '10rem' },
    { id: 'ground', label: text.say('erase.ground'), text: (row) => text.say(`erase.ground.${row.ground}`), width: '14rem' },
    { id: 'reason', label: text.say('erasures.reason'), text: (row) => row.reason, width: '14rem' },
    { id: 'went', label: text.say('erasures.went'), text: went, fills: true },
  ]
  return (
    <Page title={text.say('erasures.title')} lead={text.say('erasures.lead')} actions={<PrintButton />}>
      <Table
        label={text.say('erasures.title')}
        rows={list}
        rowId={(row) => row.id}
        columns={columns}
        empty={
          <EmptyState icon="people" title={text.say('erasures.none')}>
            {text.say('erasures.none-lead')}
          </EmptyState>
        }
      />
    </Page>
  )
}
