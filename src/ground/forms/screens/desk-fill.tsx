/** Fill in a form for one subject: known answers are confirmed in one touch, the rest is asked; one press hands it all in. */
import { useMemo, useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { InputOf, OutputOf } from '#base/contract.ts'
import { type FactView, revealFacts } from '#ground/facts/contract.ts'
import { type CatalogueHere, useCatalogue } from '#ground/facts/screens/use-catalogue.ts'
import { AddPersonDialog } from '#ground/households/screens/add-person.tsx'
import { call } from '#kit/api.ts'
import { Button, LinkButton } from '#kit/button.tsx'
import { DayInput } from '#kit/day-input.tsx'
import { Field, Form as FieldForm } from '#kit/field.tsx'
import { Select } from '#kit/input.tsx'
import { Page } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { streetToday } from '#kit/today.ts'
import { useDo, useRead } from '#kit/use-data.ts'
import { useToldDo } from '#kit/use-told.ts'
import { hasMembers, isProtected } from '../asked.ts'
import { type Channel, fillForm, openForm } from '../contract.ts'

import { knownHere, say } from './known-here.ts'
import { Notice } from './notice.tsx'
import { PlayerSection } from './player-section.tsx'
import { type Player, usePlayer } from './use-player.ts'
import './forms.css'

type Opened = OutputOf<typeof openForm>
const channels: Channel[] = ['counter', 'telephone', 'paper', 'door']

export function Screen({ params }: { params: Record<string, string> }) {
  const [id, subject] = [params.id!, params.subject!]
  const catalogue = useCatalogue()
  const read = useRead(`${id} ${subject}`, (signal) => call(openForm, { id, subject }, { signal }), 'once')
  // A member who was added begins the form anew over everybody.
  if (read.refusal) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply || !catalogue) return <Loading lines={12} />
  const { parts } = read.reply.data
  return (
    <Filling
      key={parts.map((part) => part.key).join()}
      opened={read.reply.data}
      subject={subject}
      catalogue={catalogue}
      may={read.reply.may}
      onReopen={read.reload}
    />
  )
}

export function placeOf({ form, door }: Pick<Opened, 'form' | 'door'>, subject: string): string {
  if (form.subject === 'person') return `/desk/people/${subject}`
  if (form.subject === 'premises') return `/desk/premises/${subject}`
  return form.subject === 'estate' ? `/desk/estates/${subject}` : `/desk/doors/${door ?? subject}`
}

type FillingProps = { opened: Opened; subject: string; catalogue: CatalogueHere; may: readonly string[]; onReopen: () => void }

