/** How a person wants to be told, as she says it at the counter or on the telephone. */
import { useState } from 'preact/hooks'
import type { OutputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { FormDialog } from '#kit/form-dialog.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo } from '#kit/use-data.ts'
import { type Choice, chooseChannel, type readNotices } from '../contract.ts'
import { ChoiceFields } from './choice-fields.tsx'

export type ChoiceDialogProps = {
  person: string
  told: OutputOf<typeof readNotices>
  onClose: () => void
  onDone: () => void
}

export function ChoiceDialog({ person, told, onClose, onDone }: ChoiceDialogProps) {
  const text = useText()
  const { tell } = useTell()
  const [choice, setChoice] = useState<Choice>(told.choice)
  const act = useDo((wished: Choice, options) =>
    call(chooseChannel, { id: person, choice: wished }, { ...options, ifMatch: `"${told.rev}"` }),
  )
  const send = async () => {
    if (!(await act.run(choice))) return
    tell({ text: text.say('notice.chosen') })
    onDone()
    onClose()
  }
  return (
    <FormDialog title={text.say('notice.choose-title')} verb={text.say('notice.choose-save')} act={act} onSend={send} onClose={onClose}>
      <ChoiceFields choice={choice} possible={told.possible} onChange={setChoice} />
      <button type="submit" hidden />
    </FormDialog>
  )
}
