/** Keeping a small sheet beside the thing it belongs to, inside the window. */
import { useLayoutEffect } from 'preact/hooks'

export type Side = 'below' | 'above'
export type Box = { left: number; top: number; width: number; height: number }
export type Room = { width: number; height: number }

const margin = 8

/** Where a sheet of this size goes: below its anchor, above where there is no room below; never out of the window. */
export function placeSheet(
  anchor: Box,
  sheet: Room,
  view: Room,
  align: 'start' | 'end' = 'start',
): { left: number; top: number; side: Side; maxHeight: number } {
  const below = view.height - (anchor.top + anchor.height) - margin
  const above = anchor.top - margin
  const side: Side = sheet.height + 4 <= below || below >= above ? 'below' : 'above'
  const maxHeight = Math.max(96, (side === 'below' ? below : above) - 4)
  const height = Math.min(sheet.height, maxHeight)
  const wished = align === 'start' ? anchor.left : anchor.left + anchor.width - sheet.width
  const left = Math.max(margin, Math.min(wished, view.width - sheet.width - margin))
  const top = side === 'below' ? anchor.top + anchor.height + 4 : anchor.top - height - 4
  return { left, top, side, maxHeight }
}

type ElementRef = { current: HTMLElement | null }

/** Place `sheet` beside `anchor` while `open`, and again when the page scrolls or is resized. */
export function useBeside(
  anchor: ElementRef,
  sheet: ElementRef,
  open: boolean,
  align: 'start' | 'end' = 'start',
  matchWidth = false,
): void {
  useLayoutEffect(() => {
    if (!open) return
    const place = () => {
      if (!anchor.current || !sheet.current) return
      const box = anchor.current.getBoundingClientRect()
      const style = sheet.current.style
      style.maxHeight = ''
      if (matchWidth) style.minWidth = `${box.width}px`
      const size = { width: sheet.current.offsetWidth, height: sheet.current.scrollHeight + 2 }
      const placed = placeSheet(box, size, { width: document.documentElement.clientWidth, height: window.innerHeight }, align)
      style.left = `${placed.left}px`
      style.top = `${placed.top}px`
      style.maxHeight = `${placed.maxHeight}px`
    }
    place()
    window.addEventListener('scroll', place, true)
    window.addEventListener('resize', place)
    return () => {
      window.removeEventListener('scroll', place, true)
      window.removeEventListener('resize', place)
    }
  })
}

/** Call `leave` on a press outside all of `insides`, or when the focus goes there. */
export function useLeave(insides: readonly ElementRef[], open: boolean, leave: () => void): void {
  useLayoutEffect(() => {
    if (!open) return
    const check = (event: Event) => {
      const target = event.target
      if (target instanceof Node && !insides.some((inside) => inside.current?.contains(target))) leave()
    }
    document.addEventListener('mousedown', check)
    document.addEventListener('focusin', check)
    return () => {
      document.removeEventListener('mousedown', check)
      document.removeEventListener('focusin', check)
    }
  })
}
