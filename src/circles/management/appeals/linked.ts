/** What somebody reported, with her own words and how it stands, for her own copy. What is sealed is not in a file that others may find: it is opened by its number. */
import { listOwnRows, listOwnWords } from '#ground/matters/own-queries.ts'
import type { Linked } from '#kernel/access/linked.ts'
import { enterOwn } from './own/whose.ts'

const MOST = 1000

export const appealsLinked: Linked = async (ctx, person) => {
  const own = ctx.actor.resident?.persons.filter(({ id }) => id === person) ?? []
  await enterOwn(ctx, own)
  const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
  const matters = []
  for (const { home, number, homeNumber, type, stand, outcome, opened } of await listOwnRows(ctx.sql, ctx.street, [person], MOST))
    matters.push({
      number: homeNumber ?? number,
      type,
      stand,
      outcome,
      opened,
      words: [...(await listOwnWords(ctx.sql, keys, home)).values()],
    })
  return { matters }
}
