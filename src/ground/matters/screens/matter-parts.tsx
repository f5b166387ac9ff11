/** Parts of a matter's page: clocks, steps, those who reported, and every act. */
import { addressOf } from '#kit/api.ts'
import { Button, LinkButton } from '#kit/button.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { openPhoto } from '../photos/contract.ts'
import type { MatterView } from './acting.ts'
import { inWords, isLate } from './say-matter.ts'

type Clock = MatterView['clocks'][number]

export function ClockList({ matter, now }: { matter: MatterView; now: Date }) {
  const text = useText()
  const running = matter.clocks.filter(({ over }) => over === null)
  if (running.length === 0) return <p class="quiet">{text.say('matter.no-clock')}</p>
  return (
    <ul class="plain-list clock-list">
      {running.map((clock) => (
        <li key={`${clock.name} ${clock.since}`} data-late={isLate(clock.due, now) ? '' : undefined}>
          <span>
            {nameOf(text, matter, clock)}
            {clock.name !== 'outside' && <span class="small quiet"> {sayTerm(text, clock.term)}</span>}
          </span>
          <span class="digits">{clock.due ? text.moment(clock.due, 'short') : text.say('matter.paused')}</span>
          <span class="small">{sayLeft(text, clock)}</span>
          {!clock.settled && <span class="small quiet">{text.say('matter.unsettled')}</span>}
        </li>
      ))}
    </ul>
  )
}

function nameOf(text: ReturnType<typeof useText>, { steps }: MatterView, { name }: Clock): string {
  const step = name.startsWith('step:') ? steps.find(({ id }) => id === name.slice(5)) : undefined
  return step ? inWords(text, step.title) : text.say(`matter.clock.${name}`)
}

function unitOf(term: Record<string, number>): [string, number] {
  return Object.entries(term)[0] ?? ['days', 0]
}

function sayTerm(text: ReturnType<typeof useText>, term: Record<string, number>): string {
  const [unit, n] = unitOf(term)
  return text.say(`matter.term.${unit}`, { n })
}

function sayLeft(text: ReturnType<typeof useText>, { term, left }: Clock): string {
  const [unit] = unitOf(term)
  return text.say(left < 0 ? 'matter.over-by' : 'matter.left', { time: saySpan(text, unit, Math.abs(left)) })
}

/** Nobody reckons in hundredths of an hour. */
function saySpan(text: ReturnType<typeof useText>, unit: string, n: number): string {
  if ((unit !== 'hours' && unit !== 'workingHours') || Number.isInteger(n))
    return text.say(`matter.term.${unit}`, { n: Number(n.toFixed(1)) })
  const minutes = Math.floor(n * 60)
  return text.say(unit === 'hours' ? 'matter.hours-minutes' : 'matter.working-hours-minutes', {
    hours: Math.floor(minutes / 60),
    minutes: minutes % 60,
  })
}

export function StepList({ matter, onStep }: { matter: MatterView; onStep: (step: string) => void }) {
  const text = useText()
  const may = matter.allowed.includes('step')
  const shown = matter.steps.filter(({ state }) => state !== 'left-out')
  return (
    <ol class="plain-list step-list">
      {shown.map((step) => (
        <li key={step.id} data-state={step.state}>
          <span class="step-mark" aria-hidden="true" />
          <span class="step-name">
            <span>{inWords(text, step.title)}</span>
            <span class="small quiet">
              {step.done ? text.say('matter.step-done', { time: text.moment(step.done, 'short') }) : text.say(`matter.step.${step.state}`)}
              {step.repeats && step.times > 0 && ` · ${text.say('matter.step-times', { n: step.times })}`}
              {step.contact && step.reached && ` · ${text.say('matter.step-reached', { time: text.moment(step.reached, 'short') })}`}
              {step.vain > 0 && ` · ${text.say('matter.step-vain', { n: step.vain })}`}
            </span>
          </span>
          {may && step.state === 'now' && step.form && matter.subject && (
            <LinkButton size="small" icon="file" href={`/desk/forms/${step.form}/fill/${matter.subject}`}>
              {text.say('matter.fill-form')}
            </LinkButton>
          )}
          {may && step.state === 'now' && (
            <Button size="small" onPress={() => onStep(step.id)}>
              {text.say('matter.do.step')}
            </Button>
          )}
        </li>
      ))}
    </ol>
  )
}

