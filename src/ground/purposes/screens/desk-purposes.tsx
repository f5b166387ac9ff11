/** What the community collects and what for: every purpose of the street, and any element of people that has none. */
import { useLocation } from 'preact-iso/router'
import { useCatalogue } from '#ground/facts/screens/use-catalogue.ts'
import { call } from '#kit/api.ts'
import { LinkButton } from '#kit/button.tsx'
import { Page, Section } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { type Column, Table } from '#kit/table.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { useRead } from '#kit/use-data.ts'
import { listPurposes, type PurposeLine } from '../contract.ts'
import { sayKeepShort } from './say-keep.ts'
import { say } from './words.ts'
import './purposes.css'

export function Screen() {
  const text = useText()
  const { route } = useLocation()
  const catalogue = useCatalogue()
  const read = useRead('purposes', (signal) => call(listPurposes, {}, { signal }), 'ticking')
  if (read.refusal && !read.reply) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply || !catalogue) return <Loading lines={12} />
  const { purposes, uncovered } = read.reply.data
  const may = read.reply.may.includes('purpose.change')
  const columns: Column<PurposeLine>[] = [
    { id: 'title', label: text.say('purposes.name'), text: ({ title }) => say(title, text.language), head: true, width: '12rem' },
    { id: 'what', label: text.say('purposes.what'), text: ({ what }) => say(what, text.language), fills: true },
    {
      id: 'basis',
      label: text.say('purposes.basis'),
      text: ({ basis }) => text.say(`purposes.basis-${basis}`),
      show: (purpose) => <BasisTag purpose={purpose} />,
      width: '13rem',
    },
    { id: 'keep', label: text.say('purposes.keep'), text: ({ keep }) => sayKeepShort(text, keep), width: '10rem' },
    {
      id: 'elements',
      label: text.say('purposes.elements'),
      text: (line) => sayElements(text.say, line),
      align: 'end',
      width: '7rem',
    },
  ]
  const table = (label: string, rows: readonly PurposeLine[]) => (
    <Table label={label} rows={rows} rowId={({ id }) => id} onOpen={({ id }) => route(`/desk/purposes/${id}`)} columns={columns} />
  )
  const retired = purposes.filter((purpose) => purpose.retired)
  return (
    <Page
      title={text.say('purposes.title')}
      lead={text.say('purposes.lead')}
      actions={
        <>
          <LinkButton href="/desk/purposes/emergencies">{text.say('keeping.emergencies')}</LinkButton>
          <LinkButton icon="print" href="/desk/purposes/notice">
            {text.say('purposes.notice-all')}
          </LinkButton>
          {may && (
            <LinkButton icon="add" tone="primary" href="/desk/purposes/new">
              {text.say('purposes.add')}
            </LinkButton>
          )}
        </>
      }
    >
      {uncovered.length > 0 && (
        <Section title={text.say('purposes.uncovered')}>
          <p>{text.say('purposes.uncovered-lead')}</p>
          <p class="purposes-names">{text.list(uncovered.map((id) => catalogue.name(id, text.language)))}</p>
        </Section>
      )}
      {table(
        text.say('purposes.title'),
        purposes.filter((purpose) => !purpose.retired),
      )}
      {retired.length > 0 && (
        <Section title={text.say('purposes.retired-list')}>{table(text.say('purposes.retired-list'), retired)}</Section>
      )}
    </Page>
  )
}

function BasisTag({ purpose }: { purpose: PurposeLine }) {
  const text = useText()
  return (
    <span class="row">
      {text.say(`purposes.basis-${purpose.basis}`)}
      {purpose.faulty && <Tag tone="late">{text.say('purposes.faulty')}</Tag>}
      {purpose.unassessed && <Tag tone="late">{text.say('purposes.unassessed')}</Tag>}
      {purpose.unchecked && <Tag tone="stale">{text.say('purposes.unchecked')}</Tag>}
      {purpose.origin === 'street' && <Tag>{text.say('purposes.own')}</Tag>}
    </span>
  )
}

function sayElements(
  sentence: (key: string, fill?: Record<string, number>) => string,
  { elements, protected: guarded }: PurposeLine,
): string {
  return guarded > 0 ? sentence('purposes.elements-guarded', { n: elements, m: guarded }) : sentence('purposes.elements-n', { n: elements })
}
