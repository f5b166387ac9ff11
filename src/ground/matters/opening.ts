/** A matter begins: its place, its number, who reported, and from whom it is kept. */
import { type FieldProblem, Problem } from '#base/problem.ts'
import { findSubjects } from '#ground/facts/queries.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import type { NewReporter } from './contract.ts'
import { coverWords } from './covered-words.ts'
import type { Act, Bodies, Channel, Party } from './life/acts.ts'
import { fold } from './life/fold.ts'
import { endFault } from './life/judge.ts'
import { rowOf } from './life/row.ts'
import type { State } from './life/state.ts'
import { answerFaults, partAnswers } from './life/step.ts'
import * as queries from './queries.ts'
import { calendarOf } from './running.ts'
import { communityOf, enterMatters, enterUnseen } from './scope.ts'
import { type Accused, barredBy } from './sealing.ts'
import { keepTokens } from './similar/keep.ts'
import type { MatterType } from './types/type.ts'

export type Opening = {
  type: queries.TypeRow
  category: string
  channel: Channel
  region: number
  subject?: string | undefined
  reporter?: NewReporter | undefined
  title: string
  text?: string | undefined
  accused?: Accused | undefined
  /** From whom it is kept, where nobody said yet whom it is about. */
  barred?: string[] | undefined
  from?: string
  answers?: Record<string, unknown> | undefined
  until?: string | undefined
  /** More words of the one who reports, beside the text: where exactly it is. */
  where?: string | undefined
}

/** How a matter that is begun opens itself to the transaction it is begun in: one way for posts, another for a resident. */
export type Entering = {
  enter: (sealed: boolean) => Promise<unknown>
  /** Before its row is written, where the row may not be written otherwise; or after, under its own policy. */
  before?: (id: string) => Promise<unknown>
  after?: (id: string) => Promise<unknown>
}
export type Opened = { id: string; number: string; state: State; reporter: string | undefined }

/** Where it lies: the subject's place before a region that was named, before the post's own. @throws Problem thing.unknown, region.unknown */
export async function regionFor(
  ctx: Ctx,
  region: number | undefined,
  subject: string | undefined,
  about: readonly string[],
): Promise<number> {
  if (subject !== undefined) {
    const [found] = await findSubjects(ctx.sql, ctx.street, [subject])
    if (!found || found.merged_into || !about.includes(found.kind)) throw new Problem('thing.unknown')
    return found.region_no
  }
  const { lo, hi } = ctx.actor
  if (region === undefined) return lo === hi || hi - lo === 999 ? lo : ctx.street * 1_000_000
  const wide = region * 10 ** (15 - String(region).length)
  // A community or grid beyond the post's own is not hers to report into; the door of the street is everybody's.
  if (Math.floor(wide / 1_000_000) !== ctx.street || wide < lo || wide > hi) throw new Problem('region.unknown')
  return wide
}

/**
 * What the type asks when it begins is answered, and what ends by itself has its last day. A restriction says where or whom it is for.
 * @throws Problem input.invalid
 */
export function checkOpening(
  { opening, ends, restricts }: MatterType,
  { answers = {}, until, subject }: Pick<Opening, 'answers' | 'until' | 'subject'>,
  today: string,
): void {
  const end = ends && (until === undefined ? 'matter.end-needed' : endFault(ends, until, today))
  const faults: FieldProblem[] = [
    ...answerFaults(opening, answers, today, true),
    ...(end ? [{ path: '/until', say: end, ...(end === 'matter.end-far' ? { with: { n: ends!.mostDays } } : {}) }] : []),
    ...(!ends && until !== undefined ? [{ path: '/until', say: 'matter.not-asked' }] : []),
    ...(restricts && subject === undefined ? [{ path: '/subject', say: 'matter.subject-needed' }] : []),
  ]
  if (faults.length > 0) throw new Problem('input.invalid', { count: faults.length }, faults)
}

/** Who has it first: the community it lies in, or the street. What is about a community goes over its head. */
function firstLead(ctx: Ctx, region: number, barred: readonly string[]): Party {
  const community = communityOf(region)
  return Math.floor(region / 1000) % 1000 === 0 || barred.includes(community) ? `street:${ctx.street}` : community
}

