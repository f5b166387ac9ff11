/** What a demand says before it goes to the desk that admits: terms, whom it asks, and how its own workbook was understood. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import type { CatalogueHere } from '#ground/facts/screens/use-catalogue.ts'
import { SheetNotes } from '#ground/workbooks/screens/sheet-notes.tsx'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Page, Section } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo } from '#kit/use-data.ts'
import { usePlan } from '../../screens/use-plan.ts'
import { changeDemandPlan, type DemandView, submitDemand, withdrawDemand } from '../contract.ts'
import { AskedSheets } from './asked-sheets.tsx'
import { CitedDuties } from './cited-duties.tsx'
import { StreetChoice } from './street-choice.tsx'
import { DemandTerms } from './terms.tsx'
import { useTerms } from './use-terms.ts'

export type DraftPageProps = { demand: DemandView; catalogue: CatalogueHere; reload: () => void }

export function DraftPage({ demand, catalogue, reload }: DraftPageProps) {
  const text = useText()
  const { tell } = useTell()
  const terms = useTerms(demand, reload)
  const plan = usePlan(demand.id, demand.plan, changeDemandPlan)
  const [tried, setTried] = useState(false)
  const submitting = useDo((input: InputOf<typeof submitDemand>, options) => call(submitDemand, input, options))
  const dropping = useDo((input: InputOf<typeof withdrawDemand>, options) => call(withdrawDemand, input, options))
  const submit = async () => {
    setTried(true)
    if (!(await terms.settle()) || !(await plan.settle())) return
    if (!(await submitting.run({ id: demand.id }))) return
    tell({ text: text.say('demand.submitted') })
    reload()
  }
  const drop = async () => {
    if (await dropping.run({ id: demand.id })) reload()
  }
  const refusal = terms.refusal ?? plan.refusal ?? submitting.refusal ?? dropping.refusal
  return (
    <Page
      title={terms.said.title || demand.title}
      lead={text.say('demand.draft-lead', { asker: demand.asker })}
      crumbs={[{ label: text.say('demand.title'), href: '/desk/demands' }, { label: demand.title }]}
      actions={
        <>
          <span class="small quiet" role="status">
            {text.say(terms.saving || plan.saving ? 'plan.saving' : 'demand.kept')}
          </span>
          <Button busy={dropping.busy} onPress={drop}>
            {text.say('demand.drop-draft')}
          </Button>
          <Button tone="primary" icon="announce" busy={submitting.busy} onPress={submit}>
            {text.say('demand.submit')}
          </Button>
        </>
      }
    >
      {/* What it lacks is said below, one by one, and goes as it is said. */}
      {refusal && refusal.code !== 'input.invalid' && <ProblemNote refusal={refusal} />}
      {tried && demand.lacks.length > 0 && (
        <div class="basis-note" role="alert">
          <p>{text.say('demand.lacks')}</p>
          <ul>
            {demand.lacks.map((say) => (
              <li key={say}>{text.say(say)}</li>
            ))}
          </ul>
        </div>
      )}
      <Section title={text.say('demand.terms')}>
        <DemandTerms terms={terms} />
      </Section>
      <Section title={text.say('demand.duties')}>
        <CitedDuties title={demand.title} cited={terms.said.cited} onChange={(cited) => terms.change({ cited })} />
      </Section>
      <Section title={text.say('demand.whom')}>
        <StreetChoice chosen={terms.said.streets} onChange={(streets) => terms.change({ streets })} />
      </Section>
      <Section title={text.say('demand.sheets')}>
        <SheetNotes notes={demand.notes} />
        <AskedSheets understood={demand.sheets} plan={plan} catalogue={catalogue} />
      </Section>
    </Page>
  )
}
