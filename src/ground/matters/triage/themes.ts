/** The themes as a street has them, ready to class by. */
import { listDefinitions } from '#ground/facts/definitions.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { type Classifier, makeClassifier } from './classify.ts'
import { readThemeStamp } from './queries.ts'
import { shippedWeights } from './shipped-weights.ts'
import type { Theme } from './theme.ts'

const known = new Map<number, { stamp: string; classifier: Classifier }>()

export async function classifierOf(ctx: Ctx): Promise<Classifier> {
  const stamp = await readThemeStamp(ctx.sql, ctx.street)
  const before = known.get(ctx.street)
  if (before?.stamp === stamp) return before.classifier
  const themes = (await listDefinitions(ctx.sql, ctx.street, 'theme')).map(({ body }) => body as Theme)
  const classifier = makeClassifier(themes, shippedWeights())
  known.set(ctx.street, { stamp, classifier })
  return classifier
}
