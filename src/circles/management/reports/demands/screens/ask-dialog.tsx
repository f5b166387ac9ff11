/** The beginning of a demand: its empty workbook. What else must be said is said on its page. */
import { useEffect, useState } from 'preact/hooks'
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
import { draftDemand } from '../contract.ts'

/** Reading a workbook takes a while on a small machine. */
const READING_MS = 120_000

export function AskDialog({ file, onClose }: { file: File | undefined; onClose: () => void }) {
  const text = useText()
  const { route } = useLocation()
  const workbook = useUpload()
  const [waiting, setWaiting] = useState(false)
  const act = useDo((input: InputOf<typeof draftDemand>, options) => call(draftDemand, input, { ...options, limit: READING_MS }))
  const { bring } = workbook
  useEffect(() => {
    if (file) bring(file)
  }, [file, bring])
  const ready = workbook.upload !== undefined && !workbook.upload.refusal
  const send = async () => {
    if (!ready) return
    setWaiting(true)
    const id = await workbook.brought()
    setWaiting(false)
    const reply = id ? await act.run({ file: id }) : undefined
    if (reply) route(`/desk/demands/${reply.data.id}`)
  }
  return (
    <Dialog
      open
      title={text.say('demand.ask')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('kit.cancel')}</Button>
          <Button tone="primary" busy={waiting || act.busy} disabled={!ready} onPress={send}>
            {text.say(waiting ? 'receive.waiting' : act.busy ? 'receive.reading' : 'demand.begin')}
          </Button>
        </>
      }
    >
      <Form onSubmit={send} refusal={act.refusal} label={text.say('demand.ask')}>
        <BroughtFile
          uploading={workbook}
          refused={act.refusal !== undefined}
          label={text.say('demand.file-drop')}
          hint={text.say('demand.file-hint')}
        />
      </Form>
    </Dialog>
  )
}
