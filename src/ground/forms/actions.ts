/** Writes of forms: hand one in, make and change them. */
import { Problem } from '#base/problem.ts'
import { getStreetCatalogue, insertDefinition } from '#ground/facts/definitions.ts'
import { type Held, holdSubjects, type NewSaying, sayToHeld } from '#ground/facts/store.ts'
import { findHousehold, insertHousehold } from '#ground/households/queries.ts'
import { listStopped, noteConsent } from '#ground/purposes/consents/consents.ts'
import { noteTold } from '#ground/purposes/telling/notice.ts'
import { editionsOf } from '#ground/purposes/telling/rules.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import { type HandedPart, type ReadPart, readAnswers, sentencesOf } from './answers.ts'
import { formFaults } from './check-form.ts'
import * as contracts from './contract.ts'
import { editionOf, getPlayable, noticeOfForm, type PlacedForm, placeForm } from './forms.ts'
import { insertAnswers, listVersions } from './queries.ts'
import { keptUntil, MEMBER, sourceOf } from './rules.ts'

export const fill = action(contracts.fillForm, {
  may: 'form.fill',
  async run(ctx, { id, subject, edition, channel, asOf, parts: filled }) {
    const { catalogue, form, found } = await getPlayable(ctx, id)
    if (found.edition !== edition) throw new Problem('thing.changed')
    if (asOf > ctx.today) throw new Problem('input.invalid', { count: 1 }, [{ path: '/asOf', say: 'value.future' }])
    const placed = await placeForm(ctx, form, subject)
    const held = await holdSubjects(ctx, catalogue, placed.parts.flatMap((part) => part.subject ?? [])) // biome-ignore format: one call
    const stopped = await listStopped(ctx, [...held.keys()])
    const handed = handParts(placed, held, filled, stopped)
    const { parts, fields } = readAnswers(form, catalogue, handed, ctx.today)
    if (fields.length > 0) throw new Problem('form.answers', { count: fields.length }, fields)
    const answer = newId()
    const subjects = await beginHousehold(ctx, placed, parts, asOf)
    const how = { asOf, source: sourceOf(channel), ref: answer }
    const sayings = parts.flatMap((part) => sayingsOf(subjects.get(part.key)!, held, part, how))
    const outcomes = await sayToHeld(ctx, catalogue, touchedOnly(held, sayings), sayings)
    const notice = await noticeOfForm(ctx, form)
    const kept = { answer, found, channel, asOf, keepYears: form.keepYears, main: form.subject, notice: editionsOf(notice) }
    await keepAnswers(ctx, kept, subjects, parts)
    await noteTold(ctx, peopleOf(subjects), notice, wayOf[channel])
    // Who answers what rests on her consent alone agrees to it: she was told just now.
    const consenting = sayings
      .filter(({ kind }) => kind === 'person')
      .map((one) => ({ subject: one.subject, elements: Object.keys(one.body), as: 'self' as const, way: channel }))
    await noteConsent(ctx, consenting)
    noteFilled(ctx, id, subjects, parts)
    return {
      answer,
      said: sum(parts, ({ said }) => said),
      confirmed: sum(parts, ({ still }) => still),
      outcomes: Object.fromEntries(parts.map(({ key }) => [key, Object.fromEntries(outcomes.get(subjects.get(key)!.subject) ?? [])])),
    }
  },
})

/** What stands on the form was said to whoever answered it. */
const wayOf = { counter: 'counter', telephone: 'telephone', paper: 'form', door: 'door' } as const

function peopleOf(subjects: Map<string, Subject>): string[] {
  return [...subjects.values()].flatMap(({ subject, kind }) => (subject && (kind === 'person' || kind === 'household') ? [subject] : []))
}

type Subject = { subject: string; kind: contracts.PartKind; region: number }

function sum(parts: ReadPart[], of: (part: ReadPart) => object): number {
  return parts.reduce((total, part) => total + Object.keys(of(part)).length, 0)
}

/** Every part the form has now must be handed in as it was seen. What stands now the screen fetches, as a look of its own, and lays beside. */
function handParts(
  { parts }: PlacedForm,
  held: Map<string, Held>,
  filled: contracts.FilledPart[],
  stopped: ReadonlyMap<string, ReadonlySet<string>>,
): HandedPart[] {
  const changed = filled.flatMap(({ key, rev }, at) => {
    const part = parts.find((one) => one.key === key)
    const now = part && (part.subject ? (held.get(part.subject)?.rev ?? 0) : 0)
    return now === rev ? [] : [{ path: `/parts/${at}`, say: 'form.part-changed' }]
  })
  const missing = parts.some(({ key }) => !filled.some((one) => one.key === key))
  if (changed.length > 0 || missing) throw new Problem('precondition.failed', {}, changed)
  return filled.map((one) => {
    const part = parts.find(({ key }) => key === one.key)!
    const subject = part.subject ? held.get(part.subject) : undefined
    const closed = (part.subject && stopped.get(part.subject)) || new Set<string>()
    return { filled: one, key: part.key, kind: part.kind, state: subject?.state ?? new Map(), twin: subject?.twin ?? new Map(), closed }
  })
}

