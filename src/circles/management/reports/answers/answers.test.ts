/** A street answers an office otherwise than by filling its workbook, and the office hears why. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as askViews from '#ground/asks/views.ts'
import { type Stage, useStage } from '../../../../../test/stage.ts'
import { askStreets, type County, peopleCounty, prepareCounty, roster } from '../../../../../test/streets.ts'
import { fill } from '../actions.ts'
import { askMissing } from '../asking/actions.ts'
import * as demands from '../demands/actions.ts'
import { read } from '../demands/views.ts'
import { signing } from '../signing/views.ts'
import * as reportViews from '../views.ts'
import { merge, sendBack } from './actions.ts'
import { compareAsked } from './rules.ts'
import { duplicates } from './views.ts'

const story = useStage(prepareCounty)

const allowance = [{ name: '名册', rows: [['姓名', '公民身份号码', '联系电话', '工作单位', '婚姻状况'], []] }]
const health = [{ name: '名册', rows: [['姓名', '工作单位', '文化程度'], []] }]

test(
  'what another asks too is found by what both ask, not by names and numbers; merged, the asker is told with whose',
  story(async (stage) => {
    const county = await peopleCounty(stage)
    const first = await askStreets(stage, county, allowance, { title: '津贴核查' })
    const second = await askStreets(stage, county, health, { title: '从业情况' })
    const third = await askStreets(stage, county, roster, { title: '花名册' })
    const { head } = county.streets[0]!
    const alike = (await stage.does(duplicates, head, { id: first })).duplicates
    assert.deepEqual(
      alike.map(({ id, shared, of }) => [id, shared, of]),
      [[second, ['person.employer'], 2]],
    )
    await stage.does(merge, head, { id: first, into: second })
    await stage.exhaust()
    assert.equal((await stage.does(reportViews.read, head, { id: first })).state, 'merged')
    const [line] = (await stage.does(read, county.asker, { id: first })).targets
    assert.deepEqual([line?.state, line?.answer?.kind, line?.answer?.into], ['merged', 'merged', '莱州市民政局《从业情况》'])
    await stage.refused(fill, head, { id: first }, 'thing.changed')
    await stage.refused(merge, head, { id: first, into: third }, 'thing.changed')
    const over = await stage.refused(merge, head, { id: second, into: first }, 'input.invalid')
    assert.deepEqual(over.fields, [{ path: '/into', say: 'answer.not-open' }])
  }),
)

test(
  'what comes without money, people or powers goes back with what is lacking, and is here again once the office adds it',
  story(async (stage) => {
    const county = await peopleCounty(stage)
    const id = await askStreets(stage, county, roster, { powers: '依据《社会救助暂行办法》第四十九条' })
    const { head, clerks, street } = county.streets[1]!
    assert.equal((await stage.does(reportViews.read, head, { id })).powers, '依据《社会救助暂行办法》第四十九条')
    await stage.refused(sendBack, clerks[0], { id, lacks: ['money'] }, 'access.forbidden')
    const come = await stage.refused(sendBack, head, { id, lacks: ['powers'] }, 'input.invalid')
    assert.deepEqual(come.fields, [{ path: '/lacks', say: 'answer.came-with-powers' }])
    await stage.does(sendBack, head, { id, lacks: ['money', 'people'], words: '入户要两个人三天' })
    await stage.exhaust()
    const sent = (await stage.does(read, county.asker, { id })).targets
    assert.deepEqual(
      sent.map(({ state }) => state),
      ['received', 'sent-back', 'received'],
    )
    assert.deepEqual(
      [sent[1]?.answer?.lacks, sent[1]?.answer?.words, sent[1]?.answer?.by],
      [['money', 'people'], '入户要两个人三天', 'head'],
    )
    await stage.refused(demands.supply, county.asker, { id, street: county.streets[0]!.street, money: '2000 元' }, 'thing.changed')
    await stage.does(demands.supply, county.asker, { id, street, money: '每街道 2000 元' })
    await stage.exhaust(2)
    const again = await stage.does(reportViews.read, head, { id })
    assert.deepEqual([again.state, again.money, again.people], ['received', '每街道 2000 元', null])
    const [, line] = (await stage.does(read, county.asker, { id })).targets
    assert.deepEqual([line?.state, line?.answer], ['received', null])
  }),
)

/** What a demand lacks is asked at the doors of a street. Tells how many of its questions are open. */
async function askDoors(stage: Stage, { head }: County['streets'][number], id: string): Promise<() => Promise<number | undefined>> {
  await stage.does(fill, head, { id })
  await stage.exhaust()
  const { delivery } = await stage.does(signing, head, { id })
  await stage.does(askMissing, head, { id: delivery! })
  return async () => (await stage.does(askViews.request, head, { id })).asking?.open
}

test(
  'nobody is knocked at for what was merged, sent back or taken back',
  story(async (stage) => {
    const county = await peopleCounty(stage)
    const [one, two, three] = county.streets as [County['streets'][0], County['streets'][0], County['streets'][0]]
    const first = await askStreets(stage, county, allowance, { title: '津贴核查' })
    const second = await askStreets(stage, county, health, { title: '从业情况' })
    const [merged, into, back, taken] = [
      await askDoors(stage, one, first),
      await askDoors(stage, one, second),
      await askDoors(stage, two, second),
      await askDoors(stage, three, second),
    ]
    const before = await Promise.all([merged(), into(), back(), taken()])
    assert.ok(
      before.every((open) => open),
      before.join(),
    )
    await stage.does(merge, one.head, { id: first, into: second })
    await stage.does(sendBack, two.head, { id: second, lacks: ['people'] })
    await stage.exhaust()
    assert.deepEqual([await merged(), await into(), await back()], [0, before[1], 0])
    await stage.does(demands.withdraw, county.asker, { id: second })
    await stage.exhaust(2)
    assert.deepEqual([await into(), await taken()], [0, 0])
  }),
)

test('an element counts once, however often a workbook asks it, and only on sheets that are used', () => {
  const sheet = (elements: string[], use = true) => ({
    ...{ sheet: '表', use, layout: 'roster' as const, headerRows: [1, 1], dataRows: [2, 2] },
    columns: elements.map((element) => ({ path: [], element })),
    population: { kind: 'person' as const, who: 'all' as const, conditions: [] },
  })
  const plan = (...sheets: ReturnType<typeof sheet>[]) => ({ lo: 0, hi: 0, sheets })
  const asked = plan(sheet(['person.name', 'person.employer', 'person.employer']), sheet(['person.education-level'], false))
  assert.deepEqual(compareAsked(asked, plan(sheet(['person.employer']))), { shared: ['person.employer'], of: 1 })
})
