/** Draw an estate or village, or change one: its name, what it is, how it is managed, where it lies. */
import { useState } from 'preact/hooks'
import { useCatalogue } from '#ground/facts/screens/use-catalogue.ts'
import { ValueInput } from '#ground/facts/screens/value-input.tsx'
import { call } from '#kit/api.ts'
import { Radios } from '#kit/checkbox.tsx'
import { Field } from '#kit/field.tsx'
import { FormDialog } from '#kit/form-dialog.tsx'
import { TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo } from '#kit/use-data.ts'
import { addEstate, changeEstate } from '../contract.ts'
import { estateKind } from '../naming.ts'

type Kind = 'estate' | 'village'
/** What is asked with the name: the rest stands on the estate's page. */
const asked = ['estate.kind', 'estate.management-mode', 'estate.address'] as const

export type EstateDialogProps = {
  region: number
  /** Without it a new one is drawn. */
  estate?: { id: string; rev: number; kind: string; name: string; facts: readonly { element: string; value: unknown }[] }
  onClose: () => void
  onDone: (id: string) => void
}

export function EstateDialog({ region, estate, onClose, onDone }: EstateDialogProps) {
  const text = useText()
  const { tell } = useTell()
  const catalogue = useCatalogue()
  const known = (element: string) => String(estate?.facts.find((fact) => fact.element === element)?.value ?? '')
  const [name, setName] = useState(estate?.name ?? '')
  const [kind, setKind] = useState<Kind | ''>((estate?.kind as Kind | undefined) ?? '')
  const [values, setValues] = useState<Record<string, string>>(() => Object.fromEntries(asked.map((one) => [one, known(one)])))
  const told = kind || estateKind(name)
  const act = useDo<string, { estate?: string; doors?: number }>(async (_, options) => {
    const said = Object.fromEntries(asked.filter((one) => values[one] !== known(one)).map((one) => [one, values[one] || null]))
    if (!estate) return call(addEstate, { region, kind: told, name, values: said }, options)
    return call(changeEstate, { id: estate.id, kind: told, name, values: said }, { ...options, ifMatch: String(estate.rev) })
  })
  const send = async () => {
    const reply = await act.run(JSON.stringify([told, name, values]))
    if (!reply) return
    const renamed = reply.data.doors ?? 0
    tell({ text: renamed > 0 ? text.say('places.renamed', { name, n: renamed }) : text.say('places.saved', { name }) })
    onDone(estate?.id ?? reply.data.estate ?? '')
    onClose()
  }
  const title = text.say(estate ? 'places.change-estate' : 'places.new-estate')
  return (
    <FormDialog
      title={title}
      verb={text.say(estate ? 'places.save' : 'places.draw')}
      act={act}
      ready={name.trim() !== ''}
      onSend={send}
      onClose={onClose}
    >
      <Field label={text.say('places.name')} path="/name" {...(estate ? { hint: text.say('places.rename-hint') } : {})}>
        <TextInput value={name} onInput={setName} maxLength={60} autofocus />
      </Field>
      <Field label={text.say('places.form')} group>
        <Radios
          value={told}
          onChange={setKind}
          options={(['estate', 'village'] as const).map((one) => ({
            value: one,
            label: text.say(`places.form.${one}`),
            hint: text.say(`places.form-hint.${one}`),
          }))}
        />
      </Field>
      {catalogue &&
        asked.map((one) => {
          const element = catalogue.element(one)
          return (
            element && (
              <Field key={one} label={element.label[text.language]} path={`/values/${one}`} optional>
                <ValueInput
                  element={element}
                  codes={element.codes ? catalogue.codes(element.codes) : undefined}
                  value={values[one] ?? ''}
                  onChange={(value) => setValues({ ...values, [one]: value })}
                />
              </Field>
            )
          )
        })}
      <button type="submit" hidden />
    </FormDialog>
  )
}
