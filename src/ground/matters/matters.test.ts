import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Actor } from '#kernel/access/actor.ts'
import { newId } from '#kernel/log/id.ts'
import { hire, makeUnit } from '../../../test/matters/posts.ts'
import { COMMUNITY, OTHER_COMMUNITY, STREET, type Stage, useStage } from '../../../test/stage.ts'
import * as actions from './actions.ts'
import type { SteerAct, WorkAct } from './contract.ts'
import { keepMatters, reckonAnew } from './follow-ups.ts'
import * as merging from './merge-actions.ts'
import { readNumber } from './number.ts'
import * as views from './views.ts'

const story = useStage()
const monday = new Date('2026-11-02T01:00:00Z')

async function settle(stage: Stage) {
  stage.setNow(monday)
  const [clerk, colleague, street, head, director] = [
    await hire(stage, 'clerk', COMMUNITY),
    await hire(stage, 'clerk', COMMUNITY),
    await hire(stage, 'street'),
    await hire(stage, 'head'),
    await hire(stage, 'director', COMMUNITY),
  ]
  const [police, guard] = [await hire(stage, 'department'), await hire(stage, 'department')]
  const [policeUnit, guardUnit] = [await makeUnit(stage, '文昌派出所', [police]), await makeUnit(stage, '城管中队', [guard])]
  return { clerk, colleague, street, head, director, police, guard, policeUnit, guardUnit }
}

const report = (title: string, more: Record<string, unknown> = {}) => ({
  type: 'appeal',
  category: 'noise-fume',
  channel: 'telephone' as const,
  region: COMMUNITY,
  title,
  reporter: { name: '赵敏', phone: '13800001111' },
  ...more,
})
/** As somebody who sees the whole street. */
const wide = async (stage: Stage) => (await stage.ctx()).sql
const revOf = async (stage: Stage, id: string) =>
  (await (await wide(stage))<{ rev: number }[]>`select rev from matter where id = ${id}`)[0]!.rev
const work = async (stage: Stage, who: Actor, id: string, act: WorkAct, text?: string) =>
  stage.does(actions.work, who, { id, act, ...(text ? { text } : {}) }, { version: await revOf(stage, id) })
const steer = async (stage: Stage, who: Actor, id: string, act: SteerAct, text?: string) =>
  stage.does(actions.steer, who, { id, act, ...(text ? { text } : {}) }, { version: await revOf(stage, id) })
const rows = async (stage: Stage) => (await wide(stage))<Record<string, unknown>[]>`select * from matter order by id`

/** Every row of the small table is what the fold of its acts says: written over with nonsense, it comes out the same. */
async function assertRebuilds(stage: Stage): Promise<void> {
  const before = await rows(stage)
  await stage.sql`update matter set stand = 'closed', outcome = 'ruled', lead = 'x', parties = '{}', due_at = null, call_due_at = null, returned = 99, reporters = 99, resolve_late = true`
  await stage.sql`update matter m set stand = 'in-hand', outcome = null`
  await reckonAnew(stage.house, STREET)
  const after = await rows(stage)
  assert.deepEqual(after, before)
}

