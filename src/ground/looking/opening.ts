/** What is protected of one subject, opened: whole numbers, and what has tables of its own. A child's only after approval, or for a form with its basis. */
import { Problem } from '#base/problem.ts'
import type { Catalogue } from '#ground/facts/catalogue.ts'
import { type FactView, revealFacts } from '#ground/facts/contract.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { findSubjects, findTwins } from '#ground/facts/queries.ts'
import { isSealed } from '#ground/facts/seal.ts'
import { openState } from '#ground/facts/store.ts'
import { showState } from '#ground/facts/views.ts'
import { listAsked } from '#ground/forms/asked.ts'
import { getPlayable } from '#ground/forms/forms.ts'
import { view } from '#kernel/action/action.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { countSensitiveLooks } from '#kernel/log/queries.ts'
import { needsApproval } from './children/needed.ts'

/** Sensitive openings of one login a day (law-security.md §A1: far below the criminal thresholds). */
export const SENSITIVE_CAP = 20

/** @throws Problem thing.unknown */
export async function openProtected(ctx: Ctx, catalogue: Catalogue, id: string): Promise<FactView[]> {
  const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
  const [row] = await findSubjects(ctx.sql, ctx.street, [id])
  if (!row) throw new Problem('thing.unknown')
  const [twin] = await findTwins(ctx.sql, ctx.street, [id])
  const plain = showState(catalogue, openState(keys, catalogue, row), ctx.today, false).filter((fact) =>
    isSealed(catalogue.elements.get(fact.element)),
  )
  return [...plain, ...(twin ? showState(catalogue, openState(keys, catalogue, twin), ctx.today, false) : [])]
}

export const reveal = view(revealFacts, {
  may: 'sensitive.open',
  personal: true,
  async run(ctx, { id, form }) {
    if (!ctx.reason || ctx.reason.length < 2) throw new Problem('access.reason-needed')
    const opened = await countSensitiveLooks(ctx)
    if (opened >= SENSITIVE_CAP) throw new Problem('access.cap-reached', { cap: SENSITIVE_CAP })
    const [row] = await findSubjects(ctx.sql, ctx.street, [id])
    if (!row) throw new Problem('thing.unknown')
    const asked = form ? await readAsked(ctx, form) : undefined
    await needsApproval(ctx, { subject: id, birth: row.values['person.birth-date'], byForm: asked !== undefined })
    const facts = (await openProtected(ctx, await getStreetCatalogue(ctx), id)).filter(({ element }) => asked?.has(element) ?? true)
    ctx.look({ subjects: [id], fields: facts.map((fact) => fact.element), sensitive: true })
    return { facts, left: SENSITIVE_CAP - opened - 1 }
  },
})

/** For a form no more than it asks; what is protected is asked there under its own basis (ground/forms/check-form.ts). */
async function readAsked(ctx: Ctx, id: string): Promise<Set<string>> {
  const { form } = await getPlayable(ctx, id)
  return new Set(listAsked(form).flatMap(({ question }) => ('element' in question ? [question.element] : [])))
}
