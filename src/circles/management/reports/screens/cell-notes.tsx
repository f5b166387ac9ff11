/** One small sheet for all cells of a table: a thousand cells need not carry one each. Opens on focus, hover and touch; Escape closes it; Enter opens the subject. */
import { type ComponentChildren, createPortal } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { sayForSource } from '#ground/facts/screens/fact-list.tsx'
import { useBeside } from '#kit/floating.ts'
import { Icon } from '#kit/icon.tsx'
import { hostFor, useEscape } from '#kit/popover.tsx'
import { useText } from '#kit/text-context.tsx'
import { cellSigns } from './counts-bar.tsx'
import type { PreviewCell } from './preview-reply.ts'
import './preview.css'

export type NoteAt = { cell: PreviewCell; heading: string; why: string | null; subject: string | null; kind: string }
export type CellNotesProps = {
  noteAt: (at: { row: number; column: number }) => NoteAt | undefined
  children: ComponentChildren
}

const openAfter = 300
const closeAfter = 200
/** Where a subject of each kind is shown whole. */
const pages: Partial<Record<string, string>> = {
  person: '/desk/people',
  dwelling: '/desk/doors',
  estate: '/desk/estates',
  premises: '/desk/premises',
}

export function CellNotes({ noteAt, children }: CellNotesProps) {
  const id = useId()
  const { route } = useLocation()
  const anchor = useRef<HTMLElement | null>(null)
  const sheet = useRef<HTMLDivElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [note, setNote] = useState<NoteAt>()
  useEffect(() => () => clearTimeout(timer.current), [])
  useBeside(anchor, sheet, note !== undefined)
  const later = (run: () => void, ms: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(run, ms)
  }
  const close = () => {
    anchor.current?.removeAttribute('aria-describedby')
    setNote(undefined)
  }
  const open = (cell: HTMLElement) => {
    anchor.current?.removeAttribute('aria-describedby')
    anchor.current = cell
    cell.setAttribute('aria-describedby', id)
    setNote(findNote(cell, noteAt))
  }
  useEscape(note !== undefined, close)
  const enter = (target: EventTarget | null, ms: number) => {
    const cell = cellOf(target)
    if (cell && cell !== anchor.current) later(() => open(cell), ms)
    else if (cell && !note) later(() => open(cell), ms)
    else if (cell) clearTimeout(timer.current)
    else later(close, closeAfter)
  }
  return (
    // biome-ignore lint/a11y/useKeyWithMouseEvents: focus is heard as it bubbles
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens to what happens in the cells, which are reachable themselves
    <div
      onFocusIn={(event) => enter(event.target, 0)}
      onFocusOut={() => later(close, closeAfter)}
      onMouseOver={(event) => enter(event.target, openAfter)}
      onMouseLeave={() => later(close, closeAfter)}
      onKeyDown={(event) => {
        const found = event.key === 'Enter' ? findNote(cellOf(event.target), noteAt) : undefined
        const page = found?.subject ? pages[found.kind] : undefined
        if (page) route(`${page}/${found?.subject}`)
      }}
    >
      {children}
      {note &&
        createPortal(
          <div
            ref={sheet}
            id={id}
            class="sheet popover"
            role="tooltip"
            onMouseEnter={() => clearTimeout(timer.current)}
            onMouseLeave={() => later(close, closeAfter)}
          >
            <Note note={note} />
          </div>,
          hostFor(anchor.current),
        )}
    </div>
  )
}

export function Note({ note: { cell, heading, why, subject, kind } }: { note: NoteAt }) {
  const text = useText()
  const { state, source, asOf, known, of } = cell
  const page = subject ? pages[kind] : undefined
  return (
    <div class="cell-note">
      <p class="quiet">{heading}</p>
      {state ? (
        <p class="cell-note-state" data-state={state}>
          <Icon name={cellSigns[state]} />
          <strong>{text.say(`state.${state}`)}</strong>
        </p>
      ) : (
        <p>{text.say('cell.own')}</p>
      )}
      {state === 'forbidden' ? (
        <p>{text.say(why ?? 'why.small')}</p>
      ) : (
        state && state !== 'known' && <p>{text.say(`cell.${state}-note`)}</p>
      )}
      {of !== undefined && state !== 'forbidden' && <p>{text.say('cell.counted', { known: known ?? 0, of, left: of - (known ?? 0) })}</p>}
      {source && (
        <p>{text.say('fact.from', { source: sayForSource(text, source), day: asOf ? text.day(asOf) : text.say('cell.no-day') })}</p>
      )}
      {page && (
        <p>
          <a href={`${page}/${subject}`}>{text.say('cell.open')}</a>
        </p>
      )}
    </div>
  )
}

function cellOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('tbody [data-cell]') : null
}

function findNote(cell: HTMLElement | null, noteAt: CellNotesProps['noteAt']): NoteAt | undefined {
  const at = cell?.querySelector<HTMLElement>('[data-at]')?.dataset.at
  const row = cell?.dataset.cell?.split('.')[0]
  return at === undefined || row === undefined ? undefined : noteAt({ row: Number(row), column: Number(at) })
}
