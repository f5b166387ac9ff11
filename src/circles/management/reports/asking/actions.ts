/**
 * Asking for what is missing (DESIGN §4.5): the gaps of a delivery become questions about whom or what they belong to: of the person, of her door, of the household at it.
 * What is computed is asked for by what it is computed from, and a protected element only on the basis stated for its column.
 */
import { Problem } from '#base/problem.ts'
import { addDays } from '#base/values/day.ts'
import { openAsks } from '#ground/asks/asking.ts'
import { type AskRow, findAskRequest } from '#ground/asks/queries.ts'
import { firstUntilOf, MOST_DAYS, type Questioned, questionsFor, untilOf } from '#ground/asks/rules.ts'
import type { Catalogue } from '#ground/facts/catalogue.ts'
import type { SubjectKind } from '#ground/facts/contract.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { beginHouseholds } from '#ground/households/queries.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import { basisOf } from '../prepare.ts'
import { findRequest, type RequestRow } from '../queries.ts'
import { isExpired, isProtected } from '../rules.ts'
import * as contracts from './contract.ts'
import { findRequestOf, type GapAround, listGapsAround } from './queries.ts'

export const askMissing = action(contracts.askMissing, {
  may: 'report.run',
  async run(ctx, { id, until: wanted, firstUntil }) {
    const request = await getRequestOf(ctx, id)
    const until = untilOf(request.due_on, ctx.today, wanted)
    if (until < ctx.today || until > addDays(ctx.today, MOST_DAYS))
      throw new Problem('input.invalid', { count: 1 }, [{ path: '/until', say: 'asking.until-range' }])
    if (firstUntil !== undefined && (firstUntil < ctx.today || firstUntil > until))
      throw new Problem('input.invalid', { count: 1 }, [{ path: '/firstUntil', say: 'asking.first-range' }])
    const basis = basisToAsk(request, ctx.today)
    const catalogue = await getStreetCatalogue(ctx)
    const bases = basesOf(catalogue, request)
    const rows = await questionRows(ctx, catalogue, bases, await listGapsAround(ctx.sql, ctx.street, id))
    const opened = await openAsks(
      ctx,
      {
        id: request.id,
        kind: 'report',
        lo: request.plan.lo,
        hi: request.plan.hi,
        title: request.title,
        asker: request.asker,
        basis,
        purpose: request.purpose,
        until,
        ...(firstUntil ? { firstUntil } : {}),
        obliged: isSurvey(request),
        bases,
      },
      rows,
    )
    noteEvent(ctx, 'report.asked', [], [...new Set(rows.map(({ element }) => element))], { request: request.id, delivery: id })
    const decided = (await findAskRequest(ctx.sql, ctx.street, request.id))?.firstUntil ?? null
    const standing = decided !== null && decided >= ctx.today ? decided : null
    return { ...opened, until, firstUntil: standing ?? (ctx.dryRun ? firstUntilOf(until, ctx.today) : null) }
  },
})

async function getRequestOf(ctx: Ctx, delivery: string): Promise<RequestRow> {
  const id = await findRequestOf(ctx.sql, ctx.street, delivery)
  const request = id ? await findRequest(ctx.sql, ctx.street, id) : undefined
  if (!request) throw new Problem('thing.unknown')
  return request
}

/** Nobody is asked anything without a basis, nor by a form past its validity, which may be refused (统计法 2024 art. 17). @throws Problem basis.needed */
function basisToAsk(request: RequestRow, today: string): string {
  const basis = basisOf(request)
  if (!basis) throw new Problem('basis.needed', {}, [{ path: '/basis', say: 'asking.basis-needed' }])
  if (isExpired(request.form_valid_to, today)) throw new Problem('basis.needed', {}, [{ path: '/basis', say: 'asking.form-expired' }])
  return basis
}

/** A statistical survey with its number, in force: those it asks owe it true answers (统计法 2024 art. 7). Everything else may be declined. */
function isSurvey({ form_no: number, form_valid_to: validTo }: RequestRow): boolean {
  return number !== null && validTo !== null
}

/** Element → the basis stated for it, of the columns that state one. */
function basesOf({ elements }: Catalogue, { plan }: RequestRow): Record<string, string> {
  const bases: Record<string, string> = {}
  for (const { element, count, basis } of plan.sheets.filter((sheet) => sheet.use).flatMap((sheet) => sheet.columns)) {
    if (!basis) continue
    for (const id of [...(element ? [element] : []), ...(count?.conditions.map((condition) => condition.element) ?? [])]) {
      const kind = elements.get(id)?.kind
      for (const asked of kind ? questionsFor(elements, kind, id) : []) bases[asked.element] = basis
    }
  }
  return bases
}

/** Who a question belongs to, around the subject a form lists. */
const belongsTo: Record<Questioned['whose'], (gap: GapAround) => Pick<AskRow, 'dwelling'> & { subject: string | null }> = {
  own: ({ subject, kind, dwelling }) => ({
    subject,
    dwelling: kind === 'person' || kind === 'dwelling' || kind === 'household' ? dwelling : null,
  }),
  dwelling: ({ dwelling }) => ({ subject: dwelling, dwelling }),
  household: ({ household, dwelling }) => ({ subject: household, dwelling }),
  building: ({ building }) => ({ subject: building, dwelling: null }),
  estate: ({ estate }) => ({ subject: estate, dwelling: null }),
}

const states = ['conflicting', 'stale', 'missing'] as const

/** One row for each question of a subject, however many who live there lack it. */
async function questionRows(ctx: Ctx, catalogue: Catalogue, bases: Record<string, string>, gaps: GapAround[]): Promise<AskRow[]> {
  const found = new Map<string, Questioned[]>()
  const asked = (kind: SubjectKind, id: string) => {
    const known = found.get(`${kind} ${id}`)
    if (known) return known
    const questions = questionsFor(catalogue.elements, kind, id).filter(({ element }) => {
      const one = catalogue.elements.get(element)
      return one !== undefined && (!isProtected(one) || element in bases)
    })
    found.set(`${kind} ${id}`, questions)
    return questions
  }
  await completeHouseholds(ctx, gaps, (kind, id) => asked(kind, id).some(({ whose }) => whose === 'household'))
  const rows = new Map<string, AskRow>()
  for (const gap of gaps)
    for (const state of states)
      for (const id of gap[state])
        for (const { element, whose } of asked(gap.kind, id)) {
          const { subject, dwelling } = belongsTo[whose](gap)
          const key = `${subject} ${element}`
          if (subject && !rows.has(key)) rows.set(key, { subject, element, region: gap.region, dwelling, state })
        }
  return [...rows.values()]
}

/** A question about a household needs one to be about: where nobody spoke of one yet, its record begins. */
async function completeHouseholds(ctx: Ctx, gaps: GapAround[], needs: (kind: SubjectKind, id: string) => boolean): Promise<void> {
  const without = gaps.filter(
    (gap) => gap.dwelling && !gap.household && [...gap.missing, ...gap.stale, ...gap.conflicting].some((id) => needs(gap.kind, id)),
  )
  const doors = new Map(without.map(({ dwelling, region }) => [dwelling!, { id: newId(), dwelling: dwelling!, region }]))
  if (doors.size === 0) return
  const begun = new Map((await beginHouseholds(ctx.sql, ctx.street, [...doors.values()], ctx.today)).map((one) => [one.dwelling, one.id]))
  for (const gap of without) gap.household = begun.get(gap.dwelling!) ?? null
}
