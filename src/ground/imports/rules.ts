/** What may happen to an import in which state, and what its plan must have before rows are read. Pure. */
import { Problem } from '#base/problem.ts'
import type { Plan } from './plan.ts'
import type { Counts, ImportState } from './shapes.ts'

export type Step = 'plan' | 'stage' | 'decide' | 'apply' | 'undo' | 'drop'

const allowed: Record<Step, readonly ImportState[]> = {
  plan: ['understood', 'staged'],
  stage: ['understood', 'staged'],
  decide: ['staged', 'applied'],
  apply: ['staged', 'applied'],
  undo: ['applied'],
  drop: ['unreadable', 'understood', 'staged'],
}

/** @throws Problem import.state */
export function mustAllow(step: Step, state: ImportState): void {
  if (!allowed[step].includes(state)) throw new Problem('import.state', { state })
}

/** Something must be read, and every row must know its community. @throws Problem import.empty, region.unknown */
export function mustBeReadable(plan: Plan): void {
  const used = plan.sheets.filter((sheet) => sheet.use)
  if (!used.some((sheet) => sheet.columns.some((column) => column.role !== 'out'))) throw new Problem('import.empty')
  const named = used.every((sheet) => sheet.columns.some((column) => column.role === 'community'))
  if (plan.communityFrom === 'unknown' && !named)
    throw new Problem('region.unknown', {}, [{ path: '/community', say: 'import.note.choose-community' }])
}

/** @throws Problem import.empty when nothing waits to be written */
export function mustHaveWaiting(counts: Counts): void {
  if ((counts.waiting ?? 0) === 0) throw new Problem('import.empty')
}
