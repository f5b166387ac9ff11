/** A purpose that changed is told again to those who heard it before: once, in their own channel, and to nobody else. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as purposes from '#ground/purposes/actions.ts'
import { noteTold, noticeFor } from '#ground/purposes/telling/notice.ts'
import * as purposeViews from '#ground/purposes/views.ts'
import { buildHouse } from '../../../test/doors.ts'
import { keepingCarrier, moveIn } from '../../../test/readers.ts'
import { COMMUNITY, STREET, type Stage, useStage } from '../../../test/stage.ts'
import { tellAgain } from './retelling.ts'
import { sendDue } from './sending.ts'
import * as views from './views.ts'

const story = useStage()

async function changed(stage: Stage, change: (purpose: Awaited<ReturnType<typeof read>>['purpose']) => object) {
  const { purpose, edition } = await read(stage)
  await stage.does(
    purposes.change,
    stage.actor('head'),
    { id: purpose.id, purpose: { ...purpose, ...change(purpose) }, edition },
    { key: edition },
  )
}
const read = (stage: Stage) => stage.does(purposeViews.read, stage.actor('head'), { id: 'volunteers' })

test(
  'who was told is told what is new, once; who was not, and who died, hears nothing; a new wording tells nobody',
  story(async (stage) => {
    const [door] = await buildHouse(stage, ['101'])
    const people = []
    for (const [name, phone] of [
      ['王秀英', '13800001234'],
      ['赵敏', '13900005678'],
    ] as const)
      people.push(await moveIn(stage, door!, { 'person.name': name, 'person.phone': phone }))
    const gone = await moveIn(stage, door!, { 'person.name': '张伟', 'person.is-deceased': true })
    const sms = keepingCarrier()
    stage.house.carriers.sms = sms
    const ctx = await stage.ctx()
    await noteTold(ctx, [people[0]!, gone], await noticeFor(ctx, { purposes: ['volunteers'] }), 'door')

    await changed(stage, () => ({ title: { zh: '志愿者', en: 'Volunteers' } }))
    assert.equal(await tellAgain(stage.house, STREET), 0)
    await changed(stage, ({ recipients }) => ({ recipients: [...recipients, { zh: '区志愿服务中心', en: 'The county centre' }] }))
    assert.equal(await tellAgain(stage.house, STREET), 2)
    assert.equal(await tellAgain(stage.house, STREET), 0, 'once')
    await sendDue(stage.house, STREET)
    assert.deepEqual(sms.taken.map(({ to }) => to), ['13800001234']) // biome-ignore format: one call
    const clerk = stage.actor('clerk', COMMUNITY)
    const [notice] = (await stage.does(views.ofPerson, clerk, { id: people[0]! })).notices
    assert.match(notice!.body, /“志愿者”：增加了可以看到的人或单位。/)
    assert.equal((await stage.does(views.ofPerson, clerk, { id: people[1]! })).notices.length, 0)
    assert.deepEqual(await stage.does(purposeViews.told, clerk, { id: 'volunteers' }), { told: 2, older: 0 })
  }),
)