/** What is split off is opened in the scope of what it came from. */
const byPost = (ctx: Ctx, { from }: Opening): Entering => ({
  enter: async (sealed) => (from ? undefined : sealed ? enterUnseen(ctx) : enterMatters(ctx)),
  after: (id) => queries.openMatters(ctx.sql, [id]),
})

export async function openNew(ctx: Ctx, opening: Opening, entering = byPost(ctx, opening)): Promise<Opened> {
  const { type, category, channel, region } = opening
  const sealed = type.body.sealed !== undefined
  const barred = opening.accused ? await barredBy(ctx, opening.accused) : (opening.barred ?? [])
  const [calendar, number] = await Promise.all([
    calendarOf(ctx),
    queries.drawNumber(ctx.sql, Number(ctx.today.slice(0, 4))),
    entering.enter(sealed),
  ])
  const id = newId()
  const reporter = opening.reporter && newId()
  const lead = firstLead(ctx, region, barred)
  const parted = partAnswers(type.body.opening, opening.answers ?? {}, ctx.today)
  const body: Bodies['open'] = {
    category,
    channel,
    lead,
    ...(reporter ? { reporter } : {}),
    ...(opening.from ? { from: opening.from } : {}),
    ...(type.body.opening && opening.answers ? { answers: parted.answers } : {}),
    ...(opening.until ? { until: opening.until } : {}),
  }
  const act = { seq: 1, kind: 'open', at: ctx.now.toISOString(), post: ctx.actor.post, body } satisfies Act<'open'>
  const state = fold(type.body, [act])
  const fixed = {
    street: ctx.street,
    id,
    number,
    region,
    type,
    channel,
    subject: opening.subject ?? null,
    opened: ctx.now,
    from: opening.from ?? null,
    sealed,
    barred,
  }
  const said = (name: 'text' | 'where') => (opening[name]?.trim() ? { [name]: opening[name].trim() } : {})
  const words = await coverWords(ctx, {
    title: opening.title.trim(),
    ...said('text'),
    ...said('where'),
    // What a notice at the door says is for everybody there.
    ...(parted.said && !type.body.restricts ? { answers: parted.said } : {}),
  })
  const kept = parted.said && type.body.restricts ? { ...words, answers: parted.said } : words
  // Sent in one go, in this order: the matter, its opening to this transaction, what hangs on it.
  await Promise.all([
    entering.before?.(id),
    queries.insertMatter(ctx.sql, fixed, rowOf(type.body, state, calendar)),
    entering.after?.(id),
    queries.insertAct(ctx.sql, ctx.street, id, { ...act, words: kept }),
    ...(sealed ? [] : [keepTokens(ctx, id, region, words as { title: string; text?: string })]),
    ...(reporter ? [keepReporter(ctx, { id: reporter, matter: id, region, channel, sealed }, opening.reporter!)] : []),
  ])
  noteEvent(ctx, 'matter.opened', [], [], { matter: id })
  return { id, number, state, reporter }
}

export type ReporterPlace = { id: string; matter: string; region: number; channel: Channel; sealed: boolean }

/** Name and telephone of somebody the register does not know are kept sealed. */
export async function keepReporter(ctx: Ctx, place: ReporterPlace, { person, name, phone, unnamed }: NewReporter): Promise<void> {
  // Who reports herself was found when she came in.
  if (person !== undefined && !ctx.actor.resident?.persons.some(({ id }) => id === person)) {
    const [found] = await findSubjects(ctx.sql, ctx.street, [person])
    if (found?.kind !== 'person' || found.merged_into) throw new Problem('thing.unknown')
  }
  const said = person === undefined && (name !== undefined || phone !== undefined)
  const contact = said ? (await ctx.house.keys.ofStreet(ctx.sql, ctx.street)).seal(JSON.stringify({ name, phone })) : null
  await queries.insertReporter(ctx.sql, ctx.street, place.matter, {
    id: place.id,
    region: place.region,
    channel: place.channel,
    person: person ?? null,
    contact,
    unnamed: unnamed ?? false,
    sealed: place.sealed,
    login: ctx.actor.resident ? ctx.actor.login : null,
    at: ctx.now,
  })
}
