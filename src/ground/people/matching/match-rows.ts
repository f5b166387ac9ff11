import type { Say } from '#base/values/parsed.ts'
import {
  type Candidate,
  importOptions,
  type Levels,
  type MatchOptions,
  type PersonRecord,
  type RowMatch,
  type Verdict,
} from './contract.ts'
import type { Frequencies } from './frequencies.ts'
import { type Evidence, ratioOf, weigh } from './likelihood.ts'
import { mayAgree } from './name.ts'
import { type PreparedPerson, preparePerson } from './prepare.ts'

type Scored = { known: PreparedPerson; ratio: number }
type RowScores = { row: PreparedPerson; scored: Scored[] }

const mostCandidates = 5

/**
 * Matches the rows of one import against the register. `candidatesOf` gives the people who share a blocking key with a row; it is asked once per row.
 * Each row's candidates compete with one another and with nobody known; then rows compete for people: two rows never take the same person unflagged.
 * Pure; the order of rows does not matter.
 */
export function matchRows(
  rows: Iterable<PersonRecord>,
  candidatesOf: (row: PersonRecord) => Iterable<PersonRecord>,
  frequencies: Frequencies,
  options: MatchOptions = importOptions,
): RowMatch[] {
  const scores: RowScores[] = []
  for (const row of rows) {
    const ready = preparePerson(row)
    scores.push({ row: ready, scored: scoreCandidates(ready, candidatesOf(row), frequencies, options) })
  }
  const claims = settleClaims(scores, frequencies, options)
  return scores.map((score) => finishRow(score, claims, frequencies, options))
}

/** Compares one pair, as if it were the only candidate: for a human who looks at two people. */
export function comparePair(
  first: PersonRecord,
  second: PersonRecord,
  frequencies: Frequencies,
  options: MatchOptions = importOptions,
): Candidate {
  const [row, known] = [preparePerson(first), preparePerson(second)]
  const evidence = weigh(row, known, frequencies)
  const { ratio } = ratioOf(evidence, frequencies.population)
  const prior = options.coverage / Math.max(frequencies.population, 1)
  return explain(row, known, (prior * ratio) / (1 - options.coverage + prior * ratio), frequencies, options)
}

function scoreCandidates(
  row: PreparedPerson,
  candidates: Iterable<PersonRecord>,
  frequencies: Frequencies,
  options: MatchOptions,
): Scored[] {
  const scored: Scored[] = []
  // a hundredth of the doubtful threshold can still tip the balance between candidates
  const least = (options.doubtful / 100) * ((1 - options.coverage) / options.coverage) * frequencies.population
  for (const candidate of candidates) {
    const known = preparePerson(candidate)
    if (!worthWeighing(row, known)) continue
    const { ratio } = ratioOf(weigh(row, known, frequencies), frequencies.population)
    if (ratio >= least) scored.push({ known, ratio })
  }
  return scored.sort((one, two) => two.ratio - one.ratio)
}

function worthWeighing(row: PreparedPerson, known: PreparedPerson): boolean {
  if (!row.name || !known.name || row.formers.length > 0 || known.formers.length > 0) return true
  if ((row.idNumber && known.idNumber) || (row.idToken && row.idToken === known.idToken)) return true
  return mayAgree(row.name, known.name)
}

/** Probability of each candidate beside the others and beside nobody known. */
function probabilities(scored: readonly Scored[], frequencies: Frequencies, options: MatchOptions): number[] {
  const prior = options.coverage / Math.max(frequencies.population, 1)
  const total = scored.reduce((sum, { ratio }) => sum + prior * ratio, 1 - options.coverage)
  return scored.map(({ ratio }) => (prior * ratio) / total)
}

type Claim = { row: PreparedPerson; known: PreparedPerson; odds: number }
/** Every claim on a person, and the probability that remains of a row's claim once the others are heard. */
type Claims = { on: Map<string, Claim[]>; left: Map<string, number> }

/** Chance that a file lists one person twice, and that two rows which do not look like one person are one all the same. */
const listedTwice = 0.02
const unlikeTwice = 0.0005

/** Rows that claim one person: either one of them is she, or the file lists her more than once, or none of them is she. */
function settleClaims(scores: readonly RowScores[], frequencies: Frequencies, options: MatchOptions): Claims {
  const on = new Map<string, Claim[]>()
  for (const { row, scored } of scores) {
    for (const [at, probability] of probabilities(scored, frequencies, options).entries()) {
      const known = scored[at]?.known
      if (!known || probability < options.doubtful) continue
      const claim = { row, known, odds: Math.min(1e6, probability / Math.max(1 - probability, 1e-9)) }
      const list = on.get(known.id)
      if (list) list.push(claim)
      else on.set(known.id, [claim])
    }
  }
  const left = new Map<string, number>()
  for (const [person, claims] of on) {
    if (claims.length < 2) continue
    for (const claim of claims) left.set(`${claim.row.id} ${person}`, probabilityLeft(claim, claims, frequencies, options))
  }
  return { on, left }
}

