/** The covering page of a filled workbook: what was asked by whom on which basis, why cells are empty, its mark and recall date. For paper. */
import type { OutputOf } from '#base/contract.ts'
import { type CatalogueHere, useCatalogue } from '#ground/facts/screens/use-catalogue.ts'
import { headingWords } from '#ground/workbooks/screens/heading-words.ts'
import { call } from '#kit/api.ts'
import { LinkButton } from '#kit/button.tsx'
import { EmptyState, Facts, Page, PrintButton, Section } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { useText } from '#kit/text-context.tsx'
import { useRead } from '#kit/use-data.ts'
import { type DeliveryView, readRequest } from '../contract.ts'
import { listExports } from '../register/contract.ts'
import { CountsBar, tallyOf } from './counts-bar.tsx'
import { DownloadButton } from './delivery-panel.tsx'
import { saySubjects } from './desk-exports.tsx'
import { HandOverButton, HandoverLine, sayHandover } from './handover.tsx'
import './cover.css'

type Request = OutputOf<typeof readRequest>
type Export = OutputOf<typeof listExports>['exports'][number]

export function Screen({ params }: { params: Record<string, string> }) {
  const text = useText()
  const { id = '', delivery = '' } = params
  const catalogue = useCatalogue()
  const read = useRead(id, (signal) => call(readRequest, { id }, { signal }), 'once')
  const register = useRead('exports', (signal) => call(listExports, {}, { signal }), 'once')
  const request = read.reply?.data
  const failed = read.refusal && !request ? read : register
  if (failed.refusal && !failed.reply) return <ProblemPage refusal={failed.refusal} onRetry={failed.reload} />
  if (!request || !catalogue || !register.reply) return <Loading lines={12} />
  const found = request.deliveries.find((one) => one.id === delivery)
  const crumbs = [
    { label: text.say('agenda.title'), href: '/desk/requests' },
    { label: request.title, href: `/desk/requests/${id}` },
    { label: text.say('cover.title') },
  ]
  if (!found) {
    return (
      <Page title={text.say('cover.title')} crumbs={crumbs}>
        <EmptyState title={text.say('cover.unknown')} />
      </Page>
    )
  }
  // The mark stands in the file, in the register and on this page.
  const entry = register.reply.data.exports.find(({ mark }) => mark.endsWith(delivery))
  const may = read.reply?.may.includes('report.run') ?? false
  return (
    <Page
      title={text.say('cover.of', { title: request.title })}
      crumbs={crumbs}
      actions={
        <>
          <LinkButton href={`/desk/requests/${id}/deliveries/${delivery}/missing`} icon="walk">
            {text.say('delivery.missing')}
          </LinkButton>
          {may && <HandOverButton request={request} delivery={found} onDone={read.reload} />}
          {!found.purged && <DownloadButton file={found.file} />}
          <PrintButton />
        </>
      }
    >
      {found.handover && may && (
        <div class="no-print">
          <HandoverLine handover={found.handover} may onDone={read.reload} />
        </div>
      )}
      <Cover request={request} delivery={found} entry={entry} catalogue={catalogue} />
    </Page>
  )
}

