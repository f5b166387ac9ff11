/**
 * Merging per door: the open questions of all requests, door by door in walking order, each question of a subject once. One statement reads them; here they
 * are only put together.
 */
import type { Catalogue } from '#ground/facts/catalogue.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { isTwin } from '#ground/facts/store.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type { AskState } from './contract.ts'
import { type DoorSum, listQuestions, sumDoors, type Wanted } from './door-queries.ts'
import { listAsking, type Request } from './queries.ts'
import { SECONDS_TO_CONFIRM, secondsFor } from './rules.ts'

export type OpenQuestion = {
  element: string
  state: AskState
  /** Places of the requests that ask it. */
  requests: number[]
  until: string
  /** May be declined without any consequence: no law obliges her. */
  optional: boolean
}
export type OpenSubject = { subject: string; questions: OpenQuestion[] }
export type OpenDoor = { dwelling: string; label: string; region: number; until: string; subjects: OpenSubject[] }
export type Range = {
  lo: number
  hi: number
  requests?: readonly string[]
  doors?: string[]
  /** Without protected questions, though the reader may open them: somebody else will ask. */
  plain?: boolean
}

/** Every door of the range with something to ask, and the requests its questions point into, nearest day first. Personal: the caller notes the look. */
export async function listOpenByDoor(ctx: Ctx, range: Range): Promise<{ requests: Request[]; doors: OpenDoor[] }> {
  const { wanted, requests } = await want(ctx, range)
  if (requests.length === 0) return { requests, doors: [] }
  const doors: OpenDoor[] = []
  let door: OpenDoor | undefined
  let subject: OpenSubject | undefined
  for (const row of await listQuestions(ctx.sql, wanted)) {
    if (door?.dwelling !== row.dwelling) {
      door = { dwelling: row.dwelling, label: row.label, region: row.region, until: '9999-12-31', subjects: [] }
      doors.push(door)
      subject = undefined
    }
    if (subject?.subject !== row.subject) {
      subject = { subject: row.subject, questions: [] }
      door.subjects.push(subject)
    }
    const question = questionOf(row, requests)
    subject.questions.push(question)
    if (question.until < door.until) door.until = question.until
  }
  return { requests, doors }
}

/** Requests stand in the order of their days: the first that asks has the nearest. */
function questionOf(
  { element, state, requests: places }: { element: string; state: AskState; requests: number[] },
  requests: Request[],
): OpenQuestion {
  const asking = places.length === 1 ? [places[0]! - 1] : places.map((place) => place - 1).sort((one, other) => one - other)
  return {
    element,
    state,
    requests: asking,
    until: requests[asking[0]!]!.until,
    optional: asking.every((at) => !requests[at]!.obliged),
  }
}

/** The same as sums, for planning. `requests` of a door: places of the nearest one of each question. */
export async function sumOpenByDoor(ctx: Ctx, range: Range): Promise<{ requests: Request[]; doors: (DoorSum & { until: string })[] }> {
  const { wanted, requests, catalogue } = await want(ctx, range)
  if (requests.length === 0) return { requests, doors: [] }
  const of = Object.fromEntries([...catalogue.elements.values()].map((element) => [element.id, secondsFor(element)]))
  const doors = await sumDoors(ctx.sql, wanted, { of, confirm: SECONDS_TO_CONFIRM })
  return { requests, doors: doors.map((door) => ({ ...door, until: requests[Math.min(...door.requests) - 1]!.until })) }
}

export async function want(ctx: Ctx, range: Range): Promise<{ wanted: Wanted; requests: Request[]; catalogue: Catalogue }> {
  const catalogue = await getStreetCatalogue(ctx)
  const all = await listAsking(ctx.sql, ctx.street, ctx.today)
  const requests = range.requests ? all.filter(({ id }) => range.requests!.includes(id)) : all
  const wanted: Wanted = {
    street: ctx.street,
    lo: Math.max(range.lo, ctx.actor.lo),
    hi: Math.min(range.hi, ctx.actor.hi),
    today: ctx.today,
    shelf: shelfOf(catalogue),
    requests: requests.map(({ id }) => id),
    closed: ctx.actor.rights.has('sensitive.open') && !range.plain ? [] : twinsOf(catalogue),
    ...(range.doors ? { doors: range.doors } : {}),
  }
  return { wanted, requests, catalogue }
}

type Derived = { shelf: Record<string, number>; twins: string[] }
const derivedOf = new WeakMap<Catalogue, Derived>()

/** Worked out once for each catalogue: it has well over a thousand elements. */
function derived(catalogue: Catalogue): Derived {
  const known = derivedOf.get(catalogue)
  if (known) return known
  const all = [...catalogue.elements.values()]
  const found: Derived = {
    shelf: Object.fromEntries(all.flatMap(({ id, shelfLifeDays }) => (shelfLifeDays === undefined ? [] : [[id, shelfLifeDays]]))),
    twins: all.flatMap(({ id }) => (isTwin(catalogue, id) ? [id] : [])),
  }
  derivedOf.set(catalogue, found)
  return found
}

export function shelfOf(catalogue: Catalogue): Record<string, number> {
  return derived(catalogue).shelf
}

/** Elements only a post that may open protected values is asked to ask. */
function twinsOf(catalogue: Catalogue): string[] {
  return derived(catalogue).twins
}
