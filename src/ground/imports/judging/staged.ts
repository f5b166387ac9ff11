/** A judged row as it is kept until it is applied: the columns of `import_row`. */
import type { FactValue, SubjectKind } from '#ground/facts/contract.ts'
import type { Meta } from '#ground/facts/meta.ts'
import type { Outcome, TiePeriod } from '#ground/facts/saying.ts'
import type { RowProblem, Verdict } from '../shapes.ts'

export type SealedBody = Record<string, FactValue | null>
export type StoredState = { values: Record<string, FactValue>; meta: Meta; conflicts: number }

/** Whom a doubtful row may speak of. `door` is the door's label. */
export type StagedCandidate = { subject: string; probability: number; reasons: { say: string; with?: Record<string, string | number> }[] }

/** A further saying of a later row about the same subject. */
export type Further = { id: string; plain: SealedBody; twin: SealedBody; row: number }

export type StagedRow = {
  sheet: number
  row: number
  part: number
  region: number
  verdict: Verdict
  kind: SubjectKind
  subject: string | null
  /** Version of the subject it was judged against; for somebody new 0. */
  rev: number
  /** Nobody of this id stands yet. */
  fresh: boolean
  statement: string
  /** The statement whose words the row repeats: nothing else is kept of it. */
  repeats: string | null
  digest: string | null
  dwelling: string | null
  label: string
  body: SealedBody | null
  twin: SealedBody | null
  more: Further[] | null
  next: StoredState | null
  nextTwin: StoredState | null
  /** Of a known person: all her periods as they will be. */
  ties: TiePeriod[] | null
  sort: string
  search: string[] | null
  tokenKinds: string[] | null
  tokens: string[] | null
  /** A human decides: the saying replaces what stands. */
  decides: boolean
  outcomes: Record<string, Outcome> | null
  problems: RowProblem[] | null
  candidates: StagedCandidate[] | null
  decision: string | null
}