/** The record of a household begins with the first thing said of it. */
async function beginHousehold(
  ctx: Ctx,
  { parts: placed, door }: PlacedForm,
  parts: ReadPart[],
  asOf: string,
): Promise<Map<string, Subject>> {
  const subjects = new Map<string, Subject>()
  for (const { key, kind, subject, region } of placed) {
    const read = parts.find((part) => part.key === key)
    const silent = !read || sum([read], ({ said, local }) => ({ ...said, ...local })) === 0
    const id = subject ?? (silent || !door ? '' : await insertNewHousehold(ctx, door, region, asOf))
    subjects.set(key, { subject: id, kind: key.startsWith(MEMBER) ? 'person' : kind, region })
  }
  return subjects
}

async function insertNewHousehold(ctx: Ctx, dwelling: string, region: number, from: string): Promise<string> {
  await insertHousehold(ctx.sql, { street: ctx.street, id: newId(), region, dwelling, from })
  const household = await findHousehold(ctx.sql, ctx.street, dwelling)
  if (!household) throw new Error('a household that was begun cannot be found')
  return household
}

function sayingsOf(
  { subject, kind, region }: Subject,
  held: Map<string, Held>,
  part: ReadPart,
  how: { asOf: string; source: string; ref: string },
): NewSaying[] {
  const known = held.get(subject)
  const state = new Map([...(known?.state ?? []), ...(known?.twin ?? [])])
  return sentencesOf(state, part, how.asOf).map((sentence) => ({ subject, kind, region, ...how, ...sentence }))
}

/** Subjects of whom nothing is said are left as they are, with their version. */
function touchedOnly(held: Map<string, Held>, sayings: NewSaying[]): Map<string, Held> {
  const said = new Set(sayings.map((saying) => saying.subject))
  return new Map([...held].filter(([id]) => said.has(id)))
}

type Kept = {
  answer: string
  notice: string[]
  found: { id: string; origin: 'shipped' | 'street'; version: number }
  channel: contracts.Channel
  asOf: string
  keepYears: number
  main: contracts.FormSubject
}

/** One row for each subject that was spoken of, and always one for the subject the form is about. */
async function keepAnswers(ctx: Ctx, kept: Kept, subjects: Map<string, Subject>, parts: ReadPart[]): Promise<void> {
  const rows = parts.flatMap(({ key, said, still, local }) => {
    const { subject, region } = subjects.get(key)!
    const elements = [...Object.keys(said), ...Object.keys(still)]
    if (!subject || (elements.length + Object.keys(local).length === 0 && key !== kept.main)) return []
    return [{ subject, region, elements, local }]
  })
  const { id: form, origin, version } = kept.found
  const filling = {
    street: ctx.street,
    id: kept.answer,
    form,
    origin,
    version,
    channel: kept.channel,
    asOf: kept.asOf,
    at: ctx.now,
    post: ctx.actor.post,
    keepUntil: keptUntil(kept.asOf, kept.keepYears),
    notice: kept.notice,
  }
  await insertAnswers(ctx.sql, filling, rows)
}

/** The form for those who follow forms, and what each kind of subject heard for those who follow facts. */
function noteFilled(ctx: Ctx, form: string, subjects: Map<string, Subject>, parts: ReadPart[]): void {
  const spoken = parts.filter((part) => sum([part], ({ said, still, local }) => ({ ...said, ...still, ...local })) > 0)
  const idsOf = (list: ReadPart[]) => list.map(({ key }) => subjects.get(key)!.subject)
  const fieldsOf = (list: ReadPart[]) => [...new Set(list.flatMap(({ said }) => Object.keys(said)))]
  noteEvent(ctx, 'form.filled', idsOf(spoken), fieldsOf(spoken), { form })
  for (const kind of contracts.Subjects) {
    const heard = spoken.filter((part) => subjects.get(part.key)!.kind === kind && Object.keys(part.said).length > 0)
    if (heard.length > 0) noteEvent(ctx, `${kind}.corrected`, idsOf(heard), fieldsOf(heard))
  }
}

export const change = action(contracts.changeForm, {
  may: 'form.change',
  async run(ctx, { id, form, edition }) {
    const [last] = await listVersions(ctx.sql, ctx.street, id)
    // A form that was changed since, or an id that somebody else took meanwhile.
    if ((last ? editionOf(last) : undefined) !== edition) throw new Problem('thing.changed')
    if (form.id !== id || (last && last.body.subject !== form.subject))
      throw new Problem('form.faulty', { count: 1 }, [{ path: '/form/subject', say: 'form-fault.fixed' }])
    const faults = formFaults(form, await getStreetCatalogue(ctx))
    if (faults.length > 0) {
      const fields = faults.slice(0, 20).map((fault) => ({ ...fault, path: `/form${fault.path}` }))
      throw new Problem('form.faulty', { count: faults.length }, fields)
    }
    const version = await insertDefinition(ctx, 'form', id, form)
    noteEvent(ctx, 'form.changed', [], [], { form: id, version })
    return { id, edition: `street-${version}` }
  },
})

export const retire = action(contracts.retireForm, {
  may: 'form.change',
  async run(ctx, { id }) {
    const [last] = await listVersions(ctx.sql, ctx.street, id)
    if (!last || last.retired) throw new Problem('thing.unknown')
    const version = await insertDefinition(ctx, 'form', id, last.body, true)
    noteEvent(ctx, 'form.retired', [], [], { form: id, version })
    return { id, edition: `street-${version}` }
  },
})
