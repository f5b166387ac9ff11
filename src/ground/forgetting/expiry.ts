/** What is past its time, street by street, once a day. Bytes go after their rows say so; whatever lies in the folder without a row goes too. */
import { readdir, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { rebuild } from '#ground/facts/rebuild.ts'
import { action } from '#kernel/action/action.ts'
import { noteEvent } from '#kernel/action/context.ts'
import { enter } from '#kernel/action/door.ts'
import { dayOf, type House } from '#kernel/action/house.ts'
import { addGone, eraseAll, type Gone } from '#kernel/forgetting/forgetting.ts'
import { noteExpiry } from './contract.ts'
import { wholeHouse } from './erasing.ts'
import { listErased, listFileRows, listGoneBefore, listUnheld, markPurged } from './queries.ts'

const DAY_MS = 86_400_000
/** Between bringing a file and using it. */
const UNHELD_DAYS = 7
/** Of somebody an import brought by mistake, and of whom nobody said anything since. */
const GONE_DAYS = 180
const FOLDED_AT_ONCE = 1000

/** Tells what went, by kind. */
export async function expireStreet(house: House, street: number): Promise<Record<string, number>> {
  const { rows, refold = [] } = await expireRows(house, street)
  const bytes = await sweepFolder(house, street)
  const counts = { ...rows, ...(bytes > 0 ? { bytes } : {}) }
  const note = action(noteExpiry, {
    may: 'person.erase',
    async run(ctx, input) {
      const catalogue = await getStreetCatalogue(ctx)
      for (let at = 0; at < input.refold.length; at += FOLDED_AT_ONCE)
        await rebuild(ctx, catalogue, input.refold.slice(at, at + FOLDED_AT_ONCE))
      noteEvent(ctx, 'expiry.done', [], [], input.counts)
      return { counts: input.counts }
    },
  })
  if (Object.keys(counts).length > 0 || refold.length > 0)
    await enter(house, note, { street, actor: wholeHouse(house, street), input: { counts, refold } })
  return counts
}

function expireRows(house: House, street: number): Promise<Gone> {
  const now = house.now()
  const moment = { now, today: dayOf(now) }
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS)
  const { parts, within } = house.forgetting
  return within(street, async (sql) => {
    const gone: Gone[] = []
    for (const part of parts) if (part.expire) gone.push(await part.expire(sql, street, moment))
    const left = await listGoneBefore(sql, street, dayOf(before(GONE_DAYS)))
    if (left.length > 0) gone.push(await eraseAll(parts, sql, street, left))
    const erased = await listErased(sql, street)
    if (erased.length > 0) gone.push(await eraseAll(parts, sql, street, erased))
    const held: string[] = []
    for (const part of parts) held.push(...((await part.holds?.(sql, street)) ?? []))
    const files = await listUnheld(sql, street, held, before(UNHELD_DAYS))
    const all = addGone(...gone, { rows: { upload: files.length }, files })
    await markPurged(sql, street, all.files, now)
    return all
  })
}

/** A name with more behind its id is work that was cut off. */
const OWN = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(\.\w+)?$/
/** Nothing takes longer than a day to get its row. */
const STRAY_MS = DAY_MS

async function sweepFolder(house: House, street: number): Promise<number> {
  const folder = dirname(house.files.path(street, 'any'))
  const found = (await readdir(folder).catch(() => [])).filter((name) => OWN.test(name))
  const whole = found.filter((name) => !name.includes('.'))
  const rows = await house.forgetting.within(street, (sql) => listFileRows(sql, street, whole))
  const purged = new Map(rows.map((row) => [row.id, row.purged]))
  let removed = 0
  for (const name of found.filter((one) => purged.get(one) !== false)) {
    const path = house.files.path(street, name)
    if (!purged.get(name) && house.now().getTime() - (await stat(path)).mtimeMs < STRAY_MS) continue
    await rm(path, { recursive: true, force: true })
    removed += 1
  }
  return removed
}
