/** One row for everything that leaves beside filled workbooks. Callers put the mark into what they give out. */
import { addDays } from '#base/values/day.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type { LeavingFile } from '#kernel/files/leaving.ts'
import { newId } from '#kernel/log/id.ts'
import type { Kind, Printed } from './contract.ts'
import { insertLeaving } from './queries.ts'

/** A paper with people on it is destroyed after so many days, as a filled workbook is purged. */
const RECALL_DAYS = 180

export type Leaving = {
  /** Of what has its mark in it before it can be hashed: `newMark`. */
  mark?: Mark
  kind: Kind
  what: string
  file?: string
  subjects: number
  elements: readonly string[]
  region: number
  sha256?: string
}

/** Papers made out to the one who gets them: they are hers to keep, as her own copy is. */
const handed: ReadonlySet<string> = new Set(['letter', 'letters', 'slip'] satisfies Printed[])

/** A file that was brought here and is fetched again: an import's workbook, a form with names in it, a paper. Its bytes stay as they are; it is found by its hash. */
export const registerOpened: LeavingFile = async (ctx, { file, sha256, subjects, lo }) => {
  await registerExport(ctx, { kind: 'file', what: 'opened', file, subjects, elements: [], region: lo, sha256 })
}

export type Mark = { id: string; mark: string }

export function newMark(): Mark {
  const id = newId()
  return { id, mark: `linli ${id}` }
}

/** @returns the mark to be put on it, and the day by which it is to come back; what somebody took of her own stays hers */
export async function registerExport(ctx: Ctx, leaving: Leaving): Promise<{ mark: string; recallOn: string | null }> {
  const { id, mark } = leaving.mark ?? newMark()
  const recallOn = leaving.kind === 'own' || handed.has(leaving.what) ? null : addDays(ctx.today, RECALL_DAYS)
  await insertLeaving(ctx.sql, {
    street: ctx.street,
    id,
    region: leaving.region,
    kind: leaving.kind,
    what: leaving.what,
    mark,
    subjects: leaving.subjects,
    elements: [...leaving.elements],
    recallOn,
    sha256: leaving.sha256 ?? null,
    file: leaving.file ?? null,
    login: ctx.actor.login,
    post: ctx.actor.post,
    at: ctx.now,
  })
  return { mark, recallOn }
}
