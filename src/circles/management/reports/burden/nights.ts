/** The house's own round: sums of months are kept before anything of them is deleted. */
import { houseActor } from '#kernel/access/actor.ts'
import { listStreets } from '#kernel/access/forgets.ts'
import { enter } from '#kernel/action/door.ts'
import type { House } from '#kernel/action/house.ts'
import { keep } from './actions.ts'

/** Street by street, so that one that fails does not keep the others from it. */
export async function keepBurdenEverywhere(house: House): Promise<void> {
  const failures: unknown[] = []
  for (const street of await listStreets(house.app)) await keepBurden(house, street).catch((error: unknown) => failures.push(error))
  if (failures.length > 0) throw failures[0]
}

export async function keepBurden(house: House, street: number): Promise<number> {
  const actor = houseActor(street, new Set(['burden.keep']))
  return (await enter(house, keep, { street, actor, input: {} })).data.months
}
