/** What duty lists and law say of a demand: to the desk that admits, to the street that receives it; and an objection on its way up and its answer back. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { add } from '#ground/duties/actions.ts'
import * as objections from '#ground/duties/objections/actions.ts'
import type { Actor } from '#kernel/access/actor.ts'
import { within } from '#kernel/action/across.ts'
import { type Stage, useStage } from '../../../../../test/stage.ts'
import { askStreets, bringForm, COUNTY, peopleCounty, prepareCounty, roster, terms } from '../../../../../test/streets.ts'
import * as demands from '../demands/actions.ts'
import { survey } from '../demands/survey/views.ts'
import { read } from '../demands/views.ts'
import { judgement } from './views.ts'

const story = useStage(prepareCounty)

/** An item on the list of streets, as the desk of the county keeps it, or a street. */
async function listed(stage: Stage, who: Actor, list: 'basic' | 'assisting' | 'withdrawn', title: string, lead = ''): Promise<string> {
  const item = { list, number: '1', category: '民生', subcategory: '', title, lead, partners: [], tasks: '', basis: '' }
  const source = { document: '莱州市街道履行职责事项清单', day: '2026-01-01' }
  return (await stage.does(add, who, { level: 'street', item, source, from: '2026-01-01' })).id
}

async function submitted(stage: Stage, asker: Actor, more: object): Promise<string> {
  const { id } = await stage.does(demands.draft, asker, { file: await bringForm(stage, asker, roster), ...terms, ...more })
  await stage.does(demands.submit, asker, { id })
  await stage.exhaust()
  return id
}

test(
  'what was withdrawn upward does not come down, whoever would admit it, and it says whose it is',
  story(async (stage) => {
    const { asker, desk } = await peopleCounty(stage)
    const item = await listed(stage, desk, 'withdrawn', '对占道经营的行政处罚', '市综合行政执法局')
    const id = await submitted(stage, asker, { title: '占道经营处罚名册', cited: [item] })
    assert.equal((await stage.does(survey, desk, { id })).judgement.verdict, 'refuse')
    const refused = await stage.refused(demands.decide, desk, { id, admit: true }, 'demand.withdrawn-upward')
    assert.deepEqual(refused.details, { title: '对占道经营的行政处罚', lead: '市综合行政执法局' })
    await stage.does(demands.decide, desk, { id, admit: false, note: '上级收回事项' })
    assert.equal((await stage.does(read, asker, { id })).state, 'refused')
  }),
)

test(
  'what is assisting comes with its means, or the desk is told what is lacking; what was said is kept with the decision',
  story(async (stage) => {
    const { asker, desk } = await peopleCounty(stage)
    const item = await listed(stage, desk, 'assisting', '高龄津贴发放', '莱州市民政局')
    const bare = await submitted(stage, asker, { title: '高龄津贴名册', cited: [item], money: '市财政 2000 元' })
    const told = (await stage.does(survey, desk, { id: bare })).judgement
    const lacking = told.suggestions.find(({ reason }) => reason === 'unfunded')
    assert.deepEqual([told.verdict, lacking?.with.lacking], ['send-back', 'people powers'])
    await stage.does(demands.decide, desk, { id: bare, admit: true, note: '经费已到，人员由街道自有力量承担' })
    const kept = await within(
      stage.house,
      COUNTY,
      (sql) => sql<{ verdict: string }[]>`select judgement->>'verdict' as verdict from demand where street_id = ${COUNTY} and id = ${bare}`,
    )
    assert.deepEqual(
      kept.map(({ verdict }) => verdict),
      ['send-back'],
    )
  }),
)

test(
  'the street is told by its own lists what speaks against it; its objection goes up and shows to the asker, and an answer back',
  story(async (stage) => {
    const county = await peopleCounty(stage)
    const { head, clerks } = county.streets[0]!
    await listed(stage, head, 'withdrawn', '高龄津贴名册核查', '莱州市民政局')
    const id = await askStreets(stage, county, roster, { title: '高龄津贴名册核查' })
    const { judgement: judged } = await stage.does(judgement, head, { id })
    assert.ok(judged.suggestions.some(({ reason }) => reason === 'looks-withdrawn'))
    await stage.refused(judgement, clerks[0], { id }, 'access.forbidden')
    const raised = await stage.does(objections.raise, head, {
      about: { kind: 'request', id, title: '高龄津贴名册核查' },
      asker: '莱州市民政局',
      reasons: ['withdrawn'],
      words: '清单里已上收。',
    })
    await stage.exhaust(2)
    const line = async () => (await stage.does(read, county.asker, { id })).targets[0]!
    const open = await line()
    assert.deepEqual(
      [open.state, open.answer?.kind, open.answer?.lacks, open.answer?.due, open.answer?.answered],
      ['objected', 'objected', ['withdrawn'], raised.dueOn, null],
    )
    await stage.does(
      objections.answer,
      county.desk,
      { id: raised.id, answer: 'dismissed', words: '核查由街道协助。' },
      { street: COUNTY, version: 1 },
    )
    await stage.exhaust(2)
    const answered = await line()
    assert.deepEqual([answered.state, answered.answer?.answered], ['received', 'dismissed'], 'dismissed, it is to be answered again')
  }),
)
