/** One sheet of the request: whether it is filled, how it is laid out, who belongs on it, what each column means, and how it would look. */
import { useState } from 'preact/hooks'
import type { CatalogueHere } from '#ground/facts/screens/use-catalogue.ts'
import type { UnderstoodSheet } from '#ground/workbooks/understand-workbook.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Checkbox } from '#kit/checkbox.tsx'
import { Section } from '#kit/page.tsx'
import { Loading } from '#kit/progress.tsx'
import { useText } from '#kit/text-context.tsx'
import { UnreadNote } from '#kit/unread-note.tsx'
import { type Read, useRead } from '#kit/use-data.ts'
import { previewSheet, type SheetPlan } from '../contract.ts'
import { ColumnList } from './column-list.tsx'
import { sayConditions } from './conditions.tsx'
import { CountList } from './count-list.tsx'
import { LayoutEditor } from './layout-editor.tsx'
import { CardSubject, PopulationEditor } from './population.tsx'
import { Preview } from './preview.tsx'
import type { PreviewReply } from './preview-reply.ts'
import './request.css'

const firstRows = 30

export type SheetViewProps = {
  request: string
  sheet: SheetPlan
  understood: UnderstoodSheet | undefined
  catalogue: CatalogueHere
  /** Changes whenever what may be filled in changed: the plan was kept, a basis was stated. */
  standing: string
  /** Whether this post may change the plan. */
  may: boolean
  onChange: (more: Partial<SheetPlan>) => void
  /** The sheet was understood anew. */
  onAnew: () => void
}

export function SheetView({ request, sheet, understood, catalogue, standing, may, onChange, onAnew }: SheetViewProps) {
  const text = useText()
  const [limit, setLimit] = useState(firstRows)
  const wanted = sheet.use && hasWork(sheet)
  const preview = useRead(
    wanted ? `${request} ${sheet.sheet} ${standing} ${limit}` : undefined,
    (signal) => call(previewSheet, { id: request, sheet: sheet.sheet, limit }, { signal }),
    'once',
  )
  const reply = preview.reply?.data
  const whys = reply?.columns.map(({ why }) => why) ?? []
  return (
    <div class="sheet-view">
      <SheetHead request={request} sheet={sheet} understood={understood} may={may} onChange={onChange} onAnew={onAnew} />
      {sheet.use && (
        <>
          <Who sheet={sheet} reply={reply} catalogue={catalogue} may={may} onChange={onChange} />
          <Section
            title={text.say('sheet.preview')}
            actions={preview.loading && reply ? <span class="small quiet">{text.say('preview.asking')}</span> : undefined}
          >
            <PreviewHere sheet={sheet} preview={preview} wanted={wanted} limit={limit} onMore={setLimit} />
          </Section>
          {may && (
            <Section title={text.say(sheet.layout === 'statistics' ? 'sheet.counts' : 'sheet.columns')}>
              {sheet.layout === 'statistics' ? (
                <CountList
                  columns={sheet.columns}
                  understood={understood?.statistics?.columns ?? []}
                  whys={whys}
                  catalogue={catalogue}
                  onChange={(columns) => onChange({ columns })}
                />
              ) : (
                <ColumnList
                  columns={sheet.columns}
                  understood={understood?.columns ?? []}
                  whys={whys}
                  catalogue={catalogue}
                  onChange={(columns) => onChange({ columns })}
                />
              )}
            </Section>
          )}
        </>
      )}
    </div>
  )
}

/** Something is to be filled in. */
export function hasWork(sheet: SheetPlan): boolean {
  return sheet.columns.some(
    ({ element, count, local }) => element !== null || count !== undefined || (local !== undefined && local !== 'leave'),
  )
}

function SheetHead({
  request,
  sheet,
  understood,
  may,
  onChange,
  onAnew,
}: Pick<SheetViewProps, 'request' | 'sheet' | 'understood' | 'may' | 'onChange' | 'onAnew'>) {
  const text = useText()
  const [editing, setEditing] = useState(false)
  const [head, data] = [sheet.headerRows, sheet.dataRows]
  const layout = text.say(`layout.${sheet.layout}`)
  const rows =
    sheet.layout === 'card' ? layout : text.say('sheet.rows', { layout, head: sayRows(text.say, head), data: sayRows(text.say, data) })
  return (
    <div class="sheet-head">
      <Checkbox label={text.say('sheet.use')} checked={sheet.use} onChange={(use) => onChange({ use })} disabled={!may} />
      <p class="quiet">
        {rows}
        {understood && understood.layout.skippedRows.length > 0 && text.say('sheet.skipped', { n: understood.layout.skippedRows.length })}
        {understood?.layout.otherTables?.length ? text.say('sheet.other-table') : ''}{' '}
        {may && (
          <button type="button" class="plain-button" aria-expanded={editing} onClick={() => setEditing(!editing)}>
            {text.say('sheet.change-layout')}
          </button>
        )}
      </p>
      {editing && (
        <LayoutEditor
          request={request}
          sheet={sheet}
          onDone={() => {
            setEditing(false)
            onAnew()
          }}
        />
      )}
    </div>
  )
}

function sayRows(say: (key: string, fill: Record<string, number>) => string, [from = 0, to = 0]: readonly number[]): string {
  return from === to ? say('sheet.row', { n: from }) : say('sheet.row-span', { from, to })
}

function Who({
  sheet,
  reply,
  catalogue,
  may,
  onChange,
}: Pick<SheetViewProps, 'sheet' | 'catalogue' | 'may' | 'onChange'> & { reply: PreviewReply | undefined }) {
  const text = useText()
  const [editing, setEditing] = useState(false)
  if (sheet.layout === 'statistics') return null
  if (sheet.layout === 'card') return <CardSubject sheet={sheet} name={reply?.about} onChange={onChange} />
  const { kind, who, conditions } = sheet.population
  const whom = text.say(`subject.${kind}`)
  const under = sayConditions(text, catalogue, conditions)
  const says =
    who === 'given'
      ? text.say('population.says-given')
      : under
        ? text.say('population.says-under', { whom, under })
        : text.say('population.says-all', { whom })
  return (
    <section class="card who-belongs" aria-label={text.say('population.title')}>
      <div class="who-says">
        <p>
          <strong>{text.say('population.title')}</strong> {says}
        </p>
        {reply && <span class="digits quiet">{text.say('population.total', { n: reply.total })}</span>}
        {may && (
          <Button size="small" icon="edit" aria-expanded={editing} onPress={() => setEditing(!editing)}>
            {text.say(editing ? 'population.done' : 'population.change')}
          </Button>
        )}
      </div>
      {editing && <PopulationEditor sheet={sheet} catalogue={catalogue} onChange={onChange} />}
    </section>
  )
}

type PreviewHereProps = { sheet: SheetPlan; preview: Read<PreviewReply>; wanted: boolean; limit: number; onMore: (limit: number) => void }

function PreviewHere({ sheet, preview, wanted, limit, onMore }: PreviewHereProps) {
  const text = useText()
  if (!wanted) return <p class="quiet">{text.say('preview.nothing-mapped')}</p>
  if (sheet.layout === 'card' && !sheet.subject) return <p class="quiet">{text.say('preview.choose-first')}</p>
  if (preview.refusal) return <UnreadNote refusal={preview.refusal} onRetry={preview.reload} />
  const reply = preview.reply?.data
  // Columns of the answer and of the plan are told apart by their place: an older answer may be shorter.
  if (!reply || reply.columns.length !== sheet.columns.length) return <Loading lines={8} />
  return <Preview sheet={sheet} reply={reply} limit={limit} onMore={onMore} />
}
