/** The first rows as they would be filled. Each cell shows its state by tone and sign, and on touch, focus or hover where it comes from. */
import { headingWords } from '#ground/workbooks/screens/heading-words.ts'
import { Button } from '#kit/button.tsx'
import { Icon } from '#kit/icon.tsx'
import { Popover } from '#kit/popover.tsx'
import { type Column, Table } from '#kit/table.tsx'
import { useText } from '#kit/text-context.tsx'
import type { SheetPlan } from '../contract.ts'
import { CellNotes, Note, type NoteAt } from './cell-notes.tsx'
import { cellSigns } from './counts-bar.tsx'
import type { PreviewCell, PreviewReply } from './preview-reply.ts'
import './preview.css'

type PreviewRow = PreviewReply['rows'][number] & { at: number }

/** As many rows as the house shows at once. */
const mostRows = 100
const step = 30

export type PreviewProps = {
  sheet: SheetPlan
  reply: PreviewReply
  limit: number
  onMore: (limit: number) => void
}

export function Preview({ sheet, reply, limit, onMore }: PreviewProps) {
  const text = useText()
  const rows = reply.rows.map((row, at): PreviewRow => ({ ...row, at }))
  const labelled = rows.some((row) => row.label !== undefined)
  const named: Column<PreviewRow>[] = labelled
    ? [{ id: 'label', label: text.say('preview.row'), text: (row) => row.label ?? '', head: true }]
    : []
  const columns: Column<PreviewRow>[] = reply.columns.flatMap((_, at) => {
    if (labelled && sheet.columns[at]?.column === sheet.rowLabelColumn) return []
    const cell = (row: PreviewRow) => row.cells[at] ?? { text: '', state: null }
    return [
      {
        // biome-ignore lint/style/useTemplate: columns are told apart by their place
        id: 'c' + at,
        label: headingOf(reply.columns, at) || text.say('heading.empty'),
        text: (row: PreviewRow) => sayCell(text.say, cell(row)),
        show: (row: PreviewRow) => <CellShown cell={cell(row)} at={at} />,
        ...(labelled ? { align: 'end' as const } : {}),
      },
    ]
  })
  const noteAt = ({ row, column }: { row: number; column: number }): NoteAt | undefined => {
    const found = rows[row]
    const cell = found?.cells[column]
    return found && cell
      ? {
          cell,
          heading: headingOf(reply.columns, column),
          why: reply.columns[column]?.why ?? null,
          subject: found.subject,
          kind: sheet.population.kind,
        }
      : undefined
  }
  if (sheet.layout === 'card') return <CardPreview sheet={sheet} reply={reply} noteAt={noteAt} />
  const shown = rows.length
  return (
    <div class="preview">
      <CellNotes noteAt={noteAt}>
        <Table
          label={text.say('preview.label', { sheet: sheet.sheet })}
          rows={rows}
          rowId={(row) => String(row.at)}
          columns={[...named, ...columns]}
          height="32rem"
          empty={<p class="preview-none quiet">{text.say(`preview.none-${sheet.layout}`)}</p>}
        />
      </CellNotes>
      {labelled && rows.some(isBlank) && !rows.every(isBlank) && <p class="small quiet">{text.say('preview.outside')}</p>}
      {sheet.layout === 'roster' && shown > 0 && (
        <p class="row small quiet">
          {text.say('preview.shown', { shown, total: reply.total })}
          {shown < reply.total && limit < mostRows && (
            <Button size="small" onPress={() => onMore(Math.min(mostRows, limit + step))}>
              {text.say('preview.more')}
            </Button>
          )}
        </p>
      )}
    </div>
  )
}

/** Its own words; where another column has the same ones, what stands above them as well. */
function headingOf(columns: PreviewReply['columns'], at: number): string {
  const own = (path: readonly string[] = []) => headingWords(path.at(-1) ?? '')
  const path = columns[at]?.path ?? []
  const shared = columns.filter((other) => own(other.path) === own(path)).length > 1
  const above = shared ? headingWords(path.filter(Boolean).at(-2) ?? '') : ''
  return above ? `${above} › ${own(path)}` : own(path)
}

/** Nothing is written there. */
function isBlank({ cells }: PreviewRow): boolean {
  return cells.every(({ text, state }, at) => at === 0 || (text === '' && state === null))
}

type CardPreviewProps = { sheet: SheetPlan; reply: PreviewReply; noteAt: (at: { row: number; column: number }) => NoteAt | undefined }

/** A card as labels and answers, in the order of the sheet. */
function CardPreview({ sheet, reply, noteAt }: CardPreviewProps) {
  const text = useText()
  const [row] = reply.rows
  if (!row) return <p class="quiet">{text.say('preview.none-card')}</p>
  return (
    <dl class="card-preview">
      {reply.columns.map(({ path }, at) => {
        const cell = row.cells[at] ?? { text: '', state: null }
        const note = noteAt({ row: 0, column: at })
        if (cell.state === null && !cell.text) return null
        const place = sheet.columns[at]?.cell ?? String(at)
        return (
          <div key={place}>
            <dt>{path.filter(Boolean).map(headingWords).join(' › ')}</dt>
            <dd>
              {note ? (
                <Popover content={() => <Note note={note} />}>
                  <CellShown cell={cell} at={at} />
                </Popover>
              ) : (
                <CellShown cell={cell} at={at} />
              )}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

/** A count whose subjects are not all known stays open: how many of how many are. */
function CellShown({ cell, at }: { cell: PreviewCell; at: number }) {
  const text = useText()
  const { state } = cell
  if (state === null)
    return (
      <span class="report-cell" data-at={at}>
        {cell.text}
      </span>
    )
  const counted = cell.of !== undefined
  return (
    <span class="report-cell" data-state={state} data-at={at}>
      {state !== 'known' && <Icon name={cellSigns[state]} />}
      <span>{cell.text || text.say(`cell.${state}`)}</span>
      {counted && state === 'missing' && (
        <span class="small">{text.say('preview.left', { left: (cell.of ?? 0) - (cell.known ?? 0) })}</span>
      )}
      {state === 'stale' && <span class="unseen">{text.say('cell.stale')}</span>}
    </span>
  )
}

function sayCell(say: (key: string) => string, { text, state }: PreviewCell): string {
  return text || (state && state !== 'known' ? say(`cell.${state}`) : '')
}
