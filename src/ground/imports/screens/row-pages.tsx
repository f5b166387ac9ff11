/** Long lists of rows, in stretches: one is drawn when it comes near to what is seen, and drawn again only when something in it was decided. */
import { Fragment } from 'preact'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { CatalogueHere } from '#ground/facts/screens/use-catalogue.ts'
import { usePrinting } from '#kit/use-printing.ts'
import type { Decision, RowView } from '../shapes.ts'
import { DoubtfulRow } from './doubtful-row.tsx'
import { rowKey, type SheetsWords } from './import-words.ts'
import { RowLine } from './row-line.tsx'
import type { RowsKind } from './use-rows.ts'
import './rows.css'

/** Rows of a stretch; as many are usually seen at once. */
const stretchRows = 25
/** What a row takes until it has been drawn. */
const likelyHeight = 52
/** Drawn ahead of the scroll. */
const nearby = '1000px'

type RowPagesProps = {
  pages: readonly (readonly RowView[])[]
  kind: RowsKind
  decided: ReadonlyMap<string, Decision>
  words: SheetsWords
  catalogue: CatalogueHere
  onDecide: ((decision: Decision) => void) | undefined
}

export function RowPages({ pages, ...rest }: RowPagesProps) {
  const stretches = useMemo(() => stretchesOf(pages), [pages])
  // Paper takes everything that was read.
  const printing = usePrinting()
  if (stretches.length === 0) return null
  return (
    <div class={rest.kind === 'doubtful' ? 'doubts' : 'import-rows'} data-kind={rest.kind}>
      {stretches.map((rows, at) => (
        <Stretch key={rowKey(rows[0]!)} rows={rows} before={stretches[at - 1]?.at(-1)} first={at === 0 || printing} {...rest} />
      ))}
    </div>
  )
}

function stretchesOf(pages: RowPagesProps['pages']): RowView[][] {
  return pages.flatMap((page) =>
    Array.from({ length: Math.ceil(page.length / stretchRows) }, (_, at) => page.slice(at * stretchRows, (at + 1) * stretchRows)),
  )
}

type StretchProps = Omit<RowPagesProps, 'pages'> & { rows: readonly RowView[]; before: RowView | undefined; first: boolean }

function Stretch({ first, ...props }: StretchProps) {
  const box = useRef<HTMLDivElement>(null)
  const height = useRef(props.rows.length * likelyHeight)
  const [near, setNear] = useState(first)
  useEffect(() => {
    const element = box.current
    if (!element) return
    const watch = new IntersectionObserver(
      ([seen]) => {
        if (!seen) return
        if (!seen.isIntersecting) {
          // What has the focus stays.
          if (element.contains(document.activeElement)) return
          height.current = element.offsetHeight
        }
        setNear(seen.isIntersecting)
      },
      { rootMargin: nearby },
    )
    watch.observe(element)
    return () => watch.disconnect()
  }, [])
  const drawn = near || first
  return (
    <div ref={box} class="stretch" style={drawn ? undefined : { height: `${height.current}px` }}>
      {drawn && <Rows {...props} />}
    </div>
  )
}

function Rows({ rows, before, kind, decided, words, catalogue, onDecide }: Omit<StretchProps, 'first'>) {
  const here = rows.map((row) => decided.get(rowKey(row)))
  const said = here.map((one) => (one ? `${one.decision}${one.subject ?? ''}` : '')).join()
  // `said` stands for the decisions of this stretch.
  return useMemo(
    () => (
      <ul>
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
      </ul>
    ),
    [rows, before, said, kind, words, catalogue, onDecide],
  )
}