function Cover({
  request,
  delivery,
  entry,
  catalogue,
}: {
  request: Request
  delivery: DeliveryView
  entry: Export | undefined
  catalogue: CatalogueHere
}) {
  const text = useText()
  const said = (value: string | null | undefined) => value || <span class="quiet">{text.say('cover.not-said')}</span>
  const { filled, all } = tallyOf(delivery.counts)
  const items = [
    { label: text.say('terms.asker'), value: request.asker },
    { label: text.say('terms.due'), value: said(request.dueOn && text.day(request.dueOn)) },
    { label: text.say('terms.basis'), value: said(request.basis) },
    { label: text.say('terms.purpose'), value: said(request.purpose) },
    ...(request.formNo ? [{ label: text.say('terms.form-no'), value: sayForm(request, text.say, text.day) }] : []),
    { label: text.say('cover.file'), value: request.fileName },
    { label: text.say('cover.filled-at'), value: text.moment(delivery.at) },
    { label: text.say('cover.as-of'), value: text.day(delivery.asOf) },
    { label: text.say('cover.by'), value: said(entry?.who) },
  ]
  const fate = [
    { label: text.say('cover.mark'), value: <span class="digits mark-shown">{entry?.mark ?? delivery.id}</span> },
    { label: text.say('cover.sha'), value: <span class="digits mark-shown">{entry?.sha256 ?? ''}</span> },
    { label: text.say('cover.subjects'), value: saySubjects(text.say, entry?.subjects ?? 0) },
    { label: text.say('cover.handed'), value: delivery.handover ? sayHandover(text, delivery.handover) : text.say('cover.not-handed') },
    { label: text.say('cover.recall'), value: entry?.recallOn ? text.day(entry.recallOn) : '' },
  ]
  const elements = (entry?.elements ?? []).map((id) => catalogue.name(id, text.language))
  return (
    <div class="cover">
      {all > 0 && (
        <>
          <p class="cover-headline">{text.say('delivery.filled', { filled, all })}</p>
          <CountsBar counts={delivery.counts} bare />
        </>
      )}
      <Section title={text.say('cover.asked')}>
        <Facts items={items} />
      </Section>
      <Section title={text.say('cover.empty')}>
        <EmptyCells columns={delivery.columns} />
      </Section>
      <Section title={text.say('cover.leaves')}>
        <Facts items={[...fate, { label: text.say('cover.elements'), value: elements.join(text.say('list.comma')) }]} />
        <p class="small quiet">{text.say('cover.recall-note')}</p>
      </Section>
    </div>
  )
}

function sayForm(
  { formNo, formValidTo, expired }: Request,
  say: (key: string, fill?: Record<string, string>) => string,
  day: (civil: string) => string,
): string {
  if (!formValidTo) return formNo ?? ''
  return say(expired ? 'cover.form-expired' : 'cover.form-valid', { no: formNo ?? '', day: day(formValidTo) })
}

/** Every column that has empty cells, and why. Complete columns are only counted. */
function EmptyCells({ columns }: { columns: DeliveryView['columns'] }) {
  const text = useText()
  const empty = columns.filter(({ counts, why }) => why !== null || counts.missing + counts.conflicting + counts.forbidden > 0)
  const stale = columns.filter(({ counts }) => counts.stale > 0)
  if (empty.length === 0 && stale.length === 0) return <p>{text.say('cover.nothing-empty')}</p>
  return (
    <>
      <table class="cover-table">
        <thead>
          <tr>
            <th scope="col">{text.say('cover.column')}</th>
            <th scope="col" data-align="end">
              {text.say('cover.empty-count')}
            </th>
            <th scope="col">{text.say('cover.why')}</th>
          </tr>
        </thead>
        <tbody>
          {empty.map(({ sheet, path, counts, why }) => {
            const blank = counts.missing + counts.conflicting + counts.forbidden
            return (
              <tr key={`${sheet} ${path.join(' ')}`}>
                <th scope="row">{path.filter(Boolean).map(headingWords).join(' › ')}</th>
                <td data-align="end" class="digits">
                  {text.number(blank)}
                </td>
                <td>{sayWhy(text.say, counts, why)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {stale.length > 0 && (
        <p class="small">
          {text.say('cover.stale', {
            columns: stale
              .map(({ path, counts }) => `${headingWords(path.at(-1) ?? '')} ${text.number(counts.stale)}`)
              .join(text.say('list.comma')),
          })}
        </p>
      )}
    </>
  )
}

/** A refused column has one reason; others are empty for what is missing and what contradicts itself. */
function sayWhy(
  say: (key: string, fill?: Record<string, number>) => string,
  counts: DeliveryView['columns'][number]['counts'],
  why: string | null,
): string {
  if (why && why !== 'why.missing' && why !== 'why.conflicting') return say(why)
  const parts = [
    counts.missing > 0 ? say('cover.missing', { n: counts.missing }) : '',
    counts.conflicting > 0 ? say('cover.conflicting', { n: counts.conflicting }) : '',
    counts.forbidden > 0 ? say('cover.small', { n: counts.forbidden }) : '',
  ]
  return parts.filter(Boolean).join(say('list.semicolon'))
}
