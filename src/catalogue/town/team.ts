import { addYears } from '#base/values/day.ts'
import { drawFrom, townId } from './draw.ts'
import { drawName, drawSurname } from './names.ts'
import { type Door, type Places, regionOf } from './places.ts'
import type { CommunityPlan } from './plan.ts'
import type { Home } from './settle.ts'
import type { TeamRole, TownGrid, TownLogin, TownMember } from './town-shape.ts'

/**
 * The team of each grid: its grid worker (with a sign-in), the community's policeman, city-management officer and medic, and stairwell heads
 * who live on the stairs or in the villagers' group they look after.
 */
export function makeTeam(
  seed: string,
  today: string,
  places: Places,
  homes: readonly Home[],
  grids: readonly TownGrid[],
  staff: readonly TownLogin[],
): TownMember[] {
  const homeOf = new Map(homes.map((home) => [home.door, home]))
  return places.grids.flatMap(({ street, community, number }, at) => {
    const grid = grids[at]
    if (!grid) throw new Error('every grid is made')
    const from = addYears(today, -1)
    const member = (role: TeamRole, name: string, path: string, more: Partial<TownMember> = {}): TownMember => ({
      id: townId(seed, 'member', `${grid.id}/${path}`),
      street,
      grid: grid.id,
      role,
      name,
      from,
      ...more,
    })
    const worker = staff.find(({ posts }) => posts.some((post) => post.community === community.code && post.grid === number && !post.to))
    const others = (['police', 'city-management', 'medic'] as const).map((role) => member(role, officer(seed, community, role), role))
    const doors = places.doors.filter((door) => door.community === community && door.grid === number)
    return [
      ...(worker ? [member('grid-worker', worker.name, 'worker', { login: worker.login })] : []),
      ...others,
      ...stairs(doors).flatMap((stair, index) => {
        const head = drawFrom(seed, 'stair', grid.id, index).chance(0.7) ? headOf(stair, homeOf) : undefined
        return head === undefined ? [] : [member('stairwell-head', head, `stair/${index}`, { doors: stair.map((door) => door.id) })]
      }),
    ]
  })
}

function officer(seed: string, community: CommunityPlan, role: TeamRole): string {
  const draw = drawFrom(seed, 'officer', regionOf(community), role)
  return drawName(draw, drawSurname(draw), role === 'medic' ? 'female' : 'male', 1984)
}

/** The doors of one stair, or the houses of one villagers' group. */
function stairs(doors: readonly Door[]): Door[][] {
  const byStair = new Map<string, Door[]>()
  for (const door of doors) {
    const key = door.building ? `${door.building.id}/${door.unit}` : `${door.estate.id}/${door.group}`
    byStair.set(key, [...(byStair.get(key) ?? []), door])
  }
  return [...byStair.values()]
}

/** A retired neighbour where there is one. */
function headOf(doors: readonly Door[], homeOf: ReadonlyMap<Door, Home>): string | undefined {
  const residents = doors.flatMap((door) => homeOf.get(door)?.residents ?? []).filter((one) => !one.away && !one.died)
  const grown = residents.filter((one) => Number(one.birth.slice(0, 4)) < 1996)
  return (grown.find((one) => one.birth < '1966' && one.birth > '1948') ?? grown[0])?.name
}
