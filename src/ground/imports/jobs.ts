/** The long steps of an import. Each ends with an action, so that what others see is logged; each can be cut off anywhere and run again. */
import { setTimeout } from 'node:timers/promises'
import { Problem } from '#base/problem.ts'
import { sortSearch } from '#ground/facts/search-queries.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { enter } from '#kernel/action/door.ts'
import { getFile } from '#kernel/files/store.ts'
import { type Job, type JobRun, jobContext } from '#kernel/jobs/jobs.ts'
import { getImport, rereadPlan, understandContext } from './actions.ts'
import * as contracts from './contract.ts'
import { elementsIn } from './plan.ts'
import { changeImport, type ImportChange, type ImportRow, lockImport } from './queries.ts'
import type { Counts, ImportState } from './shapes.ts'
import { stageAll } from './staging.ts'
import { clearStaged, countRows, measureWritten } from './staging-queries.ts'
import { understandFile } from './understand.ts'
import { takeBack } from './undoing.ts'
import { judgeReturned, type Progress, writeReady } from './writing.ts'

type Input = { import: string; sheets?: number[] }

type Settled = ImportChange | ((row: ImportRow, ctx: Ctx) => Promise<ImportChange>)

/** Ends a step: from the state it ran in to the next one. Already ended by an earlier attempt, or another job's by now: nothing happens. */
function settle(job: JobRun, id: string, from: ImportState, event: string, settles: Settled): Promise<unknown> {
  const settled = action(contracts.settleImport, {
    may: 'import.run',
    async run(ctx, input) {
      const row = await lockImport(ctx.sql, ctx.street, input.id)
      if (!row) throw new Problem('thing.unknown')
      if (row.state !== from || row.job_id !== job.id) return { state: row.state }
      const change = typeof settles === 'function' ? await settles(row, ctx) : settles
      await changeImport(ctx.sql, ctx.street, input.id, change)
      noteEvent(ctx, event, [], [], { import: input.id })
      return { state: change.state ?? row.state }
    },
  })
  return enter(job.house, settled, { street: job.street, actor: job.actor, input: { id } })
}

/** Run a step; when it fails or is cancelled, the import stands again where it stood before. */
async function attempt<T>(job: JobRun, id: string, from: ImportState, back: ImportState, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    await settle(job, id, from, `import.${from}-failed`, { state: back, job: null })
    throw error
  }
}

/** A job that ended without a word told nobody: the import stands again where it stood before, and nothing staged stays. */
function abandon(from: ImportState, backOf: (input: Input, row: ImportRow) => ImportState): NonNullable<Job<Input>['abandon']> {
  return async (job, input) => {
    await settle(job, input.import, from, `import.${from}-failed`, async (row, ctx) => {
      if (from === 'staging') await clearStaged(ctx.sql, ctx.street, row.id)
      return { state: backOf(input, row), job: null }
    })
  }
}

export const readJob: Job<Input> = {
  kind: 'import.read',
  heavy: true,
  abandon: abandon('reading', ({ sheets }) => (sheets ? 'understood' : 'unreadable')),
  run: (job, { import: id, sheets }) =>
    attempt(job, id, 'reading', sheets ? 'understood' : 'unreadable', async () => {
      const { row, stored, context } = await job.inScope(async (sql) => {
        const ctx = jobContext(job, sql, job.house.now())
        const found = await getImport(ctx, id)
        return { row: found, stored: await getFile(ctx, found.file_id), context: await understandContext(ctx) }
      })
      await job.progress('import.stage.reading', 0, 1)
      if (sheets) {
        await settle(job, id, 'reading', 'import.understood', {
          state: 'understood',
          plan: await rereadPlan(stored, row.plan, sheets, context),
          job: null,
        })
      } else {
        const { plan, asOf, community } = await understandFile(stored.path, stored.name, context)
        await settle(job, id, 'reading', 'import.understood', { state: 'understood', plan, asOf, region: community * 1000, job: null })
      }
      return { import: id }
    }),
}

export const stageJob: Job<Input> = {
  kind: 'import.stage',
  heavy: true,
  abandon: abandon('staging', () => 'understood'),
  run: (job, { import: id }) =>
    attempt(job, id, 'staging', 'understood', async () => {
      const { row, stored } = await job.inScope(async (sql) => {
        const ctx = jobContext(job, sql, job.house.now())
        const found = await getImport(ctx, id)
        return { row: found, stored: await getFile(ctx, found.file_id) }
      })
      if (row.state !== 'staging') return { import: id, counts: row.counts }
      try {
        const counts = await stageAll(job, id, stored.path)
        if ((counts.rows ?? 0) === 0) throw new Problem('import.empty')
        await settle(job, id, 'staging', 'import.staged', { state: 'staged', counts, job: null })
        return { import: id, counts }
      } catch (error) {
        await job.inScope((sql) => clearStaged(sql, job.street, id))
        throw error
      }
    }),
}

