/**
 * Erasing in earnest. Workbooks are searched first, while it is still known by what she is recognised; she is buried beside the database; then all
 * modules let her go in one transaction of the role that deletes, the bytes go, and one action closes it. Cut off anywhere it begins again.
 */
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { rebuild } from '#ground/facts/rebuild.ts'
import { action } from '#kernel/action/action.ts'
import { noteEvent } from '#kernel/action/context.ts'
import { enter } from '#kernel/action/door.ts'
import type { Job, JobRun } from '#kernel/jobs/jobs.ts'
import { closeErasure } from './contract.ts'
import { asHouse, letGo, marksOf, type Reading, readingOf, takenBack, wholeHouse } from './erasing.ts'
import { holdsHer } from './files.ts'
import { type ErasureRow, endErasure, findErasure, keepFound, listSaid, listStoredFiles, markPurged } from './queries.ts'

export const eraseJob: Job<{ erasure: string }> = {
  kind: 'person.erase',
  heavy: true,
  run: async (job, { erasure: id }) => {
    const { house, street } = job
    const { row, reading } = await asHouse(house, street, async (ctx) => ({
      row: await findErasure(ctx.sql, street, id),
      reading: await readingOf(ctx),
    }))
    if (!row || row.state === 'done') return { erasure: id, counts: row?.counts ?? {} }
    const { files, refold } = row.files ? { files: row.files, refold: row.refold ?? [] } : await find(job, row, reading)
    await house.forgetting.bury(row.subjects.map((subject) => ({ street, subject, at: house.now().toISOString(), files })))
    const gone = await house.forgetting.within(street, (sql) => letGo(house, sql, street, row.subjects, reading, files))
    for (const file of files) await house.files.remove(street, file)
    // Begun again after everything went: what was foreseen is what went.
    const rows = Object.keys(gone.rows).length > 0 ? gone.rows : row.counts
    const counts = { ...rows, ...(files.length > 0 ? { file: files.length } : {}) }
    await close(job, { id, counts, files, refold: [...new Set([...refold, ...(gone.refold ?? [])])] })
    return { erasure: id, counts }
  },
}

/** Kept with the order before anything goes. */
async function find(job: JobRun, row: ErasureRow, reading: Reading): Promise<{ files: string[]; refold: string[] }> {
  const { house, street } = job
  const known = await takenBack(house, street, (sql) => letGo(house, sql, street, row.subjects, reading))
  const { marks, stored, filled } = await house.forgetting.within(street, async (sql) => {
    const lists = []
    for (const part of house.forgetting.parts) lists.push((await part.filled?.(sql, street)) ?? [])
    return {
      marks: marksOf(await listSaid(sql, street, row.subjects), reading),
      stored: await listStoredFiles(sql, street),
      filled: new Set(lists.flat()),
    }
  })
  const files = new Set(known.files)
  for (const [at, { id, name }] of stored.entries()) {
    await job.progress('erase.stage.files', at, stored.length)
    if (!files.has(id) && (await holdsHer(house.files.path(street, id), name, marks, filled.has(id)))) files.add(id)
  }
  const found = { files: [...files], refold: known.refold ?? [] }
  await asHouse(house, street, (ctx) => keepFound(ctx.sql, street, row.id, found.files, found.refold))
  return found
}

/** By the house itself: neighbours of whom something was taken may live where the post that ordered it does not see. */
async function close(job: JobRun, input: { id: string; counts: Record<string, number>; files: string[]; refold: string[] }): Promise<void> {
  const closing = action(closeErasure, {
    may: 'person.erase',
    async run(ctx, { id, counts, files, refold }) {
      const row = await findErasure(ctx.sql, ctx.street, id)
      if (!row || row.state === 'done') return { state: 'done' }
      await markPurged(ctx.sql, ctx.street, files, ctx.now)
      await rebuild(ctx, await getStreetCatalogue(ctx), refold)
      await endErasure(ctx.sql, ctx.street, id, counts, ctx.now)
      noteEvent(ctx, 'person.erased', row.subjects, [], { erasure: id, ...counts })
      return { state: 'done' }
    },
  })
  await enter(job.house, closing, { street: job.street, actor: wholeHouse(job.house, job.street), input })
}
