/** Single items between editions: each change is a version with its day and its document. */
import { Problem } from '#base/problem.ts'
import { addDays } from '#base/values/day.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { getFile } from '#kernel/files/store.ts'
import { newId } from '#kernel/log/id.ts'
import * as contracts from './contract.ts'
import { endItem, findLast, holdLevel, insertItems, lockItem, type NewItem, type Writing } from './queries.ts'
import { itemFaults, tidyItem, titleKey } from './rules.ts'

export const add = action(contracts.addDuty, {
  may: 'duty.change',
  async run(ctx, { level, item, source, from }) {
    holdWhole(ctx)
    refuseFaults(level, item)
    await holdLevel(ctx.sql, ctx.street, level)
    const { place } = await findLast(ctx.sql, ctx.street, level)
    const id = newId()
    await insertItems(ctx.sql, await writingOf(ctx, level, null, source, from), [newVersion(id, 1, place + 1, item)])
    noteEvent(ctx, 'duty.changed', [], [], { duty: id, rev: 1 })
    return { id, rev: 1 }
  },
})

export const change = action(contracts.changeDuty, {
  may: 'duty.change',
  needsVersion: true,
  async run(ctx, { id, item, source, from }) {
    const held = await holdItem(ctx, id)
    refuseFaults(held.level, item)
    if (from < held.from) throw refusal('/from', 'duty.before-last', { day: held.from })
    const rev = held.rev + 1
    await endItem(ctx.sql, ctx.street, { id, rev: held.rev, last: addDays(from, -1) })
    await insertItems(ctx.sql, await writingOf(ctx, held.level, null, source, from), [newVersion(id, rev, held.place, item)])
    noteEvent(ctx, 'duty.changed', [], [], { duty: id, rev })
    return { id, rev }
  },
})

export const end = action(contracts.endDuty, {
  may: 'duty.change',
  needsVersion: true,
  async run(ctx, { id, source, to }) {
    const held = await holdItem(ctx, id)
    if (to < addDays(held.from, -1)) throw refusal('/to', 'duty.before-last', { day: held.from })
    if (held.to !== null && to > held.to) throw refusal('/to', 'duty.ended-before', { day: held.to })
    await endItem(ctx.sql, ctx.street, { id, rev: held.rev, last: to, source })
    noteEvent(ctx, 'duty.ended', [], [], { duty: id, rev: held.rev })
    return { id, rev: held.rev }
  },
})

/** Lists are the whole street's. The row policy would refuse others too, without words. */
export function holdWhole({ actor, street }: Ctx): void {
  if (actor.lo > street * 1_000_000 || actor.hi < street * 1_000_000 + 999_999) throw new Problem('access.forbidden', { right: 'region' })
}

async function holdItem(ctx: Ctx, id: string): Promise<NonNullable<Awaited<ReturnType<typeof lockItem>>>> {
  holdWhole(ctx)
  const held = await lockItem(ctx.sql, ctx.street, id)
  if (!held) throw new Problem('thing.unknown')
  if (ctx.version !== held.rev) throw new Problem('precondition.failed', { rev: held.rev })
  return held
}

function refusal(path: string, say: string, values: Record<string, string | number>): Problem {
  return new Problem('input.invalid', { count: 1 }, [{ path, say, with: values }])
}

function refuseFaults(level: contracts.Level, item: contracts.ItemWords): void {
  const fields = itemFaults(level, item)
  if (fields.length > 0) throw new Problem('input.invalid', { count: fields.length }, fields)
}

/** Where and by which document; a file named as its source must be one this post may open. */
export async function writingOf(
  ctx: Ctx,
  level: contracts.Level,
  edition: string | null,
  source: contracts.Source,
  from: string,
): Promise<Writing> {
  if (source.file) await getFile(ctx, source.file)
  return { street: ctx.street, level, edition, source, from, at: ctx.now, post: ctx.actor.post }
}

export function newVersion(id: string, rev: number, place: number, item: contracts.ItemWords): NewItem {
  const tidy = tidyItem(item)
  return { ...tidy, id, rev, place, key: titleKey(tidy.title) }
}
