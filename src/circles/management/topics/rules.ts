/** Which matters belong together. Pure. */

/** A matter's words as weighed numbers, and where and what it is. */
export type Weighed = { id: string; community: number; kind: string; tokens: ReadonlyMap<number, number>; weight: number }

/** Below it two texts share what any two share. */
const LEAST_LIKENESS = 0.22
/** What is of the same kind is the same thing sooner. */
const SAME_KIND = 1.2
const FEWEST = 2

/** How much both say, by weight, between 0 and 1: as `app_find_alike` reckons it. */
export function likenessOf(one: Weighed, other: Weighed): number {
  if (one.weight === 0 || other.weight === 0) return 0
  const [less, more] = one.tokens.size < other.tokens.size ? [one, other] : [other, one]
  let shared = 0
  for (const [token, weight] of less.tokens) if (more.tokens.has(token)) shared += weight
  const alike = shared / Math.sqrt(one.weight * other.weight)
  return one.kind === other.kind ? alike * SAME_KIND : alike
}

/**
 * Groups of one community, the largest first. A matter goes where it is most like all that are there on the average, so that no chain of small likenesses
 * puts together what has nothing in common.
 */
export function cluster(matters: readonly Weighed[]): Weighed[][] {
  const groups: Weighed[][] = []
  for (const matter of matters) {
    let best: { group: Weighed[]; likeness: number } | undefined
    for (const group of groups) {
      if (group[0]!.community !== matter.community) continue
      const likeness = group.reduce((sum, one) => sum + likenessOf(one, matter), 0) / group.length
      if (likeness >= LEAST_LIKENESS && likeness > (best?.likeness ?? 0)) best = { group, likeness }
    }
    if (best) best.group.push(matter)
    else groups.push([matter])
  }
  return groups.filter(({ length }) => length >= FEWEST).sort((one, other) => other.length - one.length)
}
