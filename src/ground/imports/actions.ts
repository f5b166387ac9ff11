/** Writes of imports. Long steps only begin here: their jobs do the work and end it by an action of their own (`jobs.ts`). */
import { Problem } from '#base/problem.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { closedIn, overOf, readClosing } from '#ground/purposes/keeping/closing.ts'
import { isLarge } from '#ground/workbooks/read/is-large.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { getFile } from '#kernel/files/store.ts'
import { enqueue } from '#kernel/jobs/jobs.ts'
import { newId } from '#kernel/log/id.ts'
import { recogniseCommunities } from './communities.ts'
import * as contracts from './contract.ts'
import { decide } from './deciding.ts'
import { elementsIn, type Plan } from './plan.ts'
import {
  changeImport,
  findImport,
  type ImportRow,
  insertImport,
  learnHeadings,
  listCommunityNames,
  listLearned,
  lockImport,
} from './queries.ts'
import { correctPlan, lessonsOf, rereadSheet, sheetsToReread } from './replan.ts'
import { mustAllow, mustBeReadable, mustHaveWaiting, type Step } from './rules.ts'
import { clearStaged, countRows } from './staging-queries.ts'
import { readSheets, type UnderstandContext, understandFile } from './understand.ts'
import { wholeImport } from './views.ts'

/** What understanding needs of the street and the post. */
export async function understandContext(ctx: Ctx): Promise<UnderstandContext> {
  return {
    catalogue: await getStreetCatalogue(ctx),
    learned: await listLearned(ctx.sql, ctx.street),
    communities: recogniseCommunities(await listCommunityNames(ctx.sql, ctx.street)),
    area: { lo: ctx.actor.lo, hi: ctx.actor.hi },
    today: ctx.today,
    sensitive: ctx.actor.rights.has('sensitive.open'),
  }
}

const unread: Plan = { format: '', asOfFrom: 'today', communityFrom: 'unknown', estate: null, newDoors: true, sheets: [], notes: [] }

export const understand = action(contracts.understandImport, {
  may: 'import.run',
  async run(ctx, { file }) {
    const stored = await getFile(ctx, file)
    const atOnce = !(await isLarge(stored.path))
    const understood = atOnce ? await understandFile(stored.path, stored.name, await understandContext(ctx)) : undefined
    const id = newId()
    await insertImport(ctx.sql, {
      street: ctx.street,
      id,
      region: (understood?.community ?? Math.floor(ctx.actor.lo / 1000)) * 1000,
      file,
      fileName: stored.name,
      state: understood ? 'understood' : 'reading',
      plan: understood?.plan ?? unread,
      source: 'register',
      asOf: understood?.asOf ?? ctx.today,
      login: ctx.actor.login,
      post: ctx.actor.post,
      title: ctx.actor.title,
      at: ctx.now,
    })
    const job = understood ? null : await enqueue(ctx, 'import.read', { import: id })
    if (job) await changeImport(ctx.sql, ctx.street, id, { job })
    noteEvent(ctx, understood ? 'import.understood' : 'import.brought', [], [], { import: id, file })
    return { id, state: understood ? ('understood' as const) : ('reading' as const), job }
  },
})

/** The import, held, in a state that allows the step. @throws Problem thing.unknown, import.state */
export async function getForStep(ctx: Ctx, id: string, step: Step): Promise<ImportRow> {
  const row = await lockImport(ctx.sql, ctx.street, id)
  if (!row) throw new Problem('thing.unknown')
  mustAllow(step, row.state)
  return row
}

export const plan = action(contracts.planImport, {
  may: 'import.run',
  async run(ctx, corrections) {
    const row = await getForStep(ctx, corrections.id, 'plan')
    if (row.state === 'staged') await clearStaged(ctx.sql, ctx.street, row.id)
    const { asOf, community, source } = corrections
    if (asOf && asOf > ctx.today) throw new Problem('input.invalid', { count: 1 }, [{ path: '/asOf', say: 'value.future' }])
    const context = await understandContext(ctx)
    if (community && !context.communities.list.some(({ code }) => code === community)) throw new Problem('region.unknown')
    let corrected = correctPlan(row.plan, corrections, context)
    const reread = sheetsToReread(row.plan, corrections)
    const job = reread.length > 0 ? await rereadOrQueue(ctx, row, corrected, reread, context) : { plan: corrected, job: null }
    corrected = job.plan
    await learnHeadings(ctx.sql, ctx.street, lessonsOf(row.plan, corrections), ctx.now)
    await changeImport(ctx.sql, ctx.street, row.id, {
      state: job.job ? 'reading' : 'understood',
      plan: corrected,
      counts: {},
      job: job.job,
      ...(source ? { source } : {}),
      ...(asOf ? { asOf } : {}),
      ...(community ? { region: community * 1000 } : {}),
    })
    noteEvent(ctx, 'import.planned', [], [], { import: row.id })
    return wholeImport(ctx, row.id)
  },
})

