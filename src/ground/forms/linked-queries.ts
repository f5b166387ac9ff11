/** Forms that were filled about a person, with the answers to their own questions, for her own copy. */
import type { Linked } from '#kernel/access/linked.ts'

export const formsLinked: Linked = async (ctx, person) => {
  const rows = await ctx.sql<
    { form: string; asOf: string; at: string; channel: string; elements: string[]; local: Record<string, unknown> }[]
  >`
    select form_id as form, as_of as "asOf", at, channel, elements, case when keep_until >= ${ctx.today} then local else '{}'::jsonb end as local
    from form_answer where street_id = ${ctx.street} and subject_id = ${person} order by at desc`
  return { forms: [...rows] }
}
