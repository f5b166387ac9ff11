/** Reads: what a file would bring, lists of orders, one order with its reply in the order of the other side's screen. */
import { Problem } from '#base/problem.ts'
import { findMatter, openMatters } from '#ground/matters/queries.ts'
import { calendarOf, unfold } from '#ground/matters/running.ts'
import { enterMatters } from '#ground/matters/scope.ts'
import { view } from '#kernel/action/action.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { getFile } from '#kernel/files/store.ts'
import { checkColumns, getSource } from './actions.ts'
import * as contracts from './contract.ts'
import { mapHeadings } from './order.ts'
import * as queries from './queries.ts'
import { knownParts, type Order, readOrderRows, readTable } from './reading.ts'
import { showOrders, sourcesOf, valuesOf } from './showing.ts'
import { changedParts, tokensOf } from './taking.ts'

const MOST_FAULTS = 50
const SOON_MS = 2 * 86_400_000

export const sources = view(contracts.listSources, {
  may: 'hotline.read',
  personal: false,
  run: async (ctx) => ({ sources: (await sourcesOf(ctx)).map(({ code, name, fields, rev }) => ({ code, name, fields, rev })) }),
})

export const readFile = view(contracts.readOrders, {
  may: 'hotline.work',
  personal: false,
  async run(ctx, { source: code, file, columns }) {
    const source = await getSource(ctx, code)
    const confirmed = new Map(Object.entries(source.headings))
    const table = await readTable(await getFile(ctx, file), knownParts(confirmed))
    const parts = columns
      ? new Map(columns.flatMap(({ column, part }) => (part ? [[column, part] as const] : [])))
      : mapHeadings(table.headings, confirmed)
    const shown = table.headings.map(({ column, heading }) => ({ column, heading, part: parts.get(column) ?? null }))
    const isWhole = ['number', 'content'].every((part) => shown.some((one) => one.part === part))
    if (!isWhole) return { sheet: table.sheet, columns: shown, rows: table.rows.length, fresh: 0, same: 0, changed: 0, faults: [] }
    checkColumns(shown)
    const { orders, faults } = readOrderRows(table, parts, ctx.now, await calendarOf(ctx))
    const counts = await foresee(ctx, code, orders)
    return { sheet: table.sheet, columns: shown, rows: orders.length + faults.length, ...counts, faults: faults.slice(0, MOST_FAULTS) }
  },
})

/** As it would be taken, in the order of the rows: the same number twice in a file is one order. */
async function foresee(ctx: Ctx, source: string, orders: readonly Order[]): Promise<{ fresh: number; same: number; changed: number }> {
  const numbers = [...new Set(orders.map(({ number }) => number))]
  const known = new Map((await queries.listKnown(ctx.sql, ctx.street, source, numbers)).map(({ number, tokens }) => [number, tokens]))
  const counts = { fresh: 0, same: 0, changed: 0 }
  for (const order of orders) {
    const before = known.get(order.number)
    const tokens = await tokensOf(ctx, order)
    counts[!before ? 'fresh' : changedParts(before, tokens).length > 0 ? 'changed' : 'same'] += 1
    known.set(order.number, { ...before, ...tokens })
  }
  return counts
}

export const orders = view(contracts.listOrders, {
  may: 'hotline.read',
  personal: true,
  async run(ctx, { list }) {
    const sealed = list === 'held' ? 'with-sealed' : 'open'
    await enterMatters(ctx, sealed)
    const [joined, counts] = await Promise.all([
      queries.listJoined(ctx.sql, ctx.street, list),
      queries.countWaiting(ctx.sql, ctx.street, new Date(ctx.now.getTime() + SOON_MS)),
    ])
    return { orders: await showOrders(ctx, joined, sealed), counts }
  },
})

export const order = view(contracts.readOrder, {
  may: 'hotline.read',
  personal: true,
  async run(ctx, { id }) {
    await enterMatters(ctx, 'with-sealed')
    const joined = await queries.findJoined(ctx.sql, ctx.street, id)
    if (!joined) throw new Problem('thing.unknown')
    const [line] = await showOrders(ctx, [joined], 'with-sealed')
    const source = await getSource(ctx, joined.order.source)
    const [answered] = await queries.listAnswerTimes(ctx.sql, ctx.street, [joined.matter.id])
    const values = valuesOf(joined.order, line!, answered?.at ?? null)
    return {
      order: line!,
      sourceName: source.name,
      reply: joined.order.reply,
      draft: await draftOf(ctx, joined.matter.id),
      fields: source.fields.map(({ field, label }) => ({ field, label, value: values[field] })),
      next: (await queries.findNext(ctx.sql, ctx.street, id)) ?? null,
    }
  },
})

/** What the reporter was answered last. */
async function draftOf(ctx: Ctx, id: string): Promise<string> {
  const matter = await findMatter(ctx.sql, ctx.street, id)
  if (!matter) return ''
  await openMatters(ctx.sql, [id])
  const { acts } = await unfold(ctx, matter)
  const said = acts.findLast(({ kind }) => kind === 'answer' || kind === 'refuse')?.words.text
  return typeof said === 'string' ? said : ''
}
