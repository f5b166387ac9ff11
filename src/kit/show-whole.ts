/** Words that were cut are told whole when pointed at. */
export function showWhole({ target }: MouseEvent): void {
  const cell = target instanceof Element ? target.closest<HTMLElement>('tbody [data-cell]') : null
  if (!cell) return
  const cut = cell.scrollWidth > cell.clientWidth
  if (cut && !cell.title) cell.title = cell.textContent ?? ''
  else if (!cut && cell.title) cell.removeAttribute('title')
}
