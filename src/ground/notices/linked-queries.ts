/** What somebody was told, by which way, and how she wants to be told, for her own copy. */
import type { Linked } from '#kernel/access/linked.ts'

export const noticesLinked: Linked = async (ctx, person) => {
  const notices = await ctx.sql<object[]>`
    select kind, words, at, channel, state, read_at as "readAt" from notice where street_id = ${ctx.street} and person_id = ${person} order by at desc`
  const channels = await ctx.sql<object[]>`
    select channel, language, large, quiet_from as "quietFrom", quiet_to as "quietTo", digest from own_channel where street_id = ${ctx.street} and person_id = ${person}`
  return { notices: [...notices], channels: [...channels] }
}
