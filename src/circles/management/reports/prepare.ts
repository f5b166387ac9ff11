/** What filling and previewing share: the request with its catalogue, keys, area and judged columns. */
import { Problem } from '#base/problem.ts'
import type { Catalogue } from '#ground/facts/catalogue.ts'
import type { Element } from '#ground/facts/contract.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { listRegionNames } from '#ground/places/queries.ts'
import { closedIn, overOf, readClosing } from '#ground/purposes/keeping/closing.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type { CellContext, ReadyColumn } from './cells.ts'
import { allOf, conditionSql, type Fragment, presentSql } from './conditions.ts'
import type { PlannedColumn, SheetPlan } from './contract.ts'
import { findPhoneOfPost, findRequest, type RequestRow } from './queries.ts'
import { isProtected, judgeColumn, type Refusal } from './rules.ts'

/** What filling must know of a request. */
export type Asked = Pick<RequestRow, 'plan' | 'sheets' | 'basis' | 'basis_file_id'>

export type Prepared<R extends Asked = RequestRow> = {
  request: R
  catalogue: Catalogue
  context: CellContext
  range: { lo: number; hi: number }
  /** Elements of an emergency that is over: they serve nothing else (突发事件应对法 2024 art. 84). */
  closed: ReadonlySet<string>
}

/** @throws Problem thing.unknown */
export async function prepareRequest(ctx: Ctx, id: string): Promise<Prepared> {
  const request = await findRequest(ctx.sql, ctx.street, id)
  if (!request) throw new Problem('thing.unknown')
  return prepare(ctx, request)
}

/** What is asked by a request, or would be by one that is not there yet. */
export async function prepare<R extends Asked>(ctx: Ctx, request: R): Promise<Prepared<R>> {
  const catalogue = await getStreetCatalogue(ctx)
  const names = await listRegionNames(ctx.sql, ctx.street)
  const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
  const range = { lo: Math.max(request.plan.lo, ctx.actor.lo), hi: Math.min(request.plan.hi, ctx.actor.hi) }
  const regionName = (code: string) => names.get(code)
  const sealed = await findPhoneOfPost(ctx.sql, ctx.street, ctx.actor.post)
  const filler = { name: ctx.actor.name, office: officeOf(range, regionName), phone: sealed === undefined ? undefined : keys.open(sealed) }
  const closed = closedIn(await readClosing(ctx), range)
  return { request, catalogue, range, closed, context: { catalogue, keys, today: ctx.today, regionName, filler } }
}

/** The community that is asked, or the street when several are. */
function officeOf({ lo, hi }: { lo: number; hi: number }, regionName: (code: string) => string | undefined): string | undefined {
  const one = Math.floor(lo / 1000) === Math.floor(hi / 1000)
  return regionName(String(lo).slice(0, one ? 12 : 9))
}

/** What was stated as basis, or that it is on the picture of the notice that was handed in. */
export function basisOf({ basis, basis_file_id: file }: Pick<RequestRow, 'basis' | 'basis_file_id'>): string | null {
  return basis ?? (file === null ? null : SEE_NOTICE)
}

const SEE_NOTICE = '见所附通知'

export function readyColumns(ctx: Ctx, prepared: Prepared<Asked>, plan: SheetPlan): ReadyColumn[] {
  return plan.columns.map((column) => ({
    plan: column,
    element: column.element ? prepared.catalogue.elements.get(column.element) : undefined,
    why: refusalOf(ctx, prepared, column, plan),
  }))
}

/** For columns that list, the element decides; for columns that count, the most protected of its conditions. */
export function refusalOf(ctx: Ctx, { request, catalogue, closed }: Prepared<Asked>, column: PlannedColumn, plan: SheetPlan): Refusal {
  const may = ctx.actor.rights.has('sensitive.open')
  const basis = basisOf(request) ?? undefined
  const named = column.count ? column.count.conditions.map(({ element }) => element) : column.element ? [column.element] : []
  const elements = named.flatMap((id) => catalogue.elements.get(id) ?? [])
  if (elements.some((element) => needs(element, closed))) return 'why.emergency-over'
  if (!column.count) return judgeColumn(elements[0], column, plan.layout, basis, may)
  const strictest = elements.find(isProtected) ?? elements[0]
  return strictest ? judgeColumn(strictest, column, 'statistics', basis, may) : null
}

/** Itself, or what it is reckoned from. */
function needs({ id, derived }: Element, closed: ReadonlySet<string>): boolean {
  return closed.has(id) || (derived?.from ?? []).some((from) => closed.has(from))
}

/**
 * Who belongs on the sheet today, as SQL over `s` and its protected twin `t`. A protected condition chooses people by what is closed: it needs what a
 * protected column needs, the right and a stated basis.
 * @throws Problem basis.needed, access.forbidden, emergency.over
 */
export function populationWhere(ctx: Ctx, { request, catalogue, closed: over }: Prepared<Asked>, plan: SheetPlan): Fragment {
  const { conditions } = plan.population
  const spent = conditions.flatMap(({ element }) => catalogue.elements.get(element) ?? []).filter((element) => needs(element, over))
  if (spent.length > 0) throw overOf(spent.map(({ id }) => id), '/plan/') // biome-ignore format: one call
  const closed = conditions.some(({ element }) => {
    const found = catalogue.elements.get(element)
    return found !== undefined && isProtected(found)
  })
  if (closed && !ctx.actor.rights.has('sensitive.open')) throw new Problem('access.forbidden', { right: 'sensitive.open' })
  if (closed && !basisOf(request)) throw new Problem('basis.needed')
  return allOf(ctx.sql, [
    presentSql(ctx.sql, plan.population.kind, conditions, ctx.today),
    ...conditions.map((condition) => conditionSql(ctx.sql, catalogue.elements, condition, ctx.today)),
  ])
}
