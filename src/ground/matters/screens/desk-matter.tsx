/** One matter whole: its life as a line, what is due, who is in it, and what may be done now. */
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { call } from '#kit/api.ts'
import { Button, LinkButton } from '#kit/button.tsx'
import { Menu } from '#kit/menu.tsx'
import { Facts, Page, Section } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { houseNow } from '#kit/today.ts'
import { useDo, useRead } from '#kit/use-data.ts'
import { useToldRead } from '#kit/use-told.ts'
import { readMatter } from '../contract.ts'
import { DispatchPanel } from '../triage/screens/dispatch-panel.tsx'
import { listUnits } from '../units/contract.ts'
import { ActDialog, shapes } from './act-dialog.tsx'
import { type Filled, type MatterView, sendAct } from './acting.ts'
import { type Call, CalledUnits } from './called-units.tsx'
import { LifeLine } from './life-line.tsx'
import { ActList, ClockList, PeopleList, PhotoList, StepList } from './matter-parts.tsx'
import { inWords, sayStand, signsOf } from './say-matter.ts'
import './matters.css'

/** Stand as buttons; the rest is a menu. */
const MOST_BUTTONS = 3

export type MatterScreenProps = {
  params: Record<string, string>
  /** What upper modules know of this matter. */
  panels?: (matter: MatterView) => ComponentChildren
}

export function Screen({ params, panels }: MatterScreenProps) {
  const id = params.id ?? ''
  const read = useRead(id, (signal) => call(readMatter, { id }, { signal }))
  const units = useToldRead('units', (signal) => call(listUnits, {}, { signal }), 'once')
  const [acting, setActing] = useState<{ kind: string; step?: string; call?: Call }>()
  const text = useText()
  const { route } = useLocation()
  const matter = read.reply?.data
  if (read.refusal && !matter) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!matter) return <Loading />
  const now = houseNow()
  return (
    <Page
      crumbs={[{ label: text.say('matter.title'), href: '/desk/matters' }, { label: matter.number }]}
      title={matter.title || matter.number}
      lead={
        <span class="matter-signs">
          <Tag tone={matter.outcome === 'confirmed' ? 'good' : 'plain'}>{sayStand(text, matter)}</Tag>
          {matter.sealed && (
            <Tag tone="conflict" mark="lock">
              {text.say('matter.list.sealed')}
            </Tag>
          )}
          {signsOf(text, matter).map(({ key, words, late }) => (
            <Tag key={key} tone={late ? 'late' : 'stale'}>
              {words}
            </Tag>
          ))}
          <span class="small quiet">
            {inWords(text, matter.typeTitle)} · {inWords(text, matter.category)}
          </span>
        </span>
      }
      actions={
        <>
          <Acts matter={matter} onAct={(kind, call) => setActing({ kind, ...(call ? { call } : {}) })} onDone={read.reload} />
          {read.reply?.may.includes('evidence.take') && !matter.sealed && (
            <LinkButton href={`/desk/matters/${matter.id}/evidence`} tone="quiet" icon="download">
              {text.say('matter.evidence')}
            </LinkButton>
          )}
        </>
      }
    >
      <LifeLine matter={matter} now={now} />
      <Whole
        matter={matter}
        opens={read.reply?.may.includes('people.read') ?? false}
        now={now}
        panels={panels?.(matter)}
        onStep={(step) => setActing({ kind: 'step', step })}
        onCall={(kind, call) => setActing({ kind, call })}
        onDone={read.reload}
      />
      {acting && (
        <ActDialog
          matter={matter}
          units={units.reply?.data}
          {...acting}
          onClose={() => setActing(undefined)}
          onDone={() => {
            setActing(undefined)
            const left = listAfter(acting)
            if (left) route(`/desk/matters?list=${left}`)
            else read.reload()
          }}
        />
      )}
    </Page>
  )
}

/** Who gave it back, or is done with her part, may see no more of it: she goes on with her list. */
function listAfter({ kind, call: about }: { kind: string; call?: Call }): 'mine' | 'called' | undefined {
  if (about) return about.mine && (kind === 'send-back' || kind === 'finish') ? 'called' : undefined
  return kind === 'send-back' ? 'mine' : undefined
}

/** What this post may do now, the likeliest first. What needs nothing said is done at once. */
type ActsProps = { matter: MatterView; onAct: (kind: string, call?: Call) => void; onDone: () => void }