/** `opens`: the reader may open the page of a person. */
export function PeopleList({ matter, opens }: { matter: MatterView; opens: boolean }) {
  const text = useText()
  if (matter.people.length === 0) return <p class="quiet">{text.say('matter.nobody')}</p>
  return (
    <ul class="plain-list co-list">
      {matter.people.map((one) => (
        <li key={one.id}>
          <span>
            {one.person && opens ? <a href={`/desk/people/${one.person}`}>{one.name}</a> : one.name || text.say('matter.unnamed')}
            {one.unnamed && one.name && <span class="small quiet"> {text.say('matter.not-named')}</span>}
          </span>
          {one.phone && (
            <a class="digits small" href={`tel:${one.phone}`}>
              {one.phone}
            </a>
          )}
          <span class="small quiet">
            {text.say(`matter.channel.${one.channel}`)}
            {one.home && ` · ${one.home}`}
          </span>
          {one.solved !== null && (
            <Tag tone={one.solved ? 'good' : 'stale'}>{text.say(one.solved ? 'matter.solved.yes' : 'matter.solved.no')}</Tag>
          )}
          {one.satisfied && <Tag>{text.say(`matter.satisfied.${one.satisfied}`)}</Tag>}
          {one.heard !== null && <Tag tone={one.heard ? 'plain' : 'stale'}>{text.say(`matter.heard.${one.heard ? 'yes' : 'no'}`)}</Tag>}
          {one.inTime !== null && <Tag tone={one.inTime ? 'plain' : 'stale'}>{text.say(`matter.inTime.${one.inTime ? 'yes' : 'no'}`)}</Tag>}
        </li>
      ))}
    </ul>
  )
}

/** Values of closed lists have words of their own; others come with theirs. */
const families: ReadonlySet<string> = new Set(['verdict', 'satisfied', 'channel', 'contact', 'solved', 'heard', 'inTime', 'did'])
/** Done by a reporter herself, who has no post. */
const ownKinds: ReadonlySet<string> = new Set(['open', 'join', 'note', 'confirm', 'rate', 'reopen', 'withdraw'])

export function ActList({ matter }: { matter: MatterView }) {
  const text = useText()
  return (
    <ol class="plain-list act-list">
      {[...matter.acts].reverse().map((act) => (
        <li key={act.seq}>
          <span class="act-when small quiet digits">{text.moment(act.at, 'short')}</span>
          <span class="act-what">
            <span>
              <strong>{text.say(`matter.act.${act.kind}`)}</strong>
              {act.says.map(({ name, value }) => (
                <span key={name + value.zh} class="act-said">
                  {families.has(name) ? text.say(`matter.${name}.${value.zh}`) : inWords(text, value)}
                </span>
              ))}
            </span>
            {act.text && <span class="act-text">{act.text}</span>}
            {(act.by || ownKinds.has(act.kind)) && <span class="small quiet">{act.by || text.say('matter.by-reporter')}</span>}
          </span>
        </li>
      ))}
    </ol>
  )
}

/** As the reporters sent them, in the order they came. */
export function PhotoList({ matter }: { matter: MatterView }) {
  const text = useText()
  return (
    <p class="matter-photos">
      {matter.photos.map(({ id, width, height }, at) => {
        const { url } = addressOf(openPhoto, { id: matter.id, photo: id })
        return (
          <a key={id} href={url} target="_blank" rel="noopener">
            <img src={url} width={width} height={height} loading="lazy" alt={text.say('matter.photo-n', { n: at + 1 })} />
          </a>
        )
      })}
    </p>
  )
}
