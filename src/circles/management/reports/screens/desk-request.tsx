/** One request from the workbook that was sent to the workbook that goes back. */
import { useState } from 'preact/hooks'
import { type CatalogueHere, useCatalogue } from '#ground/facts/screens/use-catalogue.ts'
import { JobProgress } from '#ground/workbooks/screens/job-progress.tsx'
import { SheetNotes } from '#ground/workbooks/screens/sheet-notes.tsx'
import { useJob } from '#ground/workbooks/screens/use-job.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Page } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import type { Refusal } from '#kit/refusal.ts'
import { Tabs } from '#kit/tabs.tsx'
import type { Text } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { streetToday } from '#kit/today.ts'
import { useDo, useRead } from '#kit/use-data.ts'
import { Judged } from '../admission/screens/judged.tsx'
import { AnswerDialog } from '../answers/screens/answer-dialog.tsx'
import { CloseDialog } from '../answers/screens/close-dialog.tsx'
import { EndingNote } from '../answers/screens/ending-note.tsx'
import { fillRequest, readRequest, type SheetPlan } from '../contract.ts'
import { isOver } from '../rules.ts'
import { SigningPanel } from '../signing/screens/signing-panel.tsx'
import { daysBetween } from './agenda.ts'
import { AreaChoice } from './area-choice.tsx'
import { DeliveryPanel } from './delivery-panel.tsx'
import { refusalOfJob } from './job-refusal.ts'
import { ReadingRequest } from './reading-request.tsx'
import type { RequestHere } from './request-here.ts'
import { sayDays } from './say-days.ts'
import { hasWork, SheetView } from './sheet-view.tsx'
import { TermsDialog } from './terms-dialog.tsx'
import { ExpiredNote } from './terms-fields.tsx'
import { type PlanHere, usePlan } from './use-plan.ts'
import './request.css'
import './terms.css'
import '#ground/workbooks/screens/workbooks.css'

export function Screen({ params }: { params: Record<string, string> }) {
  const id = params.id!
  const catalogue = useCatalogue()
  const read = useRead(id, (signal) => call(readRequest, { id }, { signal }), 'once')
  const request = read.reply?.data
  if (read.refusal && !request) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!request || !catalogue) return <Loading lines={12} />
  if (request.state === 'reading' || request.state === 'unreadable')
    return <ReadingRequest key={id} request={request} may={read.reply?.may.includes('report.run') ?? false} reload={read.reload} />
  return (
    <Whole
      key={id}
      request={request}
      may={request.own && (read.reply?.may.includes('report.run') ?? false)}
      answers={request.from !== null && request.own && (read.reply?.may.includes('report.answer') ?? false)}
      catalogue={catalogue}
      reload={read.reload}
    />
  )
}

type WholeProps = { request: RequestHere; may: boolean; answers: boolean; catalogue: CatalogueHere; reload: () => void }

