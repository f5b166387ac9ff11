/** A large workbook while it is being understood, or when it could not be read. */
import { useState } from 'preact/hooks'
import { JobProgress } from '#ground/workbooks/screens/job-progress.tsx'
import { useJob } from '#ground/workbooks/screens/use-job.ts'
import { Button } from '#kit/button.tsx'
import { Page } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { useText } from '#kit/text-context.tsx'
import { CloseDialog } from '../answers/screens/close-dialog.tsx'
import { refusalOfJob } from './job-refusal.ts'
import type { RequestHere } from './request-here.ts'

export function ReadingRequest({ request, may, reload }: { request: RequestHere; may: boolean; reload: () => void }) {
  const text = useText()
  const [closing, setClosing] = useState(false)
  const seen = useJob(request.job ?? undefined, reload)
  const refusal = seen && request.state === 'unreadable' ? refusalOfJob(seen) : undefined
  return (
    <Page
      title={request.title}
      lead={text.say('request.asked-by', { asker: request.asker })}
      crumbs={[{ label: text.say('agenda.title'), href: '/desk/requests' }, { label: request.title }]}
    >
      {request.state === 'reading' ? (
        <div class="card">
          <JobProgress job={seen} label={text.say('stage.reading')} unit="" />
          <p class="small quiet">{text.say('reading.lead')}</p>
        </div>
      ) : (
        <>
          <p>{text.say('reading.failed')}</p>
          {refusal && <ProblemNote refusal={refusal} />}
          {may && <Button onPress={() => setClosing(true)}>{text.say('closing.open')}</Button>}
        </>
      )}
      {closing && <CloseDialog request={request} onClose={() => setClosing(false)} onDone={reload} />}
    </Page>
  )
}
