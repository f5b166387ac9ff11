/** What a text is about, with how sure that is and the words that decided. Pure: the same text always gives the same answer. A person decides. */
import { asSaid, type Cut, cutText, readVocabulary, type Vocabulary } from './cut.ts'
import { gramShares, type Weights, wordScores } from './model.ts'
import type { Theme } from './theme.ts'

export type Classifier = { themes: readonly Theme[]; vocabulary: Vocabulary; weights: Weights; columns: readonly (number | undefined)[] }
export type Guess = {
  theme: Theme
  /** 0–1: of texts that were given so much, about so many were rightly given it. */
  confidence: number
  /** Words of the text that spoke for it, the strongest first. */
  words: string[]
}
/** How alike matters of this street were classed, by whoever decided: for each `type/category` the sum of their likenesses. */
export type Heard = ReadonlyMap<string, number>

/** Below it the guess is shown as one: somebody has to read the text. */
export const SURE = 0.8
/** What is given where the judges do not agree: of the texts of other hands so judged, not two in three were right. */
const MOST_UNSURE = 0.65
/** How much alike matters here can add to a theme; by two that are quite alike it is nearly reached. */
const HISTORY = 2.5
const MOST_WORDS = 5
/** A word that counts less than so much of the strongest did not decide. */
const SPEAKS = 0.3
/** It is never certain. */
const MOST_SURE = 0.99

export function makeClassifier(themes: readonly Theme[], weights: Weights): Classifier {
  const places = new Map(weights.themes.map((code, at) => [code, at]))
  // What a street added has no weights of its own: its words alone speak for it.
  return { themes, vocabulary: readVocabulary(themes), weights, columns: themes.map(({ code }) => places.get(code)) }
}

/** All themes, the likeliest first. */
export function classify(classifier: Classifier, text: string, heard: Heard = new Map()): Guess[] {
  const { themes, vocabulary, weights } = classifier
  const cut = cutText(text, vocabulary)
  const learned = learnedScores(classifier, cut)
  const words = wordScores(cut, vocabulary)
  const history = Float64Array.from(themes, ({ matter: { type, category } }) => 1 - Math.exp(-(heard.get(`${type}/${category}`) ?? 0)))
  const scores = words.map((score, at) => (weights.words * score + learned[at]! + HISTORY * history[at]!) / weights.temperature)
  const shares = softmax(scores)
  const order = [...shares.keys()].sort((one, other) => shares[other]! - shares[one]! || one - other)
  const [first = 0] = order
  const isKnown = classifier.columns[first] !== undefined
  // Where the words and what was learned do not say the same, one of them is misled.
  const agreed = [words, ...(isKnown ? [learned] : []), ...(heard.size > 0 ? [history] : [])].every((judge) => likeliest(judge) === first)
  const most = agreed ? MOST_SURE : MOST_UNSURE
  return order.map((at) => ({ theme: themes[at]!, confidence: Math.min(most, shares[at]!), words: speakingFor(classifier, cut, at) }))
}

/** Nothing in the text is known: a greeting, a number, another language. */
export function saysNothing(guesses: readonly Guess[]): boolean {
  const [first] = guesses
  return first === undefined || (first.words.length === 0 && first.confidence < 2 / guesses.length)
}

function likeliest(scores: Float64Array): number {
  return scores.indexOf(Math.max(...scores))
}

export function softmax(scores: Float64Array): Float64Array {
  const most = Math.max(...scores)
  const powers = scores.map((score) => Math.exp(score - most))
  const total = powers.reduce((all, power) => all + power, 0)
  return powers.map((power) => power / total)
}

function learnedScores({ themes, weights, columns }: Classifier, { grams }: Cut): Float64Array {
  const byColumn = Float64Array.from(weights.bias)
  for (const [gram, share] of gramShares(grams, (one) => weights.grams.get(one)?.rarity))
    for (const [column, weight] of weights.grams.get(gram)!.gives) byColumn[column]! += share * weight
  const unknown = Math.min(...weights.bias)
  return Float64Array.from(themes, (_, at) => (columns[at] === undefined ? unknown : byColumn[columns[at]!]!))
}

/** Words of the catalogue first; where there are none, the runs of characters that count most. */
function speakingFor({ weights, columns }: Classifier, cut: Cut, at: number): string[] {
  const { found, grams } = cut
  const words = found
    .flatMap(({ word, weight, claims }) => {
      const claim = claims.find(({ theme }) => theme === at)
      return claim && word.length > 1 ? [{ word, force: weight * claim.strength }] : []
    })
    .sort((one, other) => other.force - one.force)
  const least = (words[0]?.force ?? 0) * SPEAKS
  if (words.length > 0)
    return words
      .filter(({ force }) => force >= least)
      .slice(0, MOST_WORDS)
      .map(({ word }) => asSaid(cut, word))
  const column = columns[at]
  return gramShares(grams, (one) => (one.length > 1 && !one.startsWith('=') ? weights.grams.get(one)?.rarity : undefined))
    .flatMap(([gram, share]) => {
      const weight = weights.grams.get(gram)!.gives.find(([theme]) => theme === column)?.[1] ?? 0
      return weight > 0.3 ? [{ gram, force: share * weight }] : []
    })
    .sort((one, other) => other.force - one.force)
    .slice(0, 3)
    .map(({ gram }) => asSaid(cut, gram))
}
