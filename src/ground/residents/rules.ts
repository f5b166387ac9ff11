/** Who may act for whom, and when it ends. Pure: a day goes in, and everything that ends with a day ends by itself. */
import { Problem } from '#base/problem.ts'
import { addDays, addYears, ageOn, isDay } from '#base/values/day.ts'
import type { Element } from '#ground/facts/contract.ts'
import type { OwnPerson, OwnScope } from '#kernel/access/contract.ts'
import type { Mandate } from './contract.ts'

export const allScopes: readonly OwnScope[] = ['answer', 'see', 'correct', 'report']

/** From this age on a person acts for herself (PIPL 31: under 14 by the consent of a guardian). */
export const OWN_AGE = 14
/** From this age on nobody is her guardian for being young (民法典 17, 18). */
export const FULL_AGE = 18

/** Whether somebody signs in for herself on this day. Whose birth date nobody knows is taken for grown up: the card was seen or the number matched. */
export function actsForHerself(birth: string | undefined, today: string): boolean {
  return birth === undefined || !isDay(birth) || ageOn(birth, today) >= OWN_AGE
}

export function isMinor(birth: string | undefined, today: string): boolean {
  return birth !== undefined && isDay(birth) && ageOn(birth, today) < FULL_AGE
}

/** The last day on which a child of this birth date has a guardian: the eve of the day she is 18. */
export function lastDayOfGuardian(birth: string): string {
  const birthday = addYears(birth, FULL_AGE)
  return isMinor(birth, birthday) ? birthday : addDays(birthday, -1)
}

export type Term = {
  kind: Mandate['kind']
  from: string
  to: string
  ended: boolean
  principalBirth?: string | undefined
  principalDied?: boolean
}

/** A mandate ends with its last day, when either side ends it, with the principal's death (民法典 173), and a guardian's when the child is of age. */
export function stateOf(term: Term, today: string): Mandate['state'] {
  if (term.ended) return 'ended'
  if (term.principalDied || term.to < today) return 'over'
  if (term.kind === 'guardian' && !isMinor(term.principalBirth, today)) return 'over'
  return term.from > today ? 'to-come' : 'in-force'
}

/** Begins today or later and lasts a year at most. @throws Problem mandate.term with the field at fault */
export function judgeTerm({ from, to }: { from: string; to: string }, today: string): void {
  const field = from < today ? '/from' : to < from || to > addYears(from, 1) ? '/to' : undefined
  if (field) throw new Problem('mandate.term', {}, [{ path: field, say: 'mandate.term' }])
}

export type Known = { id: string; name: string; birth?: string | undefined; died: boolean }
export type Held = Term & { principal: Known; scope: OwnScope[] }

/**
 * The persons a telephone acts for on this day: herself where she is old enough, children she is the guardian of, and who chose her. Each stands once,
 * in the nearest of these ways.
 */
export function personsOf(own: readonly Known[], mandates: readonly Held[], today: string): OwnPerson[] {
  const persons = new Map<string, OwnPerson>()
  for (const { id, name, birth, died } of own)
    if (!died && actsForHerself(birth, today)) persons.set(id, { id, name, as: 'self', scope: [...allScopes] })
  const inForce = mandates.filter((mandate) => stateOf(mandate, today) === 'in-force')
  for (const kind of ['guardian', 'helper'] as const)
    for (const { principal, scope, to } of inForce.filter((mandate) => mandate.kind === kind)) {
      const known = persons.get(principal.id)
      if (!known) persons.set(principal.id, { id: principal.id, name: principal.name, as: kind, scope: [...scope], until: to })
      else if (known.as === 'helper' && kind === 'helper')
        known.scope = allScopes.filter((one) => known.scope.includes(one) || scope.includes(one))
    }
  return [...persons.values()]
}

/** Her number and her telephone say who she is: whoever could change them could become her. Everything else a helper may say as she may. */
const identifying = new Set(['id-number', 'phone', 'uscc'])

/**
 * Whether somebody who acts for a person this way may say something about an element. What a department or a card decides is said at the counter: ties
 * to doors and numbers of documents. Telephones only by herself or her guardian, and so what is protected. Answers to questions keep to this as well.
 */
export function maySay(as: OwnPerson['as'], element: Element): boolean {
  if (element.derived || element.type === 'tie' || element.type === 'id-number' || element.id === 'person.document-number') return false
  if (element.sensitivity === 'forbidden') return false
  return as !== 'helper' || (!identifying.has(element.type) && element.sensitivity !== 'sensitive')
}
