/** The part of a long table to draw, following the scroll; all of it while printing. */
import { useEffect, useState } from 'preact/hooks'
import { usePrinting } from './use-printing.ts'
import { scrollFor, windowOf } from './windowing.ts'

const windowedFrom = 200

export function useTableWindow(frame: { current: HTMLDivElement | null }, count: number) {
  const [scroll, setScroll] = useState({ top: 0, height: 800, rowHeight: 36 })
  const printing = usePrinting()
  const measure = () => {
    const element = frame.current
    const line = element?.querySelector<HTMLElement>('tbody tr:not(.table-space)')
    if (!element) return
    const rowHeight = line?.getBoundingClientRect().height || 36
    setScroll((now) =>
      now.top === element.scrollTop && now.height === element.clientHeight && now.rowHeight === rowHeight
        ? now
        : { top: element.scrollTop, height: element.clientHeight, rowHeight },
    )
  }
  useEffect(measure, [count])
  const all = count <= windowedFrom || printing
  const drawn = all ? { first: 0, end: count, before: 0, after: 0 } : windowOf(count, scroll.rowHeight, scroll.top, scroll.height)
  return {
    ...drawn,
    page: Math.max(1, Math.floor(scroll.height / scroll.rowHeight) - 2),
    onScroll: all ? undefined : measure,
    reveal: (row: number) => {
      const element = frame.current
      if (!element || row < 0) return
      const head = element.querySelector('thead')?.getBoundingClientRect().height ?? 0
      element.scrollTop = scrollFor(row, scroll.rowHeight, element.scrollTop, element.clientHeight - head)
      if (!all) measure()
    },
  }
}
