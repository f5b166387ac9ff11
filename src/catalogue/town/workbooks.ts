import { createWriteStream } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type SimpleWorkbook, writeSimpleWorkbook } from '#ground/workbooks/write/simple.ts'
import { allowanceRoster, populationTable, visitCard } from './blank-forms.ts'
import { clerkRoster } from './clerk-roster.ts'
import { mainStreet } from './plan.ts'
import type { Town } from './town-shape.ts'

/** A workbook to try the demo with. `holds` tells what a reading of the clerk's roster should find. */
export type Sample = { file: string; workbook: SimpleWorkbook; holds?: { people: number; changed: number; fresh: number } }

const community = '370683001020'

/** The clerk's own roster to import, and three forms as departments send them: an empty roster, a table of counts, a card. */
export function sampleWorkbooks(town: Town): Sample[] {
  const at = new Date(`${town.today}T00:00:00Z`)
  const { sheets, ...holds } = clerkRoster(town, community)
  return [
    { file: '1-文泉社区居民花名册.xlsx', workbook: { sheets, at }, holds },
    { file: '2-高龄津贴发放花名册（空表）.xlsx', workbook: { sheets: [allowanceRoster()], at } },
    { file: '3-人口房屋统计表（空表）.xlsx', workbook: { sheets: populationTable(town, mainStreet, community), at } },
    { file: '4-困难群众入户核查表（空表）.xlsx', workbook: { sheets: [visitCard()], at } },
  ]
}

/** Writes the samples into a folder that is made when it is not there; each appears whole or not at all. Returns their paths. */
export async function writeSampleWorkbooks(town: Town, folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true })
  const paths: string[] = []
  for (const { file, workbook } of sampleWorkbooks(town)) {
    const path = join(folder, file)
    await pipeline(writeSimpleWorkbook(workbook), createWriteStream(`${path}.part`))
    await rename(`${path}.part`, path)
    paths.push(path)
  }
  return paths
}
