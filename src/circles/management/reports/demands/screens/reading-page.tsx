/** A large workbook while it is being understood, or when it could not be; either way it can be dropped. */
import type { InputOf } from '#base/contract.ts'
import { JobProgress } from '#ground/workbooks/screens/job-progress.tsx'
import { useJob } from '#ground/workbooks/screens/use-job.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Page } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo } from '#kit/use-data.ts'
import { refusalOfJob } from '../../screens/job-refusal.ts'
import { type DemandView, withdrawDemand } from '../contract.ts'

export function ReadingPage({ demand, reload }: { demand: DemandView; reload: () => void }) {
  const text = useText()
  const seen = useJob(demand.job ?? undefined, reload)
  const dropping = useDo((input: InputOf<typeof withdrawDemand>, options) => call(withdrawDemand, input, options))
  const refusal = dropping.refusal ?? (seen && demand.state === 'unreadable' ? refusalOfJob(seen) : undefined)
  const drop = async () => {
    if (await dropping.run({ id: demand.id })) reload()
  }
  return (
    <Page
      title={demand.title}
      lead={text.say('demand.draft-lead', { asker: demand.asker })}
      crumbs={[{ label: text.say('demand.title'), href: '/desk/demands' }, { label: demand.title }]}
    >
      <div class="stack">
        {demand.state === 'reading' ? (
          <div class="card">
            <JobProgress job={seen} label={text.say('stage.reading')} unit="" />
            <p class="small quiet">{text.say('demand.reading-lead')}</p>
          </div>
        ) : (
          <p>{text.say('reading.failed')}</p>
        )}
        {refusal && <ProblemNote refusal={refusal} />}
        <p>
          <Button busy={dropping.busy} onPress={drop}>
            {text.say('demand.drop-draft')}
          </Button>
        </p>
      </div>
    </Page>
  )
}