function Whole({ request, may, answers, catalogue, reload }: WholeProps) {
  const text = useText()
  const { tell } = useTell()
  const here = usePlan(request.id, request.plan)
  const [job, setJob] = useState(request.state === 'filling' ? (request.job ?? undefined) : undefined)
  const [failed, setFailed] = useState<Refusal>()
  const [correcting, setCorrecting] = useState(false)
  const [answering, setAnswering] = useState(false)
  const [closing, setClosing] = useState(false)
  const filling = useDo((input: { id: string }, options) => call(fillRequest, input, options))
  const seen = useJob(job, (ended) => {
    setJob(undefined)
    setFailed(refusalOfJob(ended))
    if (ended.state === 'done') tell({ text: text.say('fill.done') })
    reload()
  })
  const blocked = blockedBy(here.plan.sheets)
  const fill = async () => {
    setFailed(undefined)
    if (!(await here.settle())) return
    const reply = await filling.run({ id: request.id })
    if (reply) setJob(reply.data.job)
  }
  const readAnew = async () => {
    const { data } = await call(readRequest, { id: request.id })
    here.adopt(data.plan)
    reload()
  }
  const [latest] = request.deliveries
  return (
    <Page
      title={request.title}
      lead={leadOf(text, request)}
      crumbs={[{ label: text.say('agenda.title'), href: '/desk/requests' }, { label: request.title }]}
      actions={
        may && (
          <>
            {/* Before the buttons, so that they stay where they are when it comes. */}
            <span class="small quiet" role="status">
              {here.saving ? text.say('plan.saving') : here.kept > 0 ? text.say('plan.kept') : ''}
            </span>
            {request.from === null && (request.state === 'received' || request.state === 'filled') && (
              <Button onPress={() => setClosing(true)}>{text.say('closing.open')}</Button>
            )}
            {request.from === null && (
              <Button icon="edit" onPress={() => setCorrecting(true)}>
                {text.say('terms.change')}
              </Button>
            )}
            <Button
              tone={latest ? 'plain' : 'primary'}
              icon="report"
              busy={filling.busy || job !== undefined}
              disabled={blocked !== undefined || isOver(request.state)}
              onPress={fill}
            >
              {text.say(latest ? 'fill.again' : 'fill.begin')}
            </Button>
          </>
        )
      }
    >
      <div class="request-body stack">
        {request.hold && <p class="basis-note">{text.say('desk.now-with', request.hold)}</p>}
        {request.ending && <EndingNote id={request.id} ending={request.ending} may={may} onDone={reload} />}
        {request.expired && request.formValidTo && <ExpiredNote day={request.formValidTo} />}
        {!request.own && <p class="basis-note">{text.say('request.read-only')}</p>}
        {request.survey && !request.formNo && <p class="basis-note">{text.say('request.no-number')}</p>}
        {!request.basis && may && request.from === null && here.plan.sheets.some(({ use, layout }) => use && layout !== 'statistics') && (
          <p class="basis-note">
            {text.say('terms.no-basis')}{' '}
            <button type="button" class="plain-button" onClick={() => setCorrecting(true)}>
              {text.say('terms.add-basis')}
            </button>
          </p>
        )}
        {filling.refusal && <ProblemNote refusal={filling.refusal} />}
        {here.refusal && <ProblemNote refusal={here.refusal} />}
        {failed && <ProblemNote refusal={failed} />}
        {blocked && may && <p class="basis-note">{text.say(blocked.say, blocked.with)}</p>}
        {job && (
          <div class="card">
            <JobProgress job={seen} label={text.say('stage.filling')} unit="stage.filling-rows" />
          </div>
        )}
        {latest && !job && <DeliveryPanel request={request} may={may} onDone={reload} />}
        {answers && (request.state === 'received' || request.state === 'filled') && (
          <Judged request={request}>
            <Button onPress={() => setAnswering(true)}>{text.say('answer.open')}</Button>
          </Judged>
        )}
        {request.from !== null && !job && <SigningPanel request={request} standing={latest?.id ?? ''} onDone={reload} />}
        <div class="request-frame">
          {may && <AreaChoice area={here.plan} onChange={(area) => here.change({ ...here.plan, ...area })} />}
          <SheetNotes notes={request.notes} />
        </div>
        <Sheets request={request} here={here} catalogue={catalogue} may={may} onAnew={readAnew} />
      </div>
      {closing && <CloseDialog request={request} onClose={() => setClosing(false)} onDone={reload} />}
      {answering && <AnswerDialog request={request} onClose={() => setAnswering(false)} onDone={reload} />}
      {correcting && <TermsDialog request={request} onClose={() => setCorrecting(false)} onDone={reload} />}
    </Page>
  )
}

type SheetsProps = Pick<WholeProps, 'request' | 'catalogue' | 'may'> & {
  here: PlanHere /** A sheet was understood anew. */
  onAnew: () => Promise<void>
}

function Sheets({ request, here, catalogue, may, onAnew }: SheetsProps) {
  const text = useText()
  const { sheets } = here.plan
  const [open, setOpen] = useState(() => (sheets.find(({ use }) => use) ?? sheets[0])?.sheet ?? '')
  // What was begun in an editor does not outlive the columns it was about.
  const [round, setRound] = useState(0)
  const sheet = sheets.find((one) => one.sheet === open)
  if (!sheet) return <p>{text.say('sheet.none')}</p>
  const view = (
    <SheetView
      key={`${sheet.sheet} ${round}`}
      request={request.id}
      sheet={sheet}
      understood={request.sheets.find(({ name }) => name === sheet.sheet)}
      catalogue={catalogue}
      standing={`${here.kept} ${request.basis ?? ''}`}
      may={may}
      onChange={(more) => here.changeSheet(sheet.sheet, more)}
      onAnew={() => onAnew().then(() => setRound((now) => now + 1))}
    />
  )
  if (sheets.length === 1) return view
  return (
    <Tabs
      label={text.say('sheet.all')}
      tabs={sheets.map((one) => ({ id: one.sheet, label: one.use ? one.sheet : text.say('sheet.unused', { name: one.sheet }) }))}
      value={open}
      onChange={setOpen}
    >
      {view}
    </Tabs>
  )
}

function leadOf(text: Text, { asker, dueOn, basis, state }: RequestHere): string {
  const day = dueOn ? text.day(dueOn) : ''
  const left = dueOn && state !== 'delivered' && !isOver(state) ? sayDays(text.say, daysBetween(streetToday(), dueOn)) : ''
  const due = left ? text.say('request.due', { day, left }) : day && text.say('request.due-day', { day })
  return [text.say('request.asked-by', { asker }), due, basis ?? ''].filter(Boolean).join(' · ')
}

/** What must be said before anything can be filled. */
function blockedBy(sheets: readonly SheetPlan[]): { say: string; with?: Record<string, string> } | undefined {
  const used = sheets.filter(({ use }) => use)
  if (used.length === 0) return { say: 'fill.no-sheet' }
  if (!used.some(hasWork)) return { say: 'fill.nothing-mapped' }
  const card = used.find(({ layout, subject }) => layout === 'card' && !subject)
  return card ? { say: 'fill.no-subject', with: { sheet: card.sheet } } : undefined
}
