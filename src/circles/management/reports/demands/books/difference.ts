/**
 * The job that tells what changed since the period before: new, changed and gone rows of each street, and counts that differ, in a workbook of its own.
 * A street that did not return both times is not compared, and named.
 */
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Problem } from '#base/problem.ts'
import { findCell } from '#ground/workbooks/read/address.ts'
import { type SimpleRow, type SimpleSheet, writeSimpleWorkbook } from '#ground/workbooks/write/simple.ts'
import type { Job, JobRun } from '#kernel/jobs/jobs.ts'
import type { SheetPlan } from '../../contract.ts'
import { mediaOf } from '../../deliver.ts'
import { inFolder, readLabels } from '../../fill.ts'
import { type DemandRow, findDemand, listTargets } from '../queries.ts'
import { reachOf } from '../rules.ts'
import { addUpCounts } from './add-up.ts'
import type { Returned } from './append.ts'
import { type Change, comparedColumns, compareRosters } from './compare.ts'
import { keepBook } from './keep.ts'
import { findBook, listSources, type Source } from './queries.ts'

type Pair = { street: number; name: string; now: Returned; before: Returned }

export const differenceJob: Job<{ demand: string }> = {
  kind: 'demand.difference',
  heavy: true,
  run: (job, { demand }) =>
    inFolder(job, async (folder) => {
      const found = await job.inScope(async (sql) => {
        const row = await findDemand(sql, job.street, demand)
        return {
          row,
          now: await listSources(sql, job.street, demand),
          before: row?.follows ? await listSources(sql, job.street, row.follows) : [],
          names: new Map((await listTargets(sql, reachOf(job.street))).map(({ street, name }) => [street, name])),
          made: await findBook(sql, job.street, job.id),
        }
      })
      if (found.made) return { book: job.id, ...found.made }
      const { row, now, before, names } = found
      if (!row) throw new Problem('thing.unknown')
      const used = now.flatMap((one) => {
        const earlier = before.find(({ street }) => street === one.street)
        return earlier ? [{ one, earlier }] : []
      })
      if (used.length === 0) throw new Problem('demand.nothing-before')
      const returned = ({ file, spans }: Source) => ({ path: job.house.files.path(job.street, file), spans })
      const pairs = used.map(
        ({ one, earlier }): Pair => ({
          ...{ street: one.street, name: names.get(one.street) ?? String(one.street) },
          ...{ now: returned(one), before: returned(earlier) },
        }),
      )
      const out = join(folder, 'difference.xlsx')
      const subjects = await write(job, row, pairs, out)
      const there = new Set(pairs.map(({ street }) => street))
      return keepBook(job, {
        row,
        kind: 'difference',
        returns: used.flatMap(({ one, earlier }) => [one.id, earlier.id]),
        lacking: row.streets.filter((street) => !there.has(street)),
        recallOn: used.flatMap(({ one, earlier }) => [one.recallOn, earlier.recallOn]).sort()[0]!,
        ...{ subjects, out, name: `${row.file_name.replace(/\.[^.]+$/, '')}（变化）.xlsx`, media: mediaOf.xlsx },
      })
    }),
}

/** @returns how many rows are told */
async function write(job: JobRun, row: DemandRow, pairs: readonly Pair[], out: string): Promise<number> {
  let told = 0
  let streets = 0
  const sheets: SimpleSheet[] = []
  for (const plan of row.plan.sheets.filter(({ use, layout }) => use && layout !== 'card')) {
    if (plan.layout === 'statistics') {
      sheets.push({ name: plan.sheet, headingRows: 1, rows: await countRows(plan, job.house.files.path(job.street, row.file_id), pairs) })
      continue
    }
    const columns = comparedColumns(plan)
    const rows = async function* (): AsyncGenerator<SimpleRow> {
      yield { cells: ['变化', '街道', ...columns.map(({ path }) => path.join(' ')), '原来是'], look: head }
      for (const { name, now, before } of pairs) {
        for await (const change of compareRosters(plan, now, before, columns)) {
          told += 1
          yield rowOf(change, name, columns)
        }
        streets += 1
        await job.progress('stage.comparing', streets, pairs.length)
      }
    }
    sheets.push({ name: plan.sheet, headingRows: 1, rows: rows() })
  }
  if (sheets.length === 0) throw new Problem('report.nothing-to-fill')
  await pipeline(
    writeSimpleWorkbook({ sheets, title: row.title, identifier: `linli ${job.id}`, at: job.house.now() }),
    createWriteStream(out, { mode: 0o600 }),
  )
  return told
}

const head = { bold: true, border: true } as const
const words = { new: '新增', changed: '变更', gone: '减少' } as const
const cell = { format: 'text' } as const

function rowOf({ how, cells, before }: Change, street: string, columns: readonly { path: string[] }[]): SimpleRow {
  const was = [...before].map(([at, text]) => `${columns[at]!.path.at(-1)}：${text === '' ? '（空）' : text}`)
  const said = cells.map((text, at) => ({ value: text, look: before.has(at) ? { ...cell, bold: true as const } : cell }))
  return [words[how], street, ...said, was.join('；')]
}

/** Cells of counts that differ: which row and column, before, now, and by how much. */
async function countRows(plan: SheetPlan, form: string, pairs: readonly Pair[]): Promise<SimpleRow[]> {
  const sums = async (of: (pair: Pair) => Returned) =>
    new Map((await addUpCounts(plan, form, pairs.map(of))).cells?.map(({ address, value }) => [address, Number(value)]))
  const [now, before] = [await sums(({ now }) => now), await sums((pair) => pair.before)]
  const { labels } = await readLabels(form, form, plan)
  const headings = new Map(plan.columns.map(({ column, path }) => [column, path.join(' ')]))
  const rows: SimpleRow[] = [{ cells: ['行', '栏', '上期', '本期', '增减'], look: head }]
  for (const address of new Set([...now.keys(), ...before.keys()])) {
    const [one, other] = [now.get(address), before.get(address)]
    if (one === other) continue
    const { row, column } = findCell(address)!
    const label = labels.find((each) => each.row === row)?.label ?? address
    rows.push([label, headings.get(column) ?? address, other ?? null, one ?? null, (one ?? 0) - (other ?? 0)])
  }
  return rows
}
