/**
 * Which items answer to a text, with reasons: by the pairs of characters both share, rare pairs counting more than those that stand in every title.
 * No outside service and no dictionary; a person decides.
 */
import { normaliseText } from '#base/values/normalise.ts'
import type { DutyItem, DutyMatch, MatchReason } from './contract.ts'

/** Words that stand in every list and tell nothing apart. */
const filler =
  /工作|开展|做好|负责|相关|有关|组织|落实|推进|加强|以及|情况|进行|实施|按照|要求|关于|通知|报送|报表|台账|名单|街道|乡镇|社区|居民委员会|居委会|村委会|请|各|及|和|与|或|的|等|对/g
/** What is worth showing; below it a match is chance. */
const LEAST = 0.34
/** Nearly the whole title, and nothing else comes near. */
const SURE = 0.85
const NEAR = 0.7

type Known = { item: DutyItem; title: string; titlePairs: Set<string>; taskPairs: Set<string> }

export function matchItems(given: string, items: readonly DutyItem[], limit: number): DutyMatch[] {
  const text = plain(given)
  const textPairs = pairsOf(text)
  if (textPairs.size === 0) return []
  const known = items.map(knowItem)
  const weight = weigh(known)
  const judged = known
    .map((one) => ({ one, likeness: likenessOf(one, text, textPairs, weight) }))
    .filter(({ likeness }) => likeness >= LEAST)
    .sort((a, b) => b.likeness - a.likeness || (a.one.item.id < b.one.item.id ? -1 : 1))
  const second = judged[1]?.likeness ?? 0
  return judged.slice(0, limit).map(({ one, likeness }, at) => ({
    item: one.item,
    certain: at === 0 && likeness >= SURE && second < likeness * NEAR,
    reasons: reasonsFor(one, given, text),
  }))
}

function plain(text: string): string {
  return normaliseText(text)
    .toLowerCase()
    .replace(filler, ' ')
    .replace(/[\p{P}\p{S}]/gu, ' ')
}

/** Pairs of neighbours inside a word; single characters say too little. */
function pairsOf(text: string): Set<string> {
  const pairs = new Set<string>()
  for (const word of text.split(/\s+/)) {
    const signs = Array.from(word)
    for (let at = 0; at + 1 < signs.length; at += 1) pairs.add(signs[at]! + signs[at + 1]!)
  }
  return pairs
}

function knowItem(item: DutyItem): Known {
  const title = plain(item.title)
  return { item, title, titlePairs: pairsOf(title), taskPairs: pairsOf(plain(item.tasks)) }
}

/** The rarer a pair among the titles, the more it tells. One that stands in no title speaks against all of them, half as much as a rare one for its own. */
function weigh(known: readonly Known[]): (pair: string) => number {
  const counts = new Map<string, number>()
  for (const { titlePairs } of known) for (const pair of titlePairs) counts.set(pair, (counts.get(pair) ?? 0) + 1)
  const unknown = Math.log(1 + known.length) / 2
  return (pair) => {
    const count = counts.get(pair)
    return count === undefined ? unknown : Math.log(1 + known.length / count)
  }
}

/**
 * How much of the title the text says, or, where somebody typed only a word or two, how much of the text the title says; what the description
 * shares adds a little.
 */
function likenessOf({ titlePairs, taskPairs }: Known, text: string, textPairs: Set<string>, weight: (pair: string) => number): number {
  const sum = (pairs: Iterable<string>, of: (pair: string) => boolean) => {
    let total = 0
    for (const pair of pairs) if (of(pair)) total += weight(pair)
    return total
  }
  const titleWeight = sum(titlePairs, () => true)
  const shared = sum(titlePairs, (pair) => textPairs.has(pair))
  if (titleWeight === 0) return 0
  const textWeight = sum(textPairs, () => true)
  const ofTitle = shared / titleWeight
  const ofText = (0.9 * sum(textPairs, (pair) => titlePairs.has(pair))) / textWeight
  const ofTasks = sum(textPairs, (pair) => taskPairs.has(pair)) / textWeight
  // A long text mentions a word of many titles by the way.
  const isShort = Array.from(text.replace(/\s/g, '')).length <= 16
  return Math.min(1, Math.max(ofTitle, isShort ? ofText : 0) + 0.25 * ofTasks)
}

const MOST_WORDS = 5

function reasonsFor({ item, title }: Known, given: string, text: string): MatchReason[] {
  const bare = (one: string) => one.replace(/\s/g, '')
  const whole = bare(title).length >= 2 && (bare(text).includes(bare(title)) || bare(title).includes(bare(text)))
  const tasks = sharedWords(plain(item.tasks), text).filter((word) => !title.includes(word))
  const lead = item.lead.split(/[、，,；;\s]+/).filter((unit) => unit.length >= 3 && normaliseText(given).includes(unit))
  const reasons: MatchReason[] = [
    { kind: whole ? 'title' : 'words', words: whole ? [item.title] : sharedWords(title, text) },
    { kind: 'tasks', words: tasks },
    { kind: 'lead', words: lead },
  ]
  return reasons.filter(({ words }) => words.length > 0).map(({ kind, words }) => ({ kind, words: words.slice(0, MOST_WORDS) }))
}

/** The longest runs of at least two characters that stand in both, in the order of the first. */
function sharedWords(one: string, other: string): string[] {
  const found: string[] = []
  for (const word of one.split(/\s+/)) {
    for (let at = 0; at + 1 < word.length; ) {
      let length = 0
      while (at + length < word.length && other.includes(word.slice(at, at + length + 1))) length += 1
      if (length >= 2) found.push(word.slice(at, at + length))
      at += Math.max(1, length - 1)
    }
  }
  return [...new Set(found)].filter((run, _, all) => !all.some((longer) => longer !== run && longer.includes(run)))
}
