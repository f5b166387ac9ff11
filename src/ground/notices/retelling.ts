/**
 * When a purpose changes in what concerns people, those who were told it before are told again (个人信息保护法 17 ¶2), some each minute: by whoever changed it in the
 * browser, and by a new release alike. What they were told then stands beside the notice; whether it reached them is the notice's own business.
 */
import { Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { clip } from '#base/values/clip.ts'
import { listToTellAgain, noteTold, noticeFor, type ToTell } from '#ground/purposes/telling/notice.ts'
import { houseActor } from '#kernel/access/actor.ts'
import { action } from '#kernel/action/action.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { enter } from '#kernel/action/door.ts'
import type { House } from '#kernel/action/house.ts'
import { lockShare } from './queries.ts'
import { tell } from './tell.ts'

/** Of one turn: a street of a hundred thousand is told within a day, and nobody else's notices wait long for it. */
const MOST_AT_ONCE = 200

/** Returns how many were told. */
export async function tellAgain(house: House, street: number): Promise<number> {
  const actor = houseActor(street, new Set(['notice.tell']))
  const scope = { street, lo: actor.lo, hi: actor.hi, login: actor.login, post: actor.post, sensitive: false }
  // Most minutes nothing changed, and nothing is logged.
  const any = await house.transaction({ ...scope, relaxed: true }, (sql) => listToTellAgain({ sql, street }, 1))
  return any.length === 0 ? 0 : (await enter(house, telling, { street, actor, input: {} })).data.told
}

const telling = action(
  contract('notice.tell-again', 'POST /notices/again', { input: Type.Object({}), output: Type.Object({ told: Type.Integer() }) }),
  {
    may: 'notice.tell',
    async run(ctx) {
      // Two at once would each tell the same ones.
      await lockShare(ctx.sql, ctx.street)
      const all = await listToTellAgain(ctx, MOST_AT_ONCE)
      for (const one of all) await tellOne(ctx, one)
      for (const id of new Set(all.map(({ purpose }) => purpose.id))) {
        const told = all.flatMap(({ subject, purpose }) => (purpose.id === id ? [subject] : []))
        await noteTold(ctx, told, await noticeFor(ctx, { purposes: [id] }), 'notice')
      }
      return { told: all.length }
    },
  },
)

/** Longest word of a notice (`words.ts`). */
const LONGEST = 40

/** One notice for each thing that is new; they go out in one message. */
async function tellOne(ctx: Ctx, { subject, kind, dwelling, purpose, changes }: ToTell): Promise<void> {
  const reader = kind === 'person' ? { person: subject } : { dwelling: dwelling! }
  const about = { refs: { purpose: purpose.id, edition: purpose.edition }, words: { purpose: clip(purpose.title.zh, LONGEST) } }
  for (const change of changes) await tell(ctx, { ...reader, kind: `purpose.${change}`, ...about })
}
