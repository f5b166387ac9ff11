// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: a grid keeps the elements of the table it is, so that it prints and copies as one
/**
 * The dense table of the desk: head stays in sight, arrows go from cell to cell, Enter opens a row, Space chooses it, Ctrl+C copies what is chosen for a
 * spreadsheet. More than 200 rows are drawn only where they are seen; printing draws them all.
 */
import type { ComponentChildren } from 'preact'
import { useMemo, useRef, useState } from 'preact/hooks'
import { Icon } from './icon.tsx'
import { showWhole } from './show-whole.ts'
import { type CellAt, cellOf, isTyping, rangeOf, readTableKey, toClipboard } from './table-keys.ts'
import { useTableWindow } from './table-window.ts'
import { useText } from './text-context.tsx'

export type Column<R> = {
  id: string
  label: string
  /** Shown; defaults to `text`. */
  show?: (row: R) => ComponentChildren
  /** Words of the cell, for copying and for listening. */
  text: (row: R) => string
  align?: 'start' | 'end'
  /** CSS width; columns without one share what is left. */
  width?: string
  /** Takes what the others leave, and is cut there instead of pushing them out of sight. One in a table. */
  fills?: boolean
  /** The head becomes a button and asks for this order. */
  sortable?: boolean
  /** The cell that names the row. */
  head?: boolean
}

export type Sort = { column: string; down: boolean }

export type TableProps<R> = {
  /** What the table holds, for listeners and for print. */
  label: string
  columns: readonly Column<R>[]
  rows: readonly R[]
  rowId: (row: R) => string
  onOpen?: (row: R) => void
  /** With it rows can be chosen. */
  chosen?: ReadonlySet<string>
  onChoose?: (chosen: ReadonlySet<string>) => void
  sort?: Sort
  onSort?: (sort: Sort) => void
  /** Highest part of the window it takes before it scrolls by itself; CSS length. */
  height?: string
  /** Instead of rows. */
  empty?: ComponentChildren
  /** Said about a row beside its cells: `late` in cinnabar at its edge. */
  tone?: (row: R) => 'late' | 'plain'
}

