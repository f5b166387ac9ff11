/** A part of the demo town that is settled in seconds: one grid, with everybody who signs in. */
import type { Town } from '#catalogue/town/town-shape.ts'

export function oneGrid(town: Town, grid: number): Town {
  const here = <S extends { region: number }>(list: S[]) => list.filter(({ region }) => region === grid)
  const around = <S extends { region: number }>(list: S[]) =>
    list.filter(({ region }) => Math.floor(region / 1000) === Math.floor(grid / 1000))
  return {
    ...town,
    communities: around(town.communities),
    estates: around(town.estates),
    buildings: around(town.buildings),
    dwellings: here(town.dwellings),
    premises: [],
    organisations: [],
    people: here(town.people),
    households: here(town.households),
    team: town.team.filter((one) => town.grids.some(({ id, region }) => id === one.grid && region === grid)),
  }
}
