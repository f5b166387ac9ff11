import { tellDoubles } from './doubles.ts'
import { townId } from './draw.ts'
import { tellDwelling, tellHouseholds } from './home-facts.ts'
import { identify } from './identities.ts'
import { newNumbers } from './numbers.ts'
import { tellOrganisations } from './organisations.ts'
import { type Telling, tellPeople } from './people.ts'
import { tellBuilding, tellCommunity, tellEstate } from './place-facts.ts'
import { buildPlaces } from './places.ts'
import { townPlan } from './plan.ts'
import { tellPremises } from './premises.ts'
import { settle } from './settle.ts'
import { makeGrids, makeStaff } from './staff.ts'
import { makeTeam } from './team.ts'
import type { Town, TownLogin, TownOptions } from './town-shape.ts'

/**
 * The demo town: one street of five communities on the divisions of county 370683, and a neighbouring street with a little data, to prove
 * that nothing crosses. Pure; the same seed and day give the same town. People are made up (see README.md for their numbers).
 */
export function makeTown({ seed, today }: TownOptions): Town {
  const places = buildPlaces(seed, townPlan)
  const homes = settle(seed, places.doors, today)
  const numbers = newNumbers()
  const telling: Telling = { seed, today, identities: identify(seed, homes, numbers) }
  const grids = makeGrids(seed, places.grids)
  const staff = makeStaff(seed, today, places.grids)
  return {
    seed,
    today,
    streets: townPlan.map(({ street }) => street),
    communities: townPlan.flatMap(({ street, communities }) =>
      communities.map((community) =>
        tellCommunity(telling, street, community, townId(seed, 'community', community.code), secretaryOf(staff, community.code), numbers),
      ),
    ),
    estates: places.estates.map((estate) => tellEstate(telling, estate, numbers)),
    buildings: places.estates.flatMap((estate) => estate.buildings.map((building) => tellBuilding(telling, estate, building))),
    dwellings: homes.map((home) => tellDwelling(telling, home)),
    premises: places.estates.flatMap((estate) =>
      tellPremises(
        telling,
        estate,
        homes.filter((home) => home.door.estate === estate && home.residents.length > 0),
        numbers,
      ),
    ),
    grids,
    team: makeTeam(seed, today, places, homes, grids, staff),
    people: [...homes.flatMap((home) => tellPeople(telling, home)), ...tellDoubles(telling, homes)],
    households: homes.flatMap((home) => tellHouseholds(telling, home, numbers)),
    organisations: tellOrganisations(telling, townPlan, numbers),
    staff,
  }
}

/** The sign-ins alone, without making the town. */
export function makeTownStaff({ seed, today }: TownOptions): TownLogin[] {
  return makeStaff(seed, today, buildPlaces(seed, townPlan).grids)
}

function secretaryOf(staff: readonly TownLogin[], community: string): string {
  return staff.find(({ posts }) => posts.some((post) => post.role === 'director' && post.community === community))?.name ?? ''
}
