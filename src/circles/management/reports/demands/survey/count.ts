/** How much of a demand a street knows already, counted as its filling would: rosters from a sample, counts by their own statements. */

import type { Ctx } from '#kernel/action/context.ts'
import { fillCell, needsOf } from '../../cells.ts'
import type { CellCounts, SheetPlan } from '../../contract.ts'
import { readLabels } from '../../fill.ts'
import { type Asked, type Prepared, populationWhere, readyColumns, refusalOf } from '../../prepare.ts'
import { countPopulation, readRoster } from '../../roster-query.ts'
import { isProtected, noCounts } from '../../rules.ts'
import { fillStatistics } from '../../statistics.ts'
import type { Survey } from './contract.ts'
import { sampleSubjects } from './queries.ts'
import { scaleUp, toAsk } from './rules.ts'

/** Enough for a share to within a few in a hundred; filling tells it to the cell. */
const SAMPLE = 400

type Counted = Pick<Survey, 'rows' | 'sampled' | 'columns' | 'asked'>

/** @param form the asker's empty workbook, where its rows of counts are read */
export async function countKnown(ctx: Ctx, prepared: Prepared<Asked>, form: { path: string; name: string }): Promise<Counted> {
  const counted: Counted = { rows: 0, sampled: 0, columns: [], asked: 0 }
  for (const plan of prepared.request.plan.sheets.filter(({ use, layout }) => use && layout !== 'card')) {
    const one = plan.layout === 'roster' ? await countRoster(ctx, prepared, plan) : await countCounts(ctx, prepared, plan, form)
    counted.rows += one.rows
    counted.sampled += one.sampled
    counted.asked += one.asked
    counted.columns.push(...one.columns)
  }
  return counted
}

async function countRoster(ctx: Ctx, prepared: Prepared<Asked>, plan: SheetPlan): Promise<Counted> {
  const { kind, who, conditions } = plan.population
  const { range, catalogue, context } = prepared
  const columns = readyColumns(ctx, prepared, plan)
  const closed = conditions.some(({ element }) => {
    const found = catalogue.elements.get(element)
    return found !== undefined && isProtected(found)
  })
  // How many there are of a protected kind, and who stands in a list of the asker's own, is not for those who only decide.
  if (who === 'given' || closed) return { rows: 0, sampled: 0, asked: 0, columns: [] }
  const where = populationWhere(ctx, prepared, plan)
  const rows = await countPopulation(ctx.sql, ctx.street, range, kind, where)
  const ids = await sampleSubjects(ctx.sql, ctx.street, range, kind, where, SAMPLE)
  const sample = [...(await readRoster(ctx.sql, ctx.street, range, kind, ids, needsOf(columns, kind))).values()]
  const counts = columns.map(noCounts)
  let asked = 0
  for (const row of sample) {
    const own = noCounts()
    for (const [at, column] of columns.entries()) {
      // What is protected is neither looked at nor counted here.
      const state = column.element && isProtected(column.element) ? 'forbidden' : fillCell(context, column, row, 1).state
      if (!state) continue
      counts[at]![state] += 1
      own[state] += 1
    }
    if (toAsk(own) > 0) asked += 1
  }
  const scaled = (one: CellCounts) => scaleUp(one, sample.length, rows)
  return {
    rows,
    sampled: sample.length,
    asked: sample.length === 0 ? 0 : Math.round((asked * rows) / sample.length),
    columns: columns.flatMap(({ plan: { path }, element }, at) =>
      element ? [{ sheet: plan.sheet, path, counts: scaled(counts[at]!) }] : [],
    ),
  }
}

async function countCounts(ctx: Ctx, prepared: Prepared<Asked>, plan: SheetPlan, form: { path: string; name: string }): Promise<Counted> {
  const { catalogue, range } = prepared
  const { labels } = await readLabels(form.path, form.name, plan)
  const may = (column: SheetPlan['columns'][number]) =>
    refusalOf(ctx, prepared, column, plan) === null &&
    !(column.count?.conditions ?? []).some(({ element }) => {
      const found = catalogue.elements.get(element)
      return found !== undefined && isProtected(found)
    })
  const area = { street: ctx.street, ...range, today: ctx.today }
  const cells = await fillStatistics(ctx.sql, catalogue, area, plan, labels, may)
  return {
    rows: 0,
    sampled: 0,
    // A count that is not known opens so many; those of one row are the same people in each column, so the largest stands for all.
    asked: Math.max(0, ...cells.filter(({ state }) => state === 'missing').map(({ unknown }) => unknown)),
    columns: plan.columns.flatMap(({ path, column, count }) => {
      if (!count) return []
      const counts = noCounts()
      for (const cell of cells) if (cell.column === column) counts[cell.state] += 1
      return [{ sheet: plan.sheet, path, counts }]
    }),
  }
}
