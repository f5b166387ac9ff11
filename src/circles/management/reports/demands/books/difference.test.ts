/** The next period of a demand: admitted once, asked again, and told by what changed. */
import assert from 'node:assert/strict'
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { test } from 'node:test'
import fc from 'fast-check'
import { correct } from '#ground/facts/actions.ts'
import { workFolder } from '#ground/workbooks/hand-made.ts'
import { readWorkbook } from '#ground/workbooks/read/read-workbook.ts'
import { writeSimpleWorkbook } from '#ground/workbooks/write/simple.ts'
import type { Actor } from '#kernel/access/actor.ts'
import { within } from '#kernel/action/across.ts'
import { bring, headings, importFile, person } from '../../../../../../test/rosters.ts'
import { type Stage, useStage } from '../../../../../../test/stage.ts'
import { askStreets, type County, peopleCounty, prepareCounty, returnFrom, roster, STREETS } from '../../../../../../test/streets.ts'
import type { SheetPlan } from '../../contract.ts'
import { list } from '../../views.ts'
import * as demands from '../actions.ts'
import { read } from '../views.ts'
import { compare, consolidate } from './actions.ts'
import { type Change, compareRosters } from './compare.ts'
import { books } from './views.ts'

const story = useStage(prepareCounty)
const folder = await workFolder()

async function sheetsOf(stage: Stage, { asker }: County, id: string): Promise<string[][][]> {
  await stage.does(compare, asker, { id })
  await stage.exhaust()
  const [book] = (await stage.does(books, asker, { id })).books
  assert.equal(book?.kind, 'difference')
  const { sheets } = await readWorkbook(stage.house.files.path(asker.street, book.file), { name: '变化.xlsx' })
  return sheets.map(({ rows }) => rows.map(({ cells }) => [...Array(7).keys()].map((at) => cells.get(at + 1)?.text ?? '')))
}

/** In the first street: a telephone changed, somebody came, somebody died. */
async function aMonthLater(stage: Stage, clerk: Actor): Promise<void> {
  stage.setNow(new Date('2026-12-22T02:00:00Z'))
  const lines = [
    ['阳光花园人口台账（2026年12月）'],
    headings,
    person(1, '3', '2', '501', '户主', '张一山', '1940-03-07', '13900009999'),
    person(9, '3', '2', '503', '户主', '孙新来', '1938-01-01', '13700007777'),
  ]
  await importFile(stage, clerk, await bring(stage, clerk, '十二月台账.xlsx', lines))
  const [gone] = await within(
    stage.house,
    clerk.street,
    (sql) => sql<{ id: string; rev: number }[]>`
      select id, rev from subject where street_id = ${clerk.street} and values->>'person.name' = '张二水'`,
  )
  const said = { id: gone!.id, values: { 'person.is-deceased': true }, source: 'seen', asOf: '2026-12-20' }
  await stage.does(correct, clerk, said, { version: gone!.rev })
}

test(
  'asked again for the next month it needs no second admission, goes to the same streets, and tells new, changed and gone rows of each',
  story(async (stage) => {
    const county = await peopleCounty(stage)
    const first = await askStreets(stage, county, roster, { period: 'monthly' })
    for (const street of county.streets.slice(0, 2)) await returnFrom(stage, street, first)
    await stage.refused(compare, county.asker, { id: first }, 'demand.nothing-before')
    await aMonthLater(stage, county.streets[0]!.clerks[0])
    await stage.refused(demands.again, county.asker, { id: first, dueOn: '2026-12-01' }, 'input.invalid')
    const { id } = await stage.does(demands.again, county.asker, { id: first, dueOn: '2027-01-05' })
    await stage.exhaust(2)
    const next = await stage.does(read, county.asker, { id })
    assert.deepEqual([next.state, next.follows, next.dueOn, next.streets], ['admitted', first, '2027-01-05', { received: 3 }])
    assert.equal((await stage.does(read, county.asker, { id: first })).state, 'closed')
    assert.equal((await stage.does(list, county.streets[0]!.head, {})).requests.length, 2, 'a request for each period')
    for (const street of county.streets) await returnFrom(stage, street, id)
    const [sheet] = await sheetsOf(stage, county, id)
    assert.deepEqual(sheet?.[0], ['变化', '街道', '姓名', '公民身份号码', '联系电话', '原来是', ''])
    assert.deepEqual(
      sheet
        ?.slice(1)
        .map(([how, street, name, , phone, was]) => [how, street, name, phone, was])
        .sort(),
      [
        ['减少', '文昌路街道', '张二水', '13800000002', ''],
        ['变更', '文昌路街道', '张一山', '13900009999', '联系电话：13800000001'],
        ['新增', '文昌路街道', '孙新来', '13700007777', ''],
      ],
    )
    const [book] = (await stage.does(books, county.asker, { id })).books
    assert.deepEqual([book?.subjects, book?.returns, book?.lacking], [3, 4, [STREETS[2]]], 'who did not return both times is named')
    await stage.refused(consolidate, county.asker, { id: first, changes: true }, 'demand.nothing-before')
    await stage.does(consolidate, county.asker, { id, changes: true })
    await stage.exhaust()
    const [whole] = (await stage.does(books, county.asker, { id })).books
    assert.deepEqual(
      [whole?.kind, whole?.subjects, whole?.returns, whole?.lacking],
      ['changed', 12, 5, []],
      'also what it was compared with',
    )
    const both = await readWorkbook(stage.house.files.path(county.asker.street, whole!.file), { name: '合成.xlsx' })
    assert.deepEqual(
      both.sheets.map(({ name }) => name),
      ['名册', '与上期相比的变化'],
    )
    assert.equal(both.sheets[0]!.rows.length, 13)
    const changed = both.sheets[1]!.rows.map(({ cells }) => [...Array(6).keys()].map((at) => cells.get(at + 1)?.text ?? ''))
    assert.deepEqual(
      changed,
      sheet?.map((cells) => cells.slice(0, 6)),
    )
  }),
)

