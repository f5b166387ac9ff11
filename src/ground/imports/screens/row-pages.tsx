/** Long lists of rows: every page is drawn once and drawn again only when something in it was decided; the browser lays out what is in sight. */
import { Fragment } from 'preact'
import { useMemo } from 'preact/hooks'
import type { CatalogueHere } from '#ground/facts/screens/use-catalogue.ts'
import type { RowView } from '../shapes.ts'
import { DoubtfulRow } from './doubtful-row.tsx'
import type { Decision } from './import-rows.tsx'
import { rowKey, type SheetsWords } from './import-words.ts'
import { RowLine } from './row-line.tsx'
import type { RowsKind } from './use-rows.ts'

type RowPagesProps = {
  pages: readonly (readonly RowView[])[]
  kind: RowsKind
  decided: ReadonlyMap<string, Decision>
  words: SheetsWords
  catalogue: CatalogueHere
  onDecide: ((decision: Decision) => void) | undefined
}

export function RowPages({ pages, ...rest }: RowPagesProps) {
  if (pages.every((page) => page.length === 0)) return null
  return (
    <ul class={rest.kind === 'doubtful' ? 'doubts' : 'import-rows'} data-kind={rest.kind}>
      {pages.map((rows, at) => (
        <PageOfRows key={at} rows={rows} before={pages[at - 1]?.at(-1)} {...rest} />
      ))}
    </ul>
  )
}

type PageProps = Omit<RowPagesProps, 'pages'> & { rows: readonly RowView[]; before: RowView | undefined }

function PageOfRows({ rows, before, kind, decided, words, catalogue, onDecide }: PageProps) {
  const here = rows.map((row) => decided.get(rowKey(row)))
  const said = here.map((one) => (one ? `${one.decision}${one.subject ?? ''}` : '')).join()
  // `said` stands for the decisions of this page.
  return useMemo(
    () => (
      <>
        {rows.map((row, at) => {
          const sheet = words.of.get(row.sheet)
          if (!sheet) return null
          const props = { row, words: sheet, catalogue, decided: here[at], onDecide: row.applied ? undefined : onDecide }
          const begins = words.several && (at > 0 ? rows[at - 1] : before)?.sheet !== row.sheet
          return (
            <Fragment key={rowKey(row)}>
              {begins && <li class="rows-sheet small">{sheet.name}</li>}
              {kind === 'doubtful' ? <DoubtfulRow {...props} /> : <RowLine {...props} />}
            </Fragment>
          )
        })}
      </>
    ),
    [rows, before, said, kind, words, catalogue, onDecide],
  )
}
