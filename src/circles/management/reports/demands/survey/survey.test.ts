/** What the desk that admits is told: how much is known in the streets, what it would cost to ask the rest, and who asks the same. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { useStage } from '../../../../../../test/stage.ts'
import { askStreets, bringForm, COUNTY, HEALTH, peopleCounty, prepareCounty, STREETS, terms } from '../../../../../../test/streets.ts'
import * as demands from '../actions.ts'
import type { Survey } from './contract.ts'
import { addUp, minutesFor, scaleUp } from './rules.ts'
import { survey } from './views.ts'

const story = useStage(prepareCounty)

const wide = [{ name: '名册', rows: [['姓名', '联系电话', '工作单位', '婚姻状况', '宗教信仰'], []] }]
const counts = (known: number, missing: number) => ({ known, stale: 0, missing, conflicting: 0, forbidden: 0 })

test(
  'before anything is sent, every street is counted: what it knows, whom it would have to ask; nothing protected is looked at',
  story(async (stage) => {
    const { asker, desk } = await peopleCounty(stage)
    const { id } = await stage.does(demands.draft, asker, { file: await bringForm(stage, asker, wide), title: '人员名册', ...terms })
    await stage.does(demands.submit, asker, { id })
    await stage.exhaust(2)
    const found = await stage.does(survey, desk, { id })
    assert.deepEqual([found.streets, found.of, found.rows, found.sampled, found.asked], [3, 3, 12, 12, 12])
    assert.deepEqual(
      found.columns.map(({ path, counts }) => [path[0], counts]),
      [
        ['姓名', counts(12, 0)],
        ['联系电话', counts(12, 0)],
        ['工作单位', counts(0, 12)],
        ['婚姻状况', counts(0, 12)],
        ['宗教信仰', { ...counts(0, 0), forbidden: 12 }],
      ],
    )
    assert.equal(found.minutes, minutesFor(12, 24))
  }),
)

test(
  'another open demand that asks the same is shown, with the office that asks it; the office itself sees none of another’s',
  story(async (stage) => {
    const county = await peopleCounty(stage)
    const other = { ...stage.actorAt('asker', COUNTY, HEALTH), title: '莱州市卫生健康局' }
    await askStreets(stage, { ...county, asker: other }, [{ name: '表', rows: [['姓名', '工作单位'], []] }], {
      title: '从业人员健康摸底',
      streets: [STREETS[0]],
    })
    const { id } = await stage.does(demands.draft, county.asker, { file: await bringForm(stage, county.asker, wide), ...terms })
    await stage.does(demands.submit, county.asker, { id })
    await stage.exhaust()
    const found = await stage.does(survey, county.desk, { id })
    assert.deepEqual(
      found.demands.map(({ title, asker, shared }) => [title, asker, shared]),
      [['从业人员健康摸底', '莱州市卫生健康局', ['person.employer']]],
    )
    assert.deepEqual(
      found.repeats.map(({ title, asker, streets }) => [title, asker, streets]),
      [['从业人员健康摸底', '莱州市卫生健康局', 1]],
    )
    assert.deepEqual((await stage.does(survey, county.asker, { id })).demands, [])
  }),
)

test('a sample speaks for all in proportion, and streets add up column by column', () => {
  assert.deepEqual(scaleUp(counts(300, 100), 400, 40_000), counts(30_000, 10_000))
  const one: Survey = { rows: 10, sampled: 10, asked: 4, repeats: [], columns: [{ sheet: '表', path: ['电话'], counts: counts(6, 4) }] }
  const sum = addUp([one, { ...one, columns: [...one.columns, { sheet: '表', path: ['单位'], counts: counts(1, 9) }] }])
  assert.deepEqual([sum.rows, sum.asked, sum.counts, sum.columns.length], [20, 8, counts(13, 17), 2])
  fc.assert(
    fc.property(fc.array(fc.nat(1000), { minLength: 2, maxLength: 6 }), (known) => {
      const surveys = known.map((n) => ({ ...one, columns: [{ sheet: '表', path: ['电话'], counts: counts(n, 0) }] }))
      return addUp(surveys).counts.known === known.reduce((all, n) => all + n, 0)
    }),
  )
})
