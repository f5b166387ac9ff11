/** What somebody was asked, what became of it, and what she declined with which words, for her own copy. */
import type { Linked } from '#kernel/access/linked.ts'

export const asksLinked: Linked = async (ctx, person) => {
  const asked = await ctx.sql<object[]>`
    select element, opened_at as at, closed_at as closed, closed_how as how, channel from ask
    where street_id = ${ctx.street} and subject_id = ${person} order by opened_at desc`
  const declined = await ctx.sql<object[]>`
    select f.at, f.reason, array_agg(distinct i.element) as elements from refusal f
    join refusal_item i on i.street_id = f.street_id and i.refusal_id = f.id
    where f.street_id = ${ctx.street} and f.subject_id = ${person} group by f.id, f.at, f.reason order by f.at desc`
  return { asked: [...asked], declined: [...declined] }
}
