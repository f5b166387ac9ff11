/** One workbook for each community, from what streets returned. */
import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import fc from 'fast-check'
import { openPackage, readPart } from '#ground/workbooks/read/package.ts'
import { readWorkbook } from '#ground/workbooks/read/read-workbook.ts'
import { open } from '#kernel/files/actions.ts'
import { type Stage, useStage } from '../../../../../../test/stage.ts'
import { askStreets, COUNTY, HEALTH, peopleCounty, prepareCounty, returnFrom, roster, STREETS } from '../../../../../../test/streets.ts'
import { exports } from '../../register/views.ts'
import { split } from './actions.ts'
import { rowsIn } from './append.ts'
import { books } from './views.ts'

const story = useStage(prepareCounty)

async function sheetsIn({ house }: Stage, bytes: Buffer) {
  const { id } = await house.files.write(COUNTY, Readable.from([bytes]))
  return (await readWorkbook(house.files.path(COUNTY, id), { name: 'x.xlsx' })).sheets
}

test(
  'each community has its own people in the asker’s layout, numbered anew, and each workbook its own line in the export register',
  story(async (stage) => {
    const county = await peopleCounty(stage)
    const id = await askStreets(stage, county)
    await returnFrom(stage, county.streets[0]!, id)
    await returnFrom(stage, county.streets[1]!, id)
    await stage.refused(split, stage.actorAt('asker', COUNTY, HEALTH), { id }, 'thing.unknown')
    await stage.does(split, county.asker, { id })
    await stage.exhaust()
    const [book] = (await stage.does(books, county.asker, { id })).books
    assert.deepEqual([book?.kind, book?.subjects, book?.returns, book?.lacking], ['communities', 8, 2, [STREETS[2]]])
    await stage.does(open, county.asker, { id: book!.file })
    const archive = await openPackage(stage.house.files.path(COUNTY, book!.file))
    assert.deepEqual(
      archive.parts.map(({ name }) => name),
      ['文昌路街道', '永安路街道'].flatMap((street) => ['第一', '第二'].map((which) => `${street} ${which}社区居民委员会.xlsx`)),
    )
    const names: string[] = []
    for (const part of archive.parts) {
      const sheets = await sheetsIn(stage, await readPart(part))
      const rows = sheets[0]!.rows.map(({ cells }) => [1, 2, 3, 4].map((at) => cells.get(at)?.text ?? ''))
      assert.deepEqual(rows[0], ['序号', '姓名', '公民身份号码', '联系电话'])
      assert.deepEqual(
        rows.slice(1).map(([number]) => number),
        ['1', '2'],
      )
      names.push(rows.slice(1).map(([, name]) => name![0]).join('')) // biome-ignore format: one line
    }
    archive.close()
    assert.deepEqual(names, ['张张', '王王', '李李', '赵赵'])
    const lines = (await stage.does(exports, county.asker, {})).exports
    assert.deepEqual(
      lines.map(({ mark, subjects }) => [mark, subjects]).sort(),
      ['370683001001', '370683001002', '370683002001', '370683002002'].map((community) => [`linli ${book!.id} ${community}`, 2]),
    )
    assert.equal(new Set(lines.map(({ recallOn }) => recallOn)).size, 1)
  }),
)

test(
  'counts are not one community’s: without a roster it is refused with what to do instead',
  story(async (stage) => {
    const county = await peopleCounty(stage)
    const counts = [{ name: '统计', rows: [['高龄老人统计表'], ['单位', '80岁以上人数', '其中：男'], ['文昌路街道'], ['合计']] }]
    const id = await askStreets(stage, county, counts)
    await stage.refused(split, county.asker, { id }, 'demand.not-by-community')
    const names = await askStreets(stage, county, roster)
    await stage.does(split, county.asker, { id: names })
    await assert.rejects(stage.exhaust(), { code: 'demand.nothing-back' })
  }),
)

test('the rows of all communities are those of the span, each once', () => {
  const runs = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 1, max: 5 })), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(runs, fc.integer({ min: 1, max: 9 }), (communities, firstRow) => {
      const lastRow = firstRow + communities.reduce((sum, [, rows]) => sum + rows, 0) - 1
      const span = { sheet: '表', firstRow, lastRow, communities }
      const rows = [0, 1, 2, 3, 4].flatMap((community) => {
        const { rows, takes } = rowsIn(span, community)
        const taken = Array.from({ length: lastRow - firstRow + 1 }, (_, at) => firstRow + at).filter(takes)
        assert.equal(taken.length, rows)
        return taken
      })
      assert.deepEqual(
        rows.sort((one, other) => one - other),
        Array.from({ length: lastRow - firstRow + 1 }, (_, at) => firstRow + at),
      )
    }),
  )
})
