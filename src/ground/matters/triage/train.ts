/** Training of the linear model: multinomial logistic regression with AdaGrad; the same texts always give the same weights. */
import { softmax } from './classify.ts'
import { type Cut, cutText, readVocabulary } from './cut.ts'
import { gramShares, type KeptWeights, type Weights, wordScores } from './model.ts'
import type { Theme } from './theme.ts'

export type Labelled = { theme: string; text: string }
const ROUNDS = 30
const RATE = 0.2
/** In each round some of what stands in a text is left out, so that no single word is relied on: people say the same in other words. */
const WORDS_LEFT_OUT = 0.4
const GRAMS_LEFT_OUT = 0.3
const DECAY = 2e-2
/** A run that stands in one text only is its own accident. */
const LEAST_TEXTS = 2
/** What is kept of a run: the rest costs a megabyte and changes nothing that was measured. */
const LEAST_GIVEN = 0.3
const MOST_GIVEN = 8

export function train(labelled: readonly Labelled[], themes: readonly Theme[]): Weights {
  const vocabulary = readVocabulary(themes)
  const columns = new Map(themes.map(({ code }, at) => [code, at]))
  const cuts = labelled.map(({ text }) => cutText(text, vocabulary))
  const rarities = raritiesOf(cuts)
  const grams = [...rarities.keys()]
  const numbers = new Map(grams.map((gram, at) => [gram, at]))
  const rows = cuts.map((cut, at) => ({
    label: columns.get(labelled[at]!.theme)!,
    shares: gramShares(cut.grams, (gram) => rarities.get(gram)).map(([gram, share]): Share => [numbers.get(gram)!, share]),
    cut,
  }))
  const chance = chances()
  const size = themes.length
  const learnt = { size, bias: new Float64Array(size), words: 2, weights: new Float64Array(grams.length * size) }
  const steps = { bias: new Float64Array(size), words: 0, weights: new Float64Array(grams.length * size) }
  for (let round = 0; round < ROUNDS; round += 1)
    for (const { label, shares, cut } of shuffled(rows, chance)) {
      const scores = wordScores({ ...cut, found: cut.found.filter(() => chance() >= WORDS_LEFT_OUT) }, vocabulary)
      const seen = shares.filter(() => chance() >= GRAMS_LEFT_OUT)
      learn(learnt, steps, seen, scores, label)
    }
  const kept = grams.map((gram, at): [string, { rarity: number; gives: (readonly [number, number])[] }] => [
    gram,
    { rarity: rarities.get(gram)!, gives: givenBy(learnt.weights.subarray(at * size, (at + 1) * size)) },
  ])
  return {
    themes: themes.map(({ code }) => code),
    bias: [...learnt.bias],
    words: learnt.words,
    grams: new Map(kept.filter(([, { gives }]) => gives.length > 0)),
    temperature: 1,
  }
}

/** A run by its number, and its share in the text. */
type Share = [gram: number, share: number]
type Steps = { bias: Float64Array; words: number; weights: Float64Array }
type Learnt = Steps & { size: number }
/** An error so small moves nothing that is kept. */
const NEGLIGIBLE = 0.0005

function learn(learnt: Learnt, steps: Steps, shares: readonly Share[], scores: Float64Array, label: number): void {
  const { size, bias, weights } = learnt
  const errors = softmax(
    scores.map((score, theme) => {
      let total = bias[theme]! + learnt.words * score
      for (const [gram, share] of shares) total += share * weights[gram * size + theme]!
      return total
    }),
  )
  errors[label]! -= 1
  let slopeOfWords = 0
  for (let theme = 0; theme < size; theme += 1) {
    const error = errors[theme]!
    slopeOfWords += error * scores[theme]!
    if (Math.abs(error) < NEGLIGIBLE) continue
    steps.bias[theme]! += error * error
    bias[theme]! -= (RATE * 0.1 * error) / Math.sqrt(steps.bias[theme]! + 1e-6)
    for (const [gram, share] of shares) {
      const at = gram * size + theme
      const slope = error * share + DECAY * weights[at]!
      steps.weights[at]! += slope * slope
      weights[at]! -= (RATE * slope) / Math.sqrt(steps.weights[at]! + 1e-6)
    }
  }
  steps.words += slopeOfWords * slopeOfWords
  learnt.words -= (0.05 * slopeOfWords) / Math.sqrt(steps.words + 1e-6)
}

function givenBy(weights: Float64Array): (readonly [number, number])[] {
  return [...weights.entries()]
    .filter(([, weight]) => Math.abs(weight) >= LEAST_GIVEN)
    .sort(([, one], [, other]) => Math.abs(other) - Math.abs(one))
    .slice(0, MOST_GIVEN)
}

function raritiesOf(cuts: readonly Cut[]): Map<string, number> {
  const texts = new Map<string, number>()
  for (const { grams } of cuts) for (const gram of grams.keys()) texts.set(gram, (texts.get(gram) ?? 0) + 1)
  return new Map([...texts].filter(([, count]) => count >= LEAST_TEXTS).map(([gram, count]) => [gram, Math.log(1 + cuts.length / count)]))
}

/** The same numbers each time: training is repeatable. */
function chances(): () => number {
  let seed = 7
  return () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return seed / 2 ** 32
  }
}

/** Else what is taught last is remembered best. */
function shuffled<T>(rows: readonly T[], chance: () => number): T[] {
  const order = [...rows]
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(chance() * (at + 1))
    const kept = order[at]!
    order[at] = order[other]!
    order[other] = kept
  }
  return order
}

/** As weights.json holds them. */
export function keepWeights({ grams, bias, words, ...rest }: Weights): KeptWeights {
  const lines = [...grams]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([gram, { rarity, gives }]) =>
      [gram, Math.round(rarity * 10), ...gives.map(([theme, weight]) => `${theme}:${Math.round(weight * 10)}`)].join(' '),
    )
  const round = (value: number) => Math.round(value * 1000) / 1000
  return { ...rest, bias: bias.map(round), words: round(words), grams: lines }
}