export function Table<R>(props: TableProps<R>) {
  const { label, columns, rows, rowId, onOpen, chosen, onChoose, height, empty, tone } = props
  const frame = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState<CellAt>({ row: 0, column: 0 })
  const [anchor, setAnchor] = useState(0)
  const seen = useTableWindow(frame, rows.length)
  const shift = onChoose ? 1 : 0
  const allColumns = columns.length + shift
  const row = Math.min(at.row, rows.length - 1)

  const choose = (ids: Iterable<string>) => onChoose?.(new Set(ids))
  const toggle = (index: number) => {
    const next = new Set(chosen)
    const id = rowId(rows[index]!)
    if (!next.delete(id)) next.add(id)
    setAnchor(index)
    choose(next)
  }
  const goTo = (to: CellAt, extend: boolean) => {
    setAt(to)
    if (extend && onChoose) choose(rangeOf(anchor, to.row).map((index) => rowId(rows[Math.max(0, index)]!)))
    else setAnchor(to.row)
    seen.reveal(to.row)
    // The row may only just be drawn.
    requestAnimationFrame(() =>
      frame.current?.querySelector<HTMLElement>(`[data-cell="${to.row}.${to.column}"]`)?.focus({ preventScroll: true }),
    )
  }
  const press = (event: KeyboardEvent) => {
    const key = readTableKey(event, { row, column: at.column }, rows.length, allColumns, seen.page)
    if (!key || isTyping(event.target)) return
    if (key.kind === 'open' && !onOpen) return
    if ((key.kind === 'select' || key.kind === 'select-all') && !onChoose) return
    if (key.kind === 'copy' && window.getSelection()?.toString()) return
    event.preventDefault()
    if (key.kind === 'move') goTo(key.to, key.extend)
    else if (key.kind === 'open') onOpen?.(rows[row]!)
    else if (key.kind === 'select') toggle(row)
    else if (key.kind === 'select-all') choose(rows.map(rowId))
    else copyRows(columns, chosen?.size ? rows.filter((one) => chosen.has(rowId(one))) : rows.slice(row, row + 1))
  }
  const click = (event: MouseEvent) => {
    const target = event.target
    const index = target instanceof Element ? Number(target.closest<HTMLElement>('[data-row]')?.dataset.row ?? -1) : -1
    if (index < 0) return
    if (target instanceof HTMLInputElement && target.dataset.choose !== undefined) toggle(index)
    else if (!isTyping(target) && !window.getSelection()?.toString()) onOpen?.(rows[index]!)
  }
  if (rows.length === 0 && empty) return <div class="table-empty">{empty}</div>
  return (
    <div class="table-frame" ref={frame} style={height ? { maxHeight: height } : undefined} onScroll={seen.onScroll}>
      {/* biome-ignore lint/a11y/useKeyWithMouseEvents: by keyboard the row is opened or copied whole */}
      <table
        class="table"
        data-cards={onChoose || height ? undefined : ''}
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-multiselectable={onChoose ? 'true' : undefined}
        onKeyDown={press}
        onFocusIn={(event) => setAt(cellOf(event.target) ?? at)}
        onClick={click}
        onMouseOver={showWhole}
      >
        <colgroup>
          {onChoose && <col style={{ width: '2.5rem' }} />}
          {columns.map((column) => (
            <col key={column.id} style={column.width ? { width: column.width } : undefined} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {onChoose && (
              <th scope="col" class="cell-choose">
                <ChooseAll rows={rows} rowId={rowId} chosen={chosen} choose={choose} />
              </th>
            )}
            {columns.map((column, index) => (
              <Head
                key={column.id}
                column={column}
                sort={props.sort}
                onSort={props.onSort}
                cell={`-1.${index + shift}`}
                current={at.row === -1 && at.column === index + shift}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {seen.before > 0 && <Space height={seen.before} columns={allColumns} />}
          {rows.slice(seen.first, seen.end).map((one, offset) => {
            const index = seen.first + offset
            const id = rowId(one)
            return (
              <Row
                key={id}
                row={one}
                index={index}
                columns={columns}
                chosen={onChoose && (chosen?.has(id) ?? false)}
                current={index === row ? at.column : -1}
                opens={onOpen !== undefined}
                tone={tone?.(one)}
              />
            )
          })}
          {seen.after > 0 && <Space height={seen.after} columns={allColumns} />}
        </tbody>
      </table>
    </div>
  )
}

type RowProps<R> = {
  row: R
  index: number
  columns: readonly Column<R>[]
  /** Undefined where rows cannot be chosen. */
  chosen: boolean | undefined
  /** Column that Tab reaches, -1 in all rows but one. */
  current: number
  opens: boolean
  tone: string | undefined
}

/** Built again only when something of it changed: an arrow key touches two rows, not two hundred. */
function Row<R>({ row, index, columns, chosen, current, opens, tone }: RowProps<R>) {
  const text = useText()
  return useMemo(() => {
    const shift = chosen === undefined ? 0 : 1
    return (
      <tr aria-rowindex={index + 2} aria-selected={chosen} data-row={index} data-tone={tone} data-opens={opens ? '' : undefined}>
        {chosen !== undefined && (
          <td class="cell-choose" data-cell={`${index}.0`} tabIndex={current === 0 ? 0 : -1}>
            <input
              type="checkbox"
              data-choose=""
              tabIndex={-1}
              checked={chosen}
              aria-label={text.say('kit.choose-row', { name: columns[0]?.text(row) ?? '' })}
            />
          </td>
        )}
        {columns.map((column, position) => {
          const cell = {
            'data-cell': `${index}.${position + shift}`,
            'data-align': column.align,
            'data-head': column.label || undefined,
            tabIndex: current === position + shift ? 0 : -1,
          }
          const shown = column.show ? column.show(row) : column.text(row)
          return column.head ? (
            <th key={column.id} scope="row" {...cell} data-fills={column.fills ? '' : undefined}>
              {shown}
            </th>
          ) : (
            <td key={column.id} {...cell} data-fills={column.fills ? '' : undefined}>
              {shown}
            </td>
          )
        })}
      </tr>
    )
  }, [row, index, columns, chosen, current, opens, tone, text])
}

function Space({ height, columns }: { height: number; columns: number }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it can be focused
    <tr aria-hidden="true" class="table-space">
      <td colSpan={columns} style={{ height: `${height}px` }} />
    </tr>
  )
}

type HeadProps<R> = {
  column: Column<R>
  sort: Sort | undefined
  onSort: ((sort: Sort) => void) | undefined
  cell: string
  current: boolean
}

function Head<R>({ column, sort, onSort, cell, current }: HeadProps<R>) {
  const sorted = sort?.column === column.id ? (sort.down ? 'descending' : 'ascending') : undefined
  const canSort = column.sortable && onSort
  return (
    <th scope="col" data-align={column.align} aria-sort={sorted} {...(canSort ? {} : { 'data-cell': cell, tabIndex: -1 })}>
      {canSort ? (
        <button
          type="button"
          class="sort"
          data-cell={cell}
          tabIndex={current ? 0 : -1}
          onClick={() => onSort({ column: column.id, down: sorted === 'ascending' })}
        >
          {column.label}
          <Icon name={sorted === 'descending' ? 'down' : 'up'} />
        </button>
      ) : (
        column.label
      )}
    </th>
  )
}

type ChooseAllProps<R> = {
  rows: readonly R[]
  rowId: (row: R) => string
  chosen: ReadonlySet<string> | undefined
  choose: (ids: Iterable<string>) => void
}

function ChooseAll<R>({ rows, rowId, chosen, choose }: ChooseAllProps<R>) {
  const text = useText()
  const count = rows.reduce((sum, row) => sum + (chosen?.has(rowId(row)) ? 1 : 0), 0)
  const all = count === rows.length && count > 0
  return (
    <input
      type="checkbox"
      checked={all}
      indeterminate={count > 0 && !all}
      aria-label={text.say('kit.choose-all')}
      onChange={() => choose(all ? [] : rows.map(rowId))}
    />
  )
}

function copyRows<R>(columns: readonly Column<R>[], rows: readonly R[]): void {
  const lines = rows.map((row) => columns.map((column) => column.text(row)))
  // Plain http has no clipboard API; the copy event works everywhere.
  const put = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', toClipboard(lines))
    event.preventDefault()
  }
  document.addEventListener('copy', put, { once: true })
  document.execCommand('copy')
  document.removeEventListener('copy', put)
}
