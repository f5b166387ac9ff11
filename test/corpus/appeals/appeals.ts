/** The labelled appeals, and how well they are classed. */
import { readFileSync } from 'node:fs'
import { shippedThemes } from '#catalogue/triage.ts'
import { type Classifier, classify, type Guess, makeClassifier } from '#ground/matters/triage/classify.ts'
import type { Weights } from '#ground/matters/triage/model.ts'
import { type Labelled, train } from '#ground/matters/triage/train.ts'

export type Appeal = Labelled & { voice: string }
/** Held out ones teach once they were seen through and mended for: the third, fourth and fifth. The sixth judges what is shipped. */
const files = {
  written: ['written.txt', 'written-second.txt', 'held-out-third.txt', 'held-out-fourth.txt', 'held-out-fifth.txt'],
  first: ['held-out.txt'],
  second: ['held-out-second.txt'],
  sixth: ['held-out-sixth.txt'],
} as const

/** `theme|text`, or `theme|voice|text`, a line each. */
export function readAppeals(which: keyof typeof files): Appeal[] {
  return files[which]
    .flatMap((file) => readFileSync(new URL(file, import.meta.url), 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => {
      const parts = line.split('|')
      return { theme: parts[0]!, voice: parts.length > 2 ? parts[1]! : '', text: parts.at(-1)! }
    })
}

export type Figures = { count: number; first: number; third: number; fieldFirst: number; fieldThird: number }
export type Classed = { appeal: Appeal; guesses: Guess[] }

/** Shares of texts whose theme came first or among the first three; and likewise their field, by the sum of its themes. */
export function figuresOf(classed: readonly Classed[]): Figures {
  const share = (holds: (one: Classed) => boolean) => classed.filter(holds).length / classed.length
  const fieldOf = new Map(shippedThemes.map(({ code, field }) => [code, field.code]))
  const fields = ({ guesses }: Classed) => {
    const sums = new Map<string, number>()
    for (const { theme, confidence } of guesses) sums.set(theme.field.code, (sums.get(theme.field.code) ?? 0) + confidence)
    return [...sums].sort(([, one], [, other]) => other - one).map(([field]) => field)
  }
  const among = (most: number) => share(({ appeal, guesses }) => guesses.slice(0, most).some(({ theme }) => theme.code === appeal.theme))
  const fieldAmong = (most: number) => share((one) => fields(one).slice(0, most).includes(fieldOf.get(one.appeal.theme)!))
  return { count: classed.length, first: among(1), third: among(3), fieldFirst: fieldAmong(1), fieldThird: fieldAmong(3) }
}

export function classAll(appeals: readonly Appeal[], weights: Weights): Classed[] {
  const classifier: Classifier = makeClassifier(shippedThemes, weights)
  return appeals.map((appeal) => ({ appeal, guesses: classify(classifier, appeal.text) }))
}

/** Each fifth is classed by what the other four taught; `most` of them, since each takes some seconds. */
export function crossValidate(appeals: readonly Appeal[], most = 5): Classed[] {
  return Array.from({ length: most }, (_, fold) => {
    const isHeld = (_appeal: Appeal, at: number) => at % 5 === fold
    const weights = train(
      appeals.filter((appeal, at) => !isHeld(appeal, at)),
      shippedThemes,
    )
    return classAll(appeals.filter(isHeld), weights)
  }).flat()
}