function Acts({ matter, onAct, onDone }: ActsProps) {
  const text = useText()
  // Who was called is here for that first.
  const own = matter.co.filter(({ mine }) => mine).flatMap((call) => call.may.map((kind) => ({ kind, call })))
  const now = useDo((filled: Filled, options) => sendAct(matter, filled, options))
  const may = new Set(matter.allowed)
  // A fact that a reporter told is a note to the judge, and an act of its own to whoever writes it down.
  if (may.has('note') && may.has('dispatch') && matter.people.length > 0) may.add('fact')
  const kinds = Object.keys(shapes).filter((kind) => may.has(kind) && !(kind === 'take' && matter.holder !== null))
  const buttons = Math.max(0, MOST_BUTTONS - own.length)
  const press = async (kind: string) => {
    const shape = shapes[kind]!
    if (shape.fields.length > 0 || shape.words !== 'none') return onAct(kind)
    if (await now.run({ kind, fields: {}, text: '' })) onDone()
  }
  return (
    <>
      {own.map(({ kind, call }, at) => (
        <Button key={`${call.party} ${kind}`} tone={at === 0 ? 'primary' : 'plain'} onPress={() => onAct(kind, call)}>
          {text.say(`matter.call-do.${kind}`)}
        </Button>
      ))}
      {kinds.slice(0, buttons).map((kind, at) => (
        <Button key={kind} tone={at === 0 && own.length === 0 ? 'primary' : 'plain'} busy={now.busy} onPress={() => press(kind)}>
          {text.say(`matter.do.${kind}`)}
        </Button>
      ))}
      {kinds.length > buttons && (
        <Menu
          tone="plain"
          align="end"
          label={text.say('matter.other-acts')}
          items={kinds.slice(buttons).map((kind) => ({ id: kind, label: text.say(`matter.do.${kind}`), onPick: () => press(kind) }))}
        >
          {text.say('matter.other-acts')}
        </Menu>
      )}
      {now.refusal && <ProblemNote refusal={now.refusal} />}
    </>
  )
}

type WholeProps = {
  matter: MatterView
  now: Date
  /** The reader may open the page of a person. */
  opens: boolean
  panels: ComponentChildren
  onStep: (step: string) => void
  onCall: (kind: string, call: Call) => void
  onDone: () => void
}

function Whole({ matter, now, opens, panels, onStep, onCall, onDone }: WholeProps) {
  const text = useText()
  const link = (one: { id: string; number: string }) => (
    <a key={one.id} class="digits" href={`/desk/matters/${one.id}`}>
      {one.number}
    </a>
  )
  const facts = [
    { label: text.say('matter.column.lead'), value: matter.leadName },
    ...(matter.place.party === matter.lead ? [] : [{ label: text.say('matter.field.place'), value: matter.place.name }]),
    ...(matter.holder ? [{ label: text.say('matter.field.holder'), value: matter.holder.name }] : []),
    { label: text.say('matter.number'), value: <span class="digits">{matter.number}</span> },
    { label: text.say('matter.field.opened'), value: `${text.moment(matter.opened)} · ${text.say(`matter.channel.${matter.channel}`)}` },
    ...(matter.until && matter.endsBy
      ? [
          {
            label: text.say('matter.field.ends'),
            value: text.say('matter.ends-by', { day: text.day(matter.until), rule: inWords(text, matter.endsBy) }),
          },
        ]
      : []),
    ...(matter.contest ? [{ label: text.say('matter.contest'), value: inWords(text, matter.contest) }] : []),
    ...(matter.mergedInto ? [{ label: text.say('matter.field.merged-into'), value: link(matter.mergedInto) }] : []),
    ...(matter.from ? [{ label: text.say('matter.field.from'), value: link(matter.from) }] : []),
    ...(matter.holds.length > 0
      ? [{ label: text.say('matter.field.holds'), value: <span class="matter-links">{matter.holds.map(link)}</span> }]
      : []),
  ]
  // Who was called sees her own clock before all else.
  const own = matter.co.some(({ mine, may, off }) => mine && (may.length > 0 || off !== null))
  const called = matter.co.length > 0 && (
    <Section title={text.say('matter.called')}>
      <CalledUnits matter={matter} onAct={onCall} />
    </Section>
  )
  return (
    <div class="matter-whole">
      <div class="matter-main">
        {own && called}
        {matter.text && <p class="matter-text">{matter.text}</p>}
        {matter.where && (
          <p class="quiet">
            {text.say('matter.where')} · {matter.where}
          </p>
        )}
        {matter.photos.length > 0 && <PhotoList matter={matter} />}
        {matter.steps.length > 0 && (
          <Section title={text.say('matter.steps')}>
            <StepList matter={matter} onStep={onStep} />
          </Section>
        )}
        <Section title={text.say('matter.acts')}>
          <ActList matter={matter} />
        </Section>
      </div>
      <aside class="matter-side">
        {!own && called}
        <DispatchPanel matter={matter} onDone={onDone} />
        <Section title={text.say('matter.clocks')}>
          <ClockList matter={matter} now={now} />
        </Section>
        <Section title={text.say('matter.who')}>
          <Facts items={facts} />
        </Section>
        <Section title={text.say('matter.people')}>
          <PeopleList matter={matter} opens={opens} />
        </Section>
        {panels}
      </aside>
    </div>
  )
}