async function rereadOrQueue(
  ctx: Ctx,
  row: ImportRow,
  plan: Plan,
  sheets: number[],
  context: UnderstandContext,
): Promise<{ plan: Plan; job: string | null }> {
  const stored = await getFile(ctx, row.file_id)
  if (await isLarge(stored.path)) return { plan, job: await enqueue(ctx, 'import.read', { import: row.id, sheets }) }
  return { plan: await rereadPlan(stored, plan, sheets, context), job: null }
}

/** The plan with these sheets understood anew under their header rows. */
export async function rereadPlan(
  stored: { path: string; name: string },
  plan: Plan,
  sheets: number[],
  context: UnderstandContext,
): Promise<Plan> {
  const read = await readSheets(stored.path, stored.name, context.signal)
  return {
    ...plan,
    sheets: plan.sheets.map((kept) => {
      const sheet = sheets.includes(kept.sheet) ? read.sheets[kept.sheet - 1] : undefined
      return sheet ? rereadSheet(sheet, kept, context) : kept
    }),
  }
}

export const stage = action(contracts.stageImport, {
  may: 'import.run',
  async run(ctx, { id }) {
    const row = await getForStep(ctx, id, 'stage')
    mustBeReadable(row.plan)
    await mustBeOpen(ctx, row.plan)
    return begin(ctx, row, 'staging', 'import.stage')
  },
})

/** What only emergencies ask for is not brought in where none goes on. @throws Problem emergency.over */
async function mustBeOpen(ctx: Ctx, plan: Plan): Promise<void> {
  const closed = closedIn(await readClosing(ctx), ctx.actor)
  const wrong = elementsIn(plan).filter((element) => closed.has(element))
  if (wrong.length > 0) throw overOf(wrong, '/plan/')
}

export const apply = action(contracts.applyImport, {
  may: 'import.run',
  async run(ctx, { id }) {
    const row = await getForStep(ctx, id, 'apply')
    mustHaveWaiting(await countRows(ctx.sql, ctx.street, id))
    return begin(ctx, row, 'applying', 'import.apply')
  },
})

export const undo = action(contracts.undoImport, {
  may: 'import.run',
  async run(ctx, { id }) {
    return begin(ctx, await getForStep(ctx, id, 'undo'), 'undoing', 'import.undo')
  },
})

async function begin(
  ctx: Ctx,
  row: ImportRow,
  state: 'staging' | 'applying' | 'undoing',
  kind: string,
): Promise<{ id: string; job: string }> {
  const job = await enqueue(ctx, kind, { import: row.id })
  await changeImport(ctx.sql, ctx.street, row.id, { state, job })
  noteEvent(ctx, `import.${state}`, [], [], { import: row.id })
  return { id: row.id, job }
}

export const drop = action(contracts.dropImport, {
  may: 'import.run',
  async run(ctx, { id }) {
    const row = await getForStep(ctx, id, 'drop')
    await clearStaged(ctx.sql, ctx.street, row.id)
    await changeImport(ctx.sql, ctx.street, id, { state: 'dropped', counts: {}, job: null })
    noteEvent(ctx, 'import.dropped', [], [], { import: id })
    return { id, state: 'dropped' as const }
  },
})

export const decideOn = action(contracts.decideRows, {
  may: 'import.run',
  async run(ctx, { id, decisions }) {
    const row = await getForStep(ctx, id, 'decide')
    const decided = await decide(ctx, row, decisions)
    const counts = await countRows(ctx.sql, ctx.street, id)
    await changeImport(ctx.sql, ctx.street, id, { counts })
    noteEvent(ctx, 'import.decided', [], [], { import: id, rows: decided })
    return { decided, counts }
  },
})

/** For the jobs: the import as it is, without holding it. */
export async function getImport(ctx: Ctx, id: string): Promise<ImportRow> {
  const row = await findImport(ctx.sql, ctx.street, id)
  if (!row) throw new Problem('thing.unknown')
  return row
}
