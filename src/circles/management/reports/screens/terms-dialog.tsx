/** Correct who asked, until when, on which basis. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { useUpload } from '#ground/workbooks/screens/use-upload.ts'
import { call } from '#kit/api.ts'
import { FormDialog } from '#kit/form-dialog.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo } from '#kit/use-data.ts'
import { changeTerms } from '../contract.ts'
import type { RequestHere } from './request-here.ts'
import { type Terms, TermsFields } from './terms-fields.tsx'

const clearable = ['dueOn', 'basis', 'purpose', 'formNo', 'formValidTo'] as const

export function TermsDialog({ request, onClose, onDone }: { request: RequestHere; onClose: () => void; onDone: () => void }) {
  const text = useText()
  const notice = useUpload()
  const [terms, setTerms] = useState<Terms>(() => ({
    title: request.title,
    asker: request.asker,
    dueOn: request.dueOn ?? '',
    basis: request.basis ?? '',
    purpose: request.purpose ?? '',
    formNo: request.formNo ?? '',
    formValidTo: request.formValidTo ?? '',
  }))
  const act = useDo((input: InputOf<typeof changeTerms>, options) => call(changeTerms, input, options))
  const ready = terms.title.trim() !== '' && terms.asker.trim() !== ''
  const send = async () => {
    if (!ready) return
    const basisFile = await notice.brought()
    const cleared = Object.fromEntries(clearable.map((key) => [key, terms[key].trim() || null]))
    const reply = await act.run({
      id: request.id,
      title: terms.title.trim(),
      asker: terms.asker.trim(),
      ...cleared,
      ...(basisFile ? { basisFile } : {}),
    })
    if (!reply) return
    onDone()
    onClose()
  }
  return (
    <FormDialog
      size="wide"
      title={text.say('terms.change')}
      verb={text.say('terms.save')}
      act={act}
      ready={ready}
      onSend={send}
      onClose={onClose}
    >
      <TermsFields terms={terms} onChange={setTerms} notice={notice} titled />
    </FormDialog>
  )
}
