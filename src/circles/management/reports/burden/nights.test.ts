/** Sums of months outlive what they are made of, are the same each night, and hold nobody. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { expireStreet } from '#ground/forgetting/expiry.ts'
import { ask, settleTown, type Town } from '../../../../../test/rounds.ts'
import { STREET } from '../../../../../test/stage.ts'
import { openStanding, type Standing } from '../../../../../test/standing.ts'
import { keep, streetBook } from './actions.ts'
import * as contracts from './contract.ts'
import { keepBurden } from './nights.ts'
import { street } from './views.ts'

const begin = new Date('2026-11-22T02:00:00Z')
const DAY_MS = 86_400_000

describe('months that are over', () => {
  let house: Standing
  let town: Town

  before(async () => {
    house = await openStanding()
    house.setNow(begin)
    town = await settleTown(house)
    await ask(house, town.clerk, '居民信息核对')
    await ask(house, town.clerk, '就业摸底', ['姓名', '工作单位'])
  })
  after(() => house.close())

  const kept = () =>
    house.house.transaction(
      {
        street: STREET,
        lo: STREET * 1_000_000,
        hi: STREET * 1_000_000 + 999_999,
        login: town.clerk.login,
        post: town.clerk.post,
        sensitive: false,
      },
      async (sql) => [
        ...(await sql<Record<string, unknown>[]>`select * from burden_month where street_id = ${STREET} order by month, region_no`),
      ],
    )
  const november = async () => {
    const { questions, knocks } = await house.does(street, town.clerk, { period: '2026-11' })
    return { asked: questions.asked, joined: questions.joined, knocks }
  }

  test('are kept by the first night after, the same each night, as they were told while they went on', async () => {
    assert.equal(await keepBurden(house.house, STREET), 0, 'the month goes on')
    const live = await november()
    assert.deepEqual(live, { asked: 4, joined: 3, knocks: { homes: 3, apart: 6, joined: 3, walked: 0 } })
    house.setNow(new Date('2026-12-01T19:00:00Z'))
    assert.equal(await keepBurden(house.house, STREET), 1)
    const first = await kept()
    assert.equal(first.length, 1, 'one community, and nobody walked')
    assert.equal(await keepBurden(house.house, STREET), 1)
    assert.deepEqual(await kept(), first)
    assert.deepEqual(await november(), live)
  })

  test('stand when the questions are deleted after two years, and no later night takes anything from them', async () => {
    const before = await november()
    for (const days of [100, 400, 900]) {
      house.setNow(new Date(begin.getTime() + days * DAY_MS))
      await keepBurden(house.house, STREET)
      await expireStreet(house.house, STREET)
    }
    const left = await house.house.transaction(
      { street: STREET, lo: 0, hi: 999_999_999_999_999, login: town.clerk.login, post: town.clerk.post, sensitive: true },
      (sql) => sql<{ n: number }[]>`select count(*)::int as n from ask where street_id = ${STREET}`,
    )
    assert.equal(left[0]?.n, 0)
    await keepBurden(house.house, STREET)
    assert.deepEqual(await november(), before)
    const year = await house.does(street, town.clerk, { period: '2026' })
    assert.deepEqual([year.questions.asked, year.questions.joined], [4, 3])
  })

  test('hold nobody: no login, post, person, door or name in a row or a contract', async () => {
    const columns = Object.keys((await kept())[0]!)
    const person = /login|post|person|subject|dwelling|door_id|name|walker_id|by$|title$/
    assert.deepEqual(
      columns.filter((column) => person.test(column)),
      [],
    )
    // What is told beside numbers: offices, what they called their forms, the period, and where the rule comes from.
    const words = new Set<string>()
    const walk = (shape: unknown, path: string): void => {
      const { properties, items, anyOf, type, const: fixed } = (shape ?? {}) as Record<string, unknown>
      for (const [key, inner] of Object.entries((properties as object | undefined) ?? {})) walk(inner, `${path}.${key}`)
      if (items) walk(items, `${path}[]`)
      for (const inner of (anyOf as unknown[] | undefined) ?? []) walk(inner, path)
      if (type === 'string' && fixed === undefined) words.add(path)
    }
    walk(contracts.StreetBurden, 'street')
    walk(contracts.AskerBurden, 'asker')
    walk(contracts.Held, 'held')
    assert.deepEqual([...words].sort(), [
      'asker.demands[].asker',
      'asker.demands[].at',
      'asker.demands[].id',
      'asker.demands[].title',
      'asker.months[].month',
      'asker.period',
      'street.askers[].asker',
      'street.months[].month',
      'street.period',
      'street.rule.citation.en',
      'street.rule.citation.zh',
      'street.rule.id',
      ...([] as string[]),
    ])
  })

  test('are kept by nobody but the house', async () => {
    await assert.rejects(house.does(keep, town.clerk, {}), { code: 'access.forbidden' })
    await assert.rejects(
      house.does(streetBook, { ...town.clerk, rights: new Set(['demand.read']) }, { period: '2026-11', language: 'zh' }),
      {
        code: 'access.forbidden',
      },
    )
  })
})
