/** When somebody may be erased, and whether a row of a workbook is about her. Pure. */
import type { FieldProblem } from '#base/problem.ts'
import { normaliseText } from '#base/values/normalise.ts'
import type { Ground } from './contract.ts'

/** How a person stands in the street today. */
export type Standing = { relations: ReadonlySet<string>; holdsPost: boolean; isWorkedOn: boolean; isHeld: boolean }

/**
 * While somebody lives, is registered, rents or owns here, the community keeps her record by duty, not by her consent (PIPL art. 13 ¶1 (3)); where the
 * law still wants the record, only storage and protection remain (art. 47 ¶2). What was taken unlawfully, or must go by another law, goes all the same.
 */
const duties = ['person.residence', 'person.registration', 'person.tenancy', 'person.ownership'] as const
const overriding: ReadonlySet<Ground> = new Set(['unlawful', 'other-law'])

/** Why she cannot be erased now, each with what to do; empty when she can. */
export function whyKept(ground: Ground, { relations, holdsPost, isWorkedOn, isHeld }: Standing): FieldProblem[] {
  const kept = overriding.has(ground) ? [] : duties.filter((duty) => relations.has(duty))
  return [
    ...kept.map((duty) => ({ path: '/ground', say: `erase.kept.${duty.split('.')[1]}` })),
    ...(holdsPost ? [{ path: '/id', say: 'erase.kept.post' }] : []),
    // A case needs it: evidence is kept from whoever wants it gone too.
    ...(isHeld ? [{ path: '/id', say: 'erase.kept.hold' }] : []),
    ...(isWorkedOn ? [{ path: '/id', say: 'erase.kept.import' }] : []),
  ]
}

/** By what she is recognised in a workbook. */
export type Marks = { names: ReadonlySet<string>; numbers: ReadonlySet<string> }

/** Shorter numbers (of a telephone without its area) stand inside of many others. */
const LONG = 8

/**
 * Identity number or telephone in any cell, however it is spaced. Her name alone counts only where the file is one that Linli filled and that can be
 * filled again (`byName`): a namesake costs somebody a download there, elsewhere a day's work.
 */
export function standsIn(cells: Iterable<string>, { names, numbers }: Marks, byName: boolean): boolean {
  for (const text of cells) {
    if (text === '') continue
    const plain = normaliseText(text).replace(/[\s-]/g, '').toUpperCase()
    if (byName && names.has(plain)) return true
    for (const number of numbers) if (number.length < LONG ? plain === number : plain.includes(number)) return true
  }
  return false
}

/** A name or number as `standsIn` compares it. */
export function markOf(value: string): string {
  return normaliseText(value).replace(/[\s-]/g, '').toUpperCase()
}

/** What of a saying about somebody else at her doors speaks of her: values that are her name or number, but never what the other is called herself. */
export function mentionsIn(kind: string, said: ReadonlyMap<string, string>, { names, numbers }: Marks): string[] {
  const own = new Set([`${kind}.name`, `${kind}.former-name`, `${kind}.id-number`, `${kind}.document-number`, `${kind}.phone`])
  return [...said].flatMap(([element, value]) => {
    const mark = markOf(value)
    return !own.has(element) && (names.has(mark) || numbers.has(mark)) ? [element] : []
  })
}
