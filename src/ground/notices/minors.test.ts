/** Whatever is told a child goes to her guardian, in the guardian's own channel, and to no number that stands with the child. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { insertMandate } from '#ground/residents/queries.ts'
import { allScopes, lastDayOfGuardian } from '#ground/residents/rules.ts'
import { newId } from '#kernel/log/id.ts'
import { buildHouse } from '../../../test/doors.ts'
import { keepingCarrier, moveIn } from '../../../test/readers.ts'
import { COMMUNITY, STREET, type Stage, useStage } from '../../../test/stage.ts'
import { sendDue } from './sending.ts'
import { tell } from './tell.ts'
import * as views from './views.ts'

const story = useStage()
const left = { kind: 'message.left', words: { says: '接种疫苗' } }

async function begin(stage: Stage, birth: string) {
  const [door] = await buildHouse(stage, ['101'])
  const mother = await moveIn(stage, door!, { 'person.name': '王秀英', 'person.phone': '13800001234' })
  const child = await moveIn(stage, door!, { 'person.name': '王小满', 'person.phone': '13700009999', 'person.birth-date': birth })
  const sms = keepingCarrier()
  stage.house.carriers.sms = sms
  const guard = async (to = lastDayOfGuardian(birth)) => {
    const { sql, now, actor } = await stage.ctx()
    const paper = { helper: mother, token: null, phone: null, name: null, channel: 'counter' as const, paper: newId() }
    const row = {
      ...paper,
      id: newId(),
      kind: 'guardian' as const,
      principal: child,
      scope: [...allScopes],
      from: '2026-01-01',
      to,
      at: now,
    }
    await insertMandate(sql, STREET, { ...row, login: actor.login, post: actor.post })
  }
  const send = async () => {
    await tell(await stage.ctx(), { person: child, ...left })
    await sendDue(stage.house, STREET)
    const { notices, next, rev } = await stage.does(views.ofPerson, stage.actor('clerk', COMMUNITY), { id: child })
    return { to: sms.taken.map(({ to }) => to), channel: notices[0]!.channel, next, rev }
  }
  return { guard, send }
}

test(
  'a child with a guardian on record: the guardian’s telephone, not her own, before 14 and from 14 to 17 alike',
  story(async (stage) => {
    const { guard, send } = await begin(stage, '2014-11-23')
    await guard()
    assert.deepEqual(await send(), { to: ['13800001234'], channel: 'sms', next: 'sms', rev: 0 })
  }),
)

test(
  'under 14 without a guardian: a letter to the door, never her own number; from 14 on her own',
  story(async (stage) => {
    const young = await begin(stage, '2014-11-23')
    assert.deepEqual(await young.send(), { to: [], channel: 'letter', next: 'letter', rev: 0 })
  }),
)

test(
  'at 14 without a guardian on record, and when a guardian’s time is over, it is her own telephone again',
  story(async (stage) => {
    const { guard, send } = await begin(stage, '2012-11-22')
    await guard('2026-11-21')
    assert.deepEqual(await send(), { to: ['13700009999'], channel: 'sms', next: 'sms', rev: 0 })
  }),
)
