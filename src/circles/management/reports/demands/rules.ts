/** What a demand must say before it may leave, whom it may ask, and when it is over. Pure. */
import type { FieldProblem } from '#base/problem.ts'
import type { ReportPlan } from '../contract.ts'
import { isExpired } from '../rules.ts'
import type { DemandState } from './contract.ts'
import type { DemandRow } from './queries.ts'

/**
 * The streets a jurisdiction reaches, as a range of nine-digit codes: a street itself; an office of a county (370683000) its streets, of a city
 * (370600000) or province (370000000) those below.
 */
export function reachOf(jurisdiction: number): { lo: number; hi: number } {
  const width = [10_000_000, 100_000, 1000].find((one) => jurisdiction % one === 0) ?? 1
  return { lo: jurisdiction + (width > 1 ? 1 : 0), hi: jurisdiction + width - 1 }
}

type Terms = Pick<DemandRow, 'due_on' | 'basis' | 'basis_file_id' | 'purpose' | 'survey' | 'form_no' | 'form_valid_to' | 'streets' | 'plan'>

/** What keeps it from being submitted, field by field, in the order of the form. */
export function findLacks({ plan, ...terms }: Terms, today: string): FieldProblem[] {
  const used = plan.sheets.filter(({ use }) => use)
  const lacks: FieldProblem[] = []
  const lack = (path: string, say: string) => lacks.push({ path, say })
  if (terms.streets.length === 0) lack('/streets', 'demand.lacks.streets')
  if (terms.due_on === null) lack('/dueOn', 'demand.lacks.due')
  else if (terms.due_on < today) lack('/dueOn', 'demand.lacks.due-over')
  if (terms.basis === null && terms.basis_file_id === null) lack('/basis', 'demand.lacks.basis')
  if (terms.purpose === null) lack('/purpose', 'demand.lacks.purpose')
  if (terms.survey && terms.form_valid_to === null) lack('/formValidTo', 'demand.lacks.valid-to')
  if (isExpired(terms.form_valid_to, today)) lack('/formValidTo', 'demand.lacks.expired')
  if (used.length === 0) lack('/plan', 'demand.lacks.sheets')
  else if (used.every(({ layout }) => layout === 'card')) lack('/plan', 'demand.lacks.card')
  if (terms.streets.length > 1 && namesPeople(plan)) lack('/file', 'demand.lacks.names')
  return lacks
}

/** The workbook lists somebody already. Sent to many streets, each would see those of the others. */
export function namesPeople(plan: ReportPlan): boolean {
  return plan.sheets.some(({ use, layout, population }) => use && layout === 'roster' && population.who === 'given')
}

/** Past the validity of its form nobody need answer it any more (统计法 2024 art. 17); nothing is written for that, it is so from the day on. */
export function stateOn(state: DemandState, formValidTo: string | null, today: string): DemandState {
  const open = state === 'draft' || state === 'submitted' || state === 'admitted'
  return open && state !== 'draft' && isExpired(formValidTo, today) ? 'expired' : state
}
