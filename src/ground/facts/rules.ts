/**
 * How a new saying meets what is known (DESIGN §3). Pure: the same function writes, stages an import and rebuilds after an undo.
 * Values here are plain; sealing identifiers is the store's business.
 */
import type { Element, FactValue, TieValue } from './contract.ts'
import { INFERRED, inferValues } from './infer.ts'
import type { Known, Outcome, Saying, Standing, State, TiePeriod } from './saying.ts'

/** Seen with one's own eyes ranks before a department's copy, that before the community's books, and those before hearsay. Breaks equal dates only. */
export function rankOf(source: string): number {
  if (source === 'seen') return 4
  if (source.startsWith('department:')) return 3
  if (source === 'register') return 2
  return 1
}

/** Past its shelf life on this day. */
export function isStale(element: Element, asOf: string, day: string): boolean {
  return element.shelfLifeDays !== undefined && daysBetween(asOf, day) > element.shelfLifeDays
}

/** Say one thing about one element; changes `state` and tells what became of it. */
export function sayOne(state: State, element: Element, value: FactValue | null, saying: Saying): Outcome {
  const standing = standingOf(saying)
  const known = state.get(element.id)
  if (value === null) return known && takesOver(element, known, saying) ? takeAway(state, element) : 'older'
  if (!known || known.standing.source === INFERRED) {
    state.set(element.id, { value, standing, rivals: [] })
    return 'new'
  }
  if (sameValue(known.value, value)) {
    confirmValue(known, standing)
    // Kept against what waited beside it: that is a decision as well.
    if (saying.decides) known.rivals = []
    return 'same'
  }
  if (element.merge === 'set') return addToSet(state, element, value, standing)
  if (takesOver(element, known, saying)) {
    state.set(element.id, { value, standing, rivals: [] })
    return 'changed'
  }
  if (isOlderFromSameSource(known, saying)) return 'older'
  known.rivals = [
    ...known.rivals.filter((rival) => rival.source !== saying.source && !sameValue(rival.value, value)),
    { ...standing, value },
  ]
  return 'conflict'
}

/** Fold sayings in the order they were made. Withdrawn ones must be left out by the caller. */
export function foldSayings(elements: ReadonlyMap<string, Element>, sayings: Saying[]): { state: State; ties: TiePeriod[] } {
  const state: State = new Map()
  const ties: TiePeriod[] = []
  for (const saying of sayings) applySaying(elements, state, ties, saying)
  return { state, ties }
}

/** Apply one saying to a state and its tie periods; returns the outcome of each element. Unknown elements are kept out: they were retired. */
export function applySaying(elements: ReadonlyMap<string, Element>, state: State, ties: TiePeriod[], saying: Saying): Map<string, Outcome> {
  const outcomes = new Map<string, Outcome>()
  for (const [id, value] of Object.entries(saying.body)) {
    const element = elements.get(id)
    if (!element || element.derived) continue
    if (element.type === 'tie' && endsTie(ties, id, value as TieValue | null)) {
      endTie(state, ties, element, value as TieValue & { to: string }, saying)
      outcomes.set(id, 'gone')
      continue
    }
    const outcome = sayOne(state, element, value, saying)
    outcomes.set(id, outcome)
    if (element.type === 'tie') applyTie(ties, element, value as TieValue | null, saying, outcome)
  }
  inferValues(elements, state, saying.saidOn)
  return outcomes
}

/** A new period closes the one before it, except ownership, where several dwellings may be held at once. */
function applyTie(ties: TiePeriod[], element: Element, value: TieValue | null, saying: Saying, outcome: Outcome): void {
  if (outcome !== 'new' && outcome !== 'changed' && outcome !== 'gone') return
  const from = value?.from ?? saying.asOf
  if (outcome !== 'new' && element.merge !== 'set') {
    for (const tie of ties) if (tie.kind === element.id && !tie.to) tie.to = from
  }
  const held = value && ties.some((tie) => tie.kind === element.id && tie.dwelling === value.dwelling && !tie.to)
  if (value && !held) ties.push({ ...value, kind: element.id, statement: saying.id })
}

/** A last day said of a relation that runs: how one of several homes of an owner ends, the others stay. */
function endsTie(ties: TiePeriod[], kind: string, value: TieValue | null): boolean {
  return value?.to !== undefined && ties.some((tie) => tie.kind === kind && tie.dwelling === value.dwelling && !tie.to)
}

function endTie(state: State, ties: TiePeriod[], element: Element, value: TieValue & { to: string }, saying: Saying): void {
  for (const tie of ties) if (tie.kind === element.id && tie.dwelling === value.dwelling && !tie.to) tie.to = value.to
  const known = state.get(element.id)
  if (!known || (known.value as TieValue).dwelling !== value.dwelling) return
  const left = ties.filter((tie) => tie.kind === element.id && !tie.to).at(-1)
  if (!left) state.delete(element.id)
  else state.set(element.id, { value: { dwelling: left.dwelling }, standing: standingOf(saying), rivals: known.rivals })
}

function standingOf({ id, source, asOf }: Saying): Standing {
  return { statement: id, source, asOf }
}

function takesOver(element: Element, known: Known, saying: Saying): boolean {
  if (saying.decides) return true
  if (element.merge === 'confirm') return false
  const { source, asOf } = known.standing
  if (saying.source === source) return saying.asOf >= asOf
  if (saying.asOf > asOf) return isStale(element, asOf, saying.saidOn)
  return saying.asOf === asOf && rankOf(saying.source) > rankOf(source)
}

function isOlderFromSameSource(known: Known, saying: Saying): boolean {
  return saying.source === known.standing.source && saying.asOf < known.standing.asOf
}

function takeAway(state: State, element: Element): Outcome {
  state.delete(element.id)
  return 'gone'
}

/** Hearing it again keeps it fresh; the newer date and, on equal dates, the better source stand. A rival that said the same is settled. */
function confirmValue(known: Known, standing: Standing): void {
  const newer = standing.asOf > known.standing.asOf
  const better = standing.asOf === known.standing.asOf && rankOf(standing.source) > rankOf(known.standing.source)
  if (newer || better) known.standing = standing
  known.rivals = known.rivals.filter((rival) => rival.source !== standing.source)
}

/** Several values stand side by side: entries of a list are joined; of several dwellings the last one said is shown, and all keep their periods. */
function addToSet(state: State, element: Element, value: FactValue, standing: Standing): Outcome {
  const known = state.get(element.id)!
  const joined = Array.isArray(known.value) && Array.isArray(value) ? [...new Set([...known.value, ...value])] : value
  if (sameValue(joined, known.value)) return 'same'
  state.set(element.id, { value: joined, standing, rivals: [] })
  return 'changed'
}

/** Equal values: order does not matter in sets, and a tie is the same when it is the same dwelling. */
export function sameValue(a: FactValue, b: FactValue): boolean {
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((entry) => b.includes(entry))
  if (typeof a === 'object' && typeof b === 'object' && 'dwelling' in a && 'dwelling' in b) return a.dwelling === b.dwelling
  return false
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000
}
