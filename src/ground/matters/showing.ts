/** One matter as it is shown: its life as a line, its clocks, who is in it, and what the one who looks may do now. */
import { dayOfMoment, endOfDay, type WorkingCalendar } from '#base/calendar/working-days.ts'
import type { OutputOf } from '#base/contract.ts'
import { daysBetween } from '#base/values/day.ts'
import type { Words } from '#ground/forms/contract.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { isSettled, leftOf } from './clock/terms.ts'
import type * as contracts from './contract.ts'
import { coveredWords, uncoverWords } from './covered-words.ts'
import type { Party } from './life/acts.ts'
import { allowedKinds, allowedOfCall } from './life/allowed.ts'
import { dueOfClock, firstDue, isEnd, isLeftOut, pausesOf } from './life/clocks.ts'
import { coDues } from './life/row.ts'
import type { Scene } from './life/scene.ts'
import type { CoHandler, RunningClock, State } from './life/state.ts'
import { stepsInTurn } from './life/step.ts'
import { labelOf } from './lines.ts'
import { listPhotos } from './photos/queries.ts'
import { listReporters } from './queries.ts'
import { calendarOf, type Running } from './running.ts'
import { doerOf, SEALED_LOOK } from './scope.ts'
import { showActs } from './showing-acts.ts'
import { nameReporters } from './showing-people.ts'
import type { MatterType, StepQuestion } from './types/type.ts'
import { partyNames } from './units/names.ts'
import { namePosts } from './units/queries.ts'
import { listNumbers } from './worklist-queries.ts'

type MatterView = OutputOf<typeof contracts.readMatter>

/** `carried`: into a file that leaves, where nobody's number stands. */
export async function showMatter(
  ctx: Ctx,
  { matter, type, acts: kept, state }: Running,
  parties: ReadonlySet<Party>,
  carried = false,
): Promise<MatterView> {
  const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
  const doer = doerOf(ctx.actor, parties, matter.region_no)
  // Whoever answers for the area and may see protected values reads what was written; a unit that was given the matter rings whom it is told to ring.
  const whole = !carried && doer.place && ctx.actor.rights.has('sensitive.open')
  const acts = kept.map((act) => ({ ...act, words: whole ? uncoverWords(keys, act.words) : coveredWords(act.words) }))
  const posts = [...new Set([...acts.map(({ post }) => post), ...(state.holder ? [state.holder] : [])])]
  const linked = [state.into, state.from, ...state.holds].filter((id): id is string => id !== undefined)
  const [calendar, nameOf, reporters, names, numbers, photos] = await Promise.all([
    calendarOf(ctx),
    partyNames(ctx),
    listReporters(ctx.sql, ctx.street, [matter.id]),
    namePosts(ctx.sql, ctx.street, posts),
    listNumbers(ctx.sql, ctx.street, linked),
    listPhotos(ctx.sql, ctx.street, [matter.id, ...state.holds]),
  ])
  const postOf = new Map(names.map(({ id, name, title }) => [id, `${name}（${title}）`]))
  const numberOf = new Map(numbers.map(({ id, number }) => [id, number]))
  // One that may not be seen is not named either.
  const link = (id: string | undefined) => (id && numberOf.has(id) ? { id, number: numberOf.get(id)! } : null)
  const scene = { type, state, doer, now: ctx.now, today: ctx.today, calendar }
  const people = await nameReporters(ctx, reporters, state, doer.place, numberOf)
  const due = firstDue(state, calendar)
  ctx.look({
    subjects: matter.sealed ? [] : reporters.flatMap(({ person }) => person ?? []),
    fields: ['matter.text', 'matter.reporters'],
    ...(matter.sealed ? { reason: '', filter: SEALED_LOOK } : { reason: `办理事项 ${matter.number}` }),
  })
  const first = acts[0]!.words
  return {
    id: matter.id,
    number: matter.number,
    title: String(first.title ?? ''),
    text: typeof first.text === 'string' ? first.text : null,
    where: typeof first.where === 'string' ? first.where : null,
    photos,
    type: type.id,
    typeTitle: type.title,
    category: labelOf(type.categories, state.category),
    stand: state.stand,
    outcome: state.outcome ?? null,
    lead: state.lead,
    leadName: nameOf(state.lead),
    due: due?.at.toISOString() ?? null,
    what: due?.what ?? null,
    paused: matter.paused,
    raised: matter.raised,
    returned: state.returns,
    reopened: state.reopened,
    reporters: state.reporters.size,
    channel: state.channel,
    opened: state.opened.toISOString(),
    moved: state.moved.toISOString(),
    arriveBy: null,
    callDue: matter.call_due_at,
    rev: state.seq,
    region: matter.region_no,
    subject: matter.subject_id,
    place: { party: state.place, name: nameOf(state.place) },
    holder: state.holder ? { post: state.holder, name: postOf.get(state.holder) ?? '' } : null,
    sealed: matter.sealed,
    mergedInto: link(state.into),
    holds: [...state.holds].flatMap((id) => link(id) ?? []),
    from: link(state.from),
    people,
    clocks: state.clocks.map((clock) => showClock(clock, state, ctx.now, calendar)),
    steps: showSteps(type, state),
    co: [...state.co.values()].map((co) => showCall(co, nameOf(co.party), scene)),
    acts: showActs(type, acts, { nameOf, postOf, numberOf }),
    until: state.until ?? null,
    endsBy: type.ends?.citation ?? null,
    contest: type.restricts?.contest ?? null,
    allowed: allowedKinds(scene),
    categories: type.categories.filter(({ refuse }) => refuse === undefined).map(coded),
    pauses: type.pauses.map(coded),
    refusals: type.refusals.map(({ code, label, office }) => ({ code, label, office: office ?? null })),
    returns: type.returns.reasons.map(coded),
  }
}

