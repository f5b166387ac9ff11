/** The weights that come with this version, read once. */
import { type KeptWeights, readWeights, type Weights } from './model.ts'
import kept from './weights.json' with { type: 'json' }

let weights: Weights | undefined

export function shippedWeights(): Weights {
  weights ??= readWeights(kept as KeptWeights)
  return weights
}
