/** What a street has for its types to use: rates, and forms of the register. */
import { getStreetCatalogue, listDefinitions } from '#ground/facts/definitions.ts'
import type { Known } from '#ground/forms/asked.ts'
import type { Form } from '#ground/forms/contract.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type { Rate } from '../rates/rate.ts'
import type { Offered } from '../types/check-type.ts'

export type Here = { offered: Offered; rates: Rate[]; forms: Form[]; known: Known }

export async function getOffered(ctx: Ctx): Promise<Here> {
  const [rateRows, formRows, known] = await Promise.all([
    listDefinitions(ctx.sql, ctx.street, 'rate'),
    listDefinitions(ctx.sql, ctx.street, 'form'),
    getStreetCatalogue(ctx),
  ])
  const rates = rateRows.map(({ body }) => body as Rate)
  const forms = formRows.map(({ body }) => body as Form)
  const offered: Offered = {
    // No engine of the house offers words to types yet.
    words: new Map(),
    rates: new Set(rates.map(({ id }) => id)),
    forms: new Map(forms.map(({ id, subject }) => [id, subject])),
  }
  return { offered, rates, forms, known }
}
