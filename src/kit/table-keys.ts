/** What a key does in a table of `rows` × `columns`. Pure. Row -1 is the head. */
export type CellAt = { row: number; column: number }

export type TableKey =
  | { kind: 'move'; to: CellAt; extend: boolean }
  | { kind: 'open' }
  | { kind: 'select' }
  | { kind: 'select-all' }
  | { kind: 'copy' }
  | undefined

type Pressed = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>

export function readTableKey(event: Pressed, at: CellAt, rows: number, columns: number, page: number): TableKey {
  if (event.altKey) return undefined
  const control = event.ctrlKey || event.metaKey
  if (control && event.key.toLowerCase() === 'a') return { kind: 'select-all' }
  if (control && event.key.toLowerCase() === 'c') return { kind: 'copy' }
  if (event.key === 'Enter' && at.row >= 0) return { kind: 'open' }
  if (event.key === ' ' && at.row >= 0) return { kind: 'select' }
  const to = target(event.key, control, at, rows, columns, page)
  return to && { kind: 'move', to: within(to, rows, columns), extend: event.shiftKey && to.row !== at.row }
}

function target(key: string, control: boolean, at: CellAt, rows: number, columns: number, page: number): CellAt | undefined {
  switch (key) {
    case 'ArrowUp':
      return { ...at, row: control ? 0 : at.row - 1 }
    case 'ArrowDown':
      return { ...at, row: control ? rows - 1 : at.row + 1 }
    case 'ArrowLeft':
      return { ...at, column: control ? 0 : at.column - 1 }
    case 'ArrowRight':
      return { ...at, column: control ? columns - 1 : at.column + 1 }
    case 'PageUp':
      return { ...at, row: Math.max(0, at.row - page) }
    case 'PageDown':
      return { ...at, row: at.row + page }
    case 'Home':
      return control ? { row: 0, column: 0 } : { ...at, column: 0 }
    case 'End':
      return control ? { row: rows - 1, column: columns - 1 } : { ...at, column: columns - 1 }
    default:
      return undefined
  }
}

function within(at: CellAt, rows: number, columns: number): CellAt {
  return { row: Math.min(rows - 1, Math.max(-1, at.row)), column: Math.min(columns - 1, Math.max(0, at.column)) }
}

/** Rows between two, both included, whichever comes first. */
export function rangeOf(one: number, other: number): number[] {
  const first = Math.min(one, other)
  return Array.from({ length: Math.abs(one - other) + 1 }, (_, index) => first + index)
}

/** Rows as a spreadsheet takes them from the clipboard. Tabs and line ends inside a cell would shift it. */
export function toClipboard(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t')).join('\n')
}

/** Inputs and buttons within cells keep their own keys and clicks. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, select, textarea, button, a') !== null && target.closest('.sort') === null
}

export function cellOf(target: EventTarget | null): CellAt | undefined {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-cell]')?.dataset.cell : undefined
  if (!cell) return undefined
  const [row, column] = cell.split('.')
  return { row: Number(row), column: Number(column) }
}
