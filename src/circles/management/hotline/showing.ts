/** Orders as they are shown, and replies field by field. */

import { showLines } from '#ground/matters/lines.ts'
import { enterMatters, SEALED_LOOK } from '#ground/matters/scope.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type { OrderLine } from './contract.ts'
import { sayMoment } from './moments.ts'
import { type ReplyField, resultWords, usualFields, wayWords } from './order.ts'
import type { Joined, SourceRow } from './queries.ts'
import { listSourceRows } from './queries.ts'
import type { Written } from './reply-book.ts'

/** The city's hotline is there from the first day. */
const usual: SourceRow = { code: '12345', name: '12345 热线', headings: {}, fields: [...usualFields], rev: 0 }

export async function sourcesOf(ctx: Ctx): Promise<SourceRow[]> {
  const rows = await listSourceRows(ctx.sql, ctx.street)
  return rows.some(({ code }) => code === usual.code) ? rows : [usual, ...rows]
}

export async function showOrders(ctx: Ctx, joined: readonly Joined[], sealed: 'open' | 'with-sealed' = 'open'): Promise<OrderLine[]> {
  const parties = await enterMatters(ctx, sealed)
  const { lines, persons } = await showLines(
    ctx,
    joined.map(({ matter }) => matter),
    parties,
  )
  const isSealed = joined.some(({ order }) => order.held === 'waiting' || order.held === 'sealed')
  ctx.look(isSealed ? { subjects: [], fields: ['matter.title'], filter: SEALED_LOOK } : { subjects: persons, fields: ['matter.title'] })
  return joined.map(({ order, matter }, at) => ({
    id: order.id,
    source: order.source,
    number: order.number,
    matter: matter.id,
    matterNumber: matter.number,
    title: lines[at]!.title,
    stand: matter.stand,
    outcome: matter.outcome,
    leadName: lines[at]!.leadName,
    came: order.came,
    due: order.due,
    binds: matter.due,
    changed: order.changed,
    replied: order.replied,
    went: order.went,
    wentAt: order.wentAt,
    held: order.held,
  }))
}

/** What goes into each field of the other side; empty where there is nothing to say. */
export function valuesOf({ number, reply }: Joined['order'], line: OrderLine, answered: string | null): Written['values'] {
  const values: Record<ReplyField, string> = {
    number,
    result: reply ? resultWords[reply.result] : '',
    text: reply?.text ?? '',
    contacted: sayMoment(reply?.contacted ?? null),
    way: reply ? wayWords[reply.way] : '',
    answered: sayMoment(answered),
    unit: line.leadName,
    own: line.matterNumber,
  }
  return values
}
