/** How a demand stands: its terms, the word of the desk that admits, and street by street how complete it is and what came back. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Facts, Page, Section } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import type { Text } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo } from '#kit/use-data.ts'
import { means } from '../../answers/contract.ts'
import { CountsBar } from '../../screens/counts-bar.tsx'
import { DownloadButton } from '../../screens/delivery-panel.tsx'
import { type DemandView, type StreetLine, withdrawDemand } from '../contract.ts'
import { AgainDialog } from './again-dialog.tsx'
import { BooksPanel } from './books-panel.tsx'
import { DecidePanel } from './decide-panel.tsx'
import { DemandState } from './demand-state.tsx'
import { StreetLines } from './street-lines.tsx'
import { SupplyDialog } from './supply-dialog.tsx'
import { SurveyPanel } from './survey-panel.tsx'

export type StandingPageProps = { demand: DemandView; may: readonly string[]; reload: () => void }

export function StandingPage({ demand, may, reload }: StandingPageProps) {
  const text = useText()
  const [leaving, setLeaving] = useState(false)
  const [again, setAgain] = useState(false)
  const [supplying, setSupplying] = useState<StreetLine>()
  const asks = may.includes('demand.ask')
  const running = demand.state === 'submitted' || demand.state === 'admitted'
  const back = demand.targets.filter(({ state }) => state === 'returned').length
  return (
    <Page
      title={demand.title}
      lead={text.say('demand.standing-lead', { asker: demand.asker, n: demand.targets.length })}
      crumbs={[{ label: text.say('demand.title'), href: '/desk/demands' }, { label: demand.title }]}
      actions={
        <>
          <DemandState state={demand.state} />
          {asks && demand.state === 'admitted' && demand.period !== 'once' && (
            <Button icon="clock" onPress={() => setAgain(true)}>
              {text.say('demand.again')}
            </Button>
          )}
          {asks && running && <Button onPress={() => setLeaving(true)}>{text.say('demand.withdraw')}</Button>}
        </>
      }
    >
      <div class="stack">
        {demand.decisionNote && <p class="basis-note">{text.say('demand.decision-note', { note: demand.decisionNote })}</p>}
        {demand.state === 'expired' && demand.formValidTo && (
          <p class="basis-note">{text.say('demand.expired', { day: text.day(demand.formValidTo) })}</p>
        )}
        {demand.state === 'submitted' && <SurveyPanel demand={demand.id} />}
        {demand.state === 'submitted' && may.includes('demand.admit') && <DecidePanel demand={demand} onDone={reload} />}
        <div class="demand-frame">
          {demand.decidedAt !== null && demand.state !== 'refused' && (
            <section class="card demand-whole" aria-label={text.say('demand.whole')}>
              <h2>{text.say('demand.back-long', { back, all: demand.targets.length })}</h2>
              <CountsBar counts={demand.counts} />
            </section>
          )}
          <section class="card demand-facts">
            <Facts items={factsOf(text, demand)} />
            <div class="row no-print">
              <DownloadButton file={demand.file}>{text.say('demand.form')}</DownloadButton>
              {demand.basisFile && <DownloadButton file={demand.basisFile}>{text.say('demand.notice')}</DownloadButton>}
            </div>
          </section>
        </div>
        {asks && back > 0 && <BooksPanel demand={demand} />}
        <Section title={text.say('demand.streets')}>
          <StreetLines lines={demand.targets} opens={asks} onSupply={setSupplying} />
        </Section>
      </div>
      {again && <AgainDialog demand={demand} onClose={() => setAgain(false)} />}
      {supplying && <SupplyDialog demand={demand} line={supplying} onClose={() => setSupplying(undefined)} onDone={reload} />}
      {leaving && <WithdrawDialog demand={demand} onClose={() => setLeaving(false)} onDone={reload} />}
    </Page>
  )
}

function factsOf(text: Text, demand: DemandView) {
  const { basis, purpose, dueOn, period, survey, formNo, formValidTo } = demand
  const form = formNo ?? text.say('demand.no-number-short')
  return [
    { label: text.say('terms.due'), value: dueOn ? text.day(dueOn) : text.say('agenda.no-day') },
    { label: text.say('terms.basis'), value: basis ?? text.say('demand.see-notice') },
    { label: text.say('terms.purpose'), value: purpose ?? '' },
    { label: text.say('demand.period'), value: text.say(`demand.period.${period}`) },
    ...(survey ? [{ label: text.say('terms.form-no'), value: form }] : []),
    ...means.flatMap((one) => (demand[one] ? [{ label: text.say(`demand.${one}`), value: demand[one] }] : [])),
    ...(formValidTo ? [{ label: text.say('terms.valid-to'), value: text.day(formValidTo) }] : []),
  ]
}

function WithdrawDialog({ demand, onClose, onDone }: { demand: DemandView; onClose: () => void; onDone: () => void }) {
  const text = useText()
  const { tell } = useTell()
  const act = useDo((input: InputOf<typeof withdrawDemand>, options) => call(withdrawDemand, input, options))
  const go = async () => {
    if (!(await act.run({ id: demand.id }))) return
    tell({ text: text.say('demand.withdrawn') })
    onDone()
    onClose()
  }
  return (
    <Dialog
      open
      title={text.say('demand.withdraw')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('kit.cancel')}</Button>
          <Button tone="primary" busy={act.busy} onPress={go}>
            {text.say('demand.withdraw')}
          </Button>
        </>
      }
    >
      <p>{text.say('demand.withdraw-lead', { n: demand.targets.length })}</p>
      {act.refusal && <ProblemNote refusal={act.refusal} />}
    </Dialog>
  )
}
