import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { loadSubjects } from '#ground/facts/load.ts'
import type { CountCondition } from '#ground/workbooks/contract.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import { COMMUNITY, type Stage, useStage } from '../../../../test/stage.ts'
import { allOf, conditionSql, type Fragment, presentSql } from './conditions.ts'
import type { SheetPlan } from './contract.ts'
import { countPopulation } from './roster-query.ts'
import { fillStatistics } from './statistics.ts'

const story = useStage()
const region = COMMUNITY * 1000 + 1
const area = { lo: COMMUNITY * 1000, hi: COMMUNITY * 1000 + 999 }

type Told = Record<string, string | boolean>

/** A door of a grid, and people; `home` names the tie to that door. */
async function settle(stage: Stage, people: { home?: string; told: Told }[]): Promise<Ctx> {
  const ctx = await stage.ctx()
  const door = newId()
  await ctx.sql`insert into grid (street_id, id, region_no, name) values (${ctx.street}, ${newId()}, ${region}, '第一网格')`
  await ctx.sql`
    insert into dwelling (street_id, id, region_no, door, label, key, sort) values (${ctx.street}, ${door}, ${region}, '101', '文泉村101', '101', '101')`
  const catalogue = await getStreetCatalogue(ctx)
  await loadSubjects(
    ctx,
    catalogue,
    people.map(({ home, told }, at) => ({
      id: newId(),
      kind: 'person' as const,
      region,
      statements: [
        {
          id: newId(),
          source: 'seen',
          asOf: '2026-11-01',
          saidOn: '2026-11-01',
          body: { 'person.name': `甲${at}`, ...told, ...(home ? { [home]: { dwelling: door } } : {}) },
        },
      ],
    })),
  )
  return ctx
}

const born = { 'person.birth-date': '1940-01-01', 'person.sex': '2' }
const townsfolk = [
  { home: 'person.residence', told: born },
  { home: 'person.residence', told: { ...born, 'person.sex': '1' } },
  { home: 'person.residence', told: { ...born, 'person.deceased-date': '2026-05-01' } },
  { home: 'person.residence', told: { ...born, 'person.is-deceased': true } },
  { home: 'person.ownership', told: { ...born, 'person.moved-out-date': '2026-06-17' } },
  { home: 'person.registration', told: { ...born, 'person.moved-out-date': '2026-06-17' } },
  { told: born },
  { home: 'person.ownership', told: {} },
]

test(
  'a roster lists nobody who died or moved away, unless it asks for them',
  story(async (stage) => {
    const ctx = await settle(stage, townsfolk)
    const { elements } = await getStreetCatalogue(ctx)
    const count = (conditions: CountCondition[]): Promise<number> => {
      const where: Fragment[] = conditions.map((condition) => conditionSql(ctx.sql, elements, condition, '2026-11-22'))
      return countPopulation(
        ctx.sql,
        ctx.street,
        area,
        'person',
        allOf(ctx.sql, [presentSql(ctx.sql, 'person', conditions, '2026-11-22'), ...where]),
      )
    }
    assert.equal(await count([{ element: 'person.age', op: '>=', value: 80 }]), 4)
    assert.equal(await count([]), 4)
    assert.equal(await count([{ element: 'person.owns-here', op: '=', value: true }]), 1)
    assert.equal(await count([{ element: 'person.is-deceased', op: '=', value: true }]), 1)
    assert.equal(await count([{ element: 'person.moved-out-date', op: 'known', value: true }]), 2)
  }),
)

test(
  'a count is known when those it cannot judge do not belong to it anyway; the total stands only when every row of the sheet does',
  story(async (stage) => {
    const ctx = await settle(stage, townsfolk)
    const livesHere: CountCondition = { element: 'person.lives-here', op: '=', value: true }
    const woman: CountCondition = { element: 'person.sex', op: '=', value: '2' }
    const plan = {
      sheet: '分网格',
      use: true,
      layout: 'statistics',
      headerRows: [1, 1],
      dataRows: [2, 2],
      rowLabelColumn: 1,
      population: { kind: 'person', who: 'all', conditions: [] },
      columns: [
        { path: ['实有人口'], column: 2, element: null, count: { counted: 'persons', conditions: [livesHere] } },
        { path: ['女'], column: 3, element: null, count: { counted: 'persons', conditions: [livesHere, woman] } },
        { path: ['登记的女性'], column: 4, element: null, count: { counted: 'persons', conditions: [woman] } },
        {
          path: ['有房的女性'],
          column: 5,
          element: null,
          count: { counted: 'persons', conditions: [{ element: 'person.owns-here', op: '=', value: true }, woman] },
        },
      ],
    } as SheetPlan
    const count = async (labels: { row: number; label: string }[]) =>
      (
        await fillStatistics(
          ctx.sql,
          await getStreetCatalogue(ctx),
          { street: ctx.street, ...area, today: '2026-11-22' },
          plan,
          labels,
          () => true,
        )
      ).map(({ row, column, state, count: counted, unknown }) => [row, column, state, counted, unknown])
    const own = [
      [2, 2, 'known', 2, 0],
      [2, 3, 'known', 1, 0],
      [2, 4, 'known', 3, 0],
      [2, 5, 'missing', 0, 1],
    ]
    for (const label of ['第一网格', '第1网格', '1网格', '一号网格']) assert.deepEqual(await count([{ row: 2, label }]), own, label)
    assert.deepEqual(await count([{ row: 2, label: '别处社区第一网格' }]), [])
    const total = own.map(([, ...cell]) => [3, ...cell])
    assert.deepEqual(
      await count([
        { row: 2, label: '第一网格' },
        { row: 3, label: '合计' },
      ]),
      [...own, ...total],
    )
    assert.deepEqual(
      await count([
        { row: 2, label: '第一网格' },
        { row: 3, label: '第九网格' },
        { row: 4, label: '合计' },
      ]),
      own,
    )
  }),
)
