/** Writes: orders are taken in, replies written and sent, platforms described. */
import { Problem } from '#base/problem.ts'
import { tidyText } from '#base/values/normalise.ts'
import { regionFor } from '#ground/matters/opening.ts'
import { findMatter } from '#ground/matters/queries.ts'
import { calendarOf } from '#ground/matters/running.ts'
import { enterMatters } from '#ground/matters/scope.ts'
import { newMark, registerExport } from '#ground/purposes/leaving/leaving.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { getFile, keepFile } from '#kernel/files/store.ts'
import { newId } from '#kernel/log/id.ts'
import * as contracts from './contract.ts'
import { sayMoment } from './moments.ts'
import { bareHeading, type OrderPart, orderNumber } from './order.ts'
import * as queries from './queries.ts'
import { knownParts, readOrderRows, readTable } from './reading.ts'
import { fillTheirs, type Written, writePlain } from './reply-book.ts'
import { showOrders, sourcesOf, valuesOf } from './showing.ts'
import { takeOrder } from './taking.ts'

function wrong(path: string, say: string): Problem {
  return new Problem('input.invalid', { count: 1 }, [{ path, say }])
}

/** @throws Problem thing.unknown */
export async function getSource(ctx: Ctx, code: string): Promise<queries.SourceRow> {
  const found = (await sourcesOf(ctx)).find((one) => one.code === code)
  if (!found) throw new Problem('thing.unknown')
  return found
}

export const setSource = action(contracts.setSource, {
  may: 'hotline.settle',
  needsVersion: true,
  async run(ctx, { code, name, fields }) {
    const held = await queries.lockSource(ctx.sql, ctx.street, code)
    if (ctx.version !== (held?.rev ?? 0)) throw new Problem('precondition.failed', { rev: held?.rev ?? 0 })
    const named = fields.map(({ field }) => field)
    if (new Set(named).size < named.length) throw wrong('/fields', 'hotline.field-twice')
    if (!named.includes('number') || !named.includes('text')) throw wrong('/fields', 'hotline.field-needed')
    const row = { code, name: tidyText(name), headings: held?.headings ?? {}, fields, rev: (held?.rev ?? 0) + 1 }
    await queries.writeSource(ctx.sql, ctx.street, row)
    noteEvent(ctx, 'hotline.settled', [], [])
    return { code, name: row.name, fields, rev: row.rev }
  },
})

/** Columns as a person confirmed them: number and content among them, none of them twice. @throws Problem input.invalid */
export function checkColumns(columns: readonly { column: number; part: OrderPart | null }[]): Map<number, OrderPart> {
  const parts = columns.flatMap(({ part }) => part ?? [])
  if (new Set(parts).size < parts.length) throw wrong('/columns', 'hotline.part-twice')
  if (!parts.includes('number') || !parts.includes('content')) throw wrong('/columns', 'hotline.part-needed')
  return new Map(columns.flatMap(({ column, part }) => (part ? [[column, part] as const] : [])))
}

export const bringIn = action(contracts.bringOrders, {
  may: 'hotline.work',
  async run(ctx, { source: code, file, columns }) {
    const source = await getSource(ctx, code)
    const parts = checkColumns(columns)
    const confirmed = new Map(Object.entries(source.headings))
    const table = await readTable(await getFile(ctx, file), knownParts(confirmed))
    const { orders, faults } = readOrderRows(table, parts, ctx.now, await calendarOf(ctx))
    const counts = { fresh: 0, same: 0, changed: 0 }
    for (const order of orders) counts[(await takeOrder(ctx, code, order, file)).was] += 1
    // What somebody said of this platform's headings holds for its next export.
    const said = table.headings.map(({ column, heading }) => [bareHeading(heading), parts.get(column) ?? null] as const)
    const held = await queries.lockSource(ctx.sql, ctx.street, code)
    await queries.writeSource(ctx.sql, ctx.street, {
      ...(held ?? source),
      headings: { ...source.headings, ...Object.fromEntries(said) },
      rev: held?.rev ?? 1,
    })
    noteEvent(ctx, 'hotline.brought', [], [], { file, ...counts })
    return { ...counts, left: faults.length }
  },
})

export const receive = action(contracts.receiveOrder, {
  may: 'hotline.work',
  async run(ctx, { source, number, community, dispatched, due, ...said }) {
    await getSource(ctx, source)
    const region = community === undefined ? {} : { region: await regionFor(ctx, community, undefined, []) }
    const order = {
      ...said,
      ...region,
      number: orderNumber(number),
      ...(dispatched ? { dispatched: new Date(dispatched) } : {}),
      ...(due ? { due: new Date(due) } : {}),
    }
    const { id, matter, was } = await takeOrder(ctx, source, order, null)
    await enterMatters(ctx)
    return { id, matter, number: (await findMatter(ctx.sql, ctx.street, matter))?.number ?? '', was }
  },
})

