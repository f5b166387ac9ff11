/**
 * The job that gives every community its own workbook: the rosters of what streets returned, each with the rows of one community, in the asker's own
 * layout; together they are one archive. Each workbook has its own mark and its own line in the export register.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '#base/problem.ts'
import { type PartPlan, writeArchive } from '#ground/workbooks/edit/archive.ts'
import { fillWorkbook } from '#ground/workbooks/edit/fill-workbook.ts'
import type { Job, JobRun } from '#kernel/jobs/jobs.ts'
import type { SheetPlan } from '../../contract.ts'
import { inFolder } from '../../fill.ts'
import { type DemandRow, findDemand } from '../queries.ts'
import { appendRosters, rowsIn } from './append.ts'
import { templateOf } from './consolidate.ts'
import { keepBook, type OneExport } from './keep.ts'
import { findBook, listNames, listSources, type Source } from './queries.ts'

/** More communities than a city of the first rank has; each is a workbook. */
const MOST_WORKBOOKS = 8000

type Piece = { source: Source; community: number; name: string; rows: number }

export const splitJob: Job<{ demand: string }> = {
  kind: 'demand.split',
  heavy: true,
  run: (job, { demand }) =>
    inFolder(job, async (folder) => {
      const found = await job.inScope(async (sql) => {
        const row = await findDemand(sql, job.street, demand)
        const sources = await listSources(sql, job.street, demand)
        const communities = sources.flatMap((source) => [source.street, ...communitiesOf(source)])
        return { row, sources, names: await listNames(sql, communities), made: await findBook(sql, job.street, job.id) }
      })
      if (found.made) return { book: job.id, ...found.made }
      const { row, sources, names } = found
      if (!row) throw new Problem('thing.unknown')
      if (sources.length === 0) throw new Problem('demand.nothing-back')
      const plans = row.plan.sheets.filter(({ use, layout }) => use && layout === 'roster')
      if (plans.length === 0) throw new Problem('demand.not-by-community')
      const pieces = sources.flatMap((source) => piecesOf(source, plans, names)).slice(0, MOST_WORKBOOKS)
      if (pieces.length === 0) throw new Problem('demand.nothing-back')
      const out = join(folder, 'communities.zip')
      const exports = await write(job, row, { plans, pieces }, folder, out)
      const there = new Set(sources.map(({ street }) => street))
      return keepBook(job, {
        row,
        kind: 'communities',
        returns: sources.map(({ id }) => id),
        lacking: row.streets.filter((street) => !there.has(street)),
        subjects: pieces.reduce((sum, one) => sum + one.rows, 0),
        recallOn: sources.map(({ recallOn }) => recallOn).sort()[0]!,
        ...{ exports, out, name: `${row.file_name.replace(/\.[^.]+$/, '')}（各社区）.zip`, media: 'application/zip' },
      })
    }),
}

function communitiesOf({ spans }: Source): number[] {
  return [...new Set(spans.flatMap(({ communities = [] }) => communities.map(([community]) => community)))].sort(
    (one, other) => one - other,
  )
}

/** What one street returned, community by community; rows that are nobody's stand in one of their own, behind the others. */
function piecesOf(source: Source, plans: readonly SheetPlan[], names: ReadonlyMap<number, string>): Piece[] {
  const spans = source.spans.filter(({ sheet }) => plans.some((plan) => plan.sheet === sheet))
  const street = names.get(source.street) ?? String(source.street)
  return communitiesOf(source)
    .map((community) => ({
      ...{ source, community },
      name: `${street} ${community === 0 ? '没有认出社区的' : (names.get(community) ?? community)}`.replace(/[\\/:*?"<>|]/g, '_'),
      rows: spans.reduce((sum, span) => sum + rowsIn(span, community).rows, 0),
    }))
    .filter(({ rows }) => rows > 0)
    .sort((one, other) => Number(one.community === 0) - Number(other.community === 0))
}

type Wanted = { plans: readonly SheetPlan[]; pieces: readonly Piece[] }

/** One workbook after the other; the archive is written once all are there. */
async function write(job: JobRun, row: DemandRow, { plans, pieces }: Wanted, folder: string, out: string): Promise<OneExport[]> {
  const template = await templateOf(job, row, folder)
  const exports: OneExport[] = []
  const parts: PartPlan[] = []
  for (const [at, { source, community, name, rows }] of pieces.entries()) {
    const path = join(folder, `piece-${at}`)
    const { file, spans } = source
    const returned = [{ path: job.house.files.path(job.street, file), spans, only: community }]
    const mark = `linli ${job.id} ${community === 0 ? source.street : community}`
    const edits = plans.map((plan) => appendRosters(plan, returned, () => undefined))
    const { extension } = await fillWorkbook(template, path, edits, mark)
    exports.push({ mark, subjects: rows, sha256: await hashOf(path) })
    parts.push({ name: `${name}.${extension}`, modified: job.house.now(), stored: true, content: () => createReadStream(path) })
    await job.progress('stage.splitting', at + 1, pieces.length)
  }
  await writeArchive(parts, out)
  return exports
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
