/** A filling as it goes on: what was counted, what is missing, how far it is. */
import type { Ctx } from '#kernel/action/context.ts'
import type { JobRun } from '#kernel/jobs/jobs.ts'
import type { ReadyColumn } from './cells.ts'
import type { CellCounts, SheetPlan } from './contract.ts'
import type { Prepared } from './prepare.ts'
import type { Gap } from './queries.ts'
import { noCounts } from './rules.ts'

/** One sheet as it is filled; counts stand beside their columns. */
export type Tally = {
  plan: SheetPlan
  columns: ReadyColumn[]
  counts: CellCounts[]
  /** Of a roster: the last row in which somebody stands. */
  lastRow?: number
  /** Of a roster: the communities of its rows, one after the other. */
  communities: [number, number][]
}

/** The next rows of a roster are of one community, or nobody's. */
export function addRows({ communities }: Tally, region: number | undefined, rows = 1): void {
  if (rows <= 0) return
  const community = region === undefined ? 0 : Math.floor(region / 1000)
  const last = communities.at(-1)
  if (last?.[0] === community) last[1] += rows
  else communities.push([community, rows])
}

/** What one community has in it. */
export type Part = { subjects: number; counts: CellCounts }

export type Work = {
  job: JobRun
  ctx: Ctx
  prepared: Prepared
  tallies: Tally[]
  /** By subject: one who stands on two sheets is asked once. */
  gaps: Map<string, Gap>
  subjects: Set<string>
  /** By community, 12 digits. */
  parts: Map<number, Part>
  /** Rows of the asker's in which nobody was recognised. */
  strangers: number
  done: number
  total: number
  /** Tell how far it is; throws once somebody asked to stop. */
  progress: () => void
}

/** As many subjects as one list by door can hold. */
const MOST_GAPS = 200_000

export function beginWork(job: JobRun, ctx: Ctx, prepared: Prepared): Work {
  let failure: unknown
  const work: Work = {
    job,
    ctx,
    prepared,
    tallies: [],
    gaps: new Map(),
    subjects: new Set(),
    parts: new Map(),
    strangers: 0,
    done: 0,
    total: 0,
    // Told beside the transaction that reads: waiting for it inside would keep a second connection for every filling.
    progress: () => {
      if (failure) throw failure
      job.progress('stage.filling', work.done, work.total).catch((error: unknown) => {
        failure = error
      })
    },
  }
  return work
}

export function addGap(work: Work, gap: Gap): void {
  if (gap.missing.length + gap.stale.length + gap.conflicting.length === 0) return
  const known = work.gaps.get(gap.subject)
  if (!known && work.gaps.size >= MOST_GAPS) return
  const both = (one: string[], other: string[]) => [...new Set([...one, ...other])]
  work.gaps.set(gap.subject, {
    ...gap,
    missing: both(known?.missing ?? [], gap.missing),
    stale: both(known?.stale ?? [], gap.stale),
    conflicting: both(known?.conflicting ?? [], gap.conflicting),
  })
}

/** The part of the community a subject belongs to; one who stands on two sheets is one subject of it. */
export function partOf(work: Work, { id, region_no: region }: { id: string; region_no: number }): Part {
  const community = Math.floor(region / 1000)
  const part = work.parts.get(community) ?? { subjects: 0, counts: noCounts() }
  work.parts.set(community, part)
  if (!work.subjects.has(id)) part.subjects += 1
  return part
}
