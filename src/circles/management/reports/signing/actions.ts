/** Signatures: communities for their parts, the street for the whole. Filled anew, everything is signed anew. */
import { Problem } from '#base/problem.ts'
import { listRegionNames } from '#ground/places/queries.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import { finishPiece, maySignFor } from '../desk/holding.ts'
import { findRequest, lockForJob, type RequestRow } from '../queries.ts'
import { insertHandover, updateHandedOver } from '../register/queries.ts'
import { isExpired, isOver } from '../rules.ts'
import * as contracts from './contract.ts'
import * as queries from './queries.ts'

export const sign = action(contracts.signParts, {
  may: 'report.sign',
  async run(ctx, { id, delivery, region }) {
    const { request, parts } = await getSignable(ctx, id, delivery)
    const may = await maySignFor(ctx)
    const own = parts.filter((part) => may(part.region * 1000))
    const meant = region === undefined ? own : own.filter((part) => part.region === region)
    // A desk prepares; it signs only for those that let it.
    if (meant.length === 0 && ctx.actor.rights.has('desk.work')) throw new Problem('desk.not-entrusted')
    if (meant.length === 0) throw new Problem('region.unknown')
    const open = meant.filter(({ at }) => at === null)
    await queries.insertSignOffs(
      ctx.sql,
      ctx.street,
      signerOf(ctx, request.id, delivery),
      open.map((part) => ({ id: newId(), region: part.region * 1000, whole: false, unsigned: [] })),
    )
    for (const part of open) await finishPiece(ctx, request.id, part.region * 1000)
    if (open.length > 0) noteEvent(ctx, 'request.signed', [], [], { request: id, delivery, signed: open.length })
    return { signed: meant.length }
  },
})

export const giveBack = action(contracts.returnRequest, {
  may: 'report.return',
  async run(ctx, { id, delivery, partial = false }) {
    const held = await lockForJob(ctx.sql, ctx.street, id)
    if (held?.running) throw new Problem('thing.changed')
    const { request, parts } = await getSignable(ctx, id, delivery)
    const missing = parts.filter(({ at }) => at === null)
    if (missing.length > 0 && !partial) throw new Problem('request.unsigned', { count: missing.length })
    const names = await listRegionNames(ctx.sql, ctx.street)
    const unsigned = missing.map(({ region }) => names.get(String(region)) ?? String(region))
    const signer = signerOf(ctx, id, delivery)
    await queries.insertSignOffs(ctx.sql, ctx.street, signer, [{ id: newId(), region: request.region_no, whole: true, unsigned }])
    await insertHandover(ctx.sql, {
      ...signer,
      street: ctx.street,
      id: newId(),
      region: request.region_no,
      recipient: request.asker,
      on: ctx.today,
      way: 'returned',
    })
    await updateHandedOver(ctx.sql, ctx.street, id)
    await finishPiece(ctx, id, request.region_no)
    noteEvent(ctx, 'request.returned', [], [], { request: id, delivery })
    return { delivery }
  },
})

function signerOf({ actor, now }: Ctx, request: string, delivery: string) {
  return { request, delivery, title: actor.title, login: actor.login, post: actor.post, at: now }
}

/**
 * @throws Problem thing.unknown, form.expired; thing.changed when this is not what was filled last; request.returns when it went back already, or was
 * not asked here
 */
async function getSignable(ctx: Ctx, id: string, delivery: string): Promise<{ request: RequestRow; parts: queries.SignedPart[] }> {
  const request = await findRequest(ctx.sql, ctx.street, id)
  if (!request) throw new Problem('thing.unknown')
  if (request.demand_from === null) throw new Problem('request.returns')
  if (isExpired(request.form_valid_to, ctx.today)) throw new Problem('form.expired', { day: request.form_valid_to ?? '' })
  const parts = await queries.listSignedParts(ctx.sql, ctx.street, id)
  if (parts.length === 0 || parts[0]?.delivery !== delivery) throw new Problem('thing.changed')
  if (request.state === 'delivered') throw new Problem('request.returns')
  if (isOver(request.state)) throw new Problem('thing.changed')
  return { request, parts }
}
