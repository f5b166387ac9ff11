/**
 * What is collected for an emergency alone may be said while one goes on where the subject is, and not a second longer (突发事件应对法 2024 arts. 84–86). Nothing
 * has to run when it ends: every writing, asking and filling in compares the moment.
 */
import { Problem } from '#base/problem.ts'
import type { Catalogue } from '#ground/facts/catalogue.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type { Gate } from '#kernel/action/gate.ts'
import { getStanding } from '../purposes.ts'
import { listGoingOn } from './queries.ts'
import { type Area, isClosed, listForEmergencies } from './rules.ts'

/** Elements that no lasting purpose covers, and where an emergency goes on just now. */
export type Closing = { elements: ReadonlySet<string>; open: readonly Area[] }

export async function readClosing(ctx: Pick<Ctx, 'sql' | 'street' | 'now'>): Promise<Closing> {
  const [elements, open] = await Promise.all([forEmergencies(ctx), listGoingOn(ctx.sql, ctx.street, ctx.now)])
  return { elements, open }
}

const known = new WeakMap<Catalogue, ReadonlySet<string>>()

async function forEmergencies(ctx: Pick<Ctx, 'sql' | 'street'>): Promise<ReadonlySet<string>> {
  const catalogue = await getStreetCatalogue(ctx)
  const elements = known.get(catalogue) ?? new Set(listForEmergencies(await getStanding(ctx), catalogue.elements))
  known.set(catalogue, elements)
  return elements
}

/** Elements closed everywhere in a range: those of emergencies, unless one goes on in some part of it. */
export function closedIn({ elements, open }: Closing, { lo, hi }: Area): ReadonlySet<string> {
  return open.some((area) => area.lo <= hi && area.hi >= lo) ? new Set() : elements
}

/** @throws Problem emergency.over with the elements at fault */
export const keepEmergenciesClosed: Gate = async (ctx, said) => {
  const elements = await forEmergencies(ctx)
  const doubtful = said.filter((one) => one.elements.some((element) => elements.has(element)))
  // Nearly always: where none goes on is only asked of what an emergency alone may ask.
  if (doubtful.length === 0) return
  const closing = { elements, open: await listGoingOn(ctx.sql, ctx.street, ctx.now) }
  const closed = new Set(doubtful.flatMap((one) => one.elements.filter((element) => isClosed(closing, element, one.region))))
  if (closed.size > 0) throw overOf([...closed], '/values/')
}

/** What to answer when closed elements were written, or put to use. */
export function overOf(elements: readonly string[], path: string): Problem {
  return new Problem(
    'emergency.over',
    { count: elements.length },
    elements.map((element) => ({ path: `${path}${element}`, say: 'emergency.over-field' })),
  )
}
