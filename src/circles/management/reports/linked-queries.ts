/** Filled workbooks that named somebody, for her own copy: listed, never the file. Of those over very many, where nobody is named, it says that she may stand in one. */
import { findSubjects } from '#ground/facts/queries.ts'
import { listLooks } from '#ground/residents/own/queries.ts'
import type { Linked } from '#kernel/access/linked.ts'

/** Newest looks that are gone through. */
const MOST_LOOKS = 10_000

export const reportsLinked: Linked = async (ctx, person) => {
  const [own] = await findSubjects(ctx.sql, ctx.street, [person])
  if (!own) return { deliveries: [] }
  const looks = await listLooks(ctx.sql, ctx.street, { person, region: own.region_no }, undefined, MOST_LOOKS, ctx)
  const filled = looks.flatMap(({ id, delivery }) => (delivery ? [id] : []))
  if (filled.length === 0) return { deliveries: [] }
  const rows = await ctx.sql<object[]>`
    select at, title, asker, recipient, basis, mark, recall_on as "recallOn", handed_on as "handedOn", recalled, maybe from app_own_deliveries(${person}, ${filled}::uuid[])`
  return { deliveries: [...rows] }
}