test(
  'what is asked once is not asked again',
  story(async (stage) => {
    const county = await peopleCounty(stage)
    const id = await askStreets(stage, county)
    await stage.refused(demands.again, county.asker, { id, dueOn: '2027-01-05' }, 'demand.asked-once')
    await stage.refused(demands.again, county.desk, { id, dueOn: '2027-01-05' }, 'access.forbidden')
  }),
)

const plan = (elements: (string | null)[]): SheetPlan => ({
  ...{ sheet: '表', use: true, layout: 'roster', headerRows: [1, 1], dataRows: [2, 2] },
  population: { kind: 'person', who: 'all', conditions: [] },
  columns: elements.map((element, at) => ({
    path: [`栏${at}`],
    column: at + 1,
    element,
    ...(element ? {} : { local: 'number' as const }),
  })),
})

async function returned(rows: string[][]) {
  const path = folder.path(`${Math.random()}.xlsx`)
  const book = writeSimpleWorkbook({ sheets: [{ name: '表', rows: [['头'], ...rows] }], at: new Date(0) })
  await pipeline(book, createWriteStream(path))
  return { path, spans: [{ sheet: '表', firstRow: 2, lastRow: rows.length + 1 }] }
}

async function changes(elements: (string | null)[], before: string[][], now: string[][]): Promise<Change[]> {
  const found: Change[] = []
  for await (const change of compareRosters(plan(elements), await returned(now), await returned(before))) found.push(change)
  return found
}

test('two of one name are told apart by what else identifies them, or in their order; a running number is no change', async () => {
  const same = await changes(
    [null, 'person.name', 'person.phone'],
    [
      ['1', '王芳', '1'],
      ['2', '王芳', '2'],
    ],
    [
      ['7', '王芳', '1'],
      ['8', '王芳', '3'],
    ],
  )
  assert.deepEqual(
    same.map(({ how, cells, before }) => [how, cells, [...before]]),
    [['changed', ['王芳', '3'], [[1, '2']]]],
  )
})

test('what came, changed and went accounts for both periods whole', async () => {
  const people = fc.uniqueArray(fc.record({ id: fc.integer({ min: 1, max: 30 }), phone: fc.integer({ min: 1, max: 4 }) }), {
    selector: ({ id }) => id,
    minLength: 1,
    maxLength: 20,
  })
  const rows = (list: { id: number; phone: number }[]) => list.map(({ id, phone }) => [`人${id}`, `3709${id}`, String(phone)])
  await fc.assert(
    fc.asyncProperty(people, people, async (before, now) => {
      const found = await changes(['person.name', 'person.id-number', 'person.phone'], rows(before), rows(now))
      const count = (how: Change['how']) => found.filter((one) => one.how === how).length
      const stayed = now.filter(({ id }) => before.some((one) => one.id === id))
      assert.equal(count('new'), now.length - stayed.length)
      assert.equal(count('gone'), before.length - stayed.length)
      assert.equal(count('changed'), stayed.filter(({ id, phone }) => before.some((one) => one.id === id && one.phone !== phone)).length)
    }),
    { numRuns: 20 },
  )
})
