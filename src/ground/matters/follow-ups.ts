/** What follows, after commit, from what happened elsewhere; and the house's own round over a street. */
import { houseActor } from '#kernel/access/actor.ts'
import { listStreets } from '#kernel/access/forgets.ts'
import type { Following } from '#kernel/action/across.ts'
import { enter } from '#kernel/action/door.ts'
import type { House } from '#kernel/action/house.ts'
import { reckon, tick } from './keeping.ts'

const FIRST = '00000000-0000-0000-0000-000000000000'

function keeper(street: number) {
  return houseActor(street, new Set(['matter.keep', 'matter.sealed']))
}

/** A notice on free days, office hours: what is due follows. */
export async function reckonAnew(house: House, street: number): Promise<void> {
  for (let after: string | null = FIRST; after !== null; )
    after = (await enter(house, reckon, { street, actor: keeper(street), input: { after } })).data.next
}

/** Everything that is due in a street by now. Called every minute. */
export async function keepMatters(house: House, street: number): Promise<number> {
  for (let total = 0; ; ) {
    const { done } = (await enter(house, tick, { street, actor: keeper(street), input: {} })).data
    total += done
    if (done === 0) return total
  }
}

/** Street by street, so that one that fails does not keep the others from it. */
export async function keepEverywhere(house: House): Promise<void> {
  const failures: unknown[] = []
  for (const street of await listStreets(house.app)) await keepMatters(house, street).catch((error: unknown) => failures.push(error))
  if (failures.length > 0) throw failures[0]
}

export const matterFollowers: readonly Following[] = [
  { event: 'rule.changed', name: 'matters/reckon', run: (house, { street }) => reckonAnew(house, street) },
]
