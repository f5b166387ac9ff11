/** The linear model: how much each theme gains by words of the catalogue and by runs of characters. Trained by train.ts, kept in weights.json. */
import type { Cut, Vocabulary } from './cut.ts'

export type Weights = {
  /** Codes of the themes it was trained for, in the order of its columns. */
  themes: string[]
  bias: number[]
  /** By how much the catalogue’s words count beside what was learned. */
  words: number
  /** Of each run of characters: its rarity, and what it gives to which themes. */
  grams: Map<string, { rarity: number; gives: readonly (readonly [theme: number, weight: number])[] }>
  /** By what the scores are divided before they become a confidence. */
  temperature: number
}

/** As it is kept: `gram rarity theme:weight …` in tenths, one line each. */
export type KeptWeights = { themes: string[]; bias: number[]; words: number; temperature: number; grams: string[] }

export function readWeights({ grams, ...rest }: KeptWeights): Weights {
  return {
    ...rest,
    grams: new Map(
      grams.map((line) => {
        const [gram = '', rarity = '0', ...gives] = line.split(' ')
        const read = gives.map((give) => give.split(':').map(Number) as [number, number])
        return [gram, { rarity: Number(rarity) / 10, gives: read.map(([theme, weight]) => [theme, weight / 10] as const) }]
      }),
    ),
  }
}

/** What a text has of a run of characters: a long one has more runs, each of them says less. */
const PRIOR = 12

export function gramShares(grams: ReadonlyMap<string, number>, rarityOf: (gram: string) => number | undefined): [string, number][] {
  const shares: [string, number][] = []
  let sum = PRIOR
  for (const [gram, weight] of grams) {
    const rarity = rarityOf(gram)
    if (rarity === undefined) continue
    shares.push([gram, rarity * weight])
    sum += (rarity * weight) ** 2
  }
  const norm = Math.sqrt(sum)
  return shares.map(([gram, share]) => [gram, share / norm])
}

/** What the catalogue’s words give to each theme. Ten words for it do not count ten times. */
export function wordScores({ found }: Cut, { themes }: Pick<Vocabulary, 'themes'>): Float64Array {
  const scores = new Float64Array(themes)
  for (const { weight, claims } of found) for (const { theme, strength } of claims) scores[theme]! += weight * strength
  return scores.map((score) => Math.log1p(1.5 * score))
}
