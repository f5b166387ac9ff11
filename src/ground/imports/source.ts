/** Everything judging needs, put together once for an import. */
import { Problem } from '#base/problem.ts'
import type { Catalogue } from '#ground/facts/catalogue.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import type { Actor } from '#kernel/access/actor.ts'
import type { Tx } from '#kernel/action/context.ts'
import { dayOf, type House } from '#kernel/action/house.ts'
import type { StreetKeys } from '#kernel/keys/keys.ts'
import { newId } from '#kernel/log/id.ts'
import { type Communities, type CommunityName, recogniseCommunities, type Surroundings } from './communities.ts'
import type { JudgeSource } from './judging/build.ts'
import { findImport, type ImportRow, listCommunityNames, listSurroundings } from './queries.ts'
import type { CommunityPlaces } from './reading/doors.ts'
import type { ReadingWork } from './reading/read-sheets.ts'
import { listKnownBuildings, listKnownDoors, listKnownEstates } from './staging-queries.ts'

export type Frame = {
  row: ImportRow
  catalogue: Catalogue
  keys: StreetKeys
  communities: Communities
  communityNames: CommunityName[]
  surroundings: Surroundings
  today: string
}

/** The import with what the whole street shares. @throws Problem thing.unknown */
export async function openFrame(sql: Tx, house: House, street: number, id: string): Promise<Frame> {
  const row = await findImport(sql, street, id)
  if (!row) throw new Problem('thing.unknown')
  const communityNames = await listCommunityNames(sql, street)
  return {
    row,
    catalogue: await getStreetCatalogue({ sql, street }),
    keys: await house.keys.ofStreet(sql, street),
    communities: recogniseCommunities(communityNames),
    communityNames,
    surroundings: await listSurroundings(sql, street),
    today: dayOf(house.now()),
  }
}

export function communityOf({ region_no }: Pick<ImportRow, 'region_no'>): number {
  return Math.floor(region_no / 1000)
}

/** The community of the import, and where rows name their own, every one of the post's area. */
export function communitiesRead({ row, communities }: Frame, area: { lo: number; hi: number }): number[] {
  const own = communityOf(row)
  const named = row.plan.sheets.some((sheet) => sheet.use && sheet.columns.some((column) => column.role === 'community'))
  if (!named) return [own]
  const inside = communities.list.map(({ code }) => code).filter((code) => code * 1000 <= area.hi && code * 1000 + 999 >= area.lo)
  return [...new Set([own, ...inside])]
}

/** All places of the communities. */
export async function loadPlaces(sql: Tx, street: number, codes: number[]): Promise<CommunityPlaces[]> {
  const communities = []
  for (const code of codes) {
    communities.push({
      code,
      places: {
        estates: await listKnownEstates(sql, street, code),
        buildings: await listKnownBuildings(sql, street, code),
        doors: await listKnownDoors(sql, street, code),
      },
    })
  }
  return communities
}

/** What reading needs, as plain data: it may be done in a thread of its own. */
export function readingWork(frame: Frame, actor: Actor, path: string, places: CommunityPlaces[]): ReadingWork {
  const { row, catalogue, communityNames, surroundings, today } = frame
  return {
    path,
    fileName: row.file_name,
    sheets: row.plan.sheets.filter((sheet) => sheet.use),
    elements: [...catalogue.elements.values()],
    codes: [...catalogue.codeLists.values()],
    communityNames,
    surroundings,
    places,
    estate: row.plan.estate,
    newDoors: row.plan.newDoors,
    community: communityOf(row),
    area: { lo: actor.lo, hi: actor.hi },
    today,
  }
}

export function judgeSource(
  frame: Frame,
  street: number,
  communities: number[],
  inScope: JudgeSource['inScope'],
  more: Pick<JudgeSource, 'regionOf' | 'buildingOf' | 'written'>,
): JudgeSource {
  const { row, catalogue, keys, today } = frame
  return { street, importId: row.id, communities, catalogue, keys, source: row.source, asOf: row.as_of, today, newId, inScope, ...more }
}
