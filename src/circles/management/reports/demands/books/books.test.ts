/** What streets returned, as one workbook in the asker's own layout. */
import assert from 'node:assert/strict'
import { stat } from 'node:fs/promises'
import { test } from 'node:test'
import { markPurged } from '#ground/forgetting/queries.ts'
import { within } from '#kernel/action/across.ts'
import { open } from '#kernel/files/actions.ts'
import { newId } from '#kernel/log/id.ts'
import { readCells } from '../../../../../../test/requests.ts'
import { type Stage, useStage } from '../../../../../../test/stage.ts'
import {
  askStreets,
  basis,
  COUNTY,
  type County,
  HEALTH,
  peopleCounty,
  prepareCounty,
  returnFrom,
  STREETS,
} from '../../../../../../test/streets.ts'
import { exports } from '../../register/views.ts'
import * as reportViews from '../../views.ts'
import { demandForgetsAcross } from '../forget-across.ts'
import * as views from '../views.ts'
import { consolidate } from './actions.ts'
import { books } from './views.ts'

const story = useStage(prepareCounty)

async function together(stage: Stage, { asker }: County, id: string) {
  await stage.does(consolidate, asker, { id })
  await stage.exhaust()
  const [book] = (await stage.does(books, asker, { id })).books
  assert.ok(book)
  return { book, rows: [...(await readCells(stage, asker, book.file)).values()] }
}

test(
  'rosters of all streets are one roster in the asker’s layout, in the order of streets, numbered on',
  story(async (stage) => {
    const county = await peopleCounty(stage)
    const id = await askStreets(stage, county)
    for (const at of [2, 0, 1] as const) await returnFrom(stage, county.streets[at]!, id)
    const { book, rows } = await together(stage, county, id)
    const [headings, ...people] = rows
    assert.deepEqual(headings, ['序号', '姓名', '公民身份号码', '联系电话'])
    assert.deepEqual(
      people.map(([number]) => Number(number)),
      Array.from({ length: 12 }, (_, at) => at + 1),
    )
    const surnames = people.map(([, name]) => name![0])
    assert.deepEqual(
      [surnames.slice(0, 4), surnames.slice(4, 8), surnames.slice(8)].map((four) => four.sort().join('')),
      ['张张王王', '李李赵赵', '刘刘陈陈'],
    )
    assert.ok(
      people.every(([, , identity, phone]) => /^370999\d{11}[\dX]$/.test(identity!) && /^138\d{8}$/.test(phone!)),
      'numbers keep their digits',
    )
    assert.deepEqual([book.kind, book.subjects, book.returns, book.lacking], ['whole', 12, 3, []])
  }),
)

test(
  'before all are back it holds what was signed for, says which streets it lacks, and a later one stands beside it',
  story(async (stage) => {
    const county = await peopleCounty(stage)
    const id = await askStreets(stage, county)
    await stage.does(consolidate, county.asker, { id })
    await assert.rejects(stage.exhaust(), { code: 'demand.nothing-back' })
    await returnFrom(stage, county.streets[1]!, id, 1)
    const first = await together(stage, county, id)
    assert.deepEqual([first.rows.length, first.book.lacking], [5, [STREETS[0], STREETS[2]]])
    await returnFrom(stage, county.streets[1]!, id)
    await returnFrom(stage, county.streets[0]!, id)
    const second = await together(stage, county, id)
    assert.deepEqual(
      [second.rows.length, second.book.lacking, second.book.returns],
      [9, [STREETS[2]], 2],
      'of each street the latest return',
    )
    assert.equal((await stage.does(books, county.asker, { id })).books.length, 2)
  }),
)

const counts = (labels: string[]) => [
  { name: '统计', rows: [['高龄老人统计表'], ['单位', '80岁以上人数', '其中：男'], ...labels.map((label) => [label])] },
]

