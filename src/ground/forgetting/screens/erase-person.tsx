/** Erasing a person from her page: ground and reason, then what would go in counts, then her name typed to confirm, then the work and what went. */
import { useState } from 'preact/hooks'
import type { OutputOf } from '#base/contract.ts'
import { readPerson } from '#ground/households/contract.ts'
import { nameOf } from '#ground/households/screens/person-name.ts'
import { JobProgress } from '#ground/workbooks/screens/job-progress.tsx'
import { type JobSeen, useJob } from '#ground/workbooks/screens/use-job.ts'
import { call } from '#kit/api.ts'
import { Button, LinkButton } from '#kit/button.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field, Form } from '#kit/field.tsx'
import { Select, TextInput } from '#kit/input.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { Refusal, type RefusalCode } from '#kit/refusal.ts'
import { useText } from '#kit/text-context.tsx'
import { useDo } from '#kit/use-data.ts'
import { erasePerson, type Ground } from '../contract.ts'

const grounds: readonly Ground[] = ['consent-withdrawn', 'purpose-ended', 'term-ended', 'unlawful', 'other-law', 'deceased']

type Counts = OutputOf<typeof erasePerson>['goes']
type Order = { id: string; ground: Ground; reason: string; rev: number; dry: boolean }

/** The record is read again when the button is pressed: what is seen then is what goes. */
export function ErasePerson({ id }: { id: string }) {
  const text = useText()
  const [open, setOpen] = useState(false)
  const ask = useDo((input: { id: string }) => call(readPerson, input))
  const [person, setPerson] = useState<OutputOf<typeof readPerson>>()
  const press = async () => {
    const reply = await ask.run({ id })
    if (reply) {
      setPerson(reply.data)
      setOpen(true)
    }
  }
  return (
    <>
      <Button busy={ask.busy} onPress={press}>
        {text.say('erase.button')}
      </Button>
      {ask.refusal && <ProblemNote refusal={ask.refusal} />}
      {open && person && (
        <EraseDialog id={id} rev={person.rev} name={nameOf(person, text.say('door.unnamed'))} onClose={() => setOpen(false)} />
      )}
    </>
  )
}

function EraseDialog({ id, rev, name, onClose }: { id: string; rev: number; name: string; onClose: () => void }) {
  const text = useText()
  const [ground, setGround] = useState<Ground>('consent-withdrawn')
  const [reason, setReason] = useState('')
  const [goes, setGoes] = useState<Counts>()
  const [typed, setTyped] = useState('')
  const [job, setJob] = useState<string>()
  const [ended, setEnded] = useState<JobSeen>()
  const act = useDo((order: Order, options) =>
    call(
      erasePerson,
      { id: order.id, ground: order.ground, reason: order.reason },
      { ...options, ifMatch: String(order.rev), dryRun: order.dry },
    ),
  )
  const seen = useJob(job, setEnded)
  const order = { id, ground, reason: reason.trim(), rev }
  const foresee = async () => {
    const reply = await act.run({ ...order, dry: true })
    if (reply) setGoes(reply.data.goes)
  }
  const erase = async () => {
    const reply = await act.run({ ...order, dry: false })
    if (reply) setJob(reply.data.job)
  }
  const title = text.say(ended?.state === 'done' ? 'erase.done' : 'erase.title', { name })
  if (ended) return <Ended job={ended} title={title} onClose={onClose} />
  if (job)
    return (
      <Dialog open title={title} size="wide">
        <JobProgress job={seen} label={text.say('erase.working')} unit="erase.unit" />
      </Dialog>
    )
  const ready = goes ? typed.trim() === name : reason.trim().length >= 2
  const next = goes ? erase : foresee
  return (
    <Dialog
      open
      title={title}
      size="wide"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('erase.cancel')}</Button>
          <Button tone={goes ? 'danger' : 'primary'} busy={act.busy} disabled={!ready} onPress={next}>
            {text.say(goes ? 'erase.do' : 'erase.foresee')}
          </Button>
        </>
      }
    >
      <Form onSubmit={() => ready && next()} refusal={act.refusal}>
        {act.refusal && act.refusal.fields.length > 0 && (
          <ul>
            {act.refusal.fields.map((field) => (
              <li key={field.say}>{text.say(field.say)}</li>
            ))}
          </ul>
        )}
        {goes ? (
          <>
            <p>{text.say('erase.goes-lead')}</p>
            <CountList counts={goes} />
            <p class="prose quiet">{text.say('erase.goes-more')}</p>
            <p class="prose quiet">{text.say('erase.stays')}</p>
            <Field label={text.say('erase.confirm')} hint={text.say('erase.confirm-hint', { name })}>
              <TextInput value={typed} onInput={setTyped} autofocus maxLength={100} />
            </Field>
          </>
        ) : (
          <>
            <p class="prose">{text.say('erase.lead')}</p>
            <Field label={text.say('erase.ground')}>
              <Select
                value={ground}
                onChange={(value) => setGround(value as Ground)}
                options={grounds.map((value) => ({ value, label: text.say(`erase.ground.${value}`) }))}
              />
            </Field>
            <Field label={text.say('erase.reason')} hint={text.say('erase.reason-hint')} path="/reason">
              <TextInput value={reason} onInput={setReason} maxLength={200} />
            </Field>
          </>
        )}
      </Form>
    </Dialog>
  )
}

function CountList({ counts }: { counts: Counts }) {
  const text = useText()
  return (
    <ul>
      {Object.entries(counts).map(([what, n]) => (
        <li key={what}>{text.say(`erase.row.${what}`, { n })}</li>
      ))}
    </ul>
  )
}

function Ended({ job, title, onClose }: { job: JobSeen; title: string; onClose: () => void }) {
  const text = useText()
  if (job.state !== 'done') {
    const code = (job.problem?.code ?? 'job.cancelled') as RefusalCode
    return (
      <Dialog open title={title} onClose={onClose}>
        <ProblemNote refusal={new Refusal(code, 0, { details: job.problem?.details ?? {} })} />
      </Dialog>
    )
  }
  return (
    <Dialog open title={title} size="wide" actions={<LinkButton href="/desk/people">{text.say('erase.close')}</LinkButton>}>
      <p>{text.say('erase.done-lead')}</p>
      <CountList counts={(job.result?.counts ?? {}) as Counts} />
    </Dialog>
  )
}