/** Of what was answered here, or was refused or closed. @throws Problem thing.unknown, matter.state */
async function getAnswered(ctx: Ctx, id: string): Promise<queries.Joined> {
  await enterMatters(ctx, 'with-sealed')
  if (!(await queries.lockOrder(ctx.sql, ctx.street, id))) throw new Problem('thing.unknown')
  const joined = await queries.findJoined(ctx.sql, ctx.street, id)
  if (!joined) throw new Problem('thing.unknown')
  const { stand } = joined.matter
  if (stand !== 'answered' && stand !== 'closed') throw new Problem('matter.state', { act: 'reply', state: stand })
  return joined
}

export const reply = action(contracts.replyTo, {
  may: 'hotline.work',
  async run(ctx, { id, result, text, contacted, way }) {
    const { order } = await getAnswered(ctx, id)
    if (contacted !== undefined && new Date(contacted) > ctx.now) throw wrong('/contacted', 'hotline.not-yet')
    const written = { result, text: text.trim(), contacted: contacted ?? null, way }
    await queries.updateReply(ctx.sql, ctx.street, id, written, ctx.now, ctx.actor.post)
    noteEvent(ctx, 'hotline.replied', [], [], { order: id, matter: order.matter })
    return { replied: ctx.now.toISOString() }
  },
})

export const markSent = action(contracts.markSent, {
  may: 'hotline.work',
  async run(ctx, { id }) {
    const { order } = await getAnswered(ctx, id)
    if (order.reply === null) throw wrong('/id', 'hotline.no-reply')
    await queries.updateGone(ctx.sql, ctx.street, [id], 'copied', ctx.now, ctx.actor.post)
    noteEvent(ctx, 'hotline.sent', [], [], { order: id, matter: order.matter })
    return { next: (await queries.findNext(ctx.sql, ctx.street, id)) ?? null }
  },
})

const medias = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xlsm: 'application/vnd.ms-excel.sheet.macroEnabled.12',
  xltx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.template',
  xltm: 'application/vnd.ms-excel.template.macroEnabled.12',
} as const

export const makeReplies = action(contracts.makeReplies, {
  may: 'hotline.work',
  async run(ctx, { source: code, file: theirs }) {
    const source = await getSource(ctx, code)
    const replies = await listReplies(ctx, code)
    if (replies.length === 0) throw wrong('/source', 'hotline.nothing-to-send')
    const file = newId()
    const mark = newMark()
    const brought = theirs === undefined ? undefined : await getFile(ctx, theirs)
    const made = brought
      ? await fillTheirs(ctx, file, mark.mark, brought, source.fields, replies)
      : await writePlain(ctx, file, mark.mark, source.fields, replies)
    if (!made) throw wrong('/file', 'hotline.reply-columns')
    if (made.sent.length === 0) throw wrong('/file', 'hotline.none-in-file')
    const { bytes, sha256, extension, sent, lacking } = made
    const base = brought ? brought.name.replace(/\.[^.]+$/, '') : `${source.name}回复 ${sayMoment(ctx.now).slice(0, 10)}`
    await keepFile(ctx, { id: file, name: `${base}.${extension}`, media: medias[extension], bytes, sha256 })
    const { lo, hi } = ctx.actor
    const elements = ['hotline.reply']
    await registerExport(ctx, {
      mark,
      kind: 'file',
      what: 'hotline-replies',
      file,
      subjects: sent.length,
      elements,
      region: lo,
      sha256,
    })
    await queries.insertBook(ctx.sql, ctx.street, { file, source: code, orders: sent.length, lo, hi, at: ctx.now, post: ctx.actor.post })
    const ids = sent.map(({ id }) => id)
    await queries.updateGone(ctx.sql, ctx.street, ids, 'file', ctx.now, ctx.actor.post)
    noteEvent(ctx, 'hotline.sent', [], [], { file, replies: sent.length })
    return { file, replies: sent.length, lacking }
  },
})

async function listReplies(ctx: Ctx, source: string): Promise<Written[]> {
  await enterMatters(ctx)
  const joined = (await queries.listJoined(ctx.sql, ctx.street, 'unsent')).filter(
    ({ order }) => order.source === source && order.reply !== null,
  )
  const lines = await showOrders(ctx, joined)
  const answered = new Map(
    (await queries.listAnswerTimes(ctx.sql, ctx.street, [...new Set(joined.map(({ matter }) => matter.id))])).map((row) => [
      row.id,
      row.at,
    ]),
  )
  return joined.map(({ order, matter }, at) => ({
    id: order.id,
    number: order.number,
    values: valuesOf(order, lines[at]!, answered.get(matter.id) ?? null),
  }))
}
