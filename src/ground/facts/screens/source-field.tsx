/** How the one who writes came to know: asked with everything that is said at the desk. */
import { Field } from '#kit/field.tsx'
import { Select } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'

const sources = ['seen', 'self', 'register'] as const

export function SourceField({ value, onChange }: { value: string; onChange: (source: string) => void }) {
  const text = useText()
  return (
    <Field label={text.say('correct.source')}>
      <Select value={value} onChange={onChange} options={sources.map((one) => ({ value: one, label: text.say(`source.${one}`) }))} />
    </Field>
  )
}
