/** A sample case, step by step: who may do what now and why not, what is due when, and what the reporter reads. Nothing is written. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Checkbox } from '#kit/checkbox.tsx'
import { Field } from '#kit/field.tsx'
import { Select } from '#kit/input.tsx'
import { Section } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { Loading } from '#kit/progress.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { houseNow } from '#kit/today.ts'
import { useRead } from '#kit/use-data.ts'
import { sayStand } from '../../screens/say-matter.ts'
import type { MatterType } from '../../types/type.ts'
import { type ChanceView, type TryAct, type TryDoer, type TryReply, tryType } from '../contract.ts'
import { sayTerm, sayWhy, sayWords } from './say-type.ts'
import { TryStep } from './try-step.tsx'

const HOUR_MS = 3_600_000
type Input = InputOf<typeof tryType>

export function TryPanel({ type }: { type: MatterType }) {
  const text = useText()
  const [start] = useState(() => houseNow().toISOString())
  const [category, setCategory] = useState('')
  const [named, setNamed] = useState(true)
  const [acts, setActs] = useState<TryAct[]>([])
  const [now, setNow] = useState(start)
  const [asking, setAsking] = useState<{ chance: ChanceView; doer: TryDoer }>()
  const chosen = type.categories.some(({ code }) => code === category) ? category : (type.categories[0]?.code ?? '')
  const input: Input = { type, category: chosen, channel: 'counter', named, start, acts, now }
  const read = useRead(chosen === '' ? undefined : JSON.stringify(input), (signal) => call(tryType, input, { signal }), 'once')
  const begin = () => {
    setActs([])
    setNow(start)
  }
  const tale = read.reply?.data
  if (chosen === '') return <p class="quiet">{text.say('type-fault.no-category')}</p>
  if (read.refusal && !tale) return <ProblemNote refusal={read.refusal} />
  if (!tale) return <Loading />
  const act = (by: TryDoer, one: TryAct['act']) => setActs([...acts, { by, at: tale.now, act: one }])
  const doIt = (chance: ChanceView, doer: TryDoer) => {
    const step = tale.steps.find(({ id }) => id === chance.step)
    if (step && (step.questions.length > 0 || step.repeats)) setAsking({ chance, doer })
    else act(doer, chance.act)
  }
  return (
    <div class="try-panel">
      <div class="row">
        <Field label={text.say('type-part.category')}>
          <Select
            value={chosen}
            onChange={(next) => {
              setCategory(next)
              begin()
            }}
            options={type.categories.map((one) => ({ value: one.code, label: sayWords(text, one.label) }))}
          />
        </Field>
        <Checkbox
          label={text.say('type.try-named')}
          checked={named}
          onChange={(on) => {
            setNamed(on)
            begin()
          }}
        />
      </div>
      <p class="row" aria-live="polite">
        <Tag tone={tale.stand === 'closed' ? 'good' : 'plain'}>{sayStand(text, tale)}</Tag>
        <span class="small">{text.say('type.try-lead', { lead: text.say(`type-doer.${tale.lead}`) })}</span>
        <span class="small quiet digits">{text.moment(tale.now, 'short')}</span>
      </p>
      {tale.refused && (
        <p role="alert" class="small">
          {text.say('type.try-refused', { n: tale.refused.at + 1, why: sayWhy(text, tale.refused.why) })}
        </p>
      )}
      <TimeButtons tale={tale} onMove={setNow} />
      <Chances type={type} tale={tale} onDo={doIt} />
      <Section title={text.say('type.try-told')}>
        <ul class="plain-list try-told">
          {tale.told.map((one) => (
            <li key={one.at + one.which}>
              <span class="small quiet digits">{text.moment(one.at, 'short')}</span> {sayWords(text, one.words)}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={text.say('type.try-acts')}>
        <ol class="plain-list small">
          {tale.acts.map((one, at) => (
            <li key={`${one.at} ${at}`}>
              <span class="quiet digits">{text.moment(one.at, 'short')}</span>{' '}
              {text.say('type.try-do', {
                who: text.say(`type-doer.${one.by}`),
                what: one.step && one.kind === 'step' ? sayWords(text, one.step) : text.say(`matter.act.${one.kind}`),
              })}
            </li>
          ))}
        </ol>
        <p class="row">
          <Button size="small" disabled={acts.length === 0} onPress={() => setActs(acts.slice(0, -1))}>
            {text.say('type.try-back')}
          </Button>
          <Button size="small" disabled={acts.length === 0 && now === start} onPress={begin}>
            {text.say('type.try-again')}
          </Button>
        </p>
      </Section>
      {asking && (
        <TryStep
          chance={asking.chance}
          step={tale.steps.find(({ id }) => id === asking.chance.step)!}
          onClose={() => setAsking(undefined)}
          onDone={(one) => {
            act(asking.doer, one)
            setAsking(undefined)
          }}
        />
      )}
    </div>
  )
}

function TimeButtons({ tale, onMove }: { tale: TryReply; onMove: (now: string) => void }) {
  const text = useText()
  const later = (ms: number) => new Date(Date.parse(tale.now) + ms).toISOString()
  return (
    <>
      <ul class="plain-list small">
        {tale.clocks.map((clock) => (
          <li key={clock.name + clock.since}>
            {clockName(text, tale, clock.name)} <span class="quiet">{sayTerm(text, clock.term as never)}</span>{' '}
            <span class="digits">{clock.due ? text.moment(clock.due, 'short') : text.say('matter.paused')}</span>
            {!clock.settled && <span class="quiet"> {text.say('matter.unsettled')}</span>}
          </li>
        ))}
      </ul>
      <p class="row">
        <Button size="small" icon="clock" onPress={() => onMove(later(24 * HOUR_MS))}>
          {text.say('type.try-day')}
        </Button>
        {tale.due && Date.parse(tale.due.at) > Date.parse(tale.now) && (
          <Button size="small" onPress={() => onMove(tale.due!.at)}>
            {text.say('type.try-due')}
          </Button>
        )}
        {tale.next && Date.parse(tale.next) > Date.parse(tale.now) && (
          <Button size="small" onPress={() => onMove(tale.next!)}>
            {text.say('type.try-house')}
          </Button>
        )}
      </p>
    </>
  )
}

function clockName(text: ReturnType<typeof useText>, tale: TryReply, name: string): string {
  const step = name.startsWith('step:') ? tale.steps.find(({ id }) => id === name.slice(5)) : undefined
  return step ? sayWords(text, step.title) : text.say(`matter.clock.${name}`)
}

function Chances({ type, tale, onDo }: { type: MatterType; tale: TryReply; onDo: (chance: ChanceView, doer: TryDoer) => void }) {
  const text = useText()
  const open = tale.chances.filter(({ by }) => by.some(({ why }) => why === null))
  const shut = tale.chances.filter(({ by }) => by.every(({ why }) => why !== null))
  const name = (chance: ChanceView) => {
    const step = tale.steps.find(({ id }) => id === chance.step)
    return step ? sayWords(text, step.title) : text.say(`type-chance.${chance.kind}`)
  }
  const whys = ({ by }: ChanceView) => by.flatMap(({ doer, why }) => (why ? [{ doer, words: sayWhy(text, why) }] : []))
  return (
    <Section title={text.say('type.try-may')}>
      {open.length === 0 && <p class="quiet">{text.say('type.try-nobody')}</p>}
      <ul class="plain-list try-chances" data-type={type.id}>
        {open.map((chance) => (
          <li key={chance.kind + chance.step}>
            <span>{name(chance)}</span>
            <span class="row">
              {chance.by.flatMap(({ doer, why }) =>
                why
                  ? []
                  : [
                      <Button
                        key={doer}
                        size="small"
                        label={text.say('type.try-do', { who: text.say(`type-doer.${doer}`), what: name(chance) })}
                        onPress={() => onDo(chance, doer)}
                      >
                        {text.say(`type-doer.${doer}`)}
                      </Button>,
                    ],
              )}
            </span>
            {whys(chance).map(({ doer, words }) => (
              <span key={doer} class="small quiet">
                {text.say('type.try-not', { who: text.say(`type-doer.${doer}`), why: words })}
              </span>
            ))}
          </li>
        ))}
      </ul>
      {shut.length > 0 && (
        <details>
          <summary class="small">{text.say('type.try-why-not', { n: shut.length })}</summary>
          <ul class="plain-list try-chances">
            {shut.map((chance) => (
              <li key={chance.kind + chance.step}>
                <span>{name(chance)}</span>
                {[...new Set(whys(chance).map(({ words }) => words))].map((words) => (
                  <span key={words} class="small quiet">
                    {words}
                  </span>
                ))}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  )
}
