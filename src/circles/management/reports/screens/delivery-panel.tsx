/** The filled workbook: how much of it was known, the file, its covering page, and what is still to be asked. */
import { useState } from 'preact/hooks'
import { openFile } from '#kernel/files/contract.ts'
import { Button, LinkButton } from '#kit/button.tsx'
import { refusalOf } from '#kit/refusal.ts'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { download, save } from '#kit/transfer.ts'
import { HeldLine } from '../burden/screens/held-line.tsx'
import { AskingLine } from './ask-missing.tsx'
import { CountsBar, tallyOf } from './counts-bar.tsx'
import { HandOverButton, HandoverLine, sayHandover } from './handover.tsx'
import type { RequestHere } from './request-here.ts'
import './request.css'

export function DeliveryPanel({ request, may, onDone }: { request: RequestHere; may: boolean; onDone: () => void }) {
  const text = useText()
  const [delivery, ...before] = request.deliveries
  if (!delivery) return null
  const converted = !/\.xls[xm]$/i.test(request.fileName)
  const earlier = before.find(({ handover }) => handover)?.handover
  const { filled, all } = tallyOf(delivery.counts)
  const open = (delivery.counts.missing ?? 0) + (delivery.counts.conflicting ?? 0) + (delivery.counts.stale ?? 0)
  const page = `/desk/requests/${request.id}/deliveries/${delivery.id}`
  return (
    <section class="card delivery" aria-label={text.say('delivery.title')}>
      <div class="delivery-head">
        <div>
          <h2>{all > 0 ? text.say('delivery.filled', { filled, all }) : text.say('delivery.title')}</h2>
          <p class="small quiet">{text.say('delivery.at', { at: text.moment(delivery.at), day: text.day(delivery.asOf) })}</p>
        </div>
        {!delivery.purged && <DownloadButton file={delivery.file} primary />}
      </div>
      {delivery.purged && <p class="small quiet">{text.say('delivery.purged')}</p>}
      <HeldLine request={request.id} standing={delivery.id} />
      <CountsBar counts={delivery.counts} bare />
      {delivery.handover && <HandoverLine handover={delivery.handover} may={may && request.from === null} onDone={onDone} />}
      {!delivery.handover && earlier && <p class="small quiet">{sayHandover(text, earlier, 'handover.earlier')}</p>}
      {converted && <p class="small quiet">{text.say('delivery.converted')}</p>}
      <div class="row">
        {may && request.from === null && <HandOverButton request={request} delivery={delivery} onDone={onDone} />}
        <LinkButton href={page} icon="file">
          {text.say('delivery.cover')}
        </LinkButton>
        {open > 0 && (
          <LinkButton href={`${page}/missing`} icon="walk">
            {text.say('delivery.missing')}
          </LinkButton>
        )}
      </div>
      {open > 0 && <AskingLine request={request.id} title={request.title} delivery={delivery.id} may={may} />}
    </section>
  )
}

export function DownloadButton({ file, primary, children }: { file: string; primary?: boolean; children?: string }) {
  const text = useText()
  const { tellRefusal } = useTell()
  const [busy, setBusy] = useState(false)
  const fetchIt = async () => {
    setBusy(true)
    await download(openFile, { id: file }).then(save, (thrown: unknown) => tellRefusal(refusalOf(thrown)))
    setBusy(false)
  }
  return (
    <Button tone={primary ? 'primary' : 'plain'} icon="download" busy={busy} onPress={fetchIt}>
      {children ?? text.say('delivery.download')}
    </Button>
  )
}
