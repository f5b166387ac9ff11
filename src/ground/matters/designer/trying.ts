/**
 * A sample case lived through under a type that nobody published yet: the acts are judged and folded as the house does it, what the house does by
 * itself happens when it is due, and nothing is written.
 */
import { dayOfMoment, type WorkingCalendar } from '#base/calendar/working-days.ts'
import { Problem } from '#base/problem.ts'
import { addDays } from '#base/values/day.ts'
import { dueActs } from '../keeping.ts'
import type { Act, Channel, Party } from '../life/acts.ts'
import { fold } from '../life/fold.ts'
import { judgeAct } from '../life/judge.ts'
import { nextAct } from '../life/row.ts'
import type { Doer, Wanted } from '../life/scene.ts'
import type { State } from '../life/state.ts'
import { partAnswers, partWords } from '../life/step.ts'
import { conditionFaultsOf } from '../types/check-type.ts'
import type { MatterType } from '../types/type.ts'
import type { TryAct, TryDoer, WhyView } from './contract.ts'
import { sampleAnswers } from './sample-answers.ts'
import { whyNot } from './why.ts'

/** Parties of the sample: who reads it knows them by their roles. */
export const COMMUNITY: Party = 'community:000000000001'
export const STREET: Party = 'street:000000000'
export const UNIT: Party = 'unit:00000000-0000-4000-8000-000000000001'
export const REPORTER = '00000000-0000-4000-8000-00000000000a'

const doer = (post: string, more: Partial<Doer>): Doer => ({ post, parties: new Set(), place: false, above: false, ...more })
/** The colleague stands for another hand: whoever did the work does not also say that it was well done. */
export const doers: Record<TryDoer, Doer> = {
  worker: doer('worker', { parties: new Set([COMMUNITY]), place: true }),
  colleague: doer('colleague', { parties: new Set([COMMUNITY]), place: true }),
  street: doer('street', { parties: new Set([STREET]), place: true }),
  head: doer('head', { parties: new Set([STREET]), place: true, above: true }),
  unit: doer('unit', { parties: new Set([UNIT]) }),
  reporter: doer('reporter', { reporter: REPORTER }),
}
const house = doer('house', { house: true })

/** Whoever the lead is, as one of those in the sample. */
export function leadOf({ lead }: State): TryDoer {
  return lead === UNIT ? 'unit' : lead === STREET ? 'street' : 'worker'
}

export type Sample = {
  type: MatterType
  category: string
  channel: Channel
  named: boolean
  start: string
  acts: readonly TryAct[]
  now: string
}
export type Lived = { acts: Act[]; state: State; now: Date; refused: { at: number; why: WhyView } | null }

/** What the house does by itself in one case at most; a type that keeps it busier is told by its check. */
const MOST_BY_ITSELF = 200

/** Up to `now`, or up to the first act that could not be done. Acts stand in the order of their time: an earlier one counts as done at the last. */
export function live(sample: Sample, calendar: WorkingCalendar): Lived {
  const { type, category, channel, named, start } = sample
  const begun = dayOfMoment(new Date(start))
  const body = {
    category,
    channel,
    lead: COMMUNITY,
    ...(named ? { reporter: REPORTER } : {}),
    ...(type.opening ? { answers: partAnswers(type.opening, sampleAnswers(type.opening, begun), begun).answers } : {}),
    ...(type.ends ? { until: addDays(begun, type.ends.mostDays) } : {}),
  }
  const acts: Act[] = [{ seq: 1, kind: 'open', at: new Date(start).toISOString(), post: 'worker', body }]
  for (const [at, act] of sample.acts.entries()) {
    const moment = laterOf(new Date(act.at), acts)
    runHouse(type, acts, moment, calendar)
    const wanted = wantedOf(act)
    const state = fold(type, acts)
    const scene = { type, state, doer: doers[act.by], now: moment, today: dayOfMoment(moment), calendar }
    const why = whyNot(scene, wanted)
    if (why) return { acts, state, now: moment, refused: { at, why } }
    keep(type, acts, doers[act.by], wanted, moment)
  }
  const now = laterOf(new Date(sample.now), acts)
  runHouse(type, acts, now, calendar)
  return { acts, state: fold(type, acts), now, refused: null }
}

function laterOf(moment: Date, acts: readonly Act[]): Date {
  const last = new Date(acts.at(-1)!.at)
  return moment > last ? moment : last
}

function runHouse(type: MatterType, acts: Act[], until: Date, calendar: WorkingCalendar): void {
  for (let count = 0; count < MOST_BY_ITSELF; count += 1) {
    const state = fold(type, acts)
    const due = nextAct(type, state, calendar)
    if (!due || due > until) return
    const at = laterOf(due, acts)
    const today = dayOfMoment(at)
    const [wanted] = dueActs(type, state, { now: at, today }, calendar)
    if (!wanted) return
    judgeAct({ type, state, doer: house, now: at, today, calendar }, wanted)
    keep(type, acts, house, wanted, at)
  }
}

function keep(type: MatterType, acts: Act[], { post }: Doer, wanted: Wanted, at: Date): void {
  const { body } = partWords(type, wanted, {}, dayOfMoment(at))
  acts.push({ seq: acts.length + 1, kind: wanted.kind, at: at.toISOString(), post, body } as Act)
}

/** As the actions of matters read what a screen sends. */
export function wantedOf({ by, act }: Pick<TryAct, 'by' | 'act'>): Wanted {
  const place = by === 'street' || by === 'head' ? STREET : COMMUNITY
  if (act.kind === 'take') return { kind: 'take', body: { holder: by } }
  if (act.kind === 'dispatch') return { kind: 'dispatch', body: { lead: act.lead, place: act.lead === STREET ? STREET : place } }
  if (act.kind === 'arbitrate') return { kind: 'arbitrate', body: { lead: UNIT, place: STREET } }
  if (act.kind === 'fact') return { kind: 'note', body: { fact: true, reporter: act.reporter } }
  const { kind, ...body } = act
  return { kind, body } as Wanted
}

/** A draft may be too unfinished to be lived, and no moment is beyond the calendar. @throws Problem matter.type-faulty, input.invalid */
export function assertLivable({ type, category, start, now, acts }: Sample): void {
  const faults = type.categories.some(({ code }) => code === category)
    ? conditionFaultsOf(type)
    : [{ path: '/categories', say: 'type-fault.no-category' }]
  if (faults.length > 0) throw new Problem('matter.type-faulty', { count: faults.length }, faults.slice(0, 20))
  const moments: [string, string][] = [
    ['/start', start],
    ['/now', now],
    ...acts.map(({ at }, index): [string, string] => [`/acts/${index}/at`, at]),
  ]
  const wrong = moments.find(([, moment]) => Number.isNaN(Date.parse(moment)))
  if (wrong) throw new Problem('input.invalid', { count: 1 }, [{ path: wrong[0], say: 'input.format' }])
}
