/** Letters by the hundred: each its own number, good once, for 30 days. The numbers are given back to be printed and are nowhere afterwards. */
import { hashLetterNumber, makeLetterNumber } from '#kernel/access/phone.ts'
import { endLetterSessions } from '#kernel/access/phone-queries.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import { endLettersOf, insertLetters } from './queries.ts'

export const LETTER_DAYS = 30
export const DAY_MS = 86_400_000

export type LetterTo = { person: string } | { door: string }
export type Issued = { id: string; number: string }

/** In the order given. */
export async function issueLetters(ctx: Ctx, print: string, to: readonly LetterTo[]): Promise<{ letters: Issued[]; until: Date }> {
  const until = new Date(ctx.now.getTime() + LETTER_DAYS * DAY_MS)
  const letters = to.map(() => ({ id: newId(), number: makeLetterNumber() }))
  const rows = letters.map(({ id, number }, at) => {
    const reader = to[at]!
    const hashed = hashLetterNumber(ctx.house.keys, number.replaceAll('-', ''))
    return { id, person: 'person' in reader ? reader.person : null, door: 'door' in reader ? reader.door : null, number: hashed }
  })
  await insertLetters(ctx.sql, ctx.street, print, rows, { at: ctx.now, post: ctx.actor.post, expires: until })
  return { letters, until }
}

/** None of its numbers opens anything any more, and who signed in by one is signed out. Returns how many there were. */
export async function withdrawLetters(ctx: Ctx, print: string): Promise<number> {
  const ended = await endLettersOf(ctx.sql, ctx.street, print, { at: ctx.now, login: ctx.actor.login })
  for (const id of ended) await endLetterSessions(ctx.sql, id)
  noteEvent(ctx, 'letter.ended', [], [], { print, letters: ended.length })
  return ended.length
}
