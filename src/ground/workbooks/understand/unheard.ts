import type { SubjectKind } from '#ground/facts/contract.ts'
import type { Background } from './candidates.ts'
import { pairsOf, sharesWordOf } from './catalogue-index.ts'
import type { Verdict } from './decide.ts'
import { topicOf } from './generic.ts'
import { readHeading } from './heading.ts'

/** So many of the headings must be understood: in a language or a manner of speaking that is not, nothing is known of the rest either. */
const understood = 0.4
/** A topic of so many letters, of whose pairs at least this share stands in no heading of the catalogue. */
const unheard = { letters: 3, share: 0.5 }

/**
 * In a sheet that is understood, a heading nothing comes near to and whose own words (初潮, 自闭阀, 缴存) stand nowhere among the thousands the catalogue
 * holds asks what nobody registers. Measured with the headings of each form forgotten: 2 of 150 such headings asked a known thing in unheard words.
 */
export function markUnheard(verdicts: Verdict[], { index, subject }: Background): void {
  const known = verdicts.filter((verdict) => verdict.element !== null).length
  if (!subject.anchored || known < verdicts.length * understood) return
  // A list of persons speaks of their households and homes too.
  const isSpokenOf = (kind: SubjectKind) => subject.weight(kind) >= 0.5
  for (const verdict of verdicts) {
    if (verdict.element !== null || verdict.say !== 'workbook.understood.unknown' || (verdict.candidates[0]?.score ?? 0) > 0.02) continue
    // A point to tick off is asked in words of its own trade, known or not.
    if (/[□☐]/u.test(String(verdict.with?.heading ?? ''))) continue
    const key = readHeading(String(verdict.with?.heading ?? '')).forms.at(-1)?.key ?? ''
    const topic = topicOf(key)
    const pairs = pairsOf(topic)
    const strange = pairs.filter((pair) => !index.pairs.has(pair)).length
    if (!/^\p{Script=Han}+$/u.test(key) || topic.length < unheard.letters) continue
    if (strange < pairs.length * unheard.share || sharesWordOf(index, topic, isSpokenOf)) continue
    verdict.certain = true
    verdict.confidence = 0.96
  }
}