function probabilityLeft(claim: Claim, claims: readonly Claim[], frequencies: Frequencies, options: MatchOptions): number {
  const prior = options.coverage / Math.max(frequencies.population, 1)
  let withOthers = 1
  let others = 0
  for (const other of claims) {
    if (other === claim) continue
    const alike = prior * ratioOf(weigh(claim.row, other.row, frequencies), frequencies.population).ratio > 1
    withOthers += (alike ? listedTwice : unlikeTwice) * other.odds
    others += other.odds
  }
  return (claim.odds * withOthers) / (claim.odds * withOthers + others + 1)
}

function finishRow({ row, scored }: RowScores, claims: Claims, frequencies: Frequencies, options: MatchOptions): RowMatch {
  const left = (known: PreparedPerson) => claims.left.get(`${row.id} ${known.id}`)
  const open = claims.left.size > 0 ? scored.filter(({ known }) => (left(known) ?? 1) >= options.doubtful) : scored
  const chances = probabilities(open, frequencies, options).map((chance, at) => Math.min(chance, left(open[at]?.known ?? row) ?? 1))
  const shown = open.slice(0, mostCandidates).filter((_, at) => (chances[at] ?? 0) >= options.doubtful)
  const candidates = shown.map(({ known }, at) => explain(row, known, chances[at] ?? 0, frequencies, options))
  const best = candidates[0]
  const claimedBy = best ? (claims.on.get(best.person) ?? []).filter((claim) => claim.row.id !== row.id).map((claim) => claim.row.id) : []
  if (best && claimedBy.length > 0) best.reasons.push({ say: 'match.claimed', with: { rows: claimedBy.length } })
  return { row: row.id, verdict: best?.verdict ?? 'different', candidates, claimedBy }
}

function explain(
  row: PreparedPerson,
  known: PreparedPerson,
  probability: number,
  frequencies: Frequencies,
  options: MatchOptions,
): Candidate {
  const evidence = weigh(row, known, frequencies)
  const { ratio, rival } = ratioOf(evidence, frequencies.population)
  const bits: Candidate['bits'] = {}
  for (const [at, field] of evidence.fields.entries()) {
    const odds = evidence.odds[at]
    if (odds) bits[field] = Math.round(10 * Math.log2(odds.same / Math.max(odds[rival], 1e-12))) / 10
  }
  const barred = whyNotAlone(evidence.levels)
  const verdict: Verdict = probability >= options.same && !barred ? 'same' : probability >= options.doubtful ? 'doubtful' : 'different'
  const reasons: Say[] = reasonsOf(evidence)
  if (barred && probability >= options.same) reasons.push({ say: barred })
  if (rival !== 'stranger' && probability < 0.999) reasons.push({ say: `match.rival.${rival}` })
  return {
    person: known.id,
    probability,
    weight: Math.round(10 * Math.log2(ratio)) / 10,
    verdict,
    levels: evidence.levels,
    bits,
    rival,
    reasons,
  }
}

function reasonsOf(evidence: Evidence): Say[] {
  return (Object.entries(evidence.levels) as [string, string][]).map(([field, level]) => ({ say: `match.${field}.${level}` }))
}

/** Names that differ by more than a slip of the pen: brothers, sisters and twins are named so. */
const unlikeNames: ReadonlySet<string | undefined> = new Set(['one-other', 'surname-only', 'given-only', 'different'])
const sameNames: ReadonlySet<string | undefined> = new Set(['same', 'script', 'former'])
/** Births that speak for one person: a day of the same year alone does not. */
const alikeBirths: ReadonlySet<string | undefined> = new Set(['same', 'swapped', 'digit', 'lunar', 'partial'])

/** What a machine must not decide alone however probable it looks. */
function whyNotAlone(levels: Levels): string | undefined {
  const byId = levels.id === 'same' || levels.id === 'slip'
  if (levels.id === 'different' || levels.id === 'near') return 'match.barred.two-ids'
  if (levels.name === 'different' || levels.name === 'given-only' || levels.name === 'surname-only') return 'match.barred.name'
  if (unlikeNames.has(levels.name) && !byId) return 'match.barred.sibling'
  if (levels.head === 'role' && !sameNames.has(levels.name) && !byId) return 'match.barred.role'
  if (levels.sex === 'different' && levels.id !== 'same') return 'match.barred.sex'
  const corroborated =
    byId ||
    alikeBirths.has(levels.birth) ||
    levels.phone === 'same' ||
    levels.phone === 'slip' ||
    levels.dwelling === 'same' ||
    levels.head === 'same'
  return corroborated ? undefined : 'match.barred.name-alone'
}
