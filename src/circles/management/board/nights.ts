/** The house's own round: months that are over long enough are told. */
import { houseActor } from '#kernel/access/actor.ts'
import { listStreets } from '#kernel/access/forgets.ts'
import { enter } from '#kernel/action/door.ts'
import type { House } from '#kernel/action/house.ts'
import { keep } from './actions.ts'

/** Street by street, so that one that fails does not keep the others from it. */
export async function keepBoardsEverywhere(house: House): Promise<void> {
  const failures: unknown[] = []
  for (const street of await listStreets(house.app)) await keepBoards(house, street).catch((error: unknown) => failures.push(error))
  if (failures.length > 0) throw failures[0]
}

export async function keepBoards(house: House, street: number): Promise<number> {
  const actor = houseActor(street, new Set(['board.keep']))
  return (await enter(house, keep, { street, actor, input: {} })).data.months
}
