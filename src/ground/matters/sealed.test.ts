import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Problem } from '#base/problem.ts'
import type { Actor } from '#kernel/access/actor.ts'
import type { View } from '#kernel/action/action.ts'
import { enter } from '#kernel/action/door.ts'
import { newId } from '#kernel/log/id.ts'
import { hire, makeUnit } from '../../../test/matters/posts.ts'
import { COMMUNITY, STREET, type Stage, useStage } from '../../../test/stage.ts'
import * as actions from './actions.ts'
import { keepMatters } from './follow-ups.ts'
import * as merging from './merge-actions.ts'
import { readNumber } from './number.ts'
import { judgeBarred } from './sealing.ts'
import * as unitViews from './units/views.ts'
import * as views from './views.ts'

const story = useStage()

async function settle(stage: Stage) {
  stage.setNow(new Date('2026-11-02T01:00:00Z'))
  const [clerk, grid, street, head, director, department] = [
    await hire(stage, 'clerk', COMMUNITY),
    await hire(stage, 'grid', COMMUNITY),
    await hire(stage, 'street'),
    await hire(stage, 'head'),
    await hire(stage, 'director', COMMUNITY),
    await hire(stage, 'department'),
  ]
  const unit = await makeUnit(stage, '城管中队', [department])
  return { clerk, grid, street, head, director, department, unit }
}

const complaint = (accused: { login: string } | { party: string }) => ({
  type: 'complaint',
  category: 'rude',
  channel: 'counter' as const,
  region: COMMUNITY,
  title: '态度恶劣',
  text: '当众推搡我',
  reporter: { name: '欧阳秘', phone: '13800009999' },
  accused,
})

/** Everything one can read of matters, as bytes. */
async function everything(stage: Stage, who: Actor, id: string, number: string): Promise<string> {
  const asks: [View, object][] = [
    ...['mine', 'called', 'due', 'stuck', 'open', 'closed'].map((list): [View, object] => [views.list as View, { list }]),
    [views.sealed as View, {}],
    [views.read as View, { id }],
    [views.find as View, { number }],
    [unitViews.listUnits as View, {}],
  ]
  const replies: unknown[] = []
  for (const [view, input] of asks)
    replies.push(
      await enter(stage.house, view, { street: STREET, actor: who, input }).then(
        ({ data }) => data,
        (error: unknown) => (error instanceof Problem ? `${error.code} ${JSON.stringify(error.details)}` : Promise.reject(error)),
      ),
    )
  return JSON.stringify(replies)
}

