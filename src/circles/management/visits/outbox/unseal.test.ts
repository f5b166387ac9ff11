import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setLocked } from '#ground/people/staff/queries.ts'
import { accountOf, keyOfDevice } from '#kernel/access/device.ts'
import { newId } from '#kernel/log/id.ts'
import { ask, employ, handOver, item, settleTown } from '../../../../../test/rounds.ts'
import { OTHER_COMMUNITY, useStage } from '../../../../../test/stage.ts'
import { list } from '../views.ts'
import { record } from './actions.ts'
import { unseal } from './unseal.ts'

const story = useStage()

test(
  'what somebody left on a phone is opened for who plans rounds where she worked, once she can sign in no more, and for nobody else',
  story(async (stage) => {
    const { clerk, worker } = await settleTown(stage)
    const device = newId()
    const account = accountOf(stage.house.keys, worker.login)
    const far = await employ(stage, 'clerk', '别的社区', { lo: OTHER_COMMUNITY * 1000, hi: OTHER_COMMUNITY * 1000 + 999 })
    await stage.refused(unseal, clerk, { account, device }, 'input.invalid')
    await stage.refused(unseal, worker, { account, device }, 'access.forbidden')
    await stage.ctx()
    await setLocked(stage.sql, worker.login, new Date('2026-11-22T02:00:00Z'))
    await stage.refused(unseal, far, { account, device }, 'thing.unknown')
    await stage.refused(unseal, clerk, { account: 'x'.repeat(22), device }, 'thing.unknown')
    const { key } = await stage.does(unseal, clerk, { account, device })
    assert.equal(key, keyOfDevice(stage.house.keys, worker.login, device))
    assert.notEqual((await stage.does(unseal, clerk, { account, device: newId() })).key, key, 'of that phone only')
    await stage.ctx()
    await setLocked(stage.sql, worker.login, null)
    await stage.refused(unseal, clerk, { account, device }, 'input.invalid')
    await stage.ctx()
    await stage.sql`update post set ended_at = ${new Date('2026-11-22T02:00:00Z')} where id = ${worker.post}`
    assert.equal((await stage.does(unseal, clerk, { account, device })).key, key, 'a post that ended is as good')
  }),
)

test(
  'her rounds tell how much she is to look at again, of the doors she answers for, and nobody else’s',
  story(async (stage) => {
    const town = await settleTown(stage)
    await ask(stage, town.clerk, '居民核对')
    const round = await handOver(stage, town, [town.door('101'), town.door('501')])
    assert.deepEqual((await stage.does(list, town.worker, { mine: true })).looking, { conflicts: 0, waiting: 0 })
    const far = await employ(stage, 'grid', '别处', { lo: OTHER_COMMUNITY * 1000 + 1, hi: OTHER_COMMUNITY * 1000 + 1 })
    const successor = await employ(stage, 'grid', '同组', { lo: town.region, hi: town.region })
    const found = item(round, town.door('101'), town.worker, { kind: 'visit', outcome: 'nobody-home' })
    assert.equal((await stage.does(record, successor, found)).became, 'quarantined')
    for (const [who, waiting] of [
      [town.worker, 1],
      [successor, 1],
      [far, 0],
    ] as const)
      assert.deepEqual((await stage.does(list, who, { mine: true })).looking, { conflicts: 0, waiting })
  }),
)
