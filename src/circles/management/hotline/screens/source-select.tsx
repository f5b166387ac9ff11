/** Which platform; there is mostly one. */
import { call } from '#kit/api.ts'
import { Field } from '#kit/field.tsx'
import { Select } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { useRead } from '#kit/use-data.ts'
import { listSources, type SourceView } from '../contract.ts'

export function useSources(): readonly SourceView[] {
  return useRead('hotline-sources', (signal) => call(listSources, {}, { signal }), 'once').reply?.data.sources ?? []
}

type SourceSelectProps = { sources: readonly SourceView[]; value: string; onChange: (code: string) => void }

export function SourceSelect({ sources, value, onChange }: SourceSelectProps) {
  const text = useText()
  return (
    <Field label={text.say('hotline.source')}>
      <Select value={value} onChange={onChange} options={sources.map(({ code, name }) => ({ value: code, label: name }))} />
    </Field>
  )
}