function coded({ code, label }: { code: string; label: Words }): { code: string; label: Words } {
  return { code, label }
}

function showCall(co: CoHandler, name: string, scene: Scene): MatterView['co'][number] {
  const { arriveBy, finishBy } = coDues(co, scene.calendar)
  const { times, returns, settled = false } = scene.state.calls.get(co.party)!
  return {
    party: co.party,
    name,
    since: co.since.toISOString(),
    arriveBy: arriveBy?.toISOString() ?? null,
    arrived: co.arrived?.toISOString() ?? null,
    people: co.people ?? null,
    finishBy: finishBy?.toISOString() ?? null,
    done: co.done?.toISOString() ?? null,
    sentBack: co.sentBack?.toISOString() ?? null,
    off: co.off?.toISOString() ?? null,
    verdict: co.verdict ?? null,
    did: co.did ?? null,
    times,
    returns,
    settled,
    mine: scene.doer.parties.has(co.party),
    may: allowedOfCall(scene, co),
  }
}

export function showClock(clock: RunningClock, state: State, now: Date, calendar: WorkingCalendar): MatterView['clocks'][number] {
  if (isEnd(clock, state)) return showEnd(clock, state, now)
  const due = dueOfClock(clock, state, calendar)
  const run = { since: clock.since, term: clock.term, pauses: pausesOf(clock, state) }
  return {
    name: clock.name,
    since: clock.since.toISOString(),
    term: clock.term as unknown as Record<string, number>,
    due: due?.toISOString() ?? null,
    left: leftOf(run, clock.over ?? now, calendar),
    over: clock.over?.toISOString() ?? null,
    settled: due === null || isSettled(due, calendar),
  }
}

/** The day it begins is counted, as people count it. */
function showEnd(clock: RunningClock, { until }: State, now: Date): MatterView['clocks'][number] {
  const last = until!
  return {
    name: 'until',
    since: clock.since.toISOString(),
    term: { days: daysBetween(dayOfMoment(clock.since), last) + 1 },
    due: endOfDay(last).toISOString(),
    left: daysBetween(dayOfMoment(now), last) + 1,
    over: clock.over?.toISOString() ?? null,
    settled: true,
  }
}

export function showSteps(type: MatterType, state: State): MatterView['steps'] {
  const turn = new Set(stepsInTurn(type, state).map(({ id }) => id))
  return type.stages.flatMap((stage) =>
    stage.steps.map((step) => {
      const told = state.steps.get(step.id)
      const standing = told?.waits
        ? 'waits'
        : isLeftOut(step, state)
          ? 'left-out'
          : turn.has(step.id)
            ? 'now'
            : told?.done
              ? 'done'
              : 'later'
      return {
        id: step.id,
        stage: stage.title,
        title: step.title,
        state: standing,
        optional: step.optional ?? false,
        times: told?.times ?? 0,
        done: told?.done?.toISOString() ?? null,
        reached: told?.reached?.toISOString() ?? null,
        repeats: step.every !== undefined,
        form: step.form ?? null,
        contact: step.contact ?? false,
        tried: told?.tried?.toISOString() ?? null,
        vain: told?.vain ?? 0,
        questions: showQuestions(step.questions),
      } as const
    }),
  )
}

export function showQuestions(questions: readonly StepQuestion[] = []): MatterView['steps'][number]['questions'] {
  return questions.map(({ id, label, type, required, choices }) => ({
    id,
    label,
    type,
    required: required ?? false,
    choices: choices ?? [],
  }))
}
