/** What lists and rules say of a request, on its page; objecting begins here, with the reasons that stand in it. */
import { useState } from 'preact/hooks'
import { JudgementView } from '#ground/duties/admission/screens/judgement-view.tsx'
import { reasonsToObject } from '#ground/duties/admission/screens/reasons-to-object.ts'
import { ObjectionsTo } from '#ground/duties/objections/screens/objections-to.tsx'
import { RaiseDialog } from '#ground/duties/objections/screens/raise-dialog.tsx'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { useText } from '#kit/text-context.tsx'
import { useToldRead } from '#kit/use-told.ts'
import type { RequestHere } from '../../screens/request-here.ts'
import { judgeReceived } from '../contract.ts'

export function Judged({ request, children }: { request: RequestHere; children?: preact.ComponentChildren }) {
  const text = useText()
  const [objecting, setObjecting] = useState(false)
  const read = useToldRead(`judged ${request.id}`, (signal) => call(judgeReceived, { id: request.id }, { signal }), 'once')
  const judged = read.reply?.data
  const may = read.reply?.may ?? []
  if (!judged) return null
  return (
    <>
      <details class="card judged">
        <summary>
          {text.say('judged.title')} {text.say(`admission.verdict.${judged.judgement.verdict}`)}
        </summary>
        <JudgementView judgement={judged.judgement} />
        <div class="row no-print">
          {children}
          {may.includes('objection.raise') && <Button onPress={() => setObjecting(true)}>{text.say('objections.raise')}</Button>}
        </div>
      </details>
      {may.includes('duty.read') && <ObjectionsTo duty={request.id} />}
      {objecting && (
        <RaiseDialog
          about={{ kind: 'request', id: request.id, title: request.title }}
          asker={request.asker}
          reasons={reasonsToObject(judged.judgement)}
          onClose={() => setObjecting(false)}
        />
      )}
    </>
  )
}
