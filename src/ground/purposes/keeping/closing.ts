/**
 * What is collected for an emergency alone may be said while one goes on where the subject is, and not a second longer (突发事件应对法 2024 arts. 84–86). Nothing
 * has to run when it ends: every writing, asking and filling in compares the moment.
 */
import { Problem } from '#base/problem.ts'
import type { Catalogue } from '#ground/facts/catalogue.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type { Gate } from '#kernel/action/gate.ts'
import { listStanding, type Standing } from '../purposes.ts'
import { listGoingOn } from './queries.ts'
import { type Area, isClosed, listForEmergencies } from './rules.ts'

/** Elements that no lasting purpose covers, and where an emergency goes on just now. */
export type Closing = { elements: ReadonlySet<string>; open: readonly Area[] }

export async function readClosing(ctx: Pick<Ctx, 'sql' | 'street' | 'now'>): Promise<Closing> {
  const catalogue = await getStreetCatalogue(ctx)
  const [standing, open] = await Promise.all([listStanding(ctx.sql, ctx.street), listGoingOn(ctx.sql, ctx.street, ctx.now)])
  return { elements: forEmergencies(catalogue, standing), open }
}

const known = new WeakMap<Catalogue, { editions: string; elements: ReadonlySet<string> }>()

/** Worked out once for each catalogue and each set of purposes: every writing asks. */
function forEmergencies(catalogue: Catalogue, standing: readonly Standing[]): ReadonlySet<string> {
  const editions = standing.map(({ id, edition }) => `${id} ${edition}`).join()
  const before = known.get(catalogue)
  if (before?.editions === editions) return before.elements
  const elements = new Set(listForEmergencies(standing, catalogue.elements))
  known.set(catalogue, { editions, elements })
  return elements
}

/** Elements closed everywhere in a range: those of emergencies, unless one goes on in some part of it. */
export function closedIn({ elements, open }: Closing, { lo, hi }: Area): ReadonlySet<string> {
  return open.some((area) => area.lo <= hi && area.hi >= lo) ? new Set() : elements
}

/** @throws Problem emergency.over with the elements at fault */
export const keepEmergenciesClosed: Gate = async (ctx, said) => {
  const closing = await readClosing(ctx)
  const closed = new Set(said.flatMap(({ region, elements }) => elements.filter((element) => isClosed(closing, element, region))))
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
