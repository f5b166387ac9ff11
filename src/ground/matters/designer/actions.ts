/** Writes of the designer. A draft is anybody's of the street who may make types; what holds for everybody is published by the street. */
import { Problem } from '#base/problem.ts'
import { insertDefinition } from '#ground/facts/definitions.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import { findEdition } from '../queries.ts'
import { typeOf } from '../running.ts'
import type { MatterType } from '../types/type.ts'
import * as contracts from './contract.ts'
import { completed, copyOf, emptyType, newTypeId } from './drafting.ts'
import { readFile } from './file.ts'
import { assertWhole, editionOf, putInForce } from './publishing.ts'
import * as queries from './queries.ts'

/** Drafts of one street at once; beyond it nobody finds her own. */
const MOST_DRAFTS = 100

export const draft = action(contracts.beginDraft, {
  may: 'type.design',
  async run(ctx, { from, as = 'version' }) {
    if (from === undefined) return begin(ctx, emptyType(newTypeId(newId())), null)
    const found = await findEdition(ctx.sql, ctx.street, from)
    if (!found) throw new Problem('thing.unknown')
    const body = await typeOf(ctx, found)
    if (as === 'copy') return begin(ctx, copyOf(body, newTypeId(newId())), null)
    return (await queries.findDraftOf(ctx.sql, ctx.street, from)) ?? begin(ctx, body, editionOf(found))
  },
})

async function begin(
  ctx: Ctx,
  body: MatterType,
  begun: string | null,
  forms: queries.Draft['forms'] = [],
): Promise<{ id: string; rev: number }> {
  if ((await queries.listDrafts(ctx.sql, ctx.street)).length >= MOST_DRAFTS) throw new Problem('type.drafts', { most: MOST_DRAFTS })
  const id = newId()
  await queries.insertDraft(ctx.sql, ctx.street, { id, begun, body, forms, at: ctx.now, post: ctx.actor.post })
  noteEvent(ctx, 'type.drafted', [], [], { draft: id, type: body.id })
  return { id, rev: 1 }
}

async function getDraft(ctx: Ctx, id: string): Promise<queries.Draft> {
  const found = await queries.lockDraft(ctx.sql, ctx.street, id)
  if (!found) throw new Problem('thing.unknown')
  if (ctx.version !== undefined && found.rev !== ctx.version) throw new Problem('precondition.failed', { rev: found.rev })
  return found
}

export const save = action(contracts.saveDraft, {
  may: 'type.design',
  needsVersion: true,
  async run(ctx, { id, type }) {
    const found = await getDraft(ctx, id)
    // Matters, counts and later versions hang on it.
    if (type.id !== found.type) throw new Problem('input.invalid', { count: 1 }, [{ path: '/type/id', say: 'type-fault.id-fixed' }])
    await queries.updateDraft(ctx.sql, ctx.street, id, type, ctx.now, ctx.actor.post)
    noteEvent(ctx, 'type.draft-saved', [], [], { draft: id, type: type.id })
    return { rev: found.rev + 1 }
  },
})

export const drop = action(contracts.dropDraft, {
  may: 'type.design',
  async run(ctx, { id }) {
    const found = await getDraft(ctx, id)
    await queries.deleteDraft(ctx.sql, ctx.street, id)
    noteEvent(ctx, 'type.draft-dropped', [], [], { draft: id, type: found.type })
    return {}
  },
})

export const publish = action(contracts.publishDraft, {
  may: 'type.publish',
  needsVersion: true,
  async run(ctx, { id, from }) {
    const found = await getDraft(ctx, id)
    if (from < ctx.today) throw new Problem('input.invalid', { count: 1 }, [{ path: '/from', say: 'type-fault.past' }])
    await assertWhole(ctx, found)
    const body = completed(found.body)
    if (from === ctx.today) return { type: found.type, edition: await putInForce(ctx, { ...found, body }) }
    await queries.planDraft(ctx.sql, ctx.street, id, body, from)
    noteEvent(ctx, 'type.planned', [], [], { draft: id, type: found.type })
    return { type: found.type, edition: null }
  },
})

export const retire = action(contracts.retireType, {
  may: 'type.publish',
  async run(ctx, { id }) {
    const found = await findEdition(ctx.sql, ctx.street, id)
    if (!found) throw new Problem('thing.unknown')
    if (found.retired) throw new Problem('thing.gone')
    const version = await insertDefinition(ctx, 'matter', id, await typeOf(ctx, found), true)
    noteEvent(ctx, 'type.retired', [], [], { type: id, version })
    return { edition: `street-${version}` }
  },
})

export const bringIn = action(contracts.importType, {
  may: 'type.design',
  async run(ctx, { file }) {
    const { type, forms } = readFile(file)
    const [now, busy] = await Promise.all([findEdition(ctx.sql, ctx.street, type.id), queries.findDraftOf(ctx.sql, ctx.street, type.id)])
    if (busy) throw new Problem('type.busy')
    return begin(ctx, type, now ? editionOf(now) : null, forms)
  },
})
