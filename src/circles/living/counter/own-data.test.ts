/** What somebody asks about her own information is a matter with a day: taken in at the counter, by telephone or letter, decided with a reason, told to her. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addPerson } from '#ground/households/actions.ts'
import { open, steer, work } from '#ground/matters/actions.ts'
import { list, read } from '#ground/matters/views.ts'
import { ofPerson } from '#ground/notices/views.ts'
import type { Actor } from '#kernel/access/actor.ts'
import { newId } from '#kernel/log/id.ts'
import { buildHouse } from '../../../../test/doors.ts'
import { hire } from '../../../../test/matters/posts.ts'
import { COMMUNITY, OTHER_COMMUNITY, type Stage, useStage } from '../../../../test/stage.ts'

const story = useStage()
/** A Monday, with no feast before the end of the month. */
const MONDAY = new Date('2026-11-02T01:00:00Z')

async function begin(stage: Stage) {
  stage.setNow(MONDAY)
  const clerk = await hire(stage, 'clerk', COMMUNITY)
  const [door] = await buildHouse(stage, ['101'])
  const values = { 'person.name': '王秀英', 'person.phone': '13800001234' }
  const moved = { id: door!, relation: 'residence' as const, values, source: 'seen', asOf: '2026-11-01' }
  const lady = (await stage.does(addPerson, clerk, moved, { key: newId() })).person
  const ask = (category: string, channel: 'counter' | 'telephone' | 'letter' = 'counter') =>
    stage.does(
      open,
      clerk,
      { type: 'own-data', category, channel, subject: lady, reporter: { person: lady }, title: '关于自己的信息' },
      { key: newId() },
    )
  const rev = async (id: string) => (await stage.does(read, clerk, { id })).rev
  const doWork = async (id: string, act: object, text?: string) =>
    stage.does(work, clerk, { id, act, ...(text ? { text } : {}) } as never, { version: await rev(id), key: newId() })
  const told = async (person = lady) => {
    await stage.exhaust()
    return (await stage.does(ofPerson, clerk, { id: person })).notices.map(({ title, body }) => `${title} ${body}`)
  }
  return { clerk, lady, ask, rev, doWork, told }
}

const listed = async (stage: Stage, who: Actor) => (await stage.does(list, who, { list: 'open', type: 'own-data' })).lines

test(
  'asked by whichever way it has fifteen workdays, stands in a list of its own with the first due first, and nobody of the next community sees it',
  story(async (stage) => {
    const { clerk, ask } = await begin(stage)
    const { id: first } = await ask('erase', 'letter')
    stage.setNow(new Date('2026-11-04T01:00:00Z'))
    const { id: second } = await ask('copy', 'telephone')
    const lines = await listed(stage, clerk)
    assert.deepEqual(
      lines.map(({ id }) => id),
      [first, second],
    )
    const { clocks } = await stage.does(read, clerk, { id: first })
    const due = clocks.find(({ name }) => name === 'resolve')!.due!
    // Fifteen workdays after Monday the 2nd: Monday the 23rd.
    assert.equal(due.slice(0, 10), '2026-11-23')
    assert.deepEqual(await listed(stage, await hire(stage, 'clerk', OTHER_COMMUNITY)), [])
  }),
)

test(
  'what the law forbids to delete is closed with a coded reason, and she hears the reason and where to turn',
  story(async (stage) => {
    const { clerk, ask, rev, told } = await begin(stage)
    const { id, number } = await ask('erase')
    await stage.refused(steer, clerk, { id, act: { kind: 'refuse', code: 'because' }, text: '不行' }, 'input.invalid', {
      version: await rev(id),
    })
    await stage.does(steer, clerk, { id, act: { kind: 'refuse', code: 'duty' }, text: '您还住在这里' }, { version: await rev(id) })
    const { stand, outcome, reason } = (await stage.does(read, clerk, { id })) as { stand: string; outcome: string; reason?: string }
    assert.deepEqual([stand, outcome], ['closed', 'refused'])
    assert.ok(reason === undefined || reason === 'duty')
    const news = (await told()).find((one) => one.includes(number) && one.includes('人民法院'))
    assert.match(news ?? '', /依职责要登记/)
  }),
)

test(
  'it is answered only after it was checked who asks, decided, and done; then she is told and asked whether it is right',
  story(async (stage) => {
    const { ask, doWork, told, rev, clerk } = await begin(stage)
    const { id, number } = await ask('copy')
    await doWork(id, { kind: 'take' })
    await stage.refused(work, clerk, { id, act: { kind: 'answer' }, text: '已打印' }, 'matter.unfinished', {
      version: await rev(id),
    })
    await doWork(id, { kind: 'step', step: 'who', answers: { as: 'self' } })
    await doWork(id, { kind: 'step', step: 'decision', answers: { how: 'all' } })
    await doWork(id, { kind: 'step', step: 'done', answers: { what: 'copied' } })
    await doWork(id, { kind: 'answer' }, '已打印交给本人')
    assert.ok((await told()).some((one) => one.includes(number) && one.includes('已有答复')))
  }),
)
