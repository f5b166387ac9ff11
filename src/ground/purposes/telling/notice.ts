/**
 * The notice for whoever asks something of people: forms print it, visits show it at the door, residents read it on their own page; and the record that
 * somebody was told it, so that a change of recipients or of the term reaches those who were told otherwise (个人信息保护法 17 ¶2).
 */
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { editionOf, listStanding, type Standing } from '../purposes.ts'
import { listPurposeVersions } from '../queries.ts'
import type { Notice, Way } from './contract.ts'
import { listEditionsTold, listToldOf, upsertTold } from './queries.ts'
import { type About, changes as allChanges, type Change, changesOf, noticeOf } from './rules.ts'

export async function noticeFor(ctx: Pick<Ctx, 'sql' | 'street'>, about: About): Promise<Notice> {
  const { elements } = await getStreetCatalogue(ctx)
  return noticeOf(await listStanding(ctx.sql, ctx.street), elements, about)
}

/** These persons or households were told this notice just now. */
export async function noteTold(ctx: Ctx, subjects: readonly string[], notice: Notice, way: Way): Promise<void> {
  const rows = subjects.flatMap((subject) => notice.parts.map(({ id, edition }) => ({ subject, purpose: id, edition })))
  if (rows.length > 0) await upsertTold(ctx.sql, { street: ctx.street, rows, way, post: ctx.actor.post, at: ctx.now })
}

export type ToTell = { subject: string; kind: 'person' | 'household'; dwelling: string | null; purpose: Standing; changes: Change[] }

/** Who was told a purpose otherwise than it stands in what concerns her, and what of it is new: to be told again. */
export async function listToTellAgain(ctx: Pick<Ctx, 'sql' | 'street'>, limit: number): Promise<ToTell[]> {
  const { elements } = await getStreetCatalogue(ctx)
  const standing = new Map((await listStanding(ctx.sql, ctx.street)).map((purpose) => [purpose.id, purpose]))
  const found: ToTell[] = []
  for (const { purpose: id, edition } of await listEditionsTold(ctx.sql, ctx.street)) {
    const purpose = standing.get(id)
    if (!purpose || purpose.edition === edition || found.length >= limit) continue
    const before = (await listPurposeVersions(ctx.sql, ctx.street, id)).find((row) => editionOf(row) === edition)
    const changes = before ? changesOf(before.body, purpose, elements) : [...allChanges]
    if (changes.length === 0) continue
    const readers = await listToldOf(ctx.sql, ctx.street, { purpose: id, edition, limit: limit - found.length })
    found.push(...readers.map((reader) => ({ ...reader, purpose, changes })))
  }
  return found
}
