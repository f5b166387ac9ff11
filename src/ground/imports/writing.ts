/**
 * Applying: decided rows become sayings in one transaction, stretch by stretch, so that no single statement runs long. What somebody changed
 * since staging is sent back and judged again at the end, within the same transaction.
 */
import { elementsOf } from '#ground/facts/catalogue.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { leaveSearchUnsorted } from '#ground/facts/search-queries.ts'
import { overOf, readClosing } from '#ground/purposes/keeping/closing.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type { OpenFurther } from './judging/build.ts'
import { openJudge } from './judging/judge.ts'
import { openWords } from './judging/known.ts'
import { elementsIn } from './plan.ts'
import type { ImportRow } from './queries.ts'
import type { Reading } from './reading/reading.ts'
import { stageRows } from './row-queries.ts'
import { judgeSource, openFrame } from './source.ts'
import { listReturned } from './staging-queries.ts'
import * as write from './writing-queries.ts'

/** Rows written by one statement: far below a minute on a slow disk. */
const STRETCH = 20_000

/** Told between stretches; throws when somebody asked to stop. It must not wait for the transaction it is called in. */
export type Progress = (stage: string, done: number, total: number) => void

/** Writes all rows that are ready for this round; `changeImport` with the next round is the caller's. */
export async function writeReady(ctx: Ctx, row: ImportRow, progress: Progress): Promise<{ returned: number }> {
  const { sql, street } = ctx
  await mustStillBeOpen(ctx, row)
  await write.takeMemory(sql)
  await leaveSearchUnsorted(sql)
  await write.adoptPlaces(sql, street, row.id)
  await write.makePlaces(sql, street, row.id)
  const twinDoors = (await write.listDoorTwins(sql, street, row.id)).map((twin) => twin.staged)
  const ties = elementsOf(await getStreetCatalogue(ctx), 'person')
    .filter(({ type }) => type === 'tie')
    .map(({ id }) => id)
  const terms = { source: row.source, asOf: row.as_of, at: ctx.now, post: ctx.actor.post }
  const stretches = stretchesOf(row, street)
  let returned = 0
  for (const [at, stretch] of stretches.entries()) {
    const kinds = await write.kindsOf(sql, stretch)
    returned += await write.returnStale(sql, stretch, kinds, twinDoors)
    await write.writeStatements(sql, stretch, kinds, terms)
    await write.writeSubjects(sql, stretch, kinds, terms)
    await write.writeIdentifiers(sql, stretch, kinds)
    await write.writeTies(sql, stretch, kinds, ties)
    if (kinds.households) await write.writeHouseholds(sql, stretch, row.as_of)
    if (kinds.premises) await write.writePremises(sql, stretch)
    progress('import.stage.writing', at + 1, stretches.length)
  }
  return { returned }
}

/** The emergency may have ended since the rows were read. @throws Problem emergency.over */
async function mustStillBeOpen(ctx: Ctx, row: ImportRow): Promise<void> {
  const { elements, open } = await readClosing(ctx)
  const asked = elementsIn(row.plan).filter((element) => elements.has(element))
  if (asked.length === 0) return
  const closed = await write.listClosedElements(ctx.sql, { street: ctx.street, id: row.id, round: row.rounds }, asked, open)
  if (closed.length > 0) throw overOf(closed, '/plan/')
}

function stretchesOf(row: ImportRow, street: number): write.Stretch[] {
  return row.plan.sheets
    .filter((sheet) => sheet.use)
    .flatMap(({ sheet, dataRows: [first, last] }) => {
      const stretches: write.Stretch[] = []
      for (let from = first; from <= last; from += STRETCH)
        stretches.push({ street, id: row.id, round: row.rounds, sheet, from, to: Math.min(last, from + STRETCH - 1) })
      return stretches
    })
}

/** Judge what was sent back against what stands now; doors that somebody else made meanwhile are theirs. */
export async function judgeReturned(ctx: Ctx, row: ImportRow): Promise<void> {
  const { sql, street } = ctx
  const returned = await listReturned(sql, street, row.id)
  if (returned.length === 0) return
  const frame = await openFrame(sql, ctx.house, street, row.id)
  const twins = new Map((await write.listDoorTwins(sql, street, row.id)).map((twin) => [twin.staged, twin]))
  const source = judgeSource(frame, street, communitiesOf(returned), (run) => run(sql), {
    regionOf: () => undefined,
    buildingOf: () => undefined,
    written: () => Promise.resolve(),
  })
  const judge = openJudge(source)
  const readings = returned.flatMap((words) => {
    const { reading, further } = openWords(words, source)
    return [reading, ...further.map((one) => asLaterRow(reading, one))].map((one) => moveDoors(one, twins))
  })
  await stageRows(sql, street, row.id, await judge.judgeAll(readings), true, row.rounds + 1)
}

/** What a later row added to the first one is read as that row again: the same one by number and name, with what it added. */
function asLaterRow(first: Reading, { row, plain, twin }: OpenFurther): Reading {
  const known = Object.fromEntries(
    Object.entries(first.plain).filter(([element]) => element === 'person.name' || element === 'person.id-number'),
  )
  return { ...first, row, part: 0, plain: { ...known, ...plain }, twin, problems: [] }
}

function communitiesOf(rows: readonly { region: number }[]): number[] {
  return [...new Set(rows.map(({ region }) => Math.floor(region / 1000)))]
}

type DoorTwins = Map<string, { id: string; region: number }>

function moveDoors(reading: Reading, twins: DoorTwins): Reading {
  if (twins.size === 0) return reading
  const moved = reading.door && twins.get(reading.door.id)
  const plain = Object.fromEntries(
    Object.entries(reading.plain).map(([element, value]) => {
      const twin = typeof value === 'object' && !Array.isArray(value) ? twins.get(value.dwelling) : undefined
      return [element, twin ? { ...(value as object), dwelling: twin.id } : value]
    }),
  ) as Reading['plain']
  const subject = reading.subject === undefined ? undefined : (twins.get(reading.subject)?.id ?? reading.subject)
  return {
    ...reading,
    plain,
    ...(moved ? { door: { id: moved.id, label: '' }, region: moved.region } : {}),
    ...(subject === undefined ? {} : { subject }),
  }
}
