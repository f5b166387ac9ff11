import { Icon } from '#kit/icon.tsx'
import { useText } from '#kit/text-context.tsx'
import './workbooks.css'

export type NoteSaid = { say: string; sheet?: string; with?: Record<string, string | number> }

/** What the clerk should know about the file: macros, hidden sheets, formulas. */
export function SheetNotes({ notes }: { notes: readonly NoteSaid[] }) {
  const text = useText()
  const said = notes.filter((note) => text.has(note.say))
  if (said.length === 0) return null
  return (
    <ul class="sheet-notes small">
      {said.map((note) => (
        <li key={note.say + (note.sheet ?? '')}>
          <Icon name="info" />
          <span>{text.say(note.say, { sheet: note.sheet ?? '', ...note.with })}</span>
        </li>
      ))}
    </ul>
  )
}
