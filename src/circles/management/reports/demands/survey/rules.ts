/** Surveys of many streets as one, and what asking would cost. Pure. */
import type { CellCounts, CellState } from '../../contract.ts'
import type { Repeat, Survey } from './contract.ts'

/** Of each subject of whom something is asked: to find her in, by telephone or at the door. An assumption, told as one; no source is known. */
const MINUTES_TO_REACH = 6
/** To ask one thing and write it down. */
const MINUTES_TO_ASK = 0.5

export function minutesFor(subjects: number, answers: number): number {
  return Math.round(subjects * MINUTES_TO_REACH + answers * MINUTES_TO_ASK)
}

/** What must be asked of somebody. */
export function toAsk(counts: CellCounts): number {
  return counts.missing + counts.stale + counts.conflicting
}

/** Counts of a sample as counts of all. */
export function scaleUp(counts: CellCounts, sampled: number, all: number): CellCounts {
  if (sampled === 0 || sampled === all) return counts
  return Object.fromEntries(Object.entries(counts).map(([state, n]) => [state, Math.round((n * all) / sampled)])) as CellCounts
}

export function addUp(
  surveys: readonly Survey[],
): Survey & { counts: CellCounts; minutes: number; repeats: (Repeat & { streets: number })[] } {
  const columns = new Map<string, Survey['columns'][number]>()
  const repeats = new Map<string, Repeat & { streets: number }>()
  for (const survey of surveys) {
    for (const { sheet, path, counts } of survey.columns) {
      const key = JSON.stringify([sheet, path])
      const known = columns.get(key)
      columns.set(key, { sheet, path, counts: known ? sum(known.counts, counts) : counts })
    }
    for (const repeat of survey.repeats) {
      const key = JSON.stringify([repeat.asker, repeat.title])
      repeats.set(key, { ...repeat, streets: (repeats.get(key)?.streets ?? 0) + 1 })
    }
  }
  const total = (of: (survey: Survey) => number) => surveys.reduce((all, survey) => all + of(survey), 0)
  const counts = [...columns.values()].reduce((all, column) => sum(all, column.counts), nothing)
  const asked = total((survey) => survey.asked)
  return {
    rows: total((survey) => survey.rows),
    sampled: total((survey) => survey.sampled),
    columns: [...columns.values()],
    asked,
    counts,
    minutes: minutesFor(asked, toAsk(counts)),
    repeats: [...repeats.values()].sort((one, other) => other.streets - one.streets),
  }
}

const nothing: CellCounts = { known: 0, stale: 0, missing: 0, conflicting: 0, forbidden: 0 }

function sum(one: CellCounts, other: CellCounts): CellCounts {
  return Object.fromEntries((Object.keys(nothing) as CellState[]).map((state) => [state, one[state] + other[state]])) as CellCounts
}
