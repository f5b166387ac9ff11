/** Replies that are written and have not gone, as a workbook: the platform's own sheet filled, or a plain one. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { BroughtFile } from '#ground/workbooks/screens/brought-file.tsx'
import { useUpload } from '#ground/workbooks/screens/use-upload.ts'
import { openFile } from '#kernel/files/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { refusalOf } from '#kit/refusal.ts'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { download, save } from '#kit/transfer.ts'
import { useDo } from '#kit/use-data.ts'
import { makeReplies } from '../contract.ts'
import { SourceSelect, useSources } from './source-select.tsx'

export function RepliesDialog({ onClose }: { onClose: () => void }) {
  const text = useText()
  const { tell, tellRefusal } = useTell()
  const uploading = useUpload()
  const sources = useSources()
  const [source, setSource] = useState('12345')
  const act = useDo((input: InputOf<typeof makeReplies>, options) => call(makeReplies, input, { ...options, limit: 120_000 }))
  const file = uploading.upload?.id
  const make = async () => {
    const reply = await act.run({ source, ...(file ? { file } : {}) })
    if (!reply) return
    const { replies, lacking } = reply.data
    const said = [text.say('hotline.made', { n: replies }), ...(lacking > 0 ? [text.say('hotline.made-lacking', { n: lacking })] : [])]
    tell({ tone: 'good', text: said.join(' ') })
    await download(openFile, { id: reply.data.file }).then(save, (thrown: unknown) => tellRefusal(refusalOf(thrown)))
    onClose()
  }
  return (
    <Dialog
      open
      title={text.say('hotline.make')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('kit.cancel')}</Button>
          <Button tone="primary" busy={act.busy} disabled={uploading.upload !== undefined && file === undefined} onPress={make}>
            {text.say(file ? 'hotline.fill-theirs' : 'hotline.make-plain')}
          </Button>
        </>
      }
    >
      <p class="quiet">{text.say('hotline.make-lead')}</p>
      {sources.length > 1 && <SourceSelect sources={sources} value={source} onChange={setSource} />}
      <BroughtFile uploading={uploading} label={text.say('hotline.fill-theirs')} hint={text.say('hotline.fill-theirs-hint')} />
      {act.refusal && <ProblemNote refusal={act.refusal} />}
    </Dialog>
  )
}
