/** What the three screens of a report hand to one another. */
import type { OutputOf } from '#base/contract.ts'
import type { readReporting } from '../own/contract.ts'
import { guessCategory } from '../own/rules.ts'
import type { Draft } from './draft.ts'

export type Reporting = OutputOf<typeof readReporting>
export type ReportType = Reporting['types'][number]
export type StepProps = {
  reporting: Reporting
  type: ReportType
  draft: Draft
  /** Under which name it is kept on this phone. */
  shelf: string
  onDraft: (change: Partial<Draft>) => void
  onBack: () => void
  onNext: () => void
}

/** Hers, or the one her words are nearest to; otherwise for somebody to sort. */
export function categoryOf({ category, text }: Pick<Draft, 'category' | 'text'>, { categories }: ReportType): string | undefined {
  if (category && categories.some(({ code }) => code === category)) return category
  const known = categories.map(({ code, label, hint }) => ({ code, label, ...(hint ? { hint } : {}) }))
  return guessCategory(text, known) ?? (categories.some(({ code }) => code === 'other') ? 'other' : undefined)
}
