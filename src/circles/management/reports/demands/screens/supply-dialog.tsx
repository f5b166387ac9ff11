/** A street sent it back for want of means: what comes with it now. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Field } from '#kit/field.tsx'
import { FormDialog } from '#kit/form-dialog.tsx'
import { TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo } from '#kit/use-data.ts'
import { means } from '../../answers/contract.ts'
import { type DemandView, type StreetLine, supplyMeans } from '../contract.ts'

type Props = { demand: DemandView; line: StreetLine; onClose: () => void; onDone: () => void }

export function SupplyDialog({ demand, line, onClose, onDone }: Props) {
  const text = useText()
  const { tell } = useTell()
  const [said, setSaid] = useState({ money: demand.money ?? '', people: demand.people ?? '', powers: demand.powers ?? '' })
  const act = useDo((input: InputOf<typeof supplyMeans>, options) => call(supplyMeans, input, options))
  const given = Object.fromEntries(Object.entries(said).flatMap(([key, value]) => (value.trim() ? [[key, value.trim()]] : [])))
  const send = async () => {
    if (!(await act.run({ id: demand.id, street: line.street, ...given }))) return
    tell({ text: text.say('demand.supplied') })
    onDone()
    onClose()
  }
  return (
    <FormDialog
      title={text.say('demand.supply')}
      verb={text.say('demand.supply-send')}
      act={act}
      ready={Object.keys(given).length > 0}
      onSend={send}
      onClose={onClose}
    >
      <p>{text.say('demand.supply-lead', { name: line.name })}</p>
      {means.map((one) => (
        <Field key={one} label={text.say(`demand.${one}`)} hint={text.say(`demand.${one}-hint`)} path={`/${one}`} optional>
          <TextInput value={said[one]} onInput={(value) => setSaid({ ...said, [one]: value })} maxLength={200} />
        </Field>
      ))}
    </FormDialog>
  )
}
