/**
 * Merging per door: the open questions of all requests, door by door in walking order, each question of a subject once. Two statements read them, cells and
 * doors; here they are put together.
 */
import type { Catalogue } from '#ground/facts/catalogue.ts'
import { isTwin } from '#ground/facts/catalogue.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { readClosing } from '#ground/purposes/keeping/closing.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type { AskState } from './contract.ts'
import { type AskedRow, type Cell, type DoorSum, listAsked, listDoors, readCells, sumDoors, type Wanted } from './door-queries.ts'
import { listAsking, listAskingOwn, type Request } from './queries.ts'
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
  /** Only requests whose residents have had their days; unless a clerk decides that the round goes earlier. */
  walked?: boolean
  /** Without protected questions, though the reader may open them: somebody else will ask. */
  plain?: boolean
}

/** Every door of the range with something to ask, and the requests its questions point into, nearest day first. Personal: the caller notes the look. */
export async function listOpenByDoor(ctx: Ctx, range: Range): Promise<{ requests: Request[]; doors: OpenDoor[] }> {
  const { wanted, requests } = await want(ctx, range)
  if (requests.length === 0) return { requests, doors: [] }
  const asked = new Map<string, AskedRow[]>()
  for (const row of await listAsked(ctx.sql, wanted)) {
    const rows = asked.get(row.dwelling ?? '')
    if (rows) rows.push(row)
    else asked.set(row.dwelling ?? '', [row])
  }
  const doors: OpenDoor[] = []
  for (const { id, label, region } of await listDoors(ctx.sql, wanted)) {
    const rows = asked.get(id)
    if (!rows) continue
    rows.sort((one, other) => (one.subject < other.subject ? -1 : 1))
    const subjects = rows.map(({ subject, cells }) => ({ subject, questions: merge(readCells(cells), requests) }))
    doors.push({ dwelling: id, label, region, until: nearest(subjects), subjects })
  }
  return { requests, doors }
}

/** Everywhere. */
const ALL = { lo: 0, hi: 999_999_999_999_999 }

/** What is asked of these subjects, wherever they live: of a resident what is asked of her. `dwelling` stands for none. */
export async function listOpenOf(ctx: Ctx, subjects: string[]): Promise<{ requests: Request[]; doors: OpenDoor[] }> {
  const { wanted, requests } = await want(ctx, ALL)
  if (requests.length === 0 || subjects.length === 0) return { requests, doors: [] }
  const rows = await listAsked(ctx.sql, { ...wanted, ...ALL, subjects })
  const asked = rows.map(({ subject, cells }) => ({ subject, questions: merge(readCells(cells), requests) }))
  return { requests, doors: asked.map((one) => ({ dwelling: one.subject, label: '', region: 0, until: nearest([one]), subjects: [one] })) }
}

/** Cells of one subject as its questions, each once. Requests stand in the order of their days: the first that asks has the nearest. */
function merge(cells: Cell[], requests: Request[]): OpenQuestion[] {
  const questions = new Map<string, OpenQuestion>()
  for (const { element, state, request } of cells) {
    const { until, obliged } = requests[request]!
    const known = questions.get(element)
    if (!known) {
      questions.set(element, { element, state, requests: [request], until, optional: !obliged })
      continue
    }
    known.requests.push(request)
    if (until < known.until) known.until = until
    if (obliged) known.optional = false
  }
  const list = [...questions.values()].sort((one, other) => (one.element < other.element ? -1 : 1))
  for (const { requests: places } of list) if (places.length > 1) places.sort((one, other) => one - other)
  return list
}

function nearest(subjects: OpenSubject[]): string {
  let until = '9999-12-31'
  for (const { questions } of subjects) for (const question of questions) if (question.until < until) until = question.until
  return until
}

/** The same as sums, for planning. `requests` of a door: places of the nearest one of each question. */
export async function sumOpenByDoor(ctx: Ctx, range: Range): Promise<{ requests: Request[]; doors: (DoorSum & { until: string })[] }> {
  const { wanted, requests, catalogue } = await want(ctx, range)
  if (requests.length === 0) return { requests, doors: [] }
  const of = Object.fromEntries([...catalogue.elements.values()].map((element) => [element.id, secondsFor(element)]))
  const doors = await sumDoors(ctx.sql, wanted, { of, confirm: SECONDS_TO_CONFIRM })
  return { requests, doors: doors.map((door) => ({ ...door, until: requests[Math.min(...door.requests)]!.until })) }
}

export async function want(ctx: Ctx, range: Range): Promise<{ wanted: Wanted; requests: Request[]; catalogue: Catalogue }> {
  const catalogue = await getStreetCatalogue(ctx)
  // A resident sees none but those that ask her.
  const all = await (ctx.actor.resident ? listAskingOwn(ctx.sql, ctx.today) : listAsking(ctx.sql, ctx.street, ctx.today))
  const requests = all.filter(
    ({ id, firstUntil }) =>
      (!range.requests || range.requests.includes(id)) && (!range.walked || firstUntil === null || firstUntil < ctx.today),
  )
  const { elements, open } = await readClosing(ctx)
  const wanted: Wanted = {
    street: ctx.street,
    lo: Math.max(range.lo, ctx.actor.lo),
    hi: Math.min(range.hi, ctx.actor.hi),
    today: ctx.today,
    shelf: shelfOf(catalogue),
    requests: requests.map(({ id }) => id),
    closed: ctx.actor.rights.has('sensitive.open') && !range.plain ? [] : twinsOf(catalogue),
    ...(elements.size > 0 ? { only: { elements: [...elements], areas: open } } : {}),
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
