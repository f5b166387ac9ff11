/** For whom this session may answer: her persons with that scope, the doors where one of them lives, or to which a letter went, and the households there. */
import { Problem } from '#base/problem.ts'
import { listHouseholdDoors } from '#ground/households/queries.ts'
import type { OwnPerson } from '#kernel/access/contract.ts'
import type { Ctx } from '#kernel/action/context.ts'

export type As = OwnPerson['as']
const nearest: readonly As[] = ['self', 'guardian', 'helper']

export async function answerable(ctx: Ctx): Promise<Map<string, As>> {
  const own = ctx.actor.resident
  if (!own) throw new Problem('access.not-yours')
  const persons = new Map(own.persons.flatMap(({ id, as, scope }) => (scope.includes('answer') ? [[id, as] as const] : [])))
  const doors = new Map<string, As>()
  for (const { id, persons: living } of own.doors) {
    // Nobody in particular: the letter went to whoever lives there.
    const as = living.length === 0 ? 'self' : nearest.find((one) => living.some((person) => persons.get(person) === one))
    if (as) doors.set(id, as)
  }
  const households = await listHouseholdDoors(ctx.sql, ctx.street, own.ids.filter((id) => !doors.has(id) && !persons.has(id))) // biome-ignore format: one call
  return new Map([
    ...persons,
    ...doors,
    ...households.flatMap(({ id, door }) => (doors.has(door) ? [[id, doors.get(door)!] as const] : [])),
  ])
}

/** @throws Problem access.not-yours */
export async function getAnswerable(ctx: Ctx, subject: string): Promise<As> {
  const as = (await answerable(ctx)).get(subject)
  if (!as) throw new Problem('access.not-yours')
  return as
}
