/** Training of the linear model: multinomial logistic regression with AdaGrad; the same texts always give the same weights. */
import { softmax } from './classify.ts'
import { type Cut, cutText, readVocabulary } from './cut.ts'
import { gramShares, type KeptWeights, type Weights, wordScores } from './model.ts'
import type { Theme } from './theme.ts'

export type Labelled = { theme: string; text: string }
const ROUNDS = 20
const RATE = 0.35
/** In each round some of what stands in a text is left out, so that no single word is relied on: people say the same in other words. */
const WORDS_LEFT_OUT = 0.4
const GRAMS_LEFT_OUT = 0.3
const DECAY = 1e-3
/** A run that stands in one text only is its own accident. */
const LEAST_TEXTS = 2
/** What is kept of a run: the rest costs a megabyte and changes nothing that was measured. */
const LEAST_GIVEN = 0.6
const MOST_GIVEN = 6

export function train(labelled: readonly Labelled[], themes: readonly Theme[]): Weights {
  const vocabulary = readVocabulary(themes)
  const columns = new Map(themes.map(({ code }, at) => [code, at]))
  const cuts = labelled.map(({ text }) => cutText(text, vocabulary))
  const rarities = raritiesOf(cuts)
  const rows = cuts.map((cut, at) => ({
    label: columns.get(labelled[at]!.theme)!,
    shares: gramShares(cut.grams, (gram) => rarities.get(gram)),
    cut,
  }))
  const chance = chances()
  const size = themes.length
  const bias = new Float64Array(size)
  const weights = new Map([...rarities.keys()].map((gram) => [gram, new Float64Array(size)]))
  const steps = new Map([...rarities.keys()].map((gram) => [gram, new Float64Array(size)]))
  const biasSteps = new Float64Array(size)
  let [words, wordSteps] = [2, 0]
  for (let round = 0; round < ROUNDS; round += 1)
    for (const { label, shares: whole, cut } of rows) {
      const scores = wordScores({ ...cut, found: cut.found.filter(() => chance() >= WORDS_LEFT_OUT) }, vocabulary)
      const shares = whole.filter(() => chance() >= GRAMS_LEFT_OUT)
      const errors = softmax(scores.map((score, theme) => bias[theme]! + words * score + sum(shares, weights, theme)))
      errors[label]! -= 1
      let gradient = 0
      for (let theme = 0; theme < size; theme += 1) {
        const error = errors[theme]!
        gradient += error * scores[theme]!
        biasSteps[theme]! += error * error
        bias[theme]! -= (RATE * 0.1 * error) / Math.sqrt(biasSteps[theme]! + 1e-6)
      }
      wordSteps += gradient * gradient
      words -= (0.05 * gradient) / Math.sqrt(wordSteps + 1e-6)
      for (const [gram, share] of shares) {
        const [own, step] = [weights.get(gram)!, steps.get(gram)!]
        for (let theme = 0; theme < size; theme += 1) {
          const slope = errors[theme]! * share + DECAY * own[theme]!
          step[theme]! += slope * slope
          own[theme]! -= (RATE * slope) / Math.sqrt(step[theme]! + 1e-6)
        }
      }
    }
  const grams: Weights['grams'] = new Map()
  for (const [gram, own] of weights) {
    const gives = [...own.entries()]
      .filter(([, weight]) => Math.abs(weight) >= LEAST_GIVEN)
      .sort(([, one], [, other]) => Math.abs(other) - Math.abs(one))
      .slice(0, MOST_GIVEN)
    if (gives.length > 0) grams.set(gram, { rarity: rarities.get(gram)!, gives })
  }
  return { themes: themes.map(({ code }) => code), bias: [...bias], words, grams, temperature: 1 }
}

function sum(shares: readonly [string, number][], weights: ReadonlyMap<string, Float64Array>, theme: number): number {
  let total = 0
  for (const [gram, share] of shares) total += share * weights.get(gram)![theme]!
  return total
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
