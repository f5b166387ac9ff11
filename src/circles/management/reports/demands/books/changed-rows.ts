/**
 * What changed since the period before, row by row: new, changed and gone rows of each street, with what stood there; counts that differ, before and now. A
 * street that did not return both times is not compared.
 */
import { findCell } from '#ground/workbooks/read/address.ts'
import type { Tx } from '#kernel/action/context.ts'
import type { JobRun } from '#kernel/jobs/jobs.ts'
import type { SheetPlan } from '../../contract.ts'
import { readLabels } from '../../fill.ts'
import { type DemandRow, listTargets } from '../queries.ts'
import { reachOf } from '../rules.ts'
import { addUpCounts } from './add-up.ts'
import type { Returned } from './append.ts'
import { type Change, comparedColumns, compareRosters } from './compare.ts'
import { listSources, type Source } from './queries.ts'

/** A street's return and the one of the period before. */
export type Pair = { name: string; one: Source; earlier: Source }

/** `marked`: which of the values changed. The first row is the heading. */
export type Told = { values: (string | number | null)[]; marked: ReadonlySet<number> }

export type ChangedSheet = { name: string; widths: number[]; rows: () => AsyncGenerator<Told> }

export async function listPairs(sql: Tx, street: number, row: DemandRow, now: readonly Source[]): Promise<Pair[]> {
  if (row.follows === null) return []
  const before = await listSources(sql, street, row.follows)
  const names = new Map((await listTargets(sql, reachOf(street))).map((target) => [target.street, target.name]))
  return now.flatMap((one) => {
    const earlier = before.find((source) => source.street === one.street)
    return earlier ? [{ name: names.get(one.street) ?? String(one.street), one, earlier }] : []
  })
}

/** One for each sheet that is filled but for cards. `told` counts the rows as they are taken. */
export function changedSheets(job: JobRun, row: DemandRow, pairs: readonly Pair[], told: { rows: number }): ChangedSheet[] {
  const returned = ({ file, spans }: Source): Returned => ({ path: job.house.files.path(job.street, file), spans })
  return row.plan.sheets
    .filter(({ use, layout }) => use && layout !== 'card')
    .map((plan) =>
      plan.layout === 'statistics'
        ? {
            name: plan.sheet,
            widths: [20, 24, 10, 10, 10],
            rows: () => countRows(plan, job.house.files.path(job.street, row.file_id), pairs, returned),
          }
        : {
            name: plan.sheet,
            widths: [8, 14, ...comparedColumns(plan).map(() => 16), 40],
            rows: () => rosterRows(job, plan, pairs, returned, told),
          },
    )
}

const none: ReadonlySet<number> = new Set()
const words = { new: '新增', changed: '变更', gone: '减少' } as const

async function* rosterRows(
  job: JobRun,
  plan: SheetPlan,
  pairs: readonly Pair[],
  returned: (source: Source) => Returned,
  told: { rows: number },
): AsyncGenerator<Told> {
  const columns = comparedColumns(plan)
  yield { values: ['变化', '街道', ...columns.map(({ path }) => path.join(' ')), '原来是'], marked: none }
  for (const [at, { name, one, earlier }] of pairs.entries()) {
    for await (const change of compareRosters(plan, returned(one), returned(earlier), columns)) {
      told.rows += 1
      yield rowOf(change, name, columns)
    }
    await job.progress('stage.comparing', at + 1, pairs.length)
  }
}

/** Two cells stand before those of the row. */
const BEFORE = 2

function rowOf({ how, cells, before }: Change, street: string, columns: readonly { path: string[] }[]): Told {
  const was = [...before].map(([at, text]) => `${columns[at]!.path.at(-1)}：${text === '' ? '（空）' : text}`)
  return { values: [words[how], street, ...cells, was.join('；')], marked: new Set([...before.keys()].map((at) => at + BEFORE)) }
}

/** Cells of counts that differ: which row and column, before, now, and by how much. */
async function* countRows(
  plan: SheetPlan,
  form: string,
  pairs: readonly Pair[],
  returned: (source: Source) => Returned,
): AsyncGenerator<Told> {
  const sums = async (sources: Source[]) =>
    new Map((await addUpCounts(plan, form, sources.map(returned))).cells?.map(({ address, value }) => [address, Number(value)]))
  const [now, before] = [await sums(pairs.map(({ one }) => one)), await sums(pairs.map(({ earlier }) => earlier))]
  const { labels } = await readLabels(form, form, plan)
  const headings = new Map(plan.columns.map(({ column, path }) => [column, path.join(' ')]))
  yield { values: ['行', '栏', '上期', '本期', '增减'], marked: none }
  for (const address of new Set([...now.keys(), ...before.keys()])) {
    const [one, other] = [now.get(address), before.get(address)]
    if (one === other) continue
    const { row, column } = findCell(address)!
    const label = labels.find((each) => each.row === row)?.label ?? address
    yield { values: [label, headings.get(column) ?? address, other ?? null, one ?? null, (one ?? 0) - (other ?? 0)], marked: none }
  }
}
