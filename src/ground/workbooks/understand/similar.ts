import { type CatalogueIndex, pairsOf } from './catalogue-index.ts'
import { topicOf } from './generic.ts'

/** Known headings most like this one, with 0–1; typing errors (租凭 for 租赁) come close to 1. */
export function similarHeadings(index: CatalogueIndex, key: string, most = 8): { heading: string; likeness: number }[] {
  if (key.length < 2) return []
  const shared = new Map<string, number>()
  for (const pair of new Set(pairsOf(key))) {
    const headings = index.pairs.get(pair) ?? []
    // Pairs that thousands of headings share (号码, 电话) say little; they only add to what rarer pairs found.
    if (headings.length > 3000) continue
    for (const heading of headings) shared.set(heading, (shared.get(heading) ?? 0) + 1)
  }
  const best = [...shared].sort((a, b) => b[1] / (b[0].length + 3) - a[1] / (a[0].length + 3)).slice(0, 40)
  return best
    .map(([heading]) => ({ heading, likeness: likeness(key, heading) }))
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, most)
}

/**
 * How alike two headings are: their letters seen from the end, where a Chinese heading says what it is, and their topics without the words any form
 * uses. 医疗情况 and 治疗情况 share most letters and no topic.
 */
export function likeness(a: string, b: string): number {
  if (a === b) return 1
  const sameEnd = a.at(-1) === b.at(-1) && a.at(-2) === b.at(-2) ? 0 : 0.12
  const letters = closeness(a, b) - sameEnd
  const [one, other] = [topicOf(a), topicOf(b)]
  if (one === '' && other === '') return Math.max(0, letters)
  const topics = one === '' || other === '' ? 0.3 : closeness(one, other)
  return Math.max(0, 0.55 * letters + 0.45 * topics)
}

function closeness(a: string, b: string): number {
  return 1 - distance(a, b) / Math.max(a.length, b.length)
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