describe('matters', () => {
  test(
    'an appeal by telephone runs from the counter to the police and back to the one who rang; every row is what its acts say',
    story(async (stage) => {
      const { clerk, colleague, street, police, policeUnit } = await settle(stage)
      const opened = await stage.does(actions.open, clerk, report('楼下烧烤店夜里很吵', { text: '每天到凌晨两点' }))
      assert.equal(readNumber(opened.number), opened.number)
      assert.match(opened.text.zh, /编号26-\d{7}-\d/)
      const { id } = opened
      const mine = await stage.does(views.list, clerk, { list: 'mine' })
      assert.deepEqual(
        mine.lines.map(({ title, stand, what }) => [title, stand, what]),
        [['楼下烧烤店夜里很吵', 'received', 'response']],
      )
      assert.deepEqual((await stage.does(views.list, police, { list: 'mine' })).lines, [])
      await stage.refused(views.read, police, { id }, 'thing.unknown')
      await steer(stage, street, id, { kind: 'dispatch', lead: policeUnit })
      const theirs = await stage.does(views.read, police, { id })
      assert.deepEqual(
        [theirs.stand, theirs.leadName, theirs.place.party, theirs.allowed.includes('answer'), theirs.allowed.includes('dispatch')],
        ['in-hand', '文昌派出所', `street:${STREET}`, true, false],
      )
      await stage.refused(actions.work, clerk, { id, act: { kind: 'answer' }, text: '好了' }, 'matter.role', { version: 2 })
      await stage.refused(actions.work, police, { id, act: { kind: 'answer' } }, 'input.invalid', { version: 2 })
      await work(stage, police, id, { kind: 'note', contact: 'reached' })
      await work(stage, police, id, { kind: 'answer' }, '已要求十点后不得营业')
      await stage.refused(actions.work, police, { id, act: { kind: 'answer' }, text: '再答一次' }, 'matter.state', { version: 4 })
      const { people } = await stage.does(views.read, clerk, { id })
      assert.deepEqual([people[0]?.name, people[0]?.phone], ['赵敏', '13800001111'])
      const reporter = people[0]!.id
      await steer(stage, colleague, id, { kind: 'confirm', reporter, solved: true, channel: 'telephone' })
      await steer(stage, colleague, id, { kind: 'rate', reporter, satisfied: 'yes', channel: 'telephone' })
      const shown = await stage.does(views.read, clerk, { id })
      assert.deepEqual([shown.stand, shown.outcome, shown.people[0]?.satisfied], ['closed', 'confirmed', 'yes'])
      assert.deepEqual(
        shown.acts.map(({ kind }) => kind),
        ['open', 'dispatch', 'note', 'answer', 'confirm', 'rate'],
      )
      await stage.does(actions.open, clerk, report('路灯不亮', { category: 'traffic' }))
      await assertRebuilds(stage)
    }),
  )

  test(
    'two who act on the same version at once: the second sees that somebody was there before',
    story(async (stage) => {
      const { clerk, colleague } = await settle(stage)
      const { id } = await stage.does(actions.open, clerk, report('垃圾没人收'))
      await stage.does(actions.work, clerk, { id, act: { kind: 'take' } }, { version: 1 })
      const problem = await stage.refused(actions.work, colleague, { id, act: { kind: 'take' } }, 'precondition.failed', { version: 1 })
      assert.equal(problem.details.rev, 2)
      await stage.refused(actions.work, colleague, { id, act: { kind: 'take' } }, 'precondition.required')
    }),
  )

  test(
    'the whistle is heard by those called alone, and the place judges who came',
    story(async (stage) => {
      const { clerk, street, police, guard, policeUnit, guardUnit } = await settle(stage)
      const { id } = await stage.does(actions.open, clerk, report('违建又盖起来了', { category: 'building' }))
      await steer(stage, street, id, { kind: 'dispatch', lead: policeUnit })
      await steer(stage, street, id, { kind: 'call-in', parties: [guardUnit] })
      const called = await stage.does(views.list, guard, { list: 'called' })
      assert.deepEqual(
        called.lines.map(({ title, arriveBy }) => [title, arriveBy]),
        [['违建又盖起来了', '2026-11-02T01:30:00.000Z']],
      )
      await stage.refused(actions.steer, street, { id, act: { kind: 'call-in', parties: [`unit:${newId()}`] } }, 'input.invalid', {
        version: 3,
      })
      await work(stage, guard, id, { kind: 'arrive', party: guardUnit, people: 3 })
      await steer(stage, street, id, { kind: 'judge', party: guardUnit, verdict: 'good' })
      assert.deepEqual((await stage.does(views.list, guard, { list: 'called' })).lines, [])
      await stage.refused(views.read, guard, { id }, 'thing.unknown')
      const { co } = await stage.does(views.read, police, { id })
      assert.deepEqual(
        co.map(({ name, people, verdict }) => [name, people, verdict]),
        [['城管中队', 3, 'good']],
      )
      const [party] = await (await wide(stage))<
        Record<string, unknown>[]
      >`select party, people, verdict, done_at is not null as done from matter_party`
      assert.deepEqual(party, { party: guardUnit, people: 3, verdict: 'good', done: true })
      await assertRebuilds(stage)
    }),
  )

  test(
    'who is still called when it is merged, refused or taken back reads why and owes nothing; parted again she is called as she was',
    story(async (stage) => {
      const { clerk, street, guard, guardUnit } = await settle(stage)
      const make = async (title: string) => {
        const { id } = await stage.does(actions.open, clerk, report(title, { category: 'building' }))
        await steer(stage, street, id, { kind: 'call-in', parties: [guardUnit] })
        return id
      }
      const [kept, merged, refused, taken] = [await make('违建'), await make('又是违建'), await make('占道'), await make('挖沟')]
      const list = () => stage.does(views.list, guard, { list: 'called' })
      const calls = async (id: string) =>
        (await wide(stage))<Record<string, unknown>[]>`select * from matter_party where matter_id = ${id} order by party, round`
      assert.deepEqual((await list()).calledOff, [])
      const [before, called] = [await calls(merged), (await list()).lines]
      stage.setNow(new Date(monday.getTime() + 10 * 60_000))
      await stage.does(merging.merge, street, { id: kept, others: [merged] }, { version: await revOf(stage, kept) })
      await steer(stage, street, refused, { kind: 'refuse', code: 'in-court' }, '已经起诉')
      const { people } = await stage.does(views.read, street, { id: taken })
      await steer(stage, street, taken, { kind: 'withdraw', reporter: people[0]!.id, channel: 'telephone' })
      const told = await list()
      assert.deepEqual(
        told.lines.map(({ title }) => title),
        ['违建'],
      )
      assert.deepEqual(told.calledOff.map(({ title, why, reason }) => [title, why, reason !== null]).sort(), [
        ['占道', 'refused', true],
        ['又是违建', 'merged', false],
        ['挖沟', 'withdrawn', false],
      ])
      const shown = await stage.does(views.read, guard, { id: merged })
      assert.deepEqual([shown.co[0]?.off, shown.co[0]?.may, shown.callDue], ['2026-11-02T01:10:00.000Z', [], null])
      assert.deepEqual(shown.acts.at(-1)?.says.at(-1), { name: 'off', value: { zh: '城管中队不用再去', en: 'called off: 城管中队' } })
      await assertRebuilds(stage)
      await stage.does(merging.unmerge, street, { id: kept, other: merged }, { version: await revOf(stage, kept) })
      assert.deepEqual(await calls(merged), before)
      const back = await list()
      assert.deepEqual(back.calledOff.map(({ title }) => title).sort(), ['占道', '挖沟'])
      const bare = (lines: typeof called) => lines.filter(({ id }) => id === merged).map((line) => ({ ...line, moved: '', rev: 0 }))
      assert.deepEqual(bare(back.lines), bare(called))
      // Let go as called by mistake she hears of it, and no more of the matter than when she was called.
      await steer(stage, street, kept, { kind: 'let-go', party: guardUnit })
      const gone = (await list()).calledOff.find(({ why }) => why === 'let-go')
      assert.deepEqual([gone?.title, gone?.called, gone?.off], ['', '2026-11-02T01:00:00.000Z', '2026-11-02T01:10:00.000Z'])
      await stage.refused(views.read, guard, { id: kept }, 'thing.unknown')
      // A week later it is old news.
      stage.setNow(new Date('2026-11-10T01:00:00Z'))
      assert.deepEqual((await list()).calledOff, [])
    }),
  )

  test(
    'each who is called has her own clock in her own list; a call sent back is gone from it, and who did not come is not forgotten when called again',
    story(async (stage) => {
      const { clerk, street, head, police, guard, policeUnit, guardUnit } = await settle(stage)
      const { id } = await stage.does(actions.open, clerk, report('违建又盖起来了', { category: 'building' }))
      await steer(stage, street, id, { kind: 'call-in', parties: [guardUnit, policeUnit] })
      const called = async (who: Actor) => (await stage.does(views.list, who, { list: 'called' })).lines.map(({ due, what }) => [due, what])
      assert.deepEqual(await called(guard), [['2026-11-02T01:30:00.000Z', 'arrive']])
      const mayOf = async (who: Actor, party: string) =>
        (await stage.does(views.read, who, { id })).co.find((one) => one.party === party)?.may
      assert.deepEqual(await mayOf(guard, guardUnit), ['arrive', 'finish', 'send-back'])
      assert.deepEqual(await mayOf(guard, policeUnit), [])
      assert.deepEqual(await mayOf(street, guardUnit), ['arrive', 'finish', 'judge', 'let-go'])
      await work(stage, guard, id, { kind: 'send-back', party: guardUnit, reason: 'not-ours' }, '归住建')
      assert.deepEqual(await called(guard), [])
      await stage.refused(views.read, guard, { id }, 'thing.unknown')
      assert.deepEqual(await mayOf(street, guardUnit), ['call-in'])
      await stage.refused(actions.arbitrate, head, { id, text: '去' }, 'input.invalid', { version: await revOf(stage, id) })
      await stage.does(
        actions.arbitrate,
        head,
        { id, called: guardUnit, text: '查处违建是你们的职责' },
        { version: await revOf(stage, id) },
      )
      assert.deepEqual(await mayOf(guard, guardUnit), ['arrive', 'finish'])
      const stuck = async () => (await stage.does(views.list, street, { list: 'stuck' })).lines.map(({ title }) => title)
      assert.deepEqual(await stuck(), [])
      stage.setNow(new Date('2026-11-02T01:31:00Z'))
      assert.deepEqual(await stuck(), ['违建又盖起来了'], 'who was called is not there yet')
      assert.deepEqual(
        (await stage.does(views.list, guard, { list: 'due' })).lines.map(({ title }) => title),
        ['违建又盖起来了'],
      )
      await steer(stage, street, id, { kind: 'judge', party: policeUnit, verdict: 'absent' })
      await steer(stage, street, id, { kind: 'call-in', parties: [policeUnit] })
      await work(stage, police, id, { kind: 'arrive', party: policeUnit, people: 2 })
      assert.deepEqual(await called(police), [['2026-11-05T09:30:00.000Z', 'finish']])
      await work(stage, police, id, { kind: 'finish', party: policeUnit })
      await steer(stage, street, id, { kind: 'judge', party: policeUnit, verdict: 'late', did: true })
      const calls = await (await wide(stage))<Record<string, unknown>[]>`
        select party, round, verdict, did, sent_back_at is not null as back from matter_party order by party = ${policeUnit}, round`
      assert.deepEqual(
        calls.map((call) => Object.values(call)),
        [
          [guardUnit, 1, null, null, true],
          [guardUnit, 2, null, null, false],
          [policeUnit, 1, 'absent', null, false],
          [policeUnit, 2, 'late', true, false],
        ],
      )
      await assertRebuilds(stage)
    }),
  )

  test(
    'a department that sends it back lets it go, and sees no more of it',
    story(async (stage) => {
      const { clerk, street, police, policeUnit } = await settle(stage)
      const { id } = await stage.does(actions.open, clerk, report('幼儿园食堂', { category: 'schooling' }))
      await steer(stage, street, id, { kind: 'dispatch', lead: policeUnit })
      await work(stage, police, id, { kind: 'send-back', reason: 'not-ours' }, '不是派出所的职责')
      await stage.refused(views.read, police, { id }, 'thing.unknown')
      assert.deepEqual(
        (await stage.does(views.list, street, { list: 'stuck' })).lines.map(({ returned }) => returned),
        [1],
      )
    }),
  )

  test(
    'the house closes by the published rule when nobody spoke, escalates what is late, and goes on after a pause, on the minute',
    story(async (stage) => {
      const { clerk } = await settle(stage)
      const { id } = await stage.does(actions.open, clerk, report('楼道堆物', { category: 'fire' }))
      const late = await stage.does(actions.open, clerk, report('污水'))
      await work(stage, clerk, id, { kind: 'take' })
      await work(stage, clerk, id, { kind: 'answer' }, '已清理')
      const stopped = await stage.does(actions.open, clerk, report('等天气', { category: 'traffic' }))
      await work(stage, clerk, stopped.id, { kind: 'take' })
      await work(stage, clerk, stopped.id, { kind: 'note', contact: 'reached' })
      await work(stage, clerk, stopped.id, { kind: 'pause', code: 'weather', until: '2026-11-05' })
      const stands = async () =>
        new Map(
          (
            await (await wide(stage))<{ id: string; said: string }[]>`
              select id, concat_ws(' ', stand, outcome, raised, case when paused then 'paused' end) as said from matter`
          ).map((row) => [row.id, row.said]),
        )
      assert.equal(await keepMatters(stage.house, STREET), 0)
      stage.setNow(new Date('2026-11-03T09:29:00Z'))
      assert.equal(await keepMatters(stage.house, STREET), 0)
      stage.setNow(new Date('2026-11-03T09:30:00Z'))
      assert.equal(await keepMatters(stage.house, STREET), 1)
      assert.equal((await stands()).get(late.id), 'received street')
      stage.setNow(new Date('2026-11-04T16:00:00Z'))
      await keepMatters(stage.house, STREET)
      assert.equal((await stands()).get(stopped.id), 'in-hand')
      stage.setNow(new Date('2026-11-09T09:30:00Z'))
      await keepMatters(stage.house, STREET)
      assert.equal((await stands()).get(id), 'closed ruled')
      assert.equal(await keepMatters(stage.house, STREET), 0)
      await assertRebuilds(stage)
    }),
  )

  test(
    'a notice on free days moves what is due',
    story(async (stage) => {
      const { clerk, head } = await settle(stage)
      const { id } = await stage.does(actions.open, clerk, report('没人管', { category: 'sanitation' }))
      await work(stage, clerk, id, { kind: 'note', contact: 'reached' })
      const due = async () => (await (await wide(stage))<{ due: string }[]>`select due_at as due from matter where id = ${id}`)[0]!.due
      assert.equal(await due(), '2026-11-05T09:30:00.000Z')
      const { set } = await import('#ground/law/actions.ts')
      const parameters = { free: ['2026-11-04'], work: [] }
      await stage.does(set, head, { id: 'working-days-2026', parameters, citation: '〔2026〕1号', from: '2026-01-01' })
      await reckonAnew(stage.house, STREET)
      assert.equal(await due(), '2026-11-06T09:30:00.000Z')
    }),
  )
})

