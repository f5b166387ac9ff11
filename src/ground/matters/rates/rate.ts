/** What a rate is made of. It is data: who reads a number can read how it came about. Browser-safe. */
import type { Condition } from '#base/condition.ts'
import type { Words } from '#ground/forms/contract.ts'

export type Rate = {
  id: string
  title: Words
  /** Explained beside the number. */
  says: Words
  decimals: 1 | 2
} & (
  | {
      /** Counted over single matters. */
      over: 'matters'
      numerator: Condition
      denominator: Condition
      /** Left out of both, each with its reason. */
      exclusions: { when: Condition; label: Words }[]
    }
  | {
      /** Reckoned from figures as bulletins print them; of several numerators each is a rate of its own. */
      over: 'figures'
      numerators: string[]
      denominator: string[]
    }
)
