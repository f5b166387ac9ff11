/** From a draft to a version that holds: checked whole, written as a definition, now or on its day. */
import { Problem } from '#base/problem.ts'
import { insertDefinition } from '#ground/facts/definitions.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { parseInput } from '#kernel/action/input.ts'
import { type Edition, findEdition } from '../queries.ts'
import { MatterTypeShape } from '../types/type-shape.ts'
import { completed } from './drafting.ts'
import { bringsOf, faultsWith } from './file.ts'
import { getOffered } from './offered.ts'
import * as queries from './queries.ts'

const MOST_FIELDS = 20

export function editionOf({ origin, version }: Pick<Edition, 'origin' | 'version'>): string {
  return `${origin}-${version}`
}

/** @throws Problem thing.changed where another version was published since it was begun; matter.type-faulty with every fault */
export async function assertWhole(ctx: Ctx, { type, begun, body, forms }: queries.Draft): Promise<void> {
  const now = await findEdition(ctx.sql, ctx.street, type)
  if ((now ? editionOf(now) : null) !== begun) throw new Problem('thing.changed')
  const { offered, known } = await getOffered(ctx)
  const brings = bringsOf({ type: body, forms }, new Set(offered.forms?.keys()))
  const faults = faultsWith(body, brings, offered, known)
  if (faults.length > 0) {
    const fields = faults.slice(0, MOST_FIELDS).map((fault) => ({ ...fault, path: `/type${fault.path}` }))
    throw new Problem('matter.type-faulty', { count: faults.length }, fields)
  }
  // What the faults did not name: the last word has the shape under which matters run.
  parseInput(MatterTypeShape, completed(body))
}

export async function putInForce(ctx: Ctx, { id, type, body, forms }: queries.Draft): Promise<string> {
  const { offered } = await getOffered(ctx)
  for (const form of bringsOf({ type: body, forms }, new Set(offered.forms?.keys()))) {
    const version = await insertDefinition(ctx, 'form', form.id, form)
    noteEvent(ctx, 'form.changed', [], [], { form: form.id, version })
  }
  const version = await insertDefinition(ctx, 'matter', type, body)
  await queries.deleteDraft(ctx.sql, ctx.street, id)
  noteEvent(ctx, 'type.published', [], [], { type, version })
  return `street-${version}`
}

/**
 * What waits for its day is published when it has come; how many there were. Nothing that became faulty while it waited comes into force: it is a
 * draft again, and says what is wrong.
 */
export async function publishPlanned(ctx: Ctx): Promise<number> {
  const ids = await queries.listDue(ctx.sql, ctx.street, ctx.today)
  for (const id of ids) {
    const found = await queries.lockDraft(ctx.sql, ctx.street, id)
    if (!found) continue
    if (await isWhole(ctx, found)) await putInForce(ctx, found)
    else {
      await queries.planDraft(ctx.sql, ctx.street, id, found.body, null)
      noteEvent(ctx, 'type.held-back', [], [], { draft: id, type: found.type })
    }
  }
  return ids.length
}

async function isWhole(ctx: Ctx, found: queries.Draft): Promise<boolean> {
  try {
    await assertWhole(ctx, found)
    return true
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}
