/** For whom this session may report and follow, and what of theirs it opens. */
import { Problem } from '#base/problem.ts'
import type { Channel } from '#ground/matters/life/acts.ts'
import { openOwn } from '#ground/matters/own-queries.ts'
import type { Actor } from '#kernel/access/actor.ts'
import type { OwnPerson } from '#kernel/access/contract.ts'
import type { Ctx } from '#kernel/action/context.ts'

export function reportables(ctx: Ctx): OwnPerson[] {
  return (ctx.actor.resident?.persons ?? []).filter(({ scope }) => scope.includes('report'))
}

export function isReportable(actor: Actor, person: string): boolean {
  return (
    actor.rights.has('own.report') && (actor.resident?.persons ?? []).some(({ id, scope }) => id === person && scope.includes('report'))
  )
}

/** @throws Problem access.not-yours */
export function getReportable(ctx: Ctx, person: string): OwnPerson {
  const found = reportables(ctx).find(({ id }) => id === person)
  if (!found) throw new Problem('access.not-yours')
  return found
}

export function channelOf({ as }: OwnPerson): Channel {
  return as === 'helper' ? 'helper' : 'phone'
}

/** Doors where these persons live. */
export function doorsOf(ctx: Ctx, persons: readonly string[]): string[] {
  return (ctx.actor.resident?.doors ?? []).filter((door) => door.persons.some((one) => persons.includes(one))).map(({ id }) => id)
}

/**
 * The first thing every operation does that reads what was reported. What is sealed is seen by herself and by the telephone that reported it: whom she
 * chose to help with other things may be the one it is about.
 */
export async function enterOwn(ctx: Ctx, persons: readonly OwnPerson[]): Promise<void> {
  const ids = persons.map(({ id }) => id)
  const herself = persons.filter(({ as }) => as === 'self').map(({ id }) => id)
  await openOwn(ctx.sql, ids, herself)
}
