import type { Words } from '#ground/forms/contract.ts'
import { dueOf } from '#ground/matters/clock/terms.ts'
import type { Act } from '#ground/matters/life/acts.ts'
import { allowedKinds } from '#ground/matters/life/allowed.ts'
import { firstDue } from '#ground/matters/life/clocks.ts'
import { isPaused, type Reporter } from '#ground/matters/life/state.ts'
import { labelOf } from '#ground/matters/lines.ts'
import { findOwnNumber, listOwnWords, type OwnReporter } from '#ground/matters/own-queries.ts'
import { listPhotos } from '#ground/matters/photos/queries.ts'
import { calendarOf } from '#ground/matters/running.ts'
import { sayAnswer } from '#ground/matters/say-answer.ts'
import { communityOf } from '#ground/matters/scope.ts'
import { stepsOf } from '#ground/matters/types/check-type.ts'
import type { MatterType } from '#ground/matters/types/type.ts'
import { partyNames } from '#ground/matters/units/names.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { type OwnMatter, ownActs } from './contract.ts'
import { ringFor } from './ring.ts'
import type { Held } from './running.ts'

type Step = OwnMatter['steps'][number]

/** She is asked whether it is solved. What she said of an earlier answer, that it was not, is no word on this one. */
export function isAsked(stand: string, reporter: Reporter | undefined): boolean {
  return stand === 'answered' && reporter?.solved !== true
}

/** Acts that tell her how it goes. What those who work on it write to one another, and what others report, is not among them. */
const told: ReadonlySet<string> = new Set<Act['kind']>([
  'open', 'join', 'dispatch', 'arbitrate', 'take', 'call-in', 'arrive', 'step', 'pause', 'resume', 'answer', 'confirm', 'rate', 'refuse', 'rule', 'reopen', 'withdraw', 'merge', 'escalate', 'note', 'move',
]) // biome-ignore format: one list

/** Said by a reporter: hers is shown, others’ are not. */
const byReporters: ReadonlySet<string> = new Set(['open', 'join', 'note', 'confirm', 'rate', 'reopen', 'withdraw'])

export async function showOwn(ctx: Ctx, { matter, type, acts, state }: Held, own: OwnReporter, whose: string | null): Promise<OwnMatter> {
  const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
  const [calendar, nameOf, words, homeWords, photos, homePhotos, homeNumber] = await Promise.all([
    calendarOf(ctx),
    partyNames(ctx),
    listOwnWords(ctx.sql, keys, matter.id),
    listOwnWords(ctx.sql, keys, own.home),
    listPhotos(ctx.sql, ctx.street, [matter.id]),
    own.home === matter.id ? [] : listPhotos(ctx.sql, ctx.street, [own.home]),
    own.home === matter.id ? matter.number : findOwnNumber(ctx.sql, ctx.street, own.home),
  ])
  const due = firstDue(state, calendar)
  const said = [...homeWords.values()].find(({ title }) => typeof title === 'string') ?? {}
  const joined = acts.find(({ kind, body }) => kind === 'join' && body.reporter === own.id)
  const spoken = said.text ?? (joined && words.get(joined.seq)?.text)
  const refusal = state.outcome === 'refused' ? type.refusals.find(({ code }) => code === state.reason) : undefined
  const known = state.reporters.get(own.id)
  const pause = isPaused(state) ? state.pauses.at(-1) : undefined
  const until = type.reopenWithin && state.closed && dueOf({ since: state.closed, term: type.reopenWithin, pauses: [] }, calendar)
  const doer = { post: ctx.actor.post, parties: new Set<string>(), place: false, above: false, reporter: own.id }
  const may = allowedKinds({ type, state, doer, now: ctx.now, today: ctx.today, calendar })
  const late = until ? ctx.now > until : false
  return {
    id: matter.id,
    number: homeNumber ?? matter.number,
    person: own.person,
    whose,
    typeTitle: type.title,
    category: labelOf(type.categories, state.category),
    title: typeof said.title === 'string' ? said.title : '',
    text: typeof spoken === 'string' ? spoken : null,
    where: typeof said.where === 'string' ? said.where : null,
    channel: own.channel,
    unnamed: own.unnamed,
    sealed: matter.sealed,
    stand: state.stand,
    outcome: state.outcome ?? null,
    lead: nameOf(state.lead),
    due: due?.at.toISOString() ?? null,
    what: due ? (due.what.startsWith('step:') ? 'step' : due.what) : null,
    opened: state.opened.toISOString(),
    moved: state.moved.toISOString(),
    reporters: state.reporters.size,
    asked: isAsked(state.stand, known),
    paused: pause ? labelOf(type.pauses, pause.code) : null,
    refusal: refusal ? { reason: refusal.label, office: refusal.office ?? null } : null,
    reopenUntil: until ? until.toISOString() : null,
    ring: await ringFor(ctx, matter.region_no, state.lead),
    steps: acts.flatMap((act) => showStep(type, act, own.id, nameOf, words.get(act.seq))),
    asks: showAsked(type, acts, own, said),
    until: state.until ?? null,
    photos: [...homePhotos, ...photos].map(({ id, seq, width, height }) => ({ id, seq, width, height })),
    solved: known?.solved ?? null,
    satisfied: known?.satisfied ?? null,
    allowed: ownActs.filter((kind) => may.includes(kind) && !(kind === 'reopen' && late) && !(kind === 'rate' && known?.satisfied)),
  }
}

