/**
 * Small numbers single people out. What is shown to everybody holds none, and none can be reckoned from what stands beside it: rows with too few are
 * put together until what stands for them is enough itself, and a share is told in steps, of enough on both sides. Pure.
 */

/** Counts below this are not shown. */
export const SMALLEST_SHOWN = 5
/** Shares are told in steps of so many hundredths: so that nobody reckons back from one, how many they were. */
const STEP = 5

export type Sized<T> = { row: T; sizes: readonly number[] }

/**
 * Rows of which every size is enough stand by themselves; the others are one row, which takes the smallest of those beside it until it is enough too
 * (complementary suppression). Where even all together are too few, nothing stands. `pooled` is null where no row had to be put together.
 */
export function poolSmall<T>(rows: readonly Sized<T>[]): { shown: T[]; pooled: T[] | null } {
  const isEnough = (sizes: readonly number[]) => sizes.every((size) => size >= SMALLEST_SHOWN)
  const ordered = [...rows].sort((one, other) => Math.min(...other.sizes) - Math.min(...one.sizes))
  const shown = ordered.filter(({ sizes }) => isEnough(sizes))
  const pooled = ordered.filter(({ sizes }) => !isEnough(sizes))
  if (pooled.length === 0) return { shown: rows.map(({ row }) => row), pooled: null }
  const sums = () => (pooled[0]?.sizes ?? []).map((_, at) => pooled.reduce((sum, { sizes }) => sum + sizes[at]!, 0))
  while (!isEnough(sums())) {
    const next = shown.pop()
    if (!next) return { shown: [], pooled: null }
    pooled.push(next)
  }
  const kept = new Set(shown)
  return { shown: rows.filter((row) => kept.has(row)).map(({ row }) => row), pooled: pooled.map(({ row }) => row) }
}

/** `over`: so many hundredths or more; `under`: so many or fewer. */
export type ToldShare = { is: 'about' | 'over' | 'under'; percent: number } | null
export type Share = { hits: number; of: number }

/** Nothing is told of so few that one of both sides would be small whatever it is. */
export function tellShare({ hits, of }: Share): ToldShare {
  if (of < 2 * SMALLEST_SHOWN) return null
  if (of - hits < SMALLEST_SHOWN) return { is: 'over', percent: atLeast(of) }
  if (hits < SMALLEST_SHOWN) return { is: 'under', percent: 100 - atLeast(of) }
  const percent = Math.round((hits * 100) / of / STEP) * STEP
  return { is: 'about', percent: Math.min(100 - STEP, Math.max(STEP, percent)) }
}

/** What holds of every share in which fewer than the smallest shown are missing, whichever it is. */
function atLeast(of: number): number {
  return Math.floor(((of - SMALLEST_SHOWN + 1) * 100) / of / STEP) * STEP
}

/**
 * Shares of parts beside the share of the whole. Where the whole is told, what is kept back of the parts is always two or more of them, and enough
 * together on both sides: what is missing cannot be reckoned as the whole less the others.
 */
export function tellShares(parts: readonly Share[]): ToldShare[] {
  const add = (shares: readonly Share[]) =>
    shares.reduce((sum, { hits, of }) => ({ hits: sum.hits + hits, of: sum.of + of }), { hits: 0, of: 0 })
  const whole = tellShare(add(parts))
  if (whole === null) return parts.map(() => null)
  // Of a whole with a small side only the size of each part says anything, and nobody is told more.
  if (whole.is !== 'about')
    return parts.map(({ of }) =>
      of < 2 * SMALLEST_SHOWN ? null : { is: whole.is, percent: whole.is === 'over' ? atLeast(of) : 100 - atLeast(of) },
    )
  const hasBoth = ({ hits, of }: Share) => hits >= SMALLEST_SHOWN && of - hits >= SMALLEST_SHOWN
  const told = parts.filter(hasBoth).sort((one, other) => other.of - one.of)
  const kept = parts.filter((part) => !hasBoth(part))
  while (kept.length > 0 && told.length > 0 && (kept.length === 1 || !hasBoth(add(kept)))) kept.push(told.pop()!)
  const hidden = new Set(kept)
  return parts.map((part) => (hidden.has(part) ? null : tellShare(part)))
}
