/** The export register: every file that left, to whom, on which basis, and when it is to be called back. */
import { useLocation } from 'preact-iso/router'
import type { OutputOf } from '#base/contract.ts'
import { useCatalogue } from '#ground/facts/screens/use-catalogue.ts'
import { call } from '#kit/api.ts'
import { EmptyState, Page, PrintButton } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { type Column, Table } from '#kit/table.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { useRead } from '#kit/use-data.ts'
import { listExports } from '../register/contract.ts'
import { sayWay } from './handover.tsx'
import { Recall } from './recall.tsx'
import './cover.css'

type Export = OutputOf<typeof listExports>['exports'][number]

const elementsShown = 4

export function Screen() {
  const text = useText()
  const { route } = useLocation()
  const catalogue = useCatalogue()
  const read = useRead('exports', (signal) => call(listExports, {}, { signal }), 'ticking')
  const list = read.reply?.data.exports
  if (read.refusal && !list) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!list || !catalogue) return <Loading lines={10} />
  const today = streetToday()
  const names = ({ elements }: Export) => elements.map((id) => catalogue.name(id, text.language))
  const due = (row: Export) => row.recalled === null && row.recallOn !== null && row.recallOn < today
  const dueNow = list.filter(due).length
  const may = read.reply?.may.includes('export.recall') ?? false
  const columns: Column<Export>[] = [
    { id: 'at', label: text.say('exports.at'), text: (row) => text.moment(row.at), width: '10rem' },
    { id: 'recipient', label: text.say('exports.recipient'), text: (row) => sayRecipient(text.say, row), head: true, width: '10rem' },
    { id: 'basis', label: text.say('terms.basis'), text: (row) => row.basis ?? text.say('cover.not-said') },
    { id: 'subjects', label: text.say('exports.subjects'), text: (row) => saySubjects(text.say, row.subjects), width: '7rem' },
    {
      id: 'elements',
      label: text.say('exports.elements'),
      text: (row) => names(row).join(text.say('list.comma')),
      show: (row) => sayFew(names(row), text.say),
      fills: true,
    },
    {
      id: 'handed',
      label: text.say('exports.handed'),
      text: (row) => (row.handedOn && row.way ? `${row.handedOn} ${sayWay(text, row.way)}` : sayUnhanded(text.say, row)),
      show: (row) => <span class="nobreak">{row.handedOn ?? sayUnhanded(text.say, row)}</span>,
      width: '7rem',
    },
    {
      id: 'recall',
      label: text.say('exports.recall'),
      text: (row) => (row.recalled ? text.say(`exports.${row.recalled.how}`) : (row.recallOn ?? '')),
      show: (row) => <Recall row={row} isDue={due(row)} may={may} onDone={read.reload} />,
      width: '12rem',
    },
    { id: 'who', label: text.say('exports.who'), text: (row) => row.who, width: '7rem' },
    {
      id: 'mark',
      label: text.say('cover.mark'),
      text: (row) => row.mark,
      show: (row) => <span class="digits quiet nobreak">…{row.mark.slice(-6)}</span>,
      width: '7rem',
    },
  ]
  return (
    <Page
      title={text.say('exports.title')}
      lead={text.say('exports.lead')}
      crumbs={[
        ...(read.reply?.may.includes('report.read') ? [{ label: text.say('agenda.title'), href: '/desk/requests' }] : []),
        { label: text.say('exports.title') },
      ]}
      actions={<PrintButton />}
    >
      {dueNow > 0 && <p role="status">{text.say('exports.due-now', { n: dueNow })}</p>}
      <div class="exports">
        <Table
          label={text.say('exports.title')}
          rows={list}
          rowId={(row) => row.id}
          columns={columns}
          tone={(row) => (due(row) ? 'late' : 'plain')}
          onOpen={(row) => {
            if (row.request) route(`/desk/requests/${row.request}/deliveries/${row.mark.split(' ').at(-1)}`)
            else if (row.demand) route(`/desk/demands/${row.demand}`)
          }}
          empty={
            <EmptyState icon="download" title={text.say('exports.none')}>
              {text.say('exports.none-lead')}
            </EmptyState>
          }
        />
      </div>
    </Page>
  )
}

function sayRecipient(say: (key: string) => string, { kind, what, recipient }: Export): string {
  if (kind === 'own') return say('exports.of-own')
  if (kind === 'file') return say(what === 'hotline-replies' ? 'exports.hotline-replies' : 'exports.opened')
  return kind === 'print' ? say(`exports.print-${what}`) : recipient
}

function sayUnhanded(say: (key: string) => string, { kind }: Export): string {
  return kind === 'delivery' ? say('exports.not-handed') : ''
}

/** Counts alone name nobody. */
export function saySubjects(say: (key: string, fill?: Record<string, number>) => string, n: number): string {
  return n === 0 ? say('exports.only-counts') : say('exports.subjects-n', { n })
}

function sayFew(names: string[], say: (key: string, fill?: Record<string, number>) => string): string {
  const few = names.slice(0, elementsShown).join(say('list.comma'))
  return names.length > elementsShown ? few + say('exports.more', { n: names.length }) : few
}