/** Hers alone: what another answered when he began it is his. */
function showAsked(type: MatterType, [first]: readonly Act[], own: OwnReporter, said: Record<string, unknown>): OwnMatter['asks'] {
  const body = first?.kind === 'open' && first.body.reporter === own.id ? first.body : undefined
  const written = (said.answers ?? {}) as Record<string, unknown>
  return (type.opening ?? []).flatMap((question) => {
    const value = body && sayAnswer(question, body.answers?.[question.id], written[question.id])
    return value ? [{ id: question.id, label: question.label, value }] : []
  })
}

function showStep(
  type: MatterType,
  act: Act,
  reporter: string,
  nameOf: (party: string) => string,
  words: Record<string, unknown> | undefined,
): Step[] {
  const { seq, kind, at, body } = act
  const own = 'reporter' in body && body.reporter === reporter
  if (!told.has(kind)) return []
  // Whether a unit that was called must come is between it and the place.
  if (act.kind === 'arbitrate' && 'called' in act.body) return []
  // From one grid of a community into another is the community's own business.
  if (act.kind === 'move' && communityOf(act.body.from) === communityOf(act.body.to)) return []
  // A note of the staff says at most that somebody tried to reach her.
  if (kind === 'note' && !own && act.body.contact === undefined) return []
  if (byReporters.has(kind) && kind !== 'open' && kind !== 'note' && 'reporter' in body && body.reporter && !own) return []
  if (kind === 'note' && act.body.fact && !own) return []
  const text = own || kind === 'answer' || kind === 'refuse' ? words?.text : undefined
  return [
    {
      seq,
      kind,
      at,
      own,
      says: saysOf(type, act, nameOf),
      code: codeOf(act),
      text: kind !== 'open' && typeof text === 'string' ? text : null,
    },
  ]
}

const plain = (text: string): Words => ({ zh: text, en: text })

/** Whom it was given to, why it waits, which step was done. */
function saysOf(type: MatterType, act: Act, nameOf: (party: string) => string): Words | null {
  if (act.kind === 'dispatch') return plain(nameOf(act.body.lead))
  if (act.kind === 'arbitrate') return 'lead' in act.body ? plain(nameOf(act.body.lead)) : null
  if (act.kind === 'move') return plain(nameOf(communityOf(act.body.to)))
  if (act.kind === 'call-in') return plain(act.body.parties.map(nameOf).join('、'))
  if (act.kind === 'arrive') return plain(nameOf(act.body.party))
  if (act.kind === 'pause') return labelOf(type.pauses, act.body.code)
  if (act.kind === 'refuse') return labelOf(type.refusals, act.body.code)
  if (act.kind === 'step') return stepsOf(type).find(({ step }) => step.id === act.body.step)?.step.title ?? null
  return null
}

/** Said in a word of a closed list. */
function codeOf(act: Act): string | null {
  if (act.kind === 'confirm') return act.body.solved ? 'solved' : 'unsolved'
  if (act.kind === 'note') return act.body.contact ?? null
  return act.kind === 'rate' ? act.body.satisfied : null
}
