import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Sql } from 'postgres'
import { isRefused } from '#base/values/parsed.ts'
import { upsertRegions } from '#ground/places/queries.ts'
import { judgeRegionCode } from '#ground/places/region.ts'
import { type ReadRegion, type RefusedRegion, readRegions } from '#ground/places/regions.ts'
import { dayOf } from '#kernel/action/house.ts'
import { withDatabase } from '../open-database.ts'
import { sentence } from '../say.ts'
import { type Command, listOption, type Progress, pathOf, UsageFailure } from './command.ts'

const BATCH = 2000
const SHOWN = 20

type Loaded = {
  source: string
  areas: string[]
  read: number
  changed: number
  refused: number
  levels: Record<string, number>
  warnings: Record<string, number>
  refusedRows: RefusedRegion[]
}

export const regionsLoad: Command = {
  name: 'regions load',
  brief: 'load official divisions from open data: a file, a folder, or an installed npm package',
  help: `linli regions load <file | folder | npm package> [--county <code> …] [--json]

Streams divisions (province, city, county, street, community) into the house. A renamed division keeps its old name with its last day.
  <source>         .csv or .json (also .gz) with code and name; a folder with provinces, cities, areas, streets, villages (any of them);
                   or the name of an installed npm package that holds such files
  --county <code>  only this area and what lies above it (2 to 12 digits, also a city or a street); may be repeated
Rows that are no divisions are left out and counted. Exit code 1 when nothing could be read.`,
  needs: 1,
  options: { county: { type: 'string', multiple: true } },
  async run([given], options, progress) {
    const areas = listOption(options, 'county').map(areaOf)
    const source = findSource(given!)
    const loaded = await withDatabase((database) => load(database.owner, source, areas, progress))
    return { data: loaded, text: print(loaded), failed: loaded.read === 0 }
  },
}

/** 370683, 370683000000 and 3706 name areas; what counts are the digits before the zeros. */
function areaOf(code: string): string {
  const parsed = judgeRegionCode(code.length === 6 ? code.replace(/(00)+$/, '') : code)
  if (isRefused(parsed)) throw new UsageFailure(`--county ${code}: ${sentence(parsed.refused, parsed.with)}`)
  const digits = { province: 2, city: 4, county: 6, street: 9, community: 12 }
  return parsed.value.code.slice(0, digits[parsed.value.level])
}

/** A path that is there, or the folder of a package installed where the person stands or beside Linli. */
function findSource(given: string): string {
  const path = pathOf(given)
  if (existsSync(path)) return path
  if (!/^(@[a-z0-9-~][\w.~-]*\/)?[a-z0-9-~][\w.~-]*$/.test(given)) return path
  const places = [join(pathOf('.'), 'package.json'), fileURLToPath(import.meta.url)]
  const folders = places.flatMap((place) => createRequire(place).resolve.paths(given) ?? [dirname(place)])
  return folders.map((folder) => join(folder, given)).find((folder) => existsSync(folder)) ?? path
}

async function load(owner: Sql, source: string, areas: string[], progress: Progress): Promise<Loaded> {
  const loaded: Loaded = { source, areas, read: 0, changed: 0, refused: 0, levels: {}, warnings: {}, refusedRows: [] }
  const day = dayOf(new Date())
  const onRefused = (row: RefusedRegion) => {
    loaded.refused += 1
    if (loaded.refusedRows.length < SHOWN) loaded.refusedRows.push(row)
  }
  let batch: ReadRegion[] = []
  const write = async () => {
    const rows = batch.map(({ code, name, level, parent }) => ({ code, name, level, parent }))
    batch = []
    loaded.changed += await owner.begin((sql) => upsertRegions(sql as unknown as Sql, rows, day))
    progress('regions', loaded.read, 0)
  }
  for await (const region of readRegions(source, { ...(areas.length > 0 ? { areas } : {}), onRefused })) {
    loaded.read += 1
    loaded.levels[region.level] = (loaded.levels[region.level] ?? 0) + 1
    for (const { say } of region.warnings) loaded.warnings[say] = (loaded.warnings[say] ?? 0) + 1
    batch.push(region)
    if (batch.length >= BATCH) await write()
  }
  if (batch.length > 0) await write()
  return loaded
}

function print({ read, changed, refused, levels, warnings, refusedRows }: Loaded): string {
  return [
    `${read} divisions read, ${changed} new or changed, ${refused} rows left out`,
    ...Object.entries(levels).map(([level, count]) => `  ${level}: ${count}`),
    ...Object.entries(warnings).map(([say, count]) => `  ${count} × ${sentence(say)}`),
    ...refusedRows.map(({ file, row, given, why }) => `  ${file}#${row} ${given}: ${sentence(why.say, why.with)}`),
  ].join('\n')
}