function Filling({ opened, subject, catalogue, may, onReopen }: FillingProps) {
  const text = useText()
  const { tell } = useTell()
  const { route } = useLocation()
  const { form, edition } = opened
  const today = streetToday()
  const known = knownHere(catalogue)
  const player = usePlayer(form, opened.parts, known, today)
  const [channel, setChannel] = useState<Channel>('counter')
  const [asOf, setAsOf] = useState(today)
  const [tried, setTried] = useState(false)
  const [adding, setAdding] = useState(false)
  const [changed, setChanged] = useState<number>()
  const body = useRef<HTMLDivElement>(null)
  const act = useDo((input: InputOf<typeof fillForm>, options) => call(fillForm, input, options))
  const name = opened.name || text.say('door.unnamed')
  const shown = player.lines.filter((line) => line.verdict.shown === true)
  const wrong = shown.filter((line) => line.verdict.missing || line.refused || line.verdict.failed.length > 0)
  const reads = (name: string) => isProtected(known.elements.get(name))
  const send = async () => {
    setTried(true)
    if (wrong.length > 0) return focusLine(body.current, wrong[0]!.key)
    const reply = await act.run({ id: form.id, subject, edition, channel, asOf: asOf || today, parts: player.filled() })
    if (!reply) return
    tell({ text: text.say('forms.done', { said: reply.data.said, confirmed: reply.data.confirmed }), tone: 'good' })
    route(placeOf(opened, subject))
  }
  const compare = async () => {
    const { data } = await call(openForm, { id: form.id, subject })
    setChanged(player.again(data.parts))
    act.reset()
  }
  const isConflict = act.refusal?.code === 'precondition.failed'
  const left = shown.filter((line) => needs(line)).length
  return (
    <Page
      title={say(form.title, text.language)}
      lead={name}
      width="measure"
      crumbs={[
        { label: text.say('forms.title'), href: '/desk/forms' },
        { label: name, href: placeOf(opened, subject) },
        { label: say(form.title, text.language) },
      ]}
      actions={
        <>
          <RevealButton opened={opened} player={player} may={may} reads={reads} />
          {hasMembers(form) && opened.door && may.includes('people.change') && (
            <Button icon="add" onPress={() => setAdding(true)}>
              {text.say('forms.add-member')}
            </Button>
          )}
          <LinkButton icon="print" href={`/desk/forms/${form.id}/paper/${subject}`}>
            {text.say('forms.paper')}
          </LinkButton>
        </>
      }
    >
      <details class="notice">
        <summary>{text.say('forms.notice')}</summary>
        <Notice form={form} notice={opened.notice} />
      </details>
      {changed !== undefined && (
        <p class="line-theirs" role="status">
          {text.say(changed > 0 ? 'forms.changed-meanwhile' : 'forms.changed-elsewhere', { n: changed })}
        </p>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter goes on to the next answer, as on paper */}
      <div ref={body} class="player" onKeyDown={(event) => goOn(event, body.current, send)}>
        <FieldForm onSubmit={send} refusal={isConflict ? undefined : act.refusal} label={say(form.title, text.language)}>
          {form.sections.map((section) => (
            <PlayerSection
              key={section.id}
              section={section}
              lines={player.lines.filter((line) => line.section === section && (line.closed || line.verdict.shown === true))}
              player={player}
              catalogue={catalogue}
              today={today}
              tried={tried}
              isProtected={reads}
            />
          ))}
          {isConflict && act.refusal && (
            <ProblemNote
              refusal={act.refusal}
              actions={
                <Button tone="primary" onPress={compare}>
                  {text.say('forms.compare')}
                </Button>
              }
            />
          )}
          <div class="player-foot">
            <Field label={text.say('forms.channel')}>
              <Select
                value={channel}
                onChange={(one) => setChannel(one as Channel)}
                options={channels.map((one) => ({ value: one, label: text.say(`channel.${one}`) }))}
              />
            </Field>
            <Field label={text.say('correct.as-of')} path="/asOf">
              <DayInput value={asOf} onChange={setAsOf} today={today} latest={today} />
            </Field>
            <div class="player-send">
              <p class="quiet small" role="status">
                {text.say(left > 0 ? 'forms.left' : 'forms.nothing-left', { n: left })}
              </p>
              <Button tone="primary" type="submit" busy={act.busy} disabled={!player.touched || isConflict}>
                {text.say('forms.hand-in')}
              </Button>
            </div>
          </div>
        </FieldForm>
      </div>
      {adding && opened.door && (
        <AddPersonDialog door={opened.door} relation="residence" onClose={() => setAdding(false)} onDone={onReopen} />
      )}
    </Page>
  )
}

/** Still to be said something about: unknown and required, old, or contradicted. */
function needs({ fact, given, still, question, verdict, refused }: Player['lines'][number]): boolean {
  if (refused) return true
  if (given !== undefined || still) return false
  if (!fact) return question.required === true && verdict.missing
  return fact.stale || fact.rivals.length > 0
}

/** Open what is protected, when the form asks it: the form is the reason, and the look is the person's to see. */
function RevealButton({
  opened,
  player,
  may,
  reads,
}: {
  opened: Opened
  player: Player
  may: readonly string[]
  reads: (name: string) => boolean
}) {
  const text = useText()
  const wanted = useMemo(() => {
    const keys = new Set(player.lines.filter((line) => reads(line.name)).map((line) => line.part))
    return player.parts.filter((part) => keys.has(part.key) && part.subject)
  }, [player.lines, player.parts, reads])
  const [done, setDone] = useState(false)
  const act = useToldDo((input: { id: string; reason: string }, options) =>
    call(revealFacts, { id: input.id, form: opened.form.id }, { ...options, reason: input.reason }),
  )
  if (wanted.length === 0 || done || !may.includes('sensitive.open')) return null
  const open = async () => {
    for (const part of wanted) {
      const reply = await act.run({ id: part.subject!, reason: text.say('forms.reveal-reason', { form: opened.form.title.zh }) })
      if (!reply) return
      const facts = reply.data.facts.filter((fact: FactView) =>
        player.lines.some((line) => line.part === part.key && line.name === fact.element),
      )
      player.reveal(part.key, facts)
    }
    setDone(true)
  }
  return (
    <Button icon="lock" busy={act.busy} onPress={open}>
      {text.say('forms.reveal')}
    </Button>
  )
}

const typed = 'input:not([disabled]), select:not([disabled]), textarea:not([disabled]), button:not([disabled])'

/** Enter goes to the next answer, Ctrl+Enter hands in. Lists and calendars keep their own Enter. */
function goOn(event: KeyboardEvent, body: HTMLElement | null, send: () => void): void {
  if (event.key !== 'Enter' || event.isComposing || event.defaultPrevented) return
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault()
    send()
    return
  }
  const here = event.target
  if (!(here instanceof HTMLInputElement) || !body) return
  event.preventDefault()
  const all = [...body.querySelectorAll<HTMLElement>(typed)].filter((one) => one.tabIndex >= 0)
  all[all.indexOf(here) + 1]?.focus()
}

function focusLine(body: HTMLElement | null, key: string): void {
  // After the sentence stands beside it.
  requestAnimationFrame(() => {
    const line = [...(body?.querySelectorAll<HTMLElement>('[data-key]') ?? [])].find((one) => one.dataset.key === key)
    line?.querySelector<HTMLElement>('input, select, textarea, button')?.focus()
    line?.scrollIntoView({ block: 'center' })
  })
}