/** Progress from inside a transaction: told beside it, and a wish to stop thrown at the next word. */
function aside(job: JobRun): Progress {
  let failure: unknown
  return (stage, done, total) => {
    if (failure) throw failure
    job.progress(stage, done, total).catch((error: unknown) => {
      failure = error
    })
  }
}

const SORT_EVERY_MS = 200

/**
 * Half of what a new subject costs the database is sorting its search entries in. That is done beside the writing, on the other processor. When it
 * fails, that is noted, and the entries wait for `measureWritten`.
 */
async function whileSorting<T>(job: JobRun, run: () => Promise<T>): Promise<T> {
  let over = false
  const sort = async () => {
    while (!over) {
      await job.inScope(sortSearch)
      await setTimeout(SORT_EVERY_MS)
    }
  }
  const sorting = sort().catch((error: { code?: string }) => {
    job.house.log('warn', 'search entries wait to be sorted in', { code: error.code })
  })
  try {
    return await run()
  } finally {
    over = true
    await sorting
  }
}

/** Two writers who bring the same identifier at once: one is turned back by the database and looks again. */
const TRIES = 3

async function retried<T>(run: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await run()
    } catch (error) {
      if (tries === TRIES || !['23505', '40001', '40P01'].includes((error as { code?: string }).code ?? '')) throw error
    }
  }
}

async function lockIn(ctx: Ctx, id: string, state: ImportState): Promise<ImportRow | undefined> {
  const row = await lockImport(ctx.sql, ctx.street, id)
  if (!row) throw new Problem('thing.unknown')
  return row.state === state ? row : undefined
}

export const applyJob: Job<Input> = {
  kind: 'import.apply',
  heavy: false,
  abandon: abandon('applying', (_input, row) => (row.applied_at ? 'applied' : 'staged')),
  run: async (job, { import: id }) => {
    const row = await job.inScope((sql) => getImport(jobContext(job, sql, job.house.now()), id))
    const back = row.applied_at ? 'applied' : 'staged'
    return attempt(job, id, 'applying', back, async () => {
      const written = action(contracts.writeImport, {
        may: 'import.run',
        async run(ctx, input) {
          const held = await lockIn(ctx, input.id, 'applying')
          if (!held) return { counts: (await getImport(ctx, input.id)).counts }
          const { returned } = await writeReady(ctx, held, aside(job))
          if (returned > 0) await judgeReturned(ctx, held)
          await changeImport(ctx.sql, ctx.street, held.id, { state: 'applied', rounds: held.rounds + 1, appliedAt: ctx.now, job: null })
          const counts: Counts = { ...(await countRows(ctx.sql, ctx.street, held.id)), returned }
          await changeImport(ctx.sql, ctx.street, held.id, { counts })
          noteEvent(ctx, 'import.applied', [], elementsIn(held.plan), { import: held.id, rows: counts.applied ?? 0 })
          return { counts }
        },
      })
      const { data } = await whileSorting(job, () =>
        retried(() => enter(job.house, written, { street: job.street, actor: job.actor, input: { id } })),
      )
      await job.inScope(measureWritten)
      return { import: id, counts: data.counts }
    })
  },
}

export const undoJob: Job<Input> = {
  kind: 'import.undo',
  heavy: true,
  abandon: abandon('undoing', () => 'applied'),
  run: (job, { import: id }) =>
    attempt(job, id, 'undoing', 'applied', async () => {
      const withdrawn = action(contracts.withdrawImport, {
        may: 'import.run',
        async run(ctx, input) {
          const held = await lockIn(ctx, input.id, 'undoing')
          if (!held) return { counts: (await getImport(ctx, input.id)).counts }
          const undone = await takeBack(ctx, held, aside(job))
          const counts = { ...held.counts, ...undone }
          await changeImport(ctx.sql, ctx.street, held.id, {
            state: 'undone',
            counts,
            job: null,
            undone: { at: ctx.now, by: ctx.actor.post },
          })
          noteEvent(ctx, 'import.undone', [], elementsIn(held.plan), { import: held.id, statements: undone.withdrawn })
          return { counts }
        },
      })
      const { data } = await enter(job.house, withdrawn, { street: job.street, actor: job.actor, input: { id } })
      return { import: id, counts: data.counts }
    }),
}