describe('merging', () => {
  test(
    'every reporter stays: she is counted, told and asked; parted again, each row is as it was; nothing hangs on something that hangs',
    story(async (stage) => {
      const { clerk, colleague } = await settle(stage)
      const open = async (title: string, name: string) => (await stage.does(actions.open, clerk, report(title, { reporter: { name } }))).id
      const [a, b, c] = [await open('甲件', '赵'), await open('乙件', '钱'), await open('丙件', '孙')]
      const fields = async (id: string) => {
        const [row] = await (await wide(stage))<Record<string, unknown>[]>`select * from matter where id = ${id}`
        const { rev: _rev, moved_at: _moved, ...rest } = row!
        return rest
      }
      const before = new Map([[a, await fields(a)] as const, [b, await fields(b)] as const, [c, await fields(c)] as const])
      await stage.does(merging.merge, clerk, { id: b, others: [c] }, { version: 1 })
      await stage.does(merging.merge, clerk, { id: a, others: [b] }, { version: 1 })
      assert.deepEqual(
        (await (await wide(stage))<{ into: string }[]>`select merged_into as into from matter where merged_into is not null`).map(
          ({ into }) => into,
        ),
        [a, a],
      )
      await stage.refused(merging.merge, clerk, { id: b, others: [a] }, 'matter.state', { version: await revOf(stage, b) })
      await stage.refused(merging.merge, clerk, { id: a, others: [a] }, 'matter.merge', { version: await revOf(stage, a) })
      const shown = await stage.does(views.read, clerk, { id: a })
      assert.deepEqual(shown.people.map(({ name }) => name).sort(), ['孙', '赵', '钱'])
      assert.equal(shown.holds.length, 2)
      await work(stage, clerk, a, { kind: 'take' })
      await work(stage, clerk, a, { kind: 'answer' }, '都解决了')
      for (const { id } of shown.people.slice(0, 2))
        await steer(stage, colleague, a, { kind: 'confirm', reporter: id, solved: true, channel: 'telephone' })
      assert.equal((await stage.does(views.read, clerk, { id: a })).stand, 'answered', 'one was not asked yet')
      await steer(stage, colleague, a, { kind: 'confirm', reporter: shown.people[2]!.id, solved: true, channel: 'telephone' })
      assert.equal((await stage.does(views.read, clerk, { id: a })).outcome, 'confirmed')
      await stage.does(merging.unmerge, clerk, { id: a, other: b }, { version: await revOf(stage, a) })
      await stage.does(merging.unmerge, clerk, { id: a, other: c }, { version: await revOf(stage, a) })
      assert.deepEqual(await fields(b), before.get(b))
      assert.deepEqual(await fields(c), before.get(c))
      assert.deepEqual(
        (await stage.does(views.read, clerk, { id: b })).people.map(({ name }) => name),
        ['钱'],
      )
      await stage.refused(merging.unmerge, clerk, { id: a, other: b }, 'matter.merge', { version: await revOf(stage, a) })
      await assertRebuilds(stage)
    }),
  )

  test(
    'what is of another community is neither merged nor seen; what is split off says where it came from',
    story(async (stage) => {
      const { clerk } = await settle(stage)
      const beside = await hire(stage, 'clerk', OTHER_COMMUNITY)
      const mine = await stage.does(actions.open, clerk, report('甲件'))
      const theirs = await stage.does(actions.open, beside, report('乙件', { region: OTHER_COMMUNITY }))
      await stage.refused(merging.merge, clerk, { id: mine.id, others: [theirs.id] }, 'thing.unknown', { version: 1 })
      await stage.refused(actions.open, clerk, report('丙件', { region: OTHER_COMMUNITY }), 'region.unknown')
      const made = await stage.does(actions.split, clerk, { id: mine.id, category: 'fire', title: '楼道堆物' }, { version: 1 })
      const shown = await stage.does(views.read, clerk, { id: made.id })
      assert.deepEqual([shown.from?.id, shown.title], [mine.id, '楼道堆物'])
      assert.deepEqual(
        (await stage.does(views.list, beside, { list: 'open' })).lines.map(({ id }) => id),
        [theirs.id],
      )
    }),
  )
})
