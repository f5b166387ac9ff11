/** Taking sayings back, and folding subjects again from what remains. The same `foldSayings` that proves a written state right. */
import type { Ctx } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import { type Catalogue, isTwin } from './catalogue.ts'
import { getStreetCatalogue } from './definitions.ts'
import { insertStatements, listStatements, listStatementsByRef } from './queries.ts'
import { foldSayings } from './rules.ts'
import { openValues } from './seal.ts'
import { dwellingFollowed, holdSubjects, settleRegions, writeHeld } from './store.ts'

/** Subjects folded at once: their sayings are held in memory. */
const FOLDED_AT_ONCE = 2000

/**
 * Take back everything that was said under one reference (an import, a merge): a withdrawal row for each statement, then the
 * subjects are folded again from what remains. What was said later stays. Returns the subjects, and those somebody spoke of later.
 */
export async function withdrawAll(ctx: Ctx, ref: string): Promise<{ subjects: string[]; spokenOfLater: string[] }> {
  const catalogue = await getStreetCatalogue(ctx)
  const taken = await listStatementsByRef(ctx.sql, ctx.street, ref)
  const subjects = [...new Set(taken.map((statement) => statement.subject))]
  await withdrawStatements(ctx, ref, taken)
  const ids = new Set(taken.map((statement) => statement.id))
  const spokenOfLater: string[] = []
  for (let at = 0; at < subjects.length; at += FOLDED_AT_ONCE) {
    spokenOfLater.push(...(await rebuild(ctx, catalogue, subjects.slice(at, at + FOLDED_AT_ONCE), ids)))
  }
  return { subjects, spokenOfLater }
}

export type Taken = { id: string; subject: string; region: number; asOf: string; source: string }

/** A withdrawal row for each statement; the subjects are not folded yet. */
export async function withdrawStatements(ctx: Ctx, ref: string, taken: Taken[]): Promise<void> {
  for (let at = 0; at < taken.length; at += FOLDED_AT_ONCE) {
    await insertStatements(
      ctx.sql,
      ctx.street,
      taken.slice(at, at + FOLDED_AT_ONCE).map((statement) => ({
        id: newId(),
        subject: statement.subject,
        region: statement.region,
        source: statement.source,
        asOf: statement.asOf,
        saidAt: ctx.now,
        post: ctx.actor.post,
        ref,
        decides: false,
        withdraws: statement.id,
        body: {},
      })),
    )
  }
}

/** Fold subjects again from their statements. Returns those with statements made after any of `taken`. */
export async function rebuild(ctx: Ctx, catalogue: Catalogue, ids: string[], taken: ReadonlySet<string> = new Set()): Promise<string[]> {
  const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
  const held = await holdSubjects(ctx, catalogue, ids)
  const statements = await listStatements(ctx.sql, ctx.street, ids)
  const withdrawn = new Set(statements.map((statement) => statement.withdraws).filter((id) => id !== null))
  const bySubject = groupBySubject(statements)
  const later: string[] = []
  for (const subject of held.values()) {
    const own = (bySubject.get(subject.id) ?? []).map((statement) => ({
      ...statement,
      body: openValues(keys, catalogue.elements, statement.body),
    }))
    const standing = own.filter((statement) => statement.words !== statement.id || (!withdrawn.has(statement.id) && !statement.withdraws))
    const first = own.findIndex((statement) => taken.has(statement.id))
    if (first >= 0 && own.slice(first + 1).some((statement) => standing.includes(statement))) later.push(subject.id)
    const folded = foldSayings(
      catalogue.elements,
      standing.map((statement) => ({ ...statement, id: statement.words })),
    )
    if (subject.kind === 'person' && !dwellingFollowed(folded.ties)) subject.region = standing.at(-1)?.region ?? subject.region
    subject.ties = folded.ties
    subject.state = new Map([...folded.state].filter(([element]) => !isTwin(catalogue, element)))
    subject.twin = new Map([...folded.state].filter(([element]) => isTwin(catalogue, element)))
  }
  await settleRegions(ctx, [...held.values()])
  await writeHeld(ctx, catalogue, [...held.values()])
  return later
}

function groupBySubject<T extends { subject: string }>(rows: T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(row.subject)
    if (group) group.push(row)
    else groups.set(row.subject, [row])
  }
  return groups
}
