/** Which grid new doors begin in. */
import { Field } from '#kit/field.tsx'
import { Select } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'

export type GridOption = { id: string; number: number; name: string }

export function GridField({ grids, value, onChange }: { grids: readonly GridOption[]; value: string; onChange: (value: string) => void }) {
  const text = useText()
  if (grids.length === 0) return null
  return (
    <Field label={text.say('places.grid')} path="/grid" optional>
      <Select
        value={value}
        onChange={onChange}
        empty={text.say('places.no-grid')}
        options={grids.map((grid) => ({ value: String(grid.number), label: grid.name }))}
      />
    </Field>
  )
}
