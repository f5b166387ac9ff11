/** What two requests ask in common. Pure. */
import type { ReportPlan } from '../contract.ts'

/** Elements a workbook asks of each kind of subject: a name of a person and of a firm are two. Running numbers and the like are nobody's. */
export function askedElements(plan: ReportPlan): Set<string> {
  const columns = plan.sheets.filter(({ use }) => use).flatMap((sheet) => sheet.columns)
  return new Set(columns.flatMap(({ element, count }) => (element ? [element] : (count?.conditions ?? []).map((one) => one.element))))
}

/** What identifies somebody stands in every roster and makes no two of them the same. */
const identifying = /\.(name|id-number|sex|phone|birth-date|age)$/

/** Of what the first asks, how much the other asks too, beside what every roster asks. */
export function compareAsked(plan: ReportPlan, other: ReportPlan): { shared: string[]; of: number } {
  const theirs = askedElements(other)
  const own = comparable(askedElements(plan))
  return { shared: own.filter((element) => theirs.has(element)), of: own.length }
}

/** Each once, without what identifies somebody. */
export function comparable(elements: Iterable<string>): string[] {
  return [...new Set(elements)].filter((element) => !identifying.test(element))
}
