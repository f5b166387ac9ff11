/**
 * What rested on a consent that was taken back goes: after commit, by the role that deletes; once more after an import or a merging, which may bring it back by another
 * road; and each night, so that nothing does. Who is under a hold keeps it until the hold ends.
 */
import type { TransactionSql } from 'postgres'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { rebuild } from '#ground/facts/rebuild.ts'
import { houseActor } from '#kernel/access/actor.ts'
import { type Following, within } from '#kernel/action/across.ts'
import { action } from '#kernel/action/action.ts'
import { noteEvent } from '#kernel/action/context.ts'
import { enter } from '#kernel/action/door.ts'
import { dayOf, type House } from '#kernel/action/house.ts'
import type { Tombstone } from '#kernel/backup/tombstones.ts'
import type { Gone } from '#kernel/forgetting/forgetting.ts'
import { clearConsent } from './contract.ts'
import { insertWithdrawn, listStillKnown, listWithdrawals, listWithdrawing, takeOut } from './queries.ts'
import { listAllStopped } from './withdrawn.ts'

/** `refold`: of whom something may still be known that was taken out, also by an earlier call that was cut off. */
export async function clearWithdrawn(sql: TransactionSql, street: number, today: string, whose?: string[]): Promise<Gone> {
  let gone = 0
  const refold: string[] = []
  for (const { elements, subjects: all } of await listAllStopped(sql, street, whose)) {
    gone += await takeOut(sql, street, all, elements, today)
    refold.push(...(await listStillKnown(sql, street, all, elements)))
  }
  return { rows: { 'withdrawn-fact': gone }, files: [], refold }
}

export const clear = action(clearConsent, {
  may: 'consent.keep',
  async run(ctx, { subjects, values }) {
    await rebuild(ctx, await getStreetCatalogue(ctx), subjects)
    if (subjects.length > 0) noteEvent(ctx, 'consent.cleared', subjects, [], { values })
    return { subjects: subjects.length }
  },
})

const AT_ONCE = 10_000

function clearing(event: string, name: string, whose: (subjects: readonly string[]) => string[] | undefined): Following {
  return { event, name, run: (house, { street, event: { subjects } }) => clearNow(house, street, whose(subjects)) }
}

async function clearNow(house: House, street: number, whose: string[] | undefined): Promise<void> {
  // Hardly anybody takes something back: an import of others asks the role that deletes for nothing.
  const withdrawing = await within(house, street, (sql) => listWithdrawing(sql, street))
  if (!withdrawing.some((one) => whose === undefined || whose.includes(one))) return
  const today = dayOf(house.now())
  const gone = await house.forgetting.within(street, (sql) => clearWithdrawn(sql, street, today, whose))
  const subjects = (gone.refold ?? []).slice(0, AT_ONCE)
  // What is protected goes too, which the house folds only with the right to it.
  const actor = houseActor(street, new Set(['consent.keep', 'sensitive.open']))
  if (subjects.length > 0) await enter(house, clear, { street, actor, input: { subjects, values: gone.rows['withdrawn-fact'] ?? 0 } })
}

/** Noted beside the database before anything goes, so that a backup which still knows what was deleted does not bring it back. */
const withdrawn: Following = {
  event: 'consent.withdrawn',
  name: 'consent-clears',
  run: async (house, { street, event: { subjects } }) => {
    await house.forgetting.bury(await house.forgetting.within(street, (sql) => listWithdrawals(sql, street, subjects)))
    await clearNow(house, street, [...subjects])
  },
}

/** After a restore: what was taken back since the backup was made is taken back again. */
export async function withdrawAgain(house: House, stones: readonly Tombstone[]): Promise<void> {
  for (const street of new Set(stones.map((stone) => stone.street))) {
    const own = stones.filter((stone) => stone.street === street && stone.withdrawn)
    const { lo, hi, login, post } = houseActor(street, new Set())
    const again = await house.transaction({ street, lo, hi, login, post, sensitive: false }, (sql) => insertWithdrawn(sql, street, own))
    if (again.length > 0) await clearNow(house, street, [...new Set(again)])
  }
}

export const consentFollowers: readonly Following[] = [
  withdrawn,
  clearing('import.applied', 'consent-clears-import', () => undefined),
  clearing('person.merged', 'consent-clears-merge', (subjects) => [...subjects]),
]
