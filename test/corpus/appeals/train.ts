/**
 * Trains the weights that are shipped, after the themes or the written texts changed, and says how good they are:
 * `node --import tsx test/corpus/appeals/train.ts`. The held-out texts are only measured.
 */
import { writeFileSync } from 'node:fs'
import { shippedThemes } from '#catalogue/triage.ts'
import { keepWeights, train } from '#ground/matters/triage/train.ts'
import { type Classed, classAll, crossValidate, figuresOf, readAppeals } from './appeals.ts'

const written = readAppeals('written')
const crossed = crossValidate(written)
say('cross-validated', crossed)
const weights = { ...train(written, shippedThemes), temperature: coolest(crossed) }
say('held out, first', classAll(readAppeals('first'), weights))
say('held out, second', classAll(readAppeals('second'), weights))
say('held out, sixth', classAll(readAppeals('sixth'), weights))
const kept = keepWeights(weights)
writeFileSync(new URL('../../../src/ground/matters/triage/weights.json', import.meta.url), `${JSON.stringify(kept, null, 1)}\n`)
process.stdout.write(`${kept.grams.length} runs of characters, temperature ${weights.temperature}\n`)

/** The temperature under which what was not seen in training is as sure as it is right. */
function coolest(classed: readonly Classed[]): number {
  const loss = (temperature: number) =>
    classed.reduce((sum, { appeal, guesses }) => {
      const powers = guesses.map(({ confidence }) => confidence ** (1 / temperature))
      const own = powers[guesses.findIndex(({ theme }) => theme.code === appeal.theme)]!
      return sum - Math.log(own / powers.reduce((all, power) => all + power, 0))
    }, 0)
  const tried = Array.from({ length: 21 }, (_, at) => Math.round((0.5 + at * 0.05) * 100) / 100)
  return tried.reduce((best, one) => (loss(one) < loss(best) ? one : best))
}

function say(name: string, classed: readonly Classed[]): void {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`
  const { count, first, third, fieldFirst, fieldThird } = figuresOf(classed)
  process.stdout.write(
    `${name}: ${count} texts, theme first ${percent(first)}, in three ${percent(third)}; field first ${percent(fieldFirst)}, in three ${percent(fieldThird)}\n`,
  )
}