test(
  'in a table of streets each street fills its own row, and the total is made of them',
  story(async (stage) => {
    const county = await peopleCounty(stage)
    const id = await askStreets(stage, county, counts(['文昌路街道', '永安路街道', '三山岛街道', '合计']))
    for (const street of county.streets.slice(0, 2)) await returnFrom(stage, street, id)
    const two = await together(stage, county, id)
    assert.deepEqual(
      two.rows.slice(2).map(([name, all]) => [name, all ?? '']),
      [
        ['文昌路街道', '4'],
        ['永安路街道', '4'],
        ['三山岛街道', ''],
        ['合计', ''],
      ],
      'a total of what is not there is not made',
    )
    await returnFrom(stage, county.streets[2]!, id)
    const three = await together(stage, county, id)
    assert.deepEqual(
      three.rows.slice(2).map(([, all, men]) => [all, men]),
      [
        ['4', '2'],
        ['4', '2'],
        ['4', '2'],
        ['12', '6'],
      ],
    )
  }),
)

test(
  'what is about the whole area is added up over the streets',
  story(async (stage) => {
    const county = await peopleCounty(stage)
    const id = await askStreets(stage, county, counts(['80-89岁', '90岁以上', '合计']))
    for (const street of county.streets) await returnFrom(stage, street, id)
    const { rows } = await together(stage, county, id)
    assert.deepEqual(
      rows.slice(2).map(([label, all]) => [label, all]),
      [
        ['80-89岁', '12'],
        ['90岁以上', '0'],
        ['合计', '12'],
      ],
    )
  }),
)

test(
  'it has its line in the asker’s own export register, with basis, mark and recall date, and is opened by the office that asked alone',
  story(async (stage) => {
    const county = await peopleCounty(stage)
    const id = await askStreets(stage, county)
    await returnFrom(stage, county.streets[0]!, id)
    const { book } = await together(stage, county, id)
    const [line] = (await stage.does(exports, county.asker, {})).exports
    assert.deepEqual(
      [line?.recipient, line?.basis, line?.mark, line?.subjects, line?.demand, line?.recallOn],
      ['莱州市民政局', basis, `linli ${book.id}`, 4, id, '2027-05-21'],
    )
    assert.deepEqual(line?.elements, ['person.name', 'person.id-number', 'person.phone'])
    await stage.does(open, county.asker, { id: book.file })
    await stage.refused(open, county.desk, { id: book.file }, 'access.forbidden')
    const other = stage.actorAt('asker', COUNTY, HEALTH)
    assert.equal((await stage.does(books, other, { id })).books.length, 0)
    assert.equal((await stage.does(exports, other, {})).exports.length, 0)
    await stage.refused(consolidate, other, { id }, 'thing.unknown')
  }),
)

test(
  'when somebody was erased in a street, the copies she stood in go where they were returned to, and what was made of them; the rest is put together anew',
  story(async (stage) => {
    const county = await peopleCounty(stage)
    const id = await askStreets(stage, county)
    await returnFrom(stage, county.streets[0]!, id)
    await returnFrom(stage, county.streets[1]!, id)
    const { book } = await together(stage, county, id)
    const { street, head } = county.streets[0]!
    const { deliveries } = await stage.does(reportViews.read, head, { id })
    await within(stage.house, street, (sql) => markPurged(sql, street, [deliveries[0]!.file], new Date('2026-11-22T03:00:00Z')))
    const erased = { street, log: newId(), at: 0, event: { name: 'person.erased', subjects: [], fields: [] } }
    for (let time = 0; time < 2; time += 1) await demandForgetsAcross.run(stage.house, erased)
    await stage.refused(open, county.asker, { id: book.file }, 'thing.gone')
    const { targets } = await stage.does(views.read, county.asker, { id })
    assert.deepEqual(
      targets.map(({ returns }) => returns.map((one) => one.purged)),
      [[true], [false], []],
    )
    await assert.rejects(stat(stage.house.files.path(COUNTY, targets[0]!.returns[0]!.file)), { code: 'ENOENT' })
    const anew = await together(stage, county, id)
    assert.deepEqual([anew.rows.length, anew.book.lacking], [5, [STREETS[0], STREETS[2]]])
  }),
)
