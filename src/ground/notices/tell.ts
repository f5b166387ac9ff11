/**
 * `tell`: somebody is told something, in the transaction of whoever calls it; no commit, no notice. What it is about stays there: a notice is a kind, a
 * few words and ids. Which way it goes is decided when it goes (sending.ts), so that what she chose a minute ago counts.
 */
import { Problem } from '#base/problem.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import type { Words } from './contract.ts'
import { getKind } from './kinds.ts'
import { findReader, insertNotice, type Reader } from './queries.ts'
import { checkWords } from './words.ts'

export type Telling = ({ person: string } | { dwelling: string }) & {
  kind: string
  /** Ids of what it is about: a matter, a request, a visit. */
  refs?: Record<string, string>
  words?: Words
}

/** The dead, and who is no longer of this register, are told nothing; that is no fault of the caller. */
export type Told = { notice: string } | { untold: 'died' | 'gone' }

/** @throws Problem thing.unknown where this post sees no such person or door */
export async function tell(ctx: Ctx, telling: Telling): Promise<Told> {
  const { kind, origin, version } = await getKind(ctx.sql, ctx.street, telling.kind)
  const words = telling.words ?? {}
  const faults = checkWords(kind, words)
  if (faults.length > 0)
    throw new Error(`a notice of kind ${kind.id} was told with wrong words: ${faults.map(({ path, say }) => `${path} ${say}`)}`)
  const reader = await getReader(ctx, telling)
  if (reader.died || reader.gone) return { untold: reader.died ? 'died' : 'gone' }
  const id = newId()
  await insertNotice(ctx.sql, {
    street: ctx.street,
    id,
    region: reader.region,
    person: reader.kind === 'person' ? reader.id : null,
    dwelling: reader.kind === 'person' ? null : reader.id,
    kind: kind.id,
    origin,
    version,
    words,
    refs: telling.refs ?? {},
    urgent: kind.urgent ?? null,
    at: ctx.now,
    post: ctx.actor.post,
  })
  noteEvent(ctx, 'notice.told', [reader.id], [], { notice: id, kind: kind.id })
  return { notice: id }
}

async function getReader(ctx: Ctx, telling: Telling): Promise<Reader> {
  const wanted = 'person' in telling ? 'person' : 'dwelling'
  let id: string | null = 'person' in telling ? telling.person : telling.dwelling
  // A record that was merged away stands for the one it was merged into; a chain of merges is short.
  for (let hop = 0; id && hop < 5; hop += 1) {
    const reader: Reader | undefined = await findReader(ctx.sql, ctx.street, id)
    if (reader?.kind !== wanted) break
    if (!reader.mergedInto) return reader
    id = reader.mergedInto
  }
  throw new Problem('thing.unknown')
}
