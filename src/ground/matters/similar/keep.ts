/** The numbers by which a matter is found as alike, kept with its opening. A sealed one has none. */
import type { Ctx } from '#kernel/action/context.ts'
import { shippedWeights } from '../triage/shipped-weights.ts'
import { insertTokens } from './queries.ts'
import { placeToken, type Tokens, tokensOf } from './tokens.ts'

export async function keepTokens(ctx: Ctx, matter: string, region: number, words: { title: string; text?: string }): Promise<void> {
  const { sought, weights } = tokensFor(ctx.street, `${words.title} ${words.text ?? ''}`)
  const weight = weights.reduce((sum, one) => sum + one, 0)
  await insertTokens(ctx.sql, ctx.street, matter, { region, tokens: [...sought, placeToken(ctx.street, region)], weight })
}

export function tokensFor(street: number, text: string): Tokens {
  const { grams } = shippedWeights()
  return tokensOf(street, text, (pair) => grams.get(pair)?.rarity)
}
