/** What parties are called, for whoever reads it. */
import { shortRegionName } from '#ground/places/region.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type { Party } from '../life/acts.ts'
import { findPlaceName, findUnit, listPlaceNames, listUnitRows } from './queries.ts'

/** A grid is called by its community and number. A unit that ended keeps its name. */
export async function partyNames(ctx: Ctx): Promise<(party: Party) => string> {
  const [places, units] = await Promise.all([listPlaceNames(ctx.sql, ctx.street), listUnitRows(ctx.sql, ctx.street)])
  const names = new Map([
    ...places.map(({ code, name }) => [placeParty(code), shortRegionName(name)] as const),
    ...units.map(({ id, name }) => [`unit:${id}`, name] as const),
  ])
  return (party) => nameIn(names, party)
}

/** What one of them is called, where no other is spoken of. */
export async function partyName(ctx: Ctx, party: Party): Promise<string> {
  if (party.startsWith('unit:')) return (await findUnit(ctx.sql, ctx.street, party.slice('unit:'.length)))?.name ?? ''
  const code = party.slice(party.indexOf(':') + 1, party.indexOf(':') + 13).padEnd(12, '0')
  const name = await findPlaceName(ctx.sql, code)
  return nameIn(new Map(name === undefined ? [] : [[placeParty(code), shortRegionName(name)]]), party)
}

function nameIn(names: ReadonlyMap<string, string>, party: Party): string {
  if (!party.startsWith('grid:')) return names.get(party) ?? party.slice(party.indexOf(':') + 1)
  const community = names.get(`community:${party.slice(5, 17)}`) ?? party.slice(5, 17)
  return `${community} ${Number(party.slice(17))}`
}

export function placeParty(code: string): Party {
  return code.endsWith('000') ? `street:${code.slice(0, 9)}` : `community:${code}`
}
