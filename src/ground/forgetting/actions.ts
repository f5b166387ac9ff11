/** The order to erase somebody. As a dry run it tells what would go, or why nothing may; in earnest it begins the job that does it. */
import { Problem } from '#base/problem.ts'
import { findSubjects } from '#ground/facts/queries.ts'
import { isHeld } from '#ground/purposes/keeping/queries.ts'
import { action } from '#kernel/action/action.ts'
import { noteEvent } from '#kernel/action/context.ts'
import { enqueue } from '#kernel/jobs/jobs.ts'
import { newId } from '#kernel/log/id.ts'
import * as contracts from './contract.ts'
import { foresee, readingOf } from './erasing.ts'
import { holdsPost, insertErasure, keepJob } from './queries.ts'
import { whyKept } from './rules.ts'

export const erase = action(contracts.erasePerson, {
  may: 'person.erase',
  needsVersion: true,
  async run(ctx, { id, ground, reason }) {
    const [person] = await findSubjects(ctx.sql, ctx.street, [id])
    if (person?.kind !== 'person' || person.merged_into) throw new Problem('thing.unknown')
    if (person.rev !== ctx.version) throw new Problem('precondition.failed', { rev: person.rev })
    const { subjects, relations, busy, gone } = await foresee(ctx.house, ctx.street, id, await readingOf(ctx))
    const post = await holdsPost(ctx.sql, ctx.street, subjects, ctx.today)
    const held = await isHeld(ctx.sql, ctx.street, subjects, ctx.today)
    const kept = whyKept(ground, { relations, holdsPost: post, isWorkedOn: busy, isHeld: held })
    if (kept.length > 0) throw new Problem('erase.kept', { count: kept.length }, kept)
    const counts = { ...gone.rows, ...(gone.files.length > 0 ? { file: gone.files.length } : {}) }
    const erasure = newId()
    await insertErasure(ctx.sql, {
      street: ctx.street,
      id: erasure,
      region: person.region_no,
      subjects,
      ground,
      reason,
      counts,
      login: ctx.actor.login,
      post: ctx.actor.post,
      at: ctx.now,
    })
    const job = await enqueue(ctx, 'person.erase', { erasure })
    await keepJob(ctx.sql, ctx.street, erasure, job)
    noteEvent(ctx, 'person.erasing', subjects, [], { erasure, ground })
    return { erasure, job, goes: counts }
  },
})
