/** Rows of brought workbooks that are found to speak of somebody and still lie here, applied or not, for her own copy. */

import type { FactValue } from '#ground/facts/contract.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { openValues } from '#ground/facts/seal.ts'
import type { Linked } from '#kernel/access/linked.ts'

type Row = {
  brought: string
  source: string
  asOf: string
  sheet: number
  row: number
  verdict: string
  body: Record<string, FactValue> | null
  twin: Record<string, FactValue> | null
}

export const importsLinked: Linked = async (ctx, person) => {
  const rows = await ctx.sql<Row[]>`
    select brought, source, as_of as "asOf", sheet, row_no as row, verdict, body, body_s as twin from app_own_staged(${person})`
  if (rows.length === 0) return { staged: [] }
  const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
  const { elements } = await getStreetCatalogue(ctx)
  return {
    staged: rows.map(({ body, twin, ...row }) => ({
      ...row,
      values: Object.fromEntries(
        Object.entries(openValues(keys, elements, { ...body, ...twin })).map(([element, value]) => [
          elements.get(element)?.label.zh ?? element,
          value,
        ]),
      ),
    })),
  }
}
