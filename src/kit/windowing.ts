/** Which rows of a long table need to exist. Rows have one height, so that this is arithmetic and never measurement. */
export type Window = { first: number; end: number; before: number; after: number }

/** Rows `first..end` (end excluded) with the heights of the space before and after them, in px. `spare` rows are kept on both sides. */
export function windowOf(count: number, rowHeight: number, scrollTop: number, viewHeight: number, spare = 12): Window {
  const top = Math.max(0, Math.floor(scrollTop / rowHeight) - spare)
  const end = Math.min(count, Math.ceil((scrollTop + viewHeight) / rowHeight) + spare)
  const first = Math.min(top, Math.max(0, end - 1))
  return { first, end, before: first * rowHeight, after: Math.max(0, (count - end) * rowHeight) }
}

/** Where to scroll so that a row is wholly seen below the head; the same place if it already is. */
export function scrollFor(row: number, rowHeight: number, scrollTop: number, viewHeight: number): number {
  const top = row * rowHeight
  if (top < scrollTop) return top
  const bottom = top + rowHeight
  return bottom > scrollTop + viewHeight ? bottom - viewHeight : scrollTop
}
