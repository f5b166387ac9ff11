/** A large empty workbook is understood by a job: watched, stopped, dropped. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cancel } from '#kernel/jobs/actions.ts'
import { bringWorkbook } from '../../../../../test/requests.ts'
import { useStage } from '../../../../../test/stage.ts'
import { COUNTY, HEALTH, peopleCounty, prepareCounty, terms } from '../../../../../test/streets.ts'
import * as demands from './actions.ts'
import { list, read } from './views.ts'

const story = useStage(prepareCounty)

const wide = [
  ['序号', '姓名', '公民身份号码', '联系电话', ...Array.from({ length: 56 }, (_, at) => `备注${at + 1}`)],
  ...Array.from({ length: 3000 }, (_, at) => [
    at + 1,
    null,
    null,
    null,
    ...Array.from({ length: 56 }, (_x, column) => `${Math.sin(at * 60 + column)}`),
  ]),
]

test(
  'it is read while the asker does something else, and is then a draft with its plan; what was stopped or taken back stays so',
  story(async (stage) => {
    const { asker } = await peopleCounty(stage)
    const bring = () => bringWorkbook(stage, asker, '大表.xlsx', [{ name: '名册', rows: wide }])
    const { id, job } = await stage.does(demands.draft, asker, { file: await bring(), ...terms })
    assert.ok(job)
    const before = await stage.does(read, asker, { id })
    assert.deepEqual([before.state, before.job, before.sheets.length], ['reading', job, 0])
    await stage.refused(demands.submit, asker, { id }, 'thing.changed')
    await stage.refused(demands.change, asker, { id, purpose: '别的' }, 'thing.changed')
    await stage.work()
    const after = await stage.does(read, asker, { id })
    assert.deepEqual([after.state, after.plan.sheets.length, after.purpose, after.targets.length], ['draft', 1, terms.purpose, 3])
    assert.deepEqual(
      after.plan.sheets[0]!.columns.slice(1, 4).map(({ element }) => element),
      ['person.name', 'person.id-number', 'person.phone'],
    )

    const stopped = await stage.does(demands.draft, asker, { file: await bring() })
    await stage.does(cancel, asker, { id: stopped.job! })
    await stage.work().catch((error: { code?: string }) => assert.equal(error.code, 'job.cancelled'))
    assert.equal((await stage.does(read, asker, { id: stopped.id })).state, 'unreadable')
    assert.equal((await stage.does(list, asker, {})).demands.find((one) => one.id === stopped.id)?.state, 'unreadable')
    await stage.refused(demands.withdraw, stage.actorAt('asker', COUNTY, HEALTH), { id: stopped.id }, 'thing.unknown')
    await stage.does(demands.withdraw, asker, { id: stopped.id })

    const dropped = await stage.does(demands.draft, asker, { file: await bring() })
    await stage.does(demands.withdraw, asker, { id: dropped.id })
    await stage.work()
    assert.equal((await stage.does(read, asker, { id: dropped.id })).state, 'withdrawn')
  }),
)
