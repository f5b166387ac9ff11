/** A workbook that was sent: the file travels while the clerk says who asked for it. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { InputOf } from '#base/contract.ts'
import { BroughtFile } from '#ground/workbooks/screens/brought-file.tsx'
import { useUpload } from '#ground/workbooks/screens/use-upload.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Form } from '#kit/field.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo } from '#kit/use-data.ts'
import { receiveRequest } from '../contract.ts'
import { noTerms, saidTerms, TermsFields } from './terms-fields.tsx'

export type ReceiveDialogProps = {
  /** Already dropped. */
  file: File | undefined
  askers: readonly string[]
  onClose: () => void
}

export function ReceiveDialog({ file, askers, onClose }: ReceiveDialogProps) {
  const text = useText()
  const { route } = useLocation()
  const workbook = useUpload()
  const notice = useUpload()
  const [terms, setTerms] = useState(noTerms)
  const [waiting, setWaiting] = useState(false)
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLDivElement>(null)
  const act = useDo((input: InputOf<typeof receiveRequest>, options) => call(receiveRequest, input, { ...options, limit: 120_000 }))
  const { bring } = workbook
  useEffect(() => {
    if (file) bring(file)
  }, [file, bring])
  const hasFile = workbook.upload !== undefined && !workbook.upload.refusal
  // The file is on its way; what is to be said next is who asked.
  useEffect(() => {
    if (hasFile && !(document.activeElement instanceof HTMLInputElement)) focusOn(form.current, 'input:not([type=file])')
  }, [hasFile])
  const ready = hasFile && terms.asker.trim() !== ''
  const send = async () => {
    setTried(true)
    if (!ready) return focusOn(form.current, '[data-invalid] button, [data-invalid] input:not([type=file])')
    setWaiting(true)
    const [id, basisFile] = await Promise.all([workbook.brought(), notice.brought()])
    setWaiting(false)
    if (!id) return
    const reply = await act.run({ file: id, ...saidTerms(terms), ...(basisFile ? { basisFile } : {}) })
    if (reply) route(`/desk/requests/${reply.data.id}`)
  }
  return (
    <Dialog
      open
      size="wide"
      title={text.say('receive.title')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('kit.cancel')}</Button>
          <Button tone="primary" busy={waiting || act.busy} onPress={send}>
            {text.say(waiting ? 'receive.waiting' : act.busy ? 'receive.reading' : 'receive.open')}
          </Button>
        </>
      }
    >
      <div ref={form}>
        <Form onSubmit={send} refusal={act.refusal} label={text.say('receive.title')}>
          <div data-invalid={tried && !hasFile ? '' : undefined}>
            <BroughtFile
              uploading={workbook}
              refused={act.refusal !== undefined}
              label={text.say('receive.drop')}
              hint={text.say('receive.drop-hint')}
            />
            {tried && !hasFile && (
              <p class="field-error" role="alert">
                {text.say('receive.no-file')}
              </p>
            )}
          </div>
          <TermsFields
            terms={terms}
            onChange={setTerms}
            notice={notice}
            askers={askers}
            lacking={{ asker: tried && !terms.asker.trim() ? text.say('receive.no-asker') : undefined }}
          />
        </Form>
      </div>
    </Dialog>
  )
}

/** To the first of these, once it is drawn. */
function focusOn(form: HTMLElement | null, selector: string): void {
  requestAnimationFrame(() => form?.querySelector<HTMLElement>(selector)?.focus())
}
