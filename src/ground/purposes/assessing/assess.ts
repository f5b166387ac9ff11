/** The gate: no purpose that touches people more than others is put in force without its assessment. */
import { Problem } from '#base/problem.ts'
import { holdsPersonalNumber } from '#base/values/personal.ts'
import type { Element } from '#ground/facts/contract.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import { type Assessment, assessPurpose, type Purpose } from '../contract.ts'
import { listStanding } from '../purposes.ts'
import { insertAssessment, listAssessments } from './queries.ts'
import { isAssessed, needsAssessment, subjectOf } from './rules.ts'

/** Of a purpose that was shipped, or stood before: what it is today is assessed. */
export const assess = action(assessPurpose, {
  may: 'purpose.change',
  async run(ctx, { id, assessment }) {
    const { elements } = await getStreetCatalogue(ctx)
    const purpose = (await listStanding(ctx.sql, ctx.street)).find((one) => one.id === id)
    if (!purpose) throw new Problem('thing.unknown')
    return { assessment: await record(ctx, purpose, elements, assessment) }
  },
})

/** @throws Problem purpose.unassessed */
export async function passAssessment(
  ctx: Ctx,
  purpose: Purpose,
  elements: ReadonlyMap<string, Element>,
  assessment: Assessment | undefined,
): Promise<void> {
  if (assessment) await record(ctx, purpose, elements, assessment)
  const subject = subjectOf(purpose, elements)
  if (!needsAssessment(subject) || isAssessed(subject, await listAssessments(ctx.sql, ctx.street, purpose.id))) return
  throw new Problem('purpose.unassessed', { count: subject.elements.length }, [{ path: '/assessment', say: 'purposes.assess-needed' }])
}

async function record(ctx: Ctx, purpose: Purpose, elements: ReadonlyMap<string, Element>, assessment: Assessment): Promise<string> {
  const wrong = Object.entries(assessment).flatMap(([field, said]) => (holdsPersonalNumber(said) ? [field] : []))
  if (wrong.length > 0)
    throw new Problem('input.invalid', { count: wrong.length }, wrong.map((field) => ({ path: `/assessment/${field}`, say: 'input.personal' }))) // biome-ignore format: one call
  const id = newId()
  const { login, post } = ctx.actor
  await insertAssessment(ctx.sql, {
    ...subjectOf(purpose, elements),
    ...assessment,
    street: ctx.street,
    id,
    purpose: purpose.id,
    login,
    post,
    at: ctx.now,
  })
  noteEvent(ctx, 'purpose.assessed', [], [], { purpose: purpose.id, assessment: id })
  return id
}
