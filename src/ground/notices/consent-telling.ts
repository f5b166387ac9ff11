/**
 * A consent that was taken back by a letter, or by somebody who acts for her: she hears that it was, and what becomes of it. Who said it herself, at the counter, on
 * the telephone or on her own page, was told there and then.
 */
import { Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { clip } from '#base/values/clip.ts'
import { listStanding } from '#ground/purposes/purposes.ts'
import { across, type Following } from '#kernel/action/across.ts'
import { action } from '#kernel/action/action.ts'
import { tell } from './tell.ts'

/** Longest word of a notice (`words.ts`). */
const LONGEST = 40

const tellWithdrawn = action(
  contract('consent.tell', 'POST /consents/telling', {
    input: Type.Object({ person: Type.String({ format: 'uuid' }), purpose: Type.String({ maxLength: 60 }) }),
    output: Type.Object({ told: Type.Boolean() }),
  }),
  {
    may: 'notice.tell',
    async run(ctx, { person, purpose: id }) {
      const purpose = (await listStanding(ctx.sql, ctx.street)).find((one) => one.id === id)
      if (!purpose) return { told: false }
      const words = { purpose: clip(purpose.title.zh, LONGEST) }
      const done = await tell(ctx, { person, kind: 'consent.withdrawn', refs: { purpose: id }, words })
      return { told: 'notice' in done }
    },
  },
)

export const consentTelling: Following = {
  event: 'consent.withdrawn',
  name: 'consent-tells',
  run: async (house, source) => {
    const { subjects, refs } = source.event
    const [person] = subjects
    if (!person || (refs?.as === 'self' && refs.way !== 'paper')) return
    await across(house, source, 'consent-tells', { street: source.street }, tellWithdrawn, { person, purpose: String(refs?.purpose) })
  },
}
