import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { add as addDuty } from '#ground/duties/actions.ts'
import type { Actor } from '#kernel/access/actor.ts'
import { hire, makeUnit } from '../../../../test/matters/posts.ts'
import { COMMUNITY, OTHER_COMMUNITY, STREET, type Stage, useStage } from '../../../../test/stage.ts'
import * as actions from '../actions.ts'
import * as merging from '../merge-actions.ts'
import * as views from './views.ts'

const story = useStage()

async function settle(stage: Stage) {
  stage.setNow(new Date('2026-11-02T01:00:00Z'))
  const [clerk, neighbour, street, head, department] = [
    await hire(stage, 'clerk', COMMUNITY),
    await hire(stage, 'clerk', OTHER_COMMUNITY),
    await hire(stage, 'street'),
    await hire(stage, 'head'),
    await hire(stage, 'department'),
  ]
  const unit = await makeUnit(stage, '城管执法中队', [department])
  return { clerk, neighbour, street, head, unit }
}

const report = (title: string, more: Record<string, unknown> = {}) => ({
  type: 'appeal',
  category: 'street-order',
  channel: 'telephone' as const,
  region: COMMUNITY,
  title,
  reporter: { name: '欧阳敏', phone: '13800001111' },
  ...more,
})
const ask = (stage: Stage, who: Actor, title: string, more: Record<string, unknown> = {}) =>
  stage.does(views.triage, who, { title, region: COMMUNITY, ...more })
const stalls = '市场门口摆摊的占了人行道，老人走不过去'

async function withdraw(stage: Stage, head: Actor, list: 'withdrawn' | 'assisting' | 'basic', title: string, lead: string) {
  await stage.does(addDuty, head, {
    level: 'street',
    item: { list, number: '1', category: '', subcategory: '', title, lead, partners: [], tasks: '', basis: '' },
    source: { document: '演示〔2025〕1号', day: '2025-01-01' },
    from: '2025-01-01',
  })
}

