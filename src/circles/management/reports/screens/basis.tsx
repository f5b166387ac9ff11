/** The basis of protected columns: stated for each, or once for all that have none yet. */
import { useState } from 'preact/hooks'
import { Button } from '#kit/button.tsx'
import { Field } from '#kit/field.tsx'
import { TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import type { PlannedColumn } from '../contract.ts'
import './columns.css'

/** Specially protected columns for which nobody has said yet on which basis. */
export function withoutBasis(columns: readonly PlannedColumn[], closed: (column: PlannedColumn) => boolean): PlannedColumn[] {
  return columns.filter((column) => closed(column) && !column.basis)
}

export type SharedBasisProps = {
  columns: readonly PlannedColumn[]
  bare: readonly PlannedColumn[]
  onChange: (columns: PlannedColumn[]) => void
}

/** One law or notice often asks for several protected columns at once: stated once, it stands with each that has none yet. */
export function SharedBasis({ columns, bare, onChange }: SharedBasisProps) {
  const text = useText()
  const [typed, setTyped] = useState('')
  if (bare.length < 2) return null
  const put = () => {
    const basis = typed.trim()
    if (basis) onChange(columns.map((column) => (bare.includes(column) ? { ...column, basis } : column)))
  }
  return (
    <div class="shared-basis">
      <Field label={text.say('columns.shared-basis', { n: bare.length })} hint={text.say('columns.basis-hint')}>
        <TextInput value={typed} onInput={setTyped} onEnter={put} maxLength={200} />
      </Field>
      <Button onPress={put} disabled={!typed.trim()}>
        {text.say('columns.put-basis', { n: bare.length })}
      </Button>
    </div>
  )
}

/** Stated for one column: the law, document or notice that asks for just this. */
export function BasisField({
  basis,
  folded,
  onChange,
}: {
  basis: string
  /** Waits behind a word until it is wanted. */
  folded: boolean
  onChange: (basis: string) => void
}) {
  const text = useText()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState(basis)
  const put = (next: string) => {
    setTyped(next)
    onChange(next.trim())
  }
  // What was typed here keeps its spaces; what was set from elsewhere is followed.
  const shown = typed.trim() === basis ? typed : basis
  if (folded && !open && !basis) {
    return (
      <button type="button" class="plain-button" onClick={() => setOpen(true)}>
        {text.say('columns.own-basis')}
      </button>
    )
  }
  return (
    <span class="basis-line">
      <TextInput
        value={shown}
        onInput={put}
        maxLength={200}
        autofocus={open}
        label={text.say('columns.basis')}
        placeholder={text.say('columns.basis-example')}
      />
    </span>
  )
}