describe('sealed matters', () => {
  test(
    'a complaint about the director, taken in by her own clerk: neither sees it again, nor does anybody under her, in no list, count, number or search',
    story(async (stage) => {
      const { clerk, grid, street, head, director, department } = await settle(stage)
      const seen = new Map<Actor, string>()
      const watched = [clerk, grid, street, director, department]
      const { id, number } = await stage.does(actions.open, clerk, complaint({ login: director.login }))
      for (const who of watched) seen.set(who, await everything(stage, who, id, number))
      for (const [who, bytes] of seen) {
        assert.doesNotMatch(bytes, /态度恶劣|欧阳秘|推搡/, who.role)
        assert.match(bytes, /thing\.unknown/, who.role)
        assert.match(bytes, /\{"id":null\}/, who.role)
      }
      const { lines } = await stage.does(views.sealed, head, {})
      assert.deepEqual(
        lines.map((line) => [line.title, line.lead]),
        [['态度恶劣', `street:${STREET}`]],
      )
      for (const list of ['mine', 'open', 'stuck', 'due'] as const)
        assert.deepEqual((await stage.does(views.list, head, { list })).lines, [], 'not in the lists of the one who may open it')
      const shown = await stage.does(views.read, head, { id })
      assert.deepEqual([shown.sealed, shown.people[0]?.name], [true, '欧阳秘'])
      // Whatever happens to it changes no byte of what the others get.
      await stage.does(actions.work, head, { id, act: { kind: 'take' } }, { version: 1 })
      await stage.does(actions.work, head, { id, act: { kind: 'note' }, text: '已约谈' }, { version: 2 })
      for (const [who, bytes] of seen) assert.equal(await everything(stage, who, id, number), bytes, who.role)
      for (const who of [director, clerk, street]) {
        await stage.refused(actions.steer, who, { id, act: { kind: 'classify', category: 'rough' } }, 'thing.unknown', { version: 3 })
        await stage.refused(actions.join, who, { id, channel: 'counter', reporter: { name: '王' } }, 'thing.unknown')
        await stage.refused(merging.merge, who, { id, others: [newId()] }, 'thing.unknown', { version: 3 })
      }
    }),
  )

  test(
    'no number tells of another: they follow no order, so that those of sealed matters leave no gap',
    story(async (stage) => {
      const { clerk, director } = await settle(stage)
      const appeal = { type: 'appeal', category: 'other', channel: 'phone' as const, region: COMMUNITY, title: '路灯' }
      const drawn: number[] = []
      for (let at = 0; at < 24; at += 1) {
        const { number } = await stage.does(actions.open, clerk, at % 3 === 0 ? complaint({ login: director.login }) : appeal)
        assert.equal(readNumber(number), number)
        drawn.push(Number(number.slice(3, 10)))
      }
      // By a stride, however long, two neighbours would be as far apart as any other two.
      const apart = drawn.slice(1).map((number, at) => (number - drawn[at]! + 10_000_000) % 10_000_000)
      assert.equal(new Set(apart).size, apart.length)
      assert.equal(new Set(drawn).size, drawn.length)
    }),
  )

  test(
    'a complaint about a clerk is her director’s to look into, and not hers; one about a unit is kept from all in it',
    story(async (stage) => {
      const { clerk, director, head, department, unit } = await settle(stage)
      const colleague = await hire(stage, 'clerk', COMMUNITY)
      const { id } = await stage.does(actions.open, colleague, complaint({ login: clerk.login }))
      assert.equal((await stage.does(views.read, director, { id })).id, id)
      await stage.refused(views.read, clerk, { id }, 'thing.unknown')
      const other = await stage.does(actions.open, clerk, complaint({ party: unit }))
      await stage.refused(views.read, department, { id: other.id }, 'thing.unknown')
      assert.equal((await stage.does(views.sealed, head, {})).lines.length, 2)
    }),
  )

  test(
    'the rows themselves are closed: without asking for sealed ones nobody’s transaction sees one, not even with the right',
    story(async (stage) => {
      const { clerk, head, director } = await settle(stage)
      await stage.does(actions.open, clerk, complaint({ login: director.login }))
      await stage.does(actions.open, clerk, { type: 'appeal', category: 'other', channel: 'phone', region: COMMUNITY, title: '路灯' })
      const ctx = await stage.ctx(head)
      const count = async () => (await ctx.sql<{ n: number }[]>`select count(*)::int as n from matter where street_id = ${STREET}`)[0]!.n
      assert.equal(await count(), 1)
      await ctx.sql`select app_begin_matters(${head.post}, '{}', ${[`login:${head.login}`]}::text[], true)`
      assert.equal(await count(), 2)
      await ctx.sql`select app_begin_matters(${head.post}, '{}', ${[`login:${director.login}`]}::text[], true)`
      assert.equal(await count(), 1, 'the accused')
      await ctx.sql`select app_begin_matters(${head.post}, '{}', ${[`community:${COMMUNITY}`]}::text[], true)`
      assert.equal(await count(), 1, 'whoever belongs to what she leads')
      const [acts] = await ctx.sql<{ n: number }[]>`select count(*)::int as n from act where street_id = ${STREET}`
      const [people] = await ctx.sql<{ n: number }[]>`select count(*)::int as n from matter_reporter where street_id = ${STREET}`
      assert.deepEqual([acts?.n, people?.n], [0, 0], 'acts and reporters are closed until their matter was found')
    }),
  )

  test(
    'violence at home: only who must act sees it; the police are told within half an hour, or the head hears of it by the clock',
    story(async (stage) => {
      const { clerk, director, street, head } = await settle(stage)
      const input = {
        type: 'home-violence',
        category: 'unable',
        channel: 'door' as const,
        region: COMMUNITY,
        title: '邻居反映',
        reporter: { name: '张' },
      }
      const { id, text } = await stage.does(actions.open, clerk, input)
      assert.doesNotMatch(text.zh, /编号/)
      for (const who of [clerk, street]) await stage.refused(views.read, who, { id }, 'thing.unknown')
      await stage.does(actions.work, director, { id, act: { kind: 'take' } }, { version: 1 })
      await stage.refused(actions.work, director, { id, act: { kind: 'answer' }, text: '好了' }, 'matter.unfinished', { version: 2 })
      assert.equal((await stage.does(views.read, director, { id })).due, '2026-11-02T01:30:00.000Z')
      stage.setNow(new Date('2026-11-02T01:30:00Z'))
      assert.equal(await keepMatters(stage.house, STREET), 1)
      const { lines } = await stage.does(views.sealed, head, {})
      assert.equal(lines[0]?.raised, 'head')
      const { log } = { log: await stage.sql<{ events: string }[]>`select events::text as events from log where action like 'matter.%'` }
      assert.doesNotMatch(JSON.stringify(log), /violence|complaint|unable/)
    }),
  )
})

test('the head of the street and the street itself are judged above, never here; a director takes her community along, a clerk nobody', () => {
  const decides = (role: string) => role === 'head'
  const post = (role: string, lo: number, hi: number) => ({ role, lo, hi })
  const community = post('director', 370683001020000, 370683001020999)
  assert.deepEqual(judgeBarred({ login: 'd' }, [community], decides), ['login:d', 'community:370683001020'])
  assert.deepEqual(judgeBarred({ login: 'c' }, [post('clerk', community.lo, community.hi)], decides), ['login:c'])
  assert.deepEqual(judgeBarred({ party: 'unit:u' }, [], decides), ['unit:u'])
  const refused = (accused: Parameters<typeof judgeBarred>[0], posts: Parameters<typeof judgeBarred>[1]) =>
    assert.throws(() => judgeBarred(accused, posts, decides), { code: 'matter.above' })
  refused({ party: 'street:370683001' }, [])
  refused({ login: 'h' }, [post('head', 370683001000000, 370683001999999)])
})