describe('triage', () => {
  test(
    'says what it is about, by which words, and who usually leads; without words that tell anything it says that it is not sure',
    story(async (stage) => {
      const { clerk, unit } = await settle(stage)
      const told = await ask(stage, clerk, stalls)
      const [guess] = told.guesses
      assert.deepEqual([told.sure, guess!.theme, guess!.type, guess!.category], [true, 'street-order', 'appeal', 'street-order'])
      assert.ok(guess!.words.includes('摆摊'), `${guess!.words}`)
      assert.deepEqual(guess!.leads[0], { party: unit, name: '城管执法中队', verdict: 'may', reasons: [{ kind: 'usual' }] })
      assert.equal((await ask(stage, clerk, '有件事')).sure, false)
      await stage.refused(views.triage, clerk, { title: ' ', region: COMMUNITY }, 'input.invalid')
      await stage.refused(views.triage, clerk, { title: stalls, region: OTHER_COMMUNITY }, 'region.unknown')
    }),
  )

  test(
    'what was withdrawn upward is suggested to nobody below, whoever had it before; the department is named, also where it is no unit here',
    story(async (stage) => {
      const { clerk, street, head, unit } = await settle(stage)
      await withdraw(stage, head, 'withdrawn', '对占用城市道路、公共场所摆摊经营的行政处罚', '市综合行政执法局')
      for (let n = 0; n < 4; n += 1) {
        const { id } = await stage.does(actions.open, clerk, report(stalls))
        await stage.does(actions.work, clerk, { id, act: { kind: 'take' } }, { version: 1 })
      }
      const leads = (await ask(stage, street, stalls)).guesses[0]!.leads
      assert.deepEqual(
        leads.map(({ party }) => party),
        [unit],
      )
      assert.deepEqual(leads[0]!.reasons[0], {
        kind: 'duty',
        title: '对占用城市道路、公共场所摆摊经营的行政处罚',
        list: 'withdrawn',
        level: 'street',
      })
      await withdraw(stage, head, 'assisting', '犬只管理', '市公安局')
      const dogs = (await ask(stage, clerk, '大狼狗不拴绳，把孩子扑倒了')).guesses[0]!
      assert.deepEqual(
        dogs.leads.map(({ party, name }) => [party, name]),
        [[unit, '城管执法中队']],
      )
      const noise = (await ask(stage, clerk, '小区旁边的化工厂半夜偷排刺鼻的气味')).guesses[0]!
      assert.deepEqual([noise.leads[0]!.party, noise.leads[0]!.name], [null, '生态环境局'])
    }),
  )

  test(
    'what people decided on alike ones here is heard: a category and a unit the catalogue would not have named',
    story(async (stage) => {
      const { clerk, street } = await settle(stage)
      const words = '活动中心的钢琴房周末总是锁着'
      const before = await ask(stage, street, words)
      const odd = await makeUnit(stage, '文体工作站', [])
      for (let n = 0; n < 4; n += 1) {
        const { id } = await stage.does(actions.open, clerk, report(`${words}，第${n}次了`, { type: 'suggestion', category: 'service' }))
        await stage.does(actions.steer, street, { id, act: { kind: 'dispatch', lead: odd }, text: '归他们管' }, { version: 1 })
      }
      const told = await ask(stage, street, words)
      assert.deepEqual([before.heard, told.heard], [0, 4])
      assert.deepEqual([told.guesses[0]!.type, told.guesses[0]!.category], ['suggestion', 'service'])
      assert.deepEqual(told.guesses[0]!.leads[0]!.reasons[0], { kind: 'history', count: 4, of: 4 })
      assert.equal(told.guesses[0]!.leads[0]!.party, odd)
      const other = (confidences: typeof told) => confidences.guesses.find(({ theme }) => theme === told.guesses[0]!.theme)?.confidence ?? 0
      assert.ok(other(told) > other(before))
    }),
  )

  test(
    'alike open ones are found by text and place, closed, merged and foreign ones are not, and the one asked about is not its own like',
    story(async (stage) => {
      const { clerk, neighbour, street } = await settle(stage)
      const one = await stage.does(actions.open, clerk, report(stalls))
      const two = await stage.does(actions.open, clerk, report('摆摊的把市场门口人行道占满了'))
      const far = await stage.does(actions.open, neighbour, report(stalls, { region: OTHER_COMMUNITY }))
      await stage.does(actions.open, clerk, report('暖气不热，家里十三度', { category: 'utilities' }))
      const found = async (who: Actor, more = {}) => (await ask(stage, who, stalls, more)).similar.map(({ id }) => id)
      assert.deepEqual(await found(clerk), [one.id, two.id])
      assert.deepEqual(new Set(await found(street, { region: STREET })), new Set([one.id, two.id, far.id]))
      const { similar } = await stage.does(views.triage, clerk, { id: one.id })
      assert.deepEqual(
        similar.map(({ id, near }) => [id, near]),
        [[two.id, 'community']],
      )
      await stage.refused(views.triage, clerk, { id: far.id }, 'thing.unknown')
      await stage.does(merging.merge, clerk, { id: one.id, others: [two.id] }, { version: 1 })
      assert.deepEqual(await found(clerk), [one.id])
      await stage.does(merging.unmerge, clerk, { id: one.id, other: two.id }, { version: 2 })
      assert.deepEqual(await found(clerk), [one.id, two.id])
      await stage.does(actions.steer, clerk, { id: one.id, act: { kind: 'refuse', code: 'outside' }, text: '不在本市' }, { version: 3 })
      assert.deepEqual(await found(clerk), [two.id])
    }),
  )

  test(
    'a sealed matter changes no byte of what anybody is suggested, and is unknown by its id',
    story(async (stage) => {
      const { clerk, street, head } = await settle(stage)
      const words = '隔壁夜里女人哭喊，男的摔东西打人'
      const watched = [clerk, street, head]
      const seen = await Promise.all(watched.map(async (who) => JSON.stringify(await ask(stage, who, words))))
      const { id } = await stage.does(actions.open, clerk, {
        type: 'home-violence',
        category: 'unable',
        channel: 'door',
        region: COMMUNITY,
        title: words,
      })
      for (const [at, who] of watched.entries()) assert.equal(JSON.stringify(await ask(stage, who, words)), seen[at], who.role)
      for (const who of watched) await stage.refused(views.triage, who, { id }, 'thing.unknown')
      const [row] = await stage.sql<{ n: number }[]>`select count(*)::int as n from matter_token where matter_id = ${id}`
      assert.equal(row?.n, 0)
    }),
  )
})
