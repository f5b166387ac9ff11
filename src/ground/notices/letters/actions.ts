/** Gathering letters, and what became of each sheet. */
import { Problem } from '#base/problem.ts'
import { listRegionNames } from '#ground/places/queries.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import type { NoticeState } from '../contract.ts'
import * as notices from '../queries.ts'
import { officeFor } from '../reach.ts'
import * as contracts from './contract.ts'
import * as queries from './queries.ts'
import { gatherSheets } from './rules.ts'

/** Of one batch: what is printed, folded and carried in a morning; and a look names each of them. */
const MOST_SHEETS = 200
/** Read to find them: a reader may have several. */
const MOST_READ = 1000

export const gather = action(contracts.gatherLetters, {
  may: 'notice.carry',
  async run(ctx, { regions }) {
    await refuseWithoutNumber(ctx, regions)
    const ready = await queries.takeReady(ctx.sql, ctx.street, regions, MOST_READ)
    const homeless = ready.filter(({ door }) => door === null)
    await elsewhere(ctx, homeless, 'failed', 'no-door')
    const sheets = gatherSheets(
      ready.filter(({ door }) => door !== null),
      MOST_SHEETS,
    )
    if (sheets.length === 0) throw new Problem('letter.none')
    const doors = sheets.map(([first]) => first!.doorRegion!)
    const batch = newId()
    await queries.insertBatch(ctx.sql, {
      street: ctx.street,
      id: batch,
      lo: Math.min(...doors),
      hi: Math.max(...doors),
      at: ctx.now,
      post: ctx.actor.post,
    })
    const before = await queries.takeNumbers(ctx.sql, ctx.street, sheets.length)
    const letters = sheets.map((sheet, at): queries.NewLetter => {
      const { doorRegion, door, person } = sheet[0]!
      return {
        id: newId(),
        no: before + at + 1,
        region: doorRegion!,
        dwelling: door!,
        person,
        place: at + 1,
        notices: sheet.map(({ id }) => id),
      }
    })
    await queries.insertLetters(ctx.sql, ctx.street, batch, ctx.now, letters)
    noteEvent(
      ctx,
      'letter.gathered',
      letters.flatMap(({ person, dwelling }) => person ?? dwelling),
      [],
      { batch },
    )
    return { batch, letters: letters.length }
  },
})

/** A letter that names no number to ring helps nobody who has only paper. */
async function refuseWithoutNumber(ctx: Ctx, regions: readonly number[]): Promise<void> {
  const [offices, names] = [await notices.listOfficeRows(ctx.sql, ctx.street), await listRegionNames(ctx.sql, ctx.street)]
  const without = regions.filter((region) => officeFor(offices, names, region).phone === null)
  if (without.length > 0) throw new Problem('office.missing', { count: new Set(without.map((region) => Math.floor(region / 1000))).size })
}

type Inside = Pick<queries.InLetter, 'id' | 'region' | 'tries'>

/** This way is closed: the postman looks for another in his next round. */
async function elsewhere(ctx: Ctx, rows: readonly Inside[], step: 'failed' | 'back', reason: string): Promise<void> {
  if (rows.length === 0) return
  await notices.changeNotices(
    ctx.sql,
    ctx.street,
    rows.map(({ id, tries }) => ({ id, state: 'waiting', channel: null, dueAt: ctx.now, tries: tries + 1, message: null, sentAt: null })),
  )
  await attempt(ctx, rows, step, reason)
}

function attempt(ctx: Ctx, rows: readonly Inside[], step: string, reason: string | null): Promise<void> {
  return notices.insertAttempts(
    ctx.sql,
    ctx.street,
    rows.map((row) => ({
      id: newId(),
      notice: row.id,
      region: row.region,
      channel: 'letter',
      step,
      reason,
      at: ctx.now,
      post: ctx.actor.post,
    })),
  )
}

async function move(ctx: Ctx, rows: readonly queries.InLetter[], state: NoticeState, step: string): Promise<void> {
  if (rows.length === 0) return
  await notices.changeNotices(
    ctx.sql,
    ctx.street,
    rows.map(({ id, tries, message }) => ({
      id,
      state,
      channel: 'letter',
      dueAt: null,
      tries,
      message,
      sentAt: state === 'handed' ? ctx.now : null,
    })),
  )
  await attempt(ctx, rows, step, null)
}

async function getLetters(ctx: Ctx, batch: string): Promise<Pick<queries.LetterRow, 'id' | 'state'>[]> {
  if (!(await queries.findBatch(ctx.sql, ctx.street, batch))) throw new Problem('thing.unknown')
  return queries.lockLetters(ctx.sql, ctx.street, batch)
}

export const printed = action(contracts.markPrinted, {
  may: 'notice.carry',
  async run(ctx, { id }) {
    const fresh = (await getLetters(ctx, id)).filter(({ state }) => state === 'gathered').map((letter) => letter.id)
    await queries.markBatchPrinted(ctx.sql, ctx.street, id, ctx.now)
    await queries.markLetters(
      ctx.sql,
      ctx.street,
      fresh.map((letter) => ({ id: letter, state: 'printed', reason: null })),
      ctx.now,
    )
    await move(ctx, await queries.listInLetters(ctx.sql, ctx.street, fresh), 'printed', 'printed')
    noteEvent(ctx, 'letter.printed', [], [], { batch: id, letters: fresh.length })
    return { letters: fresh.length }
  },
})

export const dissolve = action(contracts.dissolveBatch, {
  may: 'notice.carry',
  async run(ctx, { id }) {
    const letters = await getLetters(ctx, id)
    if (letters.some(({ state }) => state !== 'gathered')) throw new Problem('letter.state')
    await queries.deleteBatch(ctx.sql, ctx.street, id)
    noteEvent(ctx, 'letter.dissolved', [], [], { batch: id, letters: letters.length })
    return { letters: letters.length }
  },
})

export const handed = action(contracts.markHanded, {
  may: 'notice.carry',
  async run(ctx, { id, handed: given, back }) {
    const letters = await getLetters(ctx, id)
    const open = new Set(letters.filter(({ state }) => state === 'printed').map((letter) => letter.id))
    const told = [...given, ...back.map(({ letter }) => letter)]
    // Twice in one list, never printed, or carried already by a colleague.
    if (new Set(told).size !== told.length || told.some((letter) => !open.has(letter))) throw new Problem('letter.state')
    const rows = await queries.listInLetters(ctx.sql, ctx.street, told)
    const marks = [
      ...given.map((letter) => ({ id: letter, state: 'handed' as const, reason: null })),
      ...back.map(({ letter, reason }) => ({ id: letter, state: 'back' as const, reason })),
    ]
    await queries.markLetters(ctx.sql, ctx.street, marks, ctx.now)
    await move(
      ctx,
      rows.filter(({ message }) => given.includes(message)),
      'handed',
      'handed',
    )
    for (const { letter, reason } of back)
      await elsewhere(
        ctx,
        rows.filter(({ message }) => message === letter),
        'back',
        reason,
      )
    noteEvent(ctx, 'letter.handed', [], [], { batch: id, handed: given.length, back: back.length })
    return { open: open.size - told.length }
  },
})
