/**
 * Residents who have days to answer by themselves are told that something is asked of them, each once for a request: who acts for herself by her own channel, everybody else
 * by a word to the door. Without a telephone it is a letter; that is the postman's business.
 */
import { Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { clip } from '#base/values/clip.ts'
import { findAskRequest } from '#ground/asks/queries.ts'
import { tell } from '#ground/notices/tell.ts'
import { across, type Following, type Source } from '#kernel/action/across.ts'
import { action } from '#kernel/action/action.ts'
import { noteEvent } from '#kernel/action/context.ts'
import type { House } from '#kernel/action/house.ts'
import { listUntold } from './queries.ts'

/** Told in one transaction; more are told in the next. */
const AT_ONCE = 300
/** As long as a word of a notice may be. */
const LONGEST = 40

export const tellAskedOf = action(
  contract('ask.tell', 'POST /asks/requests/{id}/telling', {
    input: Type.Object({ id: Type.String({ format: 'uuid' }) }),
    output: Type.Object({ told: Type.Integer(), more: Type.Boolean() }),
  }),
  {
    may: 'notice.tell',
    async run(ctx, { id }) {
      const request = await findAskRequest(ctx.sql, ctx.street, id)
      if (!request || request.withdrawn_at || request.firstUntil === null || request.firstUntil < ctx.today) return { told: 0, more: false }
      const readers = await listUntold(ctx.sql, ctx.street, id, ctx.today, AT_ONCE)
      const words = {
        asker: clip(request.asker, LONGEST),
        what: clip(request.purpose ?? request.title, LONGEST),
        until: request.firstUntil,
      }
      let told = 0
      for (const { person, dwelling, questions } of readers) {
        const done = await tell(ctx, {
          ...(person ? { person } : { dwelling: dwelling! }),
          kind: 'asks.open',
          refs: { request: id },
          words: { ...words, count: String(questions) },
        })
        if ('notice' in done) told += 1
      }
      if (told > 0) noteEvent(ctx, 'ask.told', [], [], { request: id, told })
      // Who cannot be told any more is found again each time: a part that told nobody is the last.
      return { told, more: told > 0 && readers.length === AT_ONCE }
    },
  },
)

async function follow(house: House, source: Source): Promise<void> {
  const { street, event } = source
  const id = String(event.refs?.request)
  for (let part = 0; ; part += 1) {
    const reply = await across(house, source, `asks.tell.${part}`, { street }, tellAskedOf, { id })
    if (!reply?.more) return
  }
}

export const askTelling: Following = { event: 'ask.opened', name: 'asks.tell', run: follow }
