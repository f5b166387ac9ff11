/** What somebody was told her information is for, and what she agreed to, for her own copy. */
import type { Linked } from '#kernel/access/linked.ts'

export const purposesLinked: Linked = async (ctx, person) => {
  const rows = await ctx.sql<{ purpose: string; edition: string; way: string; at: string }[]>`
    select purpose_id as purpose, edition, way, at from told where street_id = ${ctx.street} and subject_id = ${person} order by at desc`
  const consents = await ctx.sql<object[]>`
    select purpose_id as purpose, edition, elements, given, as_whom as "as", way, at from consent
    where street_id = ${ctx.street} and subject_id = ${person} order by at desc`
  return { told: [...rows], consents: [...consents] }
}
