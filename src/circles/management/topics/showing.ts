/** Topics and their matters as they are shown at the desk. */
import { type Shown, showLines } from '#ground/matters/lines.ts'
import { enterMatters } from '#ground/matters/scope.ts'
import type { ListRow } from '#ground/matters/worklist-queries.ts'
import { listRegionNames } from '#ground/places/queries.ts'
import { shortRegionName } from '#ground/places/region.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type { MatterLine, TopicView } from './contract.ts'
import type { TopicRow } from './queries.ts'

export async function communityNames(ctx: Ctx): Promise<(community: number) => string> {
  const names = await listRegionNames(ctx.sql, ctx.street)
  return (community) => shortRegionName(names.get(String(community)) ?? String(community))
}

export function showTopic(row: TopicRow, nameOf: (community: number) => string): TopicView {
  const { region, estate, estateName, ...rest } = row
  const community = Math.floor(region / 1000)
  return { ...rest, community, communityName: nameOf(community), estate: estate === null ? null : { id: estate, name: estateName ?? '' } }
}

export async function showMatters(ctx: Ctx, rows: readonly ListRow[]): Promise<MatterLine[]> {
  const { lines, persons } = await showLines(ctx, rows, await enterMatters(ctx))
  ctx.look({ subjects: persons, fields: ['matter.title'] })
  return lines.map(lineOf)
}

export function lineOf({ id, number, title, category, stand, outcome, opened, reporters, leadName }: Shown['lines'][number]): MatterLine {
  return { id, number, title, category, stand, outcome, opened, reporters, leadName }
}
