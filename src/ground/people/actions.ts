/** Doubles: merged by a human, taken apart again, or kept apart for good. */
import { Problem } from '#base/problem.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { listStatements, lockSubjects } from '#ground/facts/queries.ts'
import { rebuild, withdrawAll } from '#ground/facts/rebuild.ts'
import { action } from '#kernel/action/action.ts'
import { noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import * as contracts from './contract.ts'
import { copyStatements, endMerge, findMerge, insertDifferent, insertMerge, markMerged, releaseSubject } from './queries.ts'

export const merge = action(contracts.mergePeople, {
  may: 'people.merge',
  async run(ctx, { keep, gone, reasons }) {
    if (keep === gone) throw new Problem('merge.same')
    const rows = await lockSubjects(ctx.sql, ctx.street, [keep, gone])
    const [kept, away] = [rows.find((row) => row.id === keep), rows.find((row) => row.id === gone)]
    if (!kept || !away || kept.kind !== 'person' || away.kind !== 'person') throw new Problem('thing.unknown')
    if (kept.merged_into || away.merged_into) throw new Problem('merge.state')
    const id = newId()
    const statements = await listStatements(ctx.sql, ctx.street, [gone])
    const withdrawn = new Set(statements.map((statement) => statement.withdraws))
    const standing = statements.filter((statement) => !statement.withdraws && !withdrawn.has(statement.id))
    await insertMerge(ctx.sql, {
      street: ctx.street,
      id,
      region: kept.region_no,
      kept: keep,
      gone,
      reasons,
      post: ctx.actor.post,
      at: ctx.now,
    })
    await releaseSubject(ctx.sql, ctx.street, gone)
    await copyStatements(ctx.sql, {
      street: ctx.street,
      from: gone,
      to: keep,
      region: kept.region_no,
      merge: id,
      post: ctx.actor.post,
      at: ctx.now,
      ids: standing.map((statement) => ({ of: statement.id, id: newId() })),
    })
    await markMerged(ctx.sql, ctx.street, gone, keep)
    await rebuild(ctx, await getStreetCatalogue(ctx), [keep])
    noteEvent(ctx, 'person.merged', [keep, gone], [], { merge: id })
    return { merge: id, rev: kept.rev + 1 }
  },
})

export const unmerge = action(contracts.unmergePeople, {
  may: 'people.merge',
  async run(ctx, { id }) {
    const row = await findMerge(ctx.sql, ctx.street, id)
    if (!row) throw new Problem('thing.unknown')
    if (row.undone_at) throw new Problem('merge.state')
    await withdrawAll(ctx, id)
    await markMerged(ctx.sql, ctx.street, row.gone_id, null)
    await rebuild(ctx, await getStreetCatalogue(ctx), [row.gone_id])
    await endMerge(ctx.sql, ctx.street, id, ctx.actor.post, ctx.now)
    noteEvent(ctx, 'person.unmerged', [row.kept_id, row.gone_id], [], { merge: id })
    return { kept: row.kept_id, again: row.gone_id }
  },
})

export const apart = action(contracts.keepApart, {
  may: 'people.merge',
  async run(ctx, { id, other }) {
    if (id === other) throw new Problem('merge.same')
    const people = (await lockSubjects(ctx.sql, ctx.street, [id, other])).filter(({ kind }) => kind === 'person')
    if (people.length < 2) throw new Problem('thing.unknown')
    await insertDifferent(ctx.sql, ctx.street, id, other, ctx.actor.post, ctx.now)
    noteEvent(ctx, 'person.kept-apart', [id, other])
    return { noted: true }
  },
})
