/** One import, from the file to what it changed: understand, look at what it would change, write, perhaps take back. */
import { useState } from 'preact/hooks'
import { type CatalogueHere, useCatalogue } from '#ground/facts/screens/use-catalogue.ts'
import { JobProgress } from '#ground/workbooks/screens/job-progress.tsx'
import { SheetNotes } from '#ground/workbooks/screens/sheet-notes.tsx'
import { type JobSeen, useJob } from '#ground/workbooks/screens/use-job.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Page } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Refusal, type RefusalCode } from '#kit/refusal.ts'
import { useText } from '#kit/text-context.tsx'
import { useRead } from '#kit/use-data.ts'
import { readImport } from '../contract.ts'
import type { Counts, ImportState, ImportWhole } from '../shapes.ts'
import { PlanEditor } from './import-plan.tsx'
import { ImportRows } from './import-rows.tsx'
import { Steps, useSteps } from './import-steps.tsx'
import { isWorking, sayAbout } from './import-words.ts'
import '#ground/workbooks/screens/workbooks.css'
import './imports.css'

export function Screen({ params }: { params: Record<string, string> }) {
  const id = params.id!
  const catalogue = useCatalogue()
  const read = useRead(id, (signal) => call(readImport, { id }, { signal }), 'once')
  const found = read.reply?.data
  if (read.refusal && !found) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!found || !catalogue) return <Loading lines={12} />
  return (
    <Whole
      key={id}
      first={found}
      read={read.reply}
      may={read.reply?.may.includes('import.run') ?? false}
      catalogue={catalogue}
      reload={read.reload}
    />
  )
}

type WholeProps = { first: ImportWhole; read: unknown; may: boolean; catalogue: CatalogueHere; reload: () => void }

function Whole({ first, read, may, catalogue, reload }: WholeProps) {
  const text = useText()
  // A corrected plan comes back whole; a newer reading replaces it.
  const [corrected, setCorrected] = useState<{ over: unknown; whole: ImportWhole }>()
  const [counts, setCounts] = useState<Counts>()
  const whole = corrected && corrected.over === read ? corrected.whole : first
  const [job, setJob] = useState(isWorking(whole.state) ? (whole.job ?? undefined) : undefined)
  const [failed, setFailed] = useState<Refusal>()
  const [planning, setPlanning] = useState(false)
  const seen = useJob(job, (ended) => {
    setJob(undefined)
    setFailed(refusalIn(ended))
    setCounts(undefined)
    reload()
  })
  const begin = (next: string) => {
    setFailed(undefined)
    setPlanning(false)
    setJob(next)
  }
  const shown = counts ? { ...whole, counts } : whole
  const steps = useSteps({ whole: shown, working: job !== undefined, onBegun: begin, onChanged: reload, planning, setPlanning })
  const take = (next: ImportWhole) => {
    setCorrected({ over: read, whole: next })
    if (next.state === 'reading' && next.job) setJob(next.job)
  }
  const open = !job && (whole.state === 'understood' || (whole.state === 'staged' && planning))
  return (
    <Page
      title={whole.fileName}
      lead={sayAbout(text, whole)}
      crumbs={[{ label: text.say('imports.title'), href: '/desk/imports' }, { label: whole.fileName }]}
      actions={may && steps.actions}
    >
      <div class="stack import-body">
        <div class="import-top">
          {/* Taken back or set aside, there is no step left. */}
          {(job || (whole.state !== 'undone' && whole.state !== 'dropped')) && (
            <Steps state={job ? workingState(whole.state, seen) : open ? 'understood' : whole.state} />
          )}
          {!job && !open && <Standing whole={shown} />}
        </div>
        {steps.refusal && <ProblemNote refusal={steps.refusal} />}
        {failed && (
          <ProblemNote
            refusal={failed}
            actions={
              whole.state === 'unreadable' ? undefined : <Button onPress={() => setFailed(undefined)}>{text.say('import.seen')}</Button>
            }
          />
        )}
        {whole.state === 'unreadable' && !failed && <p>{text.say('import.unreadable')}</p>}
        {job && (
          <div class="card">
            <JobProgress job={seen} label={text.say(sayWorking(workingState(whole.state, seen)))} unit="import.unit" />
          </div>
        )}
        {open && <SheetNotes notes={whole.notes} />}
        {open && <PlanEditor whole={whole} may={may} catalogue={catalogue} onChanged={take} next={may && steps.next} />}
        {!job && !open && <ImportRows whole={shown} may={may} catalogue={catalogue} onCounts={setCounts} />}
      </div>
      {steps.dialogs}
    </Page>
  )
}

/** The step that is under way, before the import has been read again. */
function workingState(state: ImportState, job: JobSeen | undefined): ImportState {
  if (isWorking(state) || !job) return state
  return (
    ({ 'import.read': 'reading', 'import.stage': 'staging', 'import.apply': 'applying', 'import.undo': 'undoing' } as const)[job.kind] ??
    state
  )
}

/** Until the work itself names its stage. */
function sayWorking(state: ImportState): string {
  return isWorking(state) ? `import.${state}` : 'import.working'
}

/** Where it stands, in one sentence. */
function Standing({ whole }: { whole: ImportWhole }) {
  const text = useText()
  const { state, counts } = whole
  const n = (key: string) => counts[key] ?? 0
  if (state === 'staged') {
    const parts = [
      text.say('import.standing-staged', { rows: n('rows'), waiting: n('waiting') }),
      n('doubtful') > 0 && text.say('import.standing-doubtful', { n: n('doubtful') }),
      n('invalid') > 0 && text.say('import.standing-invalid', { n: n('invalid') }),
      n('joined') > 0 && text.say('import.standing-joined', { n: n('joined') }),
    ]
    return <p class="standing">{parts.filter(Boolean).join(text.say('job.and'))}</p>
  }
  if (state === 'applied') {
    const left = n('doubtful') + n('waiting')
    return (
      <p class="standing">
        {text.say('import.standing-applied', { applied: n('applied'), at: text.moment(whole.appliedAt ?? whole.at) })}
        {n('returned') > 0 && text.say('import.standing-returned', { n: n('returned') })}
        {left > 0 && text.say('import.standing-left', { n: left })}
        {n('invalid') > 0 && text.say('import.standing-invalid-left', { n: n('invalid') })}
      </p>
    )
  }
  if (state === 'undone') {
    return (
      <p class="standing">
        {text.say('import.standing-undone', { at: text.moment(whole.undoneAt ?? whole.at), withdrawn: n('withdrawn') })}
        {n('later') > 0 && text.say('import.standing-later', { n: n('later') })}
      </p>
    )
  }
  return state === 'dropped' ? <p class="standing">{text.say('import.standing-dropped')}</p> : null
}

function refusalIn({ state, problem }: JobSeen): Refusal | undefined {
  if (state === 'done') return undefined
  const code = (problem?.code ?? (state === 'cancelled' ? 'job.cancelled' : 'internal')) as RefusalCode
  return new Refusal(code, 0, { details: problem?.details ?? {} })
}
