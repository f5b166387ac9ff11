/**
 * The notice for whoever asks something of people: forms print it, visits show it at the door, residents read it on their own page; and the record that
 * somebody was told it, so that a change of recipients or of the term reaches those who were told otherwise (个人信息保护法 17 ¶2).
 */
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { listStanding } from '../purposes.ts'
import type { Notice, Way } from './contract.ts'
import { listToldOf, upsertTold } from './queries.ts'
import { type About, noticeOf } from './rules.ts'

export async function noticeFor(ctx: Pick<Ctx, 'sql' | 'street'>, about: About): Promise<Notice> {
  const { elements } = await getStreetCatalogue(ctx)
  return noticeOf(await listStanding(ctx.sql, ctx.street), elements, about)
}

/** These persons or households were told this notice just now. */
export async function noteTold(ctx: Ctx, subjects: readonly string[], notice: Notice, way: Way): Promise<void> {
  const rows = subjects.flatMap((subject) => notice.parts.map(({ id, edition }) => ({ subject, purpose: id, edition })))
  if (rows.length > 0) await upsertTold(ctx.sql, { street: ctx.street, rows, way, post: ctx.actor.post, at: ctx.now })
}

/** Of these persons, the purposes each was told in a version that no longer stands: to be told again at the next occasion. */
export async function listToTellAgain(ctx: Pick<Ctx, 'sql' | 'street'>, subjects: string[]): Promise<Map<string, string[]>> {
  const now = new Map((await listStanding(ctx.sql, ctx.street)).map(({ id, edition }) => [id, edition]))
  const again = new Map<string, string[]>()
  for (const { subject, purpose, edition } of await listToldOf(ctx.sql, ctx.street, subjects)) {
    const standing = now.get(purpose)
    if (standing && standing !== edition) again.set(subject, [...(again.get(subject) ?? []), purpose])
  }
  return again
}
